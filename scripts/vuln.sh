#!/usr/bin/env bash
# Looks for known vulnerabilities in the code that we call, with govulncheck. The
# database comes as a Go module, so that a machine which reaches modules alone can
# do this too; the last line says of which day it is.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly govulncheck=golang.org/x/vuln/cmd/govulncheck@v1.9.0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -r version folder < <(cd "$work" && go mod download -json golang.org/x/vulndb@latest |
  sed -n 's/^\t"Version": "\(.*\)",$/\1/p; s/^\t"Dir": "\(.*\)",$/\1/p' | paste -sd ' ')
go run "golang.org/x/vulndb/cmd/indexdb@$version" -vulns "$folder/data/osv" -out "$work/db"
go run "$govulncheck" -db "file://$work/db" "$@" ./...
echo "Database: golang.org/x/vulndb $version"
