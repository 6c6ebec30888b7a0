# Survival of the parametric hazards at whole times, by the distribution functions of R.
t <- c(1, 2, 5, 10, 26, 52, 104, 260)
laws <- list(
  weibull = pweibull(t, .6, 12, lower.tail = FALSE, log.p = TRUE),
  lognormal = plnorm(t, 2.906, 2.536, lower.tail = FALSE, log.p = TRUE),
  "lognormal far" = plnorm(t, 0, .2, lower.tail = FALSE, log.p = TRUE),
  loglogistic = plogis(log(t), log(9), 1 / 1.7, lower.tail = FALSE, log.p = TRUE),
  exponential = pexp(t, .03, lower.tail = FALSE, log.p = TRUE))
cat("law,time,log survival\n")
for (law in names(laws)) for (i in seq_along(t)) cat(law, ",", t[i], ",", sprintf("%.17g", laws[[law]][i]), "\n", sep = "")
