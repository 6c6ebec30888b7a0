# M8 week by week, all people at once: one uniform number each, compared with the cumulative rows.
args <- commandArgs(trailingOnly = TRUE)
weekly <- as.matrix(read.table(args[1])); people <- as.integer(args[2]); weeks <- as.integer(args[3]); set.seed(as.integer(args[4]))
source(file.path(args[5], "rows.R"))
p <- matrix(rows(weekly), 27 * 8, 8)
cumulative <- t(apply(p, 1, cumsum))
before <- proc.time()
state <- rep(2L, people); stay <- rep(1L, people)
for (week in seq_len(weeks)) {
  u <- runif(people)
  to <- 1L + rowSums(u > cumulative[stay + 27L * (state - 1L), 1:7])
  stay <- ifelse(to == state, pmin(stay + 1L, 27L), 1L)
  state <- as.integer(to)
}
used <- proc.time() - before
cat(used[["user.self"]] + used[["sys.self"]], mean(state == 8L), "\n")
