#!/usr/bin/env bash
# Installs cql-execution at a pinned version, and runs the comparison. It needs Go, Node and npm.
set -euo pipefail
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm install --prefix "$scratch" --silent --ignore-scripts --no-audit --no-fund cql-execution@3.3.2 cql-exec-fhir@2.2.0 > /dev/null
go run . -people "${1:-1000}" -modules "$scratch/node_modules"
