// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// go-htmldate calls only in its extensive mode. Backchannel reads the dates of
// pages in the fast mode, which never comes here; but the package, once linked,
// fills 78 MB of tables of all languages at every start, in a fifth of a
// second. go.mod replaces it by this one.
package dateparser

import (
	"errors"
	"time"
)

// ParserType is a way to read a date.
type ParserType uint8

// Ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says on which side of now an incomplete date lies.
type PreferredDateSource uint8

// Past is the side that go-htmldate prefers.
const Past PreferredDateSource = 1

// Configuration is what go-htmldate sets.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser is what go-htmldate keeps.
type Parser struct {
	ParserTypes []ParserType
}

// Date is what was read.
type Date struct {
	Time time.Time
}

// Parse reads no date.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("dates of pages are read in the fast mode only")
}
