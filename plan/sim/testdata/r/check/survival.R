# Kaplan–Meier and Nelson–Aalen estimates, quantiles and restricted means of survival; Aalen–Johansen estimates and variances of
# etm, and the estimates of cmprsk and survival beside them.
source("common.R")
suppressPackageStartupMessages({ library(survival); library(etm); library(cmprsk) })
out <- "../../../survival/testdata/"

# The data sets: enter, leave, cause (0 censored).
weeks <- function(n, seed, last) pmin(last, 1 + floor(-log(1 - uniforms(n, seed)) * last / 2))
sets <- list(
  # weekly times with many ties, three causes, the end of the study at week 24
  ties = local({ u <- uniforms(400, 11); t <- weeks(400, 7, 24)
    data.frame(enter = 0, leave = t, cause = ifelse(t == 24, 0, floor(u * 4))) }),
  # times that hardly tie, two causes
  fine = local({ u <- uniforms(300, 5); t <- uniforms(300, 17) * 60 + uniforms(300, 3) + 1 / 1024
    data.frame(enter = 0, leave = t, cause = floor(u * 3)) }),
  # late entries
  late = local({ u <- uniforms(250, 23); e <- floor(uniforms(250, 29) * 16) / 2 * (uniforms(250, 31) < .7)
    data.frame(enter = e, leave = e + 1 / 2 + floor(uniforms(250, 37) * 40) / 2, cause = floor(u * 3)) }),
  # the last person at risk has the event, so that the curve ends at 0
  ends = data.frame(enter = 0, leave = c(3, 5, 5, 6, 9, 9, 12), cause = c(1, 0, 1, 1, 0, 1, 1)),
  # the times to return of leukemia in the 6-mercaptopurine arm of Freireich 1963, the example of most textbooks
  freireich = data.frame(enter = 0, leave = c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35),
    cause = c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)),
  censored = data.frame(enter = 0, leave = c(2, 4, 4, 7), cause = 0),
  one = data.frame(enter = 0, leave = 5, cause = 1)
)

fit <- function(d, type) {
  d$event <- as.integer(d$cause > 0)
  y <- if (any(d$enter > 0)) Surv(d$enter, d$leave, d$event) else Surv(d$leave, d$event)
  survfit(y ~ 1, conf.type = type, timefix = FALSE)
}

records <- curves <- quantiles <- means <- incidence <- NULL
for (name in names(sets)) {
  d <- sets[[name]]
  records <- rbind(records, data.frame(set = name, d))
  f <- fit(d, "plain"); s <- summary(f, censored = TRUE)
  row <- data.frame(set = name, time = f$time, at_risk = f$n.risk, events = f$n.event, censored = f$n.censor,
                    survival = f$surv, std_err = f$surv * f$std.err, hazard = f$cumhaz, hazard_err = f$std.chaz)
  for (type in c("plain", "log", "log-log")) {
    g <- fit(d, type)
    # where no limits exist survfit repeats the limits before; here they are left out
    none <- g$surv == 0 | (type == "log-log" & g$surv == 1)
    row[[paste0(sub("-", "", type), "_low")]] <- ifelse(none, NA, g$lower)
    row[[paste0(sub("-", "", type), "_high")]] <- ifelse(none, NA, g$upper)
    if (any(f$n.event > 0)) {
      q <- quantile(g, probs = c(.05, .1, .25, .5, .75, .9))
      quantiles <- rbind(quantiles, data.frame(set = name, scale = sub("-", "", type), p = c(.05, .1, .25, .5, .75, .9),
        time = as.numeric(q$quantile), low = as.numeric(q$lower), high = as.numeric(q$upper)))
    }
  }
  curves <- rbind(curves, row)
  horizons <- unique(c(max(f$time), max(f$time) / 2 + min(f$time) / 2, 4.25))
  horizons <- horizons[horizons <= max(f$time) & (horizons > min(f$time) | horizons == max(f$time))]
  for (h in horizons) {
    m <- summary(f, rmean = h)$table
    means <- rbind(means, data.frame(set = name, horizon = h, mean = m[["rmean"]], std_err = m[["se(rmean)"]]))
  }
  if (max(d$cause) > 1) {
    k <- max(d$cause)
    tra <- matrix(FALSE, k + 1, k + 1); tra[1, -1] <- TRUE
    e <- etm(data.frame(id = seq_len(nrow(d)), from = 0, to = ifelse(d$cause == 0, "cens", d$cause), entry = d$enter, exit = d$leave),
             as.character(0:k), tra, "cens", 0)
    at <- e$time
    for (j in 1:k) {
      tr <- trprob(e, paste("0", j)); v <- trcov(e, paste("0", j))
      gray <- multi <- NA
      if (!any(d$enter > 0)) {
        ci <- cuminc(d$leave, d$cause)
        gray <- timepoints(ci[paste("1", j)], at)$est[1, ]
        ms <- survfit(Surv(d$leave, factor(d$cause)) ~ 1, timefix = FALSE)
        multi <- approx(ms$time, ms$pstate[, j + 1], at, "constant", rule = 2)$y
      }
      row <- data.frame(set = name, cause = j, time = at, etm = tr, variance = v, cmprsk = gray, survival = multi)
      for (scale in c("linear", "log", "cloglog")) {
        limits <- summary(e, ci.fun = scale)[[paste("0", j)]]
        here <- match(at, limits$time)
        row[[paste0(scale, "_low")]] <- limits$lower[here]
        row[[paste0(scale, "_high")]] <- limits$upper[here]
      }
      incidence <- rbind(incidence, row)
    }
  }
}
write_golden(paste0(out, "records.csv"), records)
write_golden(paste0(out, "curves.csv"), curves)
write_golden(paste0(out, "quantiles.csv"), quantiles)
write_golden(paste0(out, "means.csv"), means)
write_golden(paste0(out, "incidence.csv"), incidence)

# Exact limits of Poisson rates.
rates <- expand.grid(events = c(0, 1, 2, 10, 185, 5000), time = c(1, 812.5), level = c(.9, .95))
limits <- mapply(function(n, t, l) poisson.test(n, t, conf.level = l)$conf.int, rates$events, rates$time, rates$level)
write_golden(paste0(out, "rates.csv"), cbind(rates, low = limits[1, ], high = limits[2, ]))

# Hazard ratios of pairs of data sets (coxph, ties after Efron) and log-rank tests (survdiff; coxph's score test is not used).
pairs <- list(c("ties", "fine"), c("fine", "ends"), c("freireich", "ends"), c("late", "ties"), c("late", "fine"))
ratios <- NULL
for (p in pairs) {
  d <- rbind(cbind(sets[[p[1]]], group = 0), cbind(sets[[p[2]]], group = 1))
  d$event <- as.integer(d$cause > 0)
  late <- any(d$enter > 0)
  y <- if (late) Surv(d$enter, d$leave, d$event) else Surv(d$leave, d$event)
  cox <- coxph(y ~ group, data = d, ties = "efron", control = coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 100, timefix = FALSE))
  test <- if (late) NA else survdiff(y ~ group, data = d)$chisq
  limits <- exp(confint(cox))
  ratios <- rbind(ratios, data.frame(control = p[1], other = p[2], ratio = exp(coef(cox)), low = limits[1], high = limits[2],
    std_err = sqrt(vcov(cox)[1]), log_rank = test, p = if (late) NA else pchisq(test, 1, lower.tail = FALSE)))
}
write_golden(paste0(out, "ratios.csv"), ratios)
