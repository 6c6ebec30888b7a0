# Distribution functions and their inverses: pnorm, pgamma, pbeta, plnorm and qnorm, qgamma, qbeta, qlnorm of base R.
source("common.R")
out <- "../../../uncertainty/distribution/testdata/"

p <- c(1e-300, 1e-100, 1e-30, 1e-10, 1e-5, 1e-3, .01, .025, .05, .1, .25, .4, .5, .6, .75, .9, .95, .975, .99, .999, 1 - 1e-5, 1 - 1e-10)
laws <- rbind(
  data.frame(law = "normal", a = c(0, -3.5, 100), b = c(1, .25, 15)),
  data.frame(law = "lognormal", a = c(0, 4.86, -1.079), b = c(1, .188, .119)),
  data.frame(law = "gamma", expand.grid(a = c(.01, .1, .5, 1, 1.5, 2.5, 4.954, 19.8, 30.48, 96.04, 629, 1e4, 1e6), b = 1)),
  data.frame(law = "gamma", a = c(30.48, 15.37), b = c(3.30e-5, .00666)),
  data.frame(law = "beta", a = c(.01, .1, .5, 1, 1, 2, .5, 2, 3.482, 28.06, 343, 204, 1e4, 1, 2, 1e6, 50, .2, 1e-3),
                           b = c(.01, .3, .5, 1, 5, 2, 20, .5, .6145, 4.95, 397, 79, 3e4, 1e5, 1e-1, 1e6, .05, 300, 2)))
quantile_of <- function(law, p, a, b) switch(law, normal = qnorm(p, a, b), lognormal = qlnorm(p, a, b),
  gamma = qgamma(p, shape = a, scale = b), beta = qbeta(p, a, b))
cdf_of <- function(law, x, a, b) switch(law, normal = pnorm(x, a, b), lognormal = plnorm(x, a, b),
  gamma = pgamma(x, shape = a, scale = b), beta = pbeta(x, a, b))

rows <- merge(data.frame(p = p), cbind(laws, row = seq_len(nrow(laws))))
rows <- rows[order(rows$row, rows$p), ]
rows$quantile <- suppressWarnings(mapply(quantile_of, rows$law, rows$p, rows$a, rows$b))
# R's own round trip: where it is off, R's quantile and not ours is in doubt.
rows$back <- mapply(cdf_of, rows$law, rows$quantile, rows$a, rows$b)
write_golden(paste0(out, "quantiles.csv"), rows[c("law", "a", "b", "p", "quantile", "back")])

at <- c(1e-8, .001, .05, .2, .5, .8, .95, .999, 1, 1.5, 3, 10, 40, 110, 700)
rows <- merge(data.frame(z = at), cbind(laws, row = seq_len(nrow(laws))))
rows <- rows[order(rows$row, rows$z), ]
rows$x <- ifelse(rows$law == "gamma", rows$z * rows$a * rows$b, rows$z)
rows <- rows[rows$law != "beta" | rows$x < 1, ]
rows$cdf <- mapply(cdf_of, rows$law, rows$x, rows$a, rows$b)
write_golden(paste0(out, "cdf.csv"), rows[c("law", "a", "b", "x", "cdf")])
