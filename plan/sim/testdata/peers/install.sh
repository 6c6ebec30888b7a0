#!/bin/sh
# Installs what the programs of this folder need, from Debian's own packages. Needs root.
set -eu
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends g++ pypy3 python3 python3-numpy python3-simpy3 r-base-core
