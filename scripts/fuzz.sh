#!/usr/bin/env bash
# Runs every fuzz target of the module for a while: scripts/fuzz.sh 20s
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:-20s}
found=0
for package in $(go list ./...); do
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
    found=$((found + 1))
    echo "$package $target"
    # Left alone, making one interesting input smaller takes all the time there is.
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$package"
  done
done
if ((found == 0)); then
  echo 'there is no fuzz target: something is wrong with this script' >&2
  exit 1
fi
