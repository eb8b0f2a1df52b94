#!/usr/bin/env bash
# Makes docs/graph.png: the graph of testdata/cases as Neo4j Browser draws it.
# Needs a Neo4j (scripts/neo4j.sh) and Chromium or Chrome. The graph stays in the
# server under the name "example".
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/neo4j.sh start
eval "$(scripts/neo4j.sh env)"
export BACKCHANNEL_NEO4J_USER=$NEO4J_USER BACKCHANNEL_NEO4J_PASSWORD=$NEO4J_PASSWORD

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/backchannel" ./cmd/backchannel
"$work/backchannel" run --quiet --store "$NEO4J_URI" --graph example --state "$work/state" testdata/cases
mkdir -p docs
cd scripts/screenshot
go run . -style ../../schema/browser.grass -out ../../docs/graph.png "$@" \
  "MATCH (n:Entity {graph: 'example'}) WHERE n.name IN ['Russia', 'France'] MATCH p = (n)((:Entity)--(:Entity)){1,6} RETURN p"
