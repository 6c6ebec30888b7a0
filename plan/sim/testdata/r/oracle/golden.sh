#!/bin/sh
# Writes the golden numbers of plan/sim/testdata/oracle again, with programs in R that share nothing with the engines.
# Needs r-base-core (Debian). The numbers are kept so that a machine without R still tests against them.
set -eu
cd "$(dirname "$0")"
mkdir -p ../../oracle
for program in m8 sicksicker chain hazards; do
  Rscript --vanilla "$program.R" > "../../oracle/$program.csv"
done
