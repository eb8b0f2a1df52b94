package state

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"backchannel/schema"
)

// Trees are the layers of a document up to its names, packed: the first checkpoint
// of a document. From them everything behind the parser can be made again without
// the parser and the recognizer.
//
// The form: numbers as varints, strings once in a table in the order in which they
// come first, a lemma that is the word or the word in small letters as one byte, a
// token's parts of speech and features where they come first and then by number; all
// of it packed. About 6 bytes a token.

// treesForm is raised when the form changes; trees of another form are made anew.
const treesForm = 2

// treeLayers are the layers that trees hold.
const treeLayers = schema.LayerSections | schema.LayerTokens | schema.LayerTags | schema.LayerNames

var errTrees = errors.New("the kept trees are damaged")

// PackTrees writes the sections, sentences, tokens, tags and names of a document and
// its trail so far.
func PackTrees(doc schema.Document) []byte {
	w := treeWriter{index: map[string]int{}, classes: map[[3]string]int{}}
	w.number(treesForm)
	w.count(len(doc.Trail))
	for _, t := range doc.Trail {
		w.text(t)
	}
	w.count(len(doc.Sections))
	at := 0
	for _, s := range doc.Sections {
		w.span(s.Span, &at)
		w.text(string(s.Kind))
		w.number(s.Item)
		w.text(string(s.Date))
	}
	w.count(len(doc.Sentences))
	at = 0
	token := 0
	for _, s := range doc.Sentences {
		w.span(s.Span, &at)
		w.number(s.First - token)
		w.number(s.End - s.First)
		token = s.End
		w.number(s.Section)
	}
	w.count(len(doc.Tokens))
	at = 0
	for i, t := range doc.Tokens {
		tag := doc.Tags[i]
		w.span(t.Span, &at)
		w.lemma(tag.Lemma, t.Of(doc.Text))
		w.class([3]string{tag.UPOS, tag.XPOS, tag.Feats})
		w.text(tag.Dep)
		if tag.Head < 0 {
			w.number(0) // no word is its own head
		} else {
			w.number(tag.Head - i)
		}
	}
	w.count(len(doc.Names))
	token = 0
	for _, n := range doc.Names {
		w.number(n.First - token)
		w.number(n.End - n.First)
		token = n.End
		w.text(string(n.Type))
		w.number(int(math.Round(1000 * n.Score)))
	}
	var table []byte
	table = binary.AppendUvarint(table, uint64(len(w.table)))
	for _, s := range w.table {
		table = binary.AppendUvarint(table, uint64(len(s)))
		table = append(table, s...)
	}
	return packTrees(append(table, w.out...))
}

type treeWriter struct {
	out   []byte
	table []string
	index map[string]int

	classes map[[3]string]int // parts of speech and features
}

func (w *treeWriter) number(n int) { w.out = binary.AppendVarint(w.out, int64(n)) }

func (w *treeWriter) count(n int) { w.out = binary.AppendUvarint(w.out, uint64(n)) }

// span writes where a span begins behind the one before, and how long it is.
func (w *treeWriter) span(s schema.Span, at *int) {
	w.number(s.Start - *at)
	w.number(s.Len())
	*at = s.End
}

func (w *treeWriter) text(s string) {
	i, ok := w.index[s]
	if !ok {
		i = len(w.table)
		w.index[s] = i
		w.table = append(w.table, s)
	}
	w.count(i)
}

// class writes which of the classes so far a token's is, or one more and what it is.
func (w *treeWriter) class(class [3]string) {
	n, ok := w.classes[class]
	if !ok {
		n = len(w.classes)
		w.classes[class] = n
	}
	w.count(n)
	if !ok {
		for _, part := range class {
			w.text(part)
		}
	}
}

func (w *treeWriter) lemma(lemma, form string) {
	switch lemma {
	case form:
		w.number(0)
	case strings.ToLower(form):
		w.number(1)
	default:
		w.number(2)
		w.text(lemma)
	}
}

// UnpackTrees lays packed trees over the document whose text they were made from.
func UnpackTrees(doc schema.Document, packed []byte) (schema.Document, error) {
	data, err := unpack(packed)
	if err != nil {
		return doc, fmt.Errorf("%w: %w", errTrees, err)
	}
	r := treeReader{data: data}
	r.table = make([]string, r.count())
	for i := range r.table {
		r.table[i] = r.take(r.count())
	}
	if r.number() != treesForm {
		return doc, fmt.Errorf("%w: another form", errTrees)
	}
	out := doc
	out.Have |= treeLayers
	for range r.count() {
		out.Trail = append(out.Trail, r.text())
	}
	size := len(doc.Text)
	out.Sections = make([]schema.Section, r.count())
	at := 0
	for i := range out.Sections {
		out.Sections[i] = schema.Section{Span: r.span(&at, size), Kind: schema.SectionKind(r.text()), Item: r.number(), Date: schema.Date(r.text())}
	}
	out.Sentences = make([]schema.Sentence, r.count())
	at = 0
	token := 0
	for i := range out.Sentences {
		s := schema.Sentence{Span: r.span(&at, size)}
		s.First = token + r.number()
		s.End = s.First + r.number()
		s.Section = r.number()
		token = s.End
		r.check(s.First >= 0 && s.First <= s.End && s.Section >= 0 && s.Section < len(out.Sections))
		out.Sentences[i] = s
	}
	n := r.count()
	r.check(token <= n)
	out.Tokens, out.Tags = make([]schema.Token, n), make([]schema.Tag, n)
	at = 0
	for i := range out.Tokens {
		t := schema.Token{Span: r.span(&at, size)}
		if r.err != nil {
			break
		}
		tag := schema.Tag{Lemma: r.lemma(t.Of(doc.Text)), Head: -1}
		tag.UPOS, tag.XPOS, tag.Feats = r.class()
		tag.Dep = r.text()
		if d := r.number(); d != 0 {
			tag.Head = i + d
			r.check(tag.Head >= 0 && tag.Head < n)
		}
		out.Tokens[i], out.Tags[i] = t, tag
	}
	if n := r.count(); n > 0 {
		out.Names = make([]schema.Name, n)
	}
	token = 0
	for i := range out.Names {
		n := schema.Name{First: token + r.number()}
		n.End = n.First + r.number()
		r.check(n.First >= token && n.First < n.End && n.End <= len(out.Tokens))
		n.Type, n.Score = schema.EntityType(r.text()), float64(r.number())/1000
		if r.err != nil {
			break
		}
		token = n.End
		out.Names[i] = n
	}
	r.check(len(r.data) == 0)
	if r.err != nil {
		return doc, r.err
	}
	return out, nil
}

// treeReader reads; after the first defect everything is zero and err is set.
type treeReader struct {
	data  []byte
	table []string
	err   error

	classes [][3]string // parts of speech and features
}

func (r *treeReader) check(ok bool) {
	if !ok && r.err == nil {
		r.err = errTrees
		r.data = nil
	}
}

func (r *treeReader) number() int {
	n, used := binary.Varint(r.data)
	r.check(used > 0 && n == int64(int32(n)))
	if r.err != nil {
		return 0
	}
	r.data = r.data[used:]
	return int(n)
}

func (r *treeReader) unsigned() int {
	n, used := binary.Uvarint(r.data)
	r.check(used > 0 && n < 1<<31)
	if r.err != nil {
		return 0
	}
	r.data = r.data[used:]
	return int(n)
}

// count reads the length of a list or string; each item takes a byte at least.
func (r *treeReader) count() int {
	n := r.unsigned()
	r.check(n <= len(r.data))
	if r.err != nil {
		return 0
	}
	return n
}

func (r *treeReader) take(n int) string {
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

func (r *treeReader) text() string {
	i := r.unsigned()
	r.check(i < len(r.table))
	if r.err != nil {
		return ""
	}
	return r.table[i]
}

func (r *treeReader) span(at *int, size int) schema.Span {
	s := schema.Span{Start: *at + r.number()}
	s.End = s.Start + r.number()
	r.check(s.Start >= 0 && s.Start <= s.End && s.End <= size)
	if r.err != nil {
		return schema.Span{}
	}
	*at = s.End
	return s
}

func (r *treeReader) class() (upos, xpos, feats string) {
	n := r.unsigned()
	if n == len(r.classes) {
		r.classes = append(r.classes, [3]string{r.text(), r.text(), r.text()})
	}
	if r.check(n < len(r.classes)); r.err != nil {
		return "", "", ""
	}
	c := r.classes[n]
	return c[0], c[1], c[2]
}

func (r *treeReader) lemma(form string) string {
	switch r.number() {
	case 0:
		return form
	case 1:
		return strings.ToLower(form)
	}
	return r.text()
}
