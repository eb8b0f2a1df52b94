#!/usr/bin/env bash
# Looks for known vulnerabilities in the code that we call, with govulncheck; fails
# where there is one. The database comes as a Go module, so a machine that reaches
# modules alone can do this, too; the last line says of which day it is.
#
# The standard library that is looked at is that of the newest Go 1.26, as releases
# are built with it; VULN_TOOLCHAIN=local makes it that of the Go on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly govulncheck=golang.org/x/vuln/cmd/govulncheck@v1.9.0
readonly newest=go1.26.11
toolchain=${VULN_TOOLCHAIN:-$newest}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -r version folder < <(cd "$work" && go mod download -json golang.org/x/vulndb@latest |
  sed -n 's/^\t"Version": "\(.*\)",$/\1/p; s/^\t"Dir": "\(.*\)",$/\1/p' | paste -sd ' ')
GOTOOLCHAIN=auto go run "golang.org/x/vulndb/cmd/indexdb@$version" -vulns "$folder/data/osv" -out "$work/db"
GOTOOLCHAIN=$toolchain go run "$govulncheck" -db "file://$work/db" "$@" ./...
echo "Database: golang.org/x/vulndb $version; standard library: $(GOTOOLCHAIN=$toolchain go env GOVERSION)"
