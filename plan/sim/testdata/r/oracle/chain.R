# Transition probabilities of a chain with constant rates, by diagonalising its matrix of rates.
rates <- rbind(c(0, 1.6, .4, .005), c(.8, 0, .1, .05), c(.05, .3, 0, .003), rep(0, 4))
diag(rates) <- -rowSums(rates)
e <- eigen(rates)
cat("years,from,care,out,recovery,dead\n")
for (years in c(1 / 52, 1, 2, 20)) {
  p <- Re(e$vectors %*% diag(exp(e$values * years)) %*% solve(e$vectors))
  for (from in 1:4) { cat(sprintf("%.17g", years), from - 1, sprintf("%.17g", p[from, ]), sep = ","); cat("\n") }
}
