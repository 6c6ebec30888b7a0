# rows returns the probabilities p[week in the state (1 to 27), from, to] of M8.
rows <- function(weekly) {
  p <- array(0, c(27, 8, 8))
  for (stay in 1:27) {
    scale <- if (stay <= 4) 1.6 else if (stay <= 26) 1 else 0.5
    m <- weekly
    m[c(1, 3:7), 1:7] <- m[c(1, 3:7), 1:7] * scale
    if (stay <= 4) m[c(1, 4), 8] <- m[c(1, 4), 8] * 2
    diag(m) <- 1 - rowSums(m)
    p[stay, , ] <- m
  }
  p
}
