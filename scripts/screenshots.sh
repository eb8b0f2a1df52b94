#!/usr/bin/env bash
# Takes the pictures of docs again, each in a test of what it shows: those of the
# explorer (docs/tour), and the one of Neo4j Browser (docs/graph.png) where a Neo4j
# can be had (scripts/neo4j.sh). Needs Chromium or Chrome.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# keep TEST PACKAGE FOLDER: the pictures that a test leaves
keep() {
  mkdir -p "$work/$1" "$3"
  CI=true go test -count=1 -run "^$1\$" -artifacts -outputdir "$work/$1" "$2"
  find "$work/$1" -name '*.png' -exec cp {} "$3" \;
}

keep TestTour ./explore/web docs/tour
if scripts/neo4j.sh start; then
  eval "$(scripts/neo4j.sh env)"
  keep TestBrowser ./explore/guide "$work"
  cp "$work/graph.png" docs/graph.png
else
  echo 'LEFT OUT: the picture of Neo4j Browser, for there is no Neo4j.' >&2
fi
