# Runs a study from R: retention on methadone at week 24 for three hazards of stopping after week 12. Needs the package jsonlite.
#
#   go build -C examples/study -o study . && Rscript examples/study/drive.R examples/study/study

library(jsonlite)
program <- normalizePath(commandArgs(trailingOnly = TRUE)[1])
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
setwd(here) # names of files are looked up from where the program runs

late <- "model.transitions[methadone → out of treatment].hazard.pieces[3].rate"
rates <- c(0.005, 0.010, 0.020)
questions <- sapply(rates, function(rate) {
  set <- list(rate, "cohort")
  names(set) <- c(late, "run.engine")
  toJSON(list(id = unbox(rate), file = unbox("retention.yaml"), set = lapply(set, unbox)), digits = NA)
})
answers <- lapply(system2(program, "lines", input = questions, stdout = TRUE), fromJSON, simplifyVector = FALSE)
for (answer in answers) {
  if (!is.null(answer$error)) stop(answer$error$message)
  for (series in answer$result$series) {
    if (series$arm == "methadone" && series$kind == "not yet") {
      cat(sprintf("%.3f a week: %.2f %% retained\n", answer$id, 100 * series$values[[25]]))
    }
  }
}
