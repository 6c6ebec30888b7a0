# Trace of the Sick-Sicker model under its four strategies, from the equations and parameters of Alarid-Escudero et al., Med Decis
# Making 43(1):3 (2023), table 1.
trace <- function(slowdown) {
  p <- function(rate) 1 - exp(-rate)
  d <- c(p(.002), p(.002 * 3), p(.002 * 10))
  m <- rbind(
    c((1 - d[1]) * (1 - p(.15)), (1 - d[1]) * p(.15), 0, d[1]),
    c((1 - d[2]) * p(.5), (1 - d[2]) * (1 - p(.5) - p(.105 * slowdown)), (1 - d[2]) * p(.105 * slowdown), d[2]),
    c(0, 0, 1 - d[3], d[3]),
    c(0, 0, 0, 1))
  now <- c(1, 0, 0, 0); out <- now
  for (cycle in 1:75) { now <- as.vector(now %*% m); out <- rbind(out, now) }
  out
}
cat("arm,cycle,H,S1,S2,D\n")
for (arm in c("SoC", "A", "B", "AB")) {
  rows <- trace(if (arm %in% c("B", "AB")) .6 else 1)
  for (cycle in 0:75) { cat(arm, cycle, sprintf("%.17g", rows[cycle + 1, ]), sep = ","); cat("\n") }
}
