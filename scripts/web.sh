#!/usr/bin/env bash
# The explorer's page, which npm builds from explore/web:
#
#   scripts/web.sh build     makes explore/web/dist anew, and copies axe-core for the tests
#   scripts/web.sh check     fails where dist is not what the sources give
#
# Without npm the check is left out, which is said loudly; where CI is set that is
# a failure.
set -euo pipefail
cd "$(dirname "$0")/../explore/web"

install() {
  # npm leaves the lock that it went by; npm ci takes seconds, and the network.
  if [[ node_modules/.package-lock.json -ot package-lock.json ]]; then
    npm ci --no-audit --no-fund --loglevel=error
  fi
}

case ${1:-} in
  build)
    install
    npm run --silent build
    cp node_modules/axe-core/axe.min.js testdata/
    ;;
  check)
    if ! command -v npm >/dev/null; then
      cat >&2 <<END

================================================================================
 LEFT OUT: nobody looked whether explore/web/dist is what its sources give, for
 there is no npm.
================================================================================
END
      [[ -z ${CI:-} ]] || { echo 'This is CI, where it must be looked at.' >&2; exit 1; }
      exit 0
    fi
    install
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    npm run --silent build -- --out "$work/dist"
    diff -rq dist "$work/dist" >&2 && cmp node_modules/axe-core/axe.min.js testdata/axe.min.js >&2 || { echo 'explore/web/dist is not what the sources give: make web' >&2; exit 1; }
    ;;
  *)
    echo 'usage: scripts/web.sh build|check' >&2
    exit 2
    ;;
esac
