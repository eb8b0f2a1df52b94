#!/usr/bin/env bash
# Makes docs/graph.png, a picture that Neo4j Browser draws in its own test.
# Needs a Neo4j (scripts/neo4j.sh) and Chromium or Chrome.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/neo4j.sh start
eval "$(scripts/neo4j.sh env)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CI=true go test -count=1 -run '^TestBrowser$' -artifacts -outputdir "$work" ./explore/guide
mkdir -p docs
cp "$(find "$work" -name graph.png)" docs/graph.png
