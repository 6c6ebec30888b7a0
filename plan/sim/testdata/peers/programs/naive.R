# M8 person by person and week by week with sample.int, as tutorials of microsimulation in R write it.
args <- commandArgs(trailingOnly = TRUE)
weekly <- as.matrix(read.table(args[1])); people <- as.integer(args[2]); weeks <- as.integer(args[3]); set.seed(as.integer(args[4]))
source(file.path(args[5], "rows.R"))
p <- rows(weekly)
before <- proc.time()
dead <- 0
for (i in seq_len(people)) {
  state <- 2L; stay <- 1L
  for (week in seq_len(weeks)) {
    to <- sample.int(8L, 1L, prob = p[stay, state, ])
    if (to == state) stay <- min(stay + 1L, 27L) else { state <- to; stay <- 1L }
  }
  dead <- dead + (state == 8L)
}
used <- proc.time() - before
cat(used[["user.self"]] + used[["sys.self"]], dead / people, "\n")
