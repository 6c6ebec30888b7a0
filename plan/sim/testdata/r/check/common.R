# Shared by the scripts: a sequence of numbers that is the same on every machine, and writing without loss of digits.

# uniforms(n, seed): Park and Miller's minimal generator, exact in double precision; values are multiples of 1/1024 so that
# they are written and read back without rounding.
uniforms <- function(n, seed) {
  out <- numeric(n)
  x <- seed
  for (i in seq_len(n)) {
    x <- (16807 * x) %% 2147483647
    out[i] <- floor(x / 2147483647 * 1024) / 1024
  }
  out
}

digits <- function(x) {
  if (is.character(x) || is.logical(x)) return(as.character(x))
  ifelse(is.na(x), "NA", ifelse(is.infinite(x), ifelse(x > 0, "Inf", "-Inf"), sprintf("%.17g", x)))
}

write_golden <- function(file, frame) {
  cells <- as.data.frame(lapply(frame, digits), stringsAsFactors = FALSE)
  utils::write.table(cells, file, sep = ",", quote = FALSE, row.names = FALSE)
}
