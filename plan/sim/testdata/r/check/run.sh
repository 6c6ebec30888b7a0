#!/bin/sh
# Writes the golden numbers of the packages beside this folder from R, so that a machine without R still tests against them.
# Needs R 4 and, from Debian, r-cran-survival, r-cran-etm and r-cran-cmprsk. The inputs are made by the scripts themselves from
# a fixed linear congruential sequence; running this twice changes nothing. Read the difference before committing it.
set -eu
cd "$(dirname "$0")"
mkdir -p ../../../uncertainty/distribution/testdata ../../../survival/testdata ../../../economics/testdata
for script in distribution survival economics; do
	Rscript --vanilla "$script.R"
done
