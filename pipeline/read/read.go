// Package read turns files into documents. In come the names of files, folders
// and globs, or - for standard input; out comes one schema.Document after the
// other, in the order of the inputs, a folder's files in the order of their
// paths. Text (.txt) is a document a file; of a web page (.html, .htm, .xhtml)
// the article is taken, with its title, author, date, site and language, by
// github.com/markusmobius/go-trafilatura; JSON lines (.jsonl, .ndjson) hold a
// document a line. Each may be packed (.gz, .zst). A web archive (.warc) holds a
// page a record, of which those are read that are articles in English; the others
// are told to Options.Skipped. A tar or zip archive is read as a folder is, with
// what lies in it under the archive's name; one archive may lie within another.
//
// Text is UTF-8 on the way out, whatever it was on the way in: a byte order
// mark, a page's own declaration and, for the rest, what golang.org/x/net's
// charset says (windows-1252 for old news) decide.
//
// Nothing is ever read whole that is larger than Options.MaxBytes, packed or not.
package read

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"

	"backchannel/schema"
)

// Format is the form of an input.
type Format string

const (
	Auto  Format = "auto" // by the file's name; standard input by how it begins
	Text  Format = "text"
	HTML  Format = "html"
	JSONL Format = "jsonl"
	WARC  Format = "warc" // a web archive
	Tar   Format = "tar"
	Zip   Format = "zip"
)

// DefaultMaxBytes is the largest document when Options do not say: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Options say how to read. The zero value reads with the defaults.
type Options struct {
	// Format is that of every input; "" is Auto.
	Format Format

	// Encoding is the character encoding of text and pages that neither have a
	// byte order mark nor declare one: "windows-1251", "iso-8859-2". Empty finds
	// out. JSON lines are always UTF-8.
	Encoding string

	// Fields maps the fields of a document (id, text, title, url, date, author,
	// publisher, actor, place, country) to their names in JSON lines. A name with
	// points in it reaches into objects: "source.url". A field that is not in the
	// map has its own name; one mapped to "" is not read. Only text must be there.
	Fields map[string]string

	// MaxBytes is the size of the largest document, unpacked; 0 is DefaultMaxBytes.
	MaxBytes int64

	// MaxRatio is how many bytes a packed byte may stand for, once more than a
	// document has been unpacked; 0 is DefaultMaxRatio.
	MaxRatio int

	// MaxArchive is how much an archive may hold, in bytes and unpacked; 0 is
	// DefaultMaxArchive.
	MaxArchive int64

	// Repeats gives documents whose id was there before, too; without it the second
	// one is a defect.
	Repeats bool

	// Stdin is what - stands for; nil is os.Stdin.
	Stdin io.Reader

	// Skipped, when set, is told of each file of a folder that is left alone
	// without being a defect: another kind of file, a symbolic link. It is called
	// from the iteration itself.
	Skipped func(path, why string)
}

// Error is a defect of one input: a document that cannot be had, or an input
// that holds none.
type Error struct {
	Source string // the path or pattern; "-" for standard input
	Line   int    // of a file of JSON lines or of a text, from 1; 0 when it is about the whole
	Reason string // what is wrong, lower case
	Hint   string // what to do next, "" when nothing helps
	Err    error  // what the system said, or nil
}

func (e *Error) Error() string {
	s := e.Source
	if e.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, e.Line)
	}
	return s + ": " + e.Reason
}

func (e *Error) Unwrap() error { return e.Err }

// Documents reads the inputs. The id of a document that brings none is its URL,
// else its path with slashes: below the folder that was named, below the part of
// a pattern that has no wildcard, or the bare name of a file that was named; in
// JSON lines with ":" and the line's number. So a file has the same id alone and
// with its folder. Each defect comes as an *Error beside a document
// that has no more than its id and source, and the iteration goes on. When ctx is
// done the last pair has its error, so that an iteration which was cut short
// never looks like a whole one. The sequence may be used once; it reads as it is
// asked.
func Documents(ctx context.Context, options Options, inputs []string) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		if options.MaxBytes <= 0 {
			options.MaxBytes = DefaultMaxBytes
		}
		if options.MaxRatio <= 0 {
			options.MaxRatio = DefaultMaxRatio
		}
		if options.MaxArchive <= 0 {
			options.MaxArchive = DefaultMaxArchive
		}
		if options.Format == "" {
			options.Format = Auto
		}
		if options.Stdin == nil {
			options.Stdin = os.Stdin
		}
		r := &reader{Options: options, ctx: ctx, yield: yield, seen: newRegister(), fields: fieldPaths(options.Fields)}
		if _, err := lookup(options.Encoding); err != nil {
			r.fail(&Error{Source: "encoding", Reason: fmt.Sprintf("%q is no known character encoding", options.Encoding), Hint: "use a name such as utf-8, windows-1252 or iso-8859-2", Err: err})
			return
		}
		for _, in := range inputs {
			if !r.input(in) {
				break
			}
		}
		if err := ctx.Err(); err != nil && !r.stopped {
			yield(schema.Document{}, err)
		}
	}
}

// reader is one run of Documents. Its methods report false when the iteration
// is over.
type reader struct {
	Options
	ctx     context.Context
	yield   func(schema.Document, error) bool
	fields  map[string][]string
	seen    register
	stopped bool // the caller wants no more
}

// give hands a finished document on, unless its id was there before.
func (r *reader) give(doc schema.Document, at place) bool {
	if r.Repeats {
		return r.pass(doc, nil)
	}
	if first, ok := r.seen.find(doc.ID); ok {
		return r.failDocument(doc, &Error{
			Source: at.path, Line: at.line, Reason: fmt.Sprintf("has the same id %q as %s", doc.ID, first),
			Hint: "give each document an id of its own, or leave one of the two out",
		})
	}
	r.seen.put(doc.ID, at)
	return r.pass(doc, nil)
}

func (r *reader) fail(e *Error) bool {
	return r.failDocument(schema.Document{ID: e.Source}, e)
}

func (r *reader) failDocument(doc schema.Document, e *Error) bool {
	doc.Text = ""
	if doc.Source.URI == "" {
		doc.Source.URI = e.Source
	}
	return r.pass(doc, e)
}

func (r *reader) pass(doc schema.Document, err error) bool {
	if r.ctx.Err() != nil {
		return false
	}
	if !r.yield(doc, err) {
		r.stopped = true
		return false
	}
	return true
}

func (r *reader) skip(path, why string) {
	if r.Skipped != nil {
		r.Skipped(path, why)
	}
}
