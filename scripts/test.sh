#!/usr/bin/env bash
# Runs every test, with a Neo4j where one can be had. Arguments go to go test.
#
# Without a Neo4j its tests are left out, which is said at the end; where CI is
# set that is a failure. A server that was not running before is stopped after.
set -uo pipefail
cd "$(dirname "$0")/.."

missing=''
started=false
stop() { if $started; then scripts/neo4j.sh stop; fi; }
trap stop EXIT

echo "Looking for a Neo4j…" >&2
scripts/neo4j.sh status >/dev/null 2>&1 || started=true
if missing=$(scripts/neo4j.sh start 2>&1 >/dev/null); then
  printf '%s\n' "$missing" >&2
  missing=''
  eval "$(scripts/neo4j.sh env)"
else
  started=false
fi

# What a store's mark is worth is told by counts of the whole database, so these
# tests have the server to themselves; Neo4j Browser and a cluster have the machine.
mapfile -t others < <(go list ./... | grep -v -e '/pipeline/load/neo4j$' -e '/pipeline/run/spark$' -e '/explore/guide$')
result=0
if [[ -n ${CI:-} ]]; then # the pictures that tests made, in bin/_artifacts
  mkdir -p bin
  set -- -artifacts -outputdir "$PWD/bin" "$@"
fi
go test "$@" "${others[@]}" || result=$?
go test "$@" ./pipeline/load/neo4j || result=$?
go test "$@" ./explore/guide || result=$?
go test "$@" -timeout 60m ./pipeline/run/spark || result=$?

if [[ -n $missing ]]; then
  cat >&2 <<END

================================================================================
 LEFT OUT: the tests of Neo4j did not run, for there is no server to run them on.
================================================================================
$missing
END
  if [[ -n ${CI:-} ]]; then
    echo 'This is CI, where they must run.' >&2
    exit 1
  fi
fi
# These tests say so themselves too; here is why.
if ! python=$(scripts/python.sh interop scripts/interop/requirements.txt 2>&1 >/dev/null); then
  cat >&2 <<END

================================================================================
 LEFT OUT: no other program read the exports, for its Python packages are absent.
================================================================================
$python
END
fi
if ! java -version >/dev/null 2>&1 || ! python=$(scripts/python.sh spark pipeline/run/spark/requirements.txt 2>&1 >/dev/null); then
  cat >&2 <<END

================================================================================
 LEFT OUT: the tests of the Spark job did not run: Java 17 or PySpark is absent.
================================================================================
$python
END
fi
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
  cat >&2 <<END

================================================================================
 LEFT OUT: the tests in a browser did not run, for there is no Chromium.
================================================================================
END
  if [[ -n ${CI:-} ]]; then
    echo 'This is CI, where they must run.' >&2
    exit 1
  fi
fi
exit $result
