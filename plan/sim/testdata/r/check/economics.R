# Expected values of information from a sample of three strategies: with base R arithmetic, and with a natural cubic spline
# (package splines of R itself) by least squares.
source("common.R")
library(splines)
out <- "../../../economics/testdata/"

n <- 600
sum12 <- function(seed) Reduce(`+`, lapply(1:12, function(k) uniforms(n, seed * 13 + k * 101))) - 6 # nearly normal, exact
x <- sum12(1); y <- sum12(2); z <- sum12(3)
sample <- data.frame(x = x, cost_a = 1000 + 0 * x, effect_a = 1 + 0 * x,
  cost_b = 1500 + 100 * z, effect_b = 1.02 + x / 32 + y / 64,
  cost_c = 2500 + 200 * y, effect_c = 1.05 + x^2 / 64 - z / 32)
write_golden(paste0(out, "sample.csv"), sample)

rows <- NULL
for (threshold in c(0, 10000, 25000, 50000, 100000)) {
  nb <- sapply(c("a", "b", "c"), function(s) threshold * sample[[paste0("effect_", s)]] - sample[[paste0("cost_", s)]])
  best <- which.max(colMeans(nb))
  loss <- apply(nb, 1, max) - nb[, best]
  row <- data.frame(threshold = threshold, best = best - 1, evpi = mean(loss), evpi_err = sd(loss) / sqrt(n),
    p_a = mean(nb[, 1] == apply(nb, 1, max)), p_b = mean(nb[, 2] == apply(nb, 1, max)), p_c = mean(nb[, 3] == apply(nb, 1, max)))
  for (k in c(2, 3, 5, 8)) {
    s <- sort(x); knots <- s[1 + floor((0:(k - 1)) * (n - 1) / (k - 1))]
    fitted <- apply(nb - nb[, best], 2, function(g) {
      if (k == 2) fitted(lm(g ~ x)) else fitted(lm(g ~ ns(x, knots = knots[2:(k - 1)], Boundary.knots = range(x))))
    })
    gain <- apply(fitted, 1, max)
    row[[paste0("spline_", k)]] <- mean(gain)
  }
  for (b in c(1, 7, 30)) {
    bin <- integer(n); edges <- floor((0:b) * n / b); o <- order(x)
    for (i in 1:b) bin[o[(edges[i] + 1):edges[i + 1]]] <- i
    means <- apply(nb - nb[, best], 2, function(g) tapply(g, bin, mean)[bin])
    row[[paste0("bins_", b)]] <- mean(apply(means, 1, max))
  }
  rows <- rbind(rows, row)
}
write_golden(paste0(out, "information.csv"), rows)
