// Package conllu reads and writes CoNLL-U, the format of the Universal
// Dependencies treebanks (universaldependencies.org/format.html): one word a
// line in ten columns, "#" lines before a sentence, a blank line after it.
//
// What comes in is UTF-8 text, what goes out is the same bytes: Write gives back
// what Read read, save that lines end in "\n" and one blank line ends a sentence.
// Read keeps multiword ranges ("1-2") and empty nodes ("8.1") in their place;
// Sentence.Words leaves them out.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Sentence is one sentence of a treebank: its comments and its rows in the
// order of the file.
type Sentence struct {
	Comments []string // without the leading "#" and the space behind it
	Rows     []Row
}

// Row is one line of a sentence. An absent value ("_") is the empty string,
// except that a Form or Lemma "_" of a word stands for itself.
type Row struct {
	ID     ID
	Form   string
	Lemma  string
	UPOS   string
	XPOS   string
	Feats  string // "Mood=Ind|Tense=Past"
	Head   int    // ID of the head, 0 at the root; -1 where the column is "_"
	DepRel string
	Deps   string // "4:nsubj|6:nsubj"
	Misc   string // "SpaceAfter=No"
}

// ID numbers a row. A word has only First; a multiword range has Last > 0; an
// empty node has Sub > 0 and may have First 0.
type ID struct{ First, Last, Sub int }

// IsWord reports whether the row is a word of the tree: neither a range nor an
// empty node.
func (id ID) IsWord() bool { return id.Last == 0 && id.Sub == 0 }

// IsRange reports whether the row is a multiword token, "1-2".
func (id ID) IsRange() bool { return id.Last > 0 }

// IsEmpty reports whether the row is an empty node, "8.1".
func (id ID) IsEmpty() bool { return id.Sub > 0 }

func (id ID) String() string {
	switch s := strconv.Itoa(id.First); {
	case id.IsRange():
		return s + "-" + strconv.Itoa(id.Last)
	case id.IsEmpty():
		return s + "." + strconv.Itoa(id.Sub)
	default:
		return s
	}
}

// Words returns the rows that are words of the tree, so that the head with
// number n is Words()[n-1]. It shares the memory of s.Rows where it can.
func (s Sentence) Words() []Row {
	for i, r := range s.Rows {
		if r.ID.IsWord() {
			continue
		}
		words := append([]Row(nil), s.Rows[:i]...)
		for _, r := range s.Rows[i+1:] {
			if r.ID.IsWord() {
				words = append(words, r)
			}
		}
		return words
	}
	return s.Rows
}

// Value returns what the comment "# key = value" says, and whether it is there:
// sent_id, text, newdoc id. A comment without "=" ("# newpar") has the value "".
func (s Sentence) Value(key string) (string, bool) {
	for _, c := range s.Comments {
		k, v, _ := strings.Cut(c, "=")
		if strings.TrimSpace(k) == key {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// ID is the sentence's sent_id, or "".
func (s Sentence) ID() string { id, _ := s.Value("sent_id"); return id }

// Text is the sentence as it was written, or "" where the file does not say.
func (s Sentence) Text() string { text, _ := s.Value("text"); return text }

// NewDoc returns the id of the document that begins with this sentence, which
// may be "", and whether one begins.
func (s Sentence) NewDoc() (id string, begins bool) {
	if id, begins = s.Value("newdoc id"); !begins {
		id, begins = s.Value("newdoc")
	}
	return id, begins
}

// NoSpace reports whether Misc says that no space follows the row.
func (r Row) NoSpace() bool { return r.MiscValue("SpaceAfter") == "No" }

// MiscValue returns the value of key in Misc, or "".
func (r Row) MiscValue(key string) string {
	for part := range strings.SplitSeq(r.Misc, "|") {
		if k, v, ok := strings.Cut(part, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// Error says which line of the file could not be read.
type Error struct {
	Line   int // from 1
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("conllu line %d: %s", e.Line, e.Reason) }

// Read yields the sentences of r in order. It stops at the first error, which is
// an *Error for a malformed line, or the reader's own.
func Read(r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		var s Sentence
		in := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			line, err := in.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Sentence{}, err)
				return
			}
			last := err != nil
			line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
			switch {
			case line == "":
				if len(s.Rows)+len(s.Comments) > 0 {
					if !yield(s, nil) {
						return
					}
					s = Sentence{}
				}
			case line[0] == '#' && len(s.Rows) == 0:
				s.Comments = append(s.Comments, strings.TrimPrefix(line[1:], " "))
			default:
				row, reason := parseRow(line)
				if reason != "" {
					yield(Sentence{}, &Error{Line: n, Reason: reason})
					return
				}
				s.Rows = append(s.Rows, row)
			}
			if last {
				if len(s.Rows)+len(s.Comments) > 0 {
					yield(s, nil)
				}
				return
			}
		}
	}
}

func parseRow(line string) (row Row, reason string) {
	var col [10]string
	n := 0
	for field := range strings.SplitSeq(line, "\t") {
		if n == len(col) {
			return row, "more than ten columns"
		}
		col[n] = field
		n++
	}
	if n < len(col) {
		return row, fmt.Sprintf("%d columns, want ten between tabs", n)
	}
	id, ok := parseID(col[0])
	if !ok {
		return row, fmt.Sprintf("%q is no word number, range or empty node", col[0])
	}
	row = Row{
		ID: id, Form: col[1], Lemma: col[2], UPOS: value(col[3]), XPOS: value(col[4]), Feats: value(col[5]),
		Head: -1, DepRel: value(col[7]), Deps: value(col[8]), Misc: value(col[9]),
	}
	if row.Lemma == "_" && row.Form != "_" {
		row.Lemma = ""
	}
	if col[6] != "_" {
		if row.Head, ok = number(col[6]); !ok {
			return row, fmt.Sprintf("head %q is not a number", col[6])
		}
	}
	return row, ""
}

func parseID(s string) (id ID, ok bool) {
	if first, last, is := strings.Cut(s, "-"); is {
		a, okA := number(first)
		b, okB := number(last)
		return ID{First: a, Last: b}, okA && okB && a > 0 && b > a
	}
	if first, sub, is := strings.Cut(s, "."); is {
		a, okA := number(first)
		b, okB := number(sub)
		return ID{First: a, Sub: b}, okA && okB && b > 0
	}
	a, ok := number(s)
	return ID{First: a}, ok && a > 0
}

// number reads the digits that strconv.Itoa would write, so that what is read
// is written the same.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && strconv.Itoa(n) == s
}

func value(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// Write writes the sentences to w, each with a blank line behind it. Tabs and
// line breaks in a value become spaces, so that what was written can be read.
func Write(w io.Writer, sentences ...Sentence) error {
	out := bufio.NewWriter(w)
	var buf []byte
	for _, s := range sentences {
		for _, c := range s.Comments {
			buf = append(buf[:0], "# "...)
			buf = append(buf, oneLine.Replace(c)...)
			out.Write(append(buf, '\n'))
		}
		for _, r := range s.Rows {
			out.Write(appendRow(buf[:0], r))
		}
		out.WriteByte('\n')
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write conllu: %w", err)
	}
	return nil
}

var oneLine = strings.NewReplacer("\n", " ", "\r", " ")
var oneField = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")

func appendRow(buf []byte, r Row) []byte {
	head := "_"
	if r.Head >= 0 {
		head = strconv.Itoa(r.Head)
	}
	for i, v := range [...]string{r.ID.String(), r.Form, r.Lemma, r.UPOS, r.XPOS, r.Feats, head, r.DepRel, r.Deps, r.Misc} {
		if i > 0 {
			buf = append(buf, '\t')
		}
		if v == "" {
			v = "_"
		}
		buf = append(buf, oneField.Replace(v)...)
	}
	return append(buf, '\n')
}
