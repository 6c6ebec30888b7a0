# Exact occupancy of the benchmark pathway M8 (see peers/m8) at every week: one tunnel state for each of the first 26 weeks in a
# state and one for all later weeks, and a plain matrix product. Slow, obvious, and different from the recursion it checks.
states <- c("OUT", "DETOX", "RES", "MET", "BUP", "XNT", "ABS", "DEAD")
weekly <- rbind(
  c(0, .010, .004, .008, .015, .002, .002, .0005),
  c(.45, 0, .10, .05, .15, .08, .05, .0002),
  c(.12, 0, 0, .01, .03, .02, .05, .0001),
  c(.020, .001, 0, 0, .002, 0, .001, .00015),
  c(.031, .002, 0, .003, 0, 0, .0015, .00012),
  c(.031, .003, 0, 0, .003, 0, .003, .00015),
  c(.015, 0, 0, 0, 0, 0, 0, .0001),
  rep(0, 8))
tunnel <- function(state, week) (state - 1) * 27 + min(week, 26) + 1
step <- matrix(0, 216, 216)
for (state in 1:8) for (week in 0:26) {
  p <- weekly[state, ]
  if (!(state %in% c(2, 8))) p[1:7] <- p[1:7] * (if (week < 4) 1.6 else if (week < 26) 1 else .5)
  if (week < 4 && state %in% c(1, 4)) p[8] <- p[8] * 2
  for (to in which(p > 0)) step[tunnel(state, week), tunnel(to, 0)] <- p[to]
  step[tunnel(state, week), tunnel(state, week + 1)] <- step[tunnel(state, week), tunnel(state, week + 1)] + 1 - sum(p)
}
now <- numeric(216); now[tunnel(2, 0)] <- 1
cat("week", states, sep = ","); cat("\n")
for (week in 0:520) {
  if (week %% 26 == 0) cat(week, sprintf("%.17g", rowsum(now, rep(1:8, each = 27))[, 1]), sep = ",")
  if (week %% 26 == 0) cat("\n")
  now <- as.vector(now %*% step)
}
