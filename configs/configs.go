// Package configs holds the options of backchannel: default.yaml names each
// with its meaning and its default, and is compiled in.
package configs

import _ "embed"

// Default is the text of default.yaml.
//
//go:embed default.yaml
var Default []byte
