// Package web holds the explorer's page: what `npm run build` makes of src/ is
// committed in dist/ and embedded here, so that a plain go build needs no npm.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files returns the page's files with index.html at the root. They are one page:
// its views are told apart by the part of the address behind #, which no server
// sees.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the name is valid
	}
	return files
}
