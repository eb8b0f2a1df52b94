package grammar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// The file is the magic, then the parts in the order of Model's fields; numbers
// are little-endian, a slice is its length and its elements.
const magic = "bctag 4\n"

// Append appends the model as a file to dst.
func (m *Model) Append(dst []byte) []byte {
	dst = append(dst, magic...)
	var names []string
	for _, t := range m.Tags {
		names = append(names, t.UPOS, t.XPOS)
	}
	dst = appendStrings(dst, names)
	dst = appendStrings(dst, m.Labels)
	dst = appendSlice(dst, m.Lex.Keys)
	dst = appendSlice(dst, m.Lex.Entries)
	dst = appendSlice(dst, []uint32{uint32(len(m.Lex.Classes))})
	for _, c := range m.Lex.Classes {
		dst = appendSlice(dst, c.Tags)
		dst = appendSlice(dst, []uint16{c.Look})
		dst = appendSlice(dst, []bool{c.Open})
	}
	dst = appendTable(dst, m.Lex.Guesses)
	dst = appendSlice(dst, []uint32{uint32(len(m.Lex.Sets))})
	for _, set := range m.Lex.Sets {
		dst = appendSlice(dst, set)
	}
	dst = appendSlice(dst, m.TagWeights)
	dst = appendSlice(dst, []int32{m.TagDoubt})
	dst = appendSlice(dst, m.MoveWeights)
	dst = appendSlice(dst, m.LabelWeights)
	dst = appendSlice(dst, m.Candidates)
	dst = appendSlice(dst, []uint64{m.Open})
	w := m.Words
	for _, t := range []*Table{w.Lemmas, w.Endings, w.Features} {
		dst = appendTable(dst, t)
	}
	dst = appendSlice(dst, w.Choice)
	dst = appendStrings(dst, w.Strings)
	var scripts []byte
	var adds []string
	for _, s := range w.Scripts {
		scripts = append(scripts, s.Case, s.Cut)
		adds = append(adds, s.Add)
	}
	dst = appendSlice(dst, scripts)
	return appendStrings(dst, adds)
}

// Open reads a model that Append wrote.
func Open(file []byte) (*Model, error) {
	if !strings.HasPrefix(string(file[:min(len(file), len(magic))]), magic) {
		return nil, errors.New("not a model of this version")
	}
	r := &reader{rest: file[len(magic):]}
	m := &Model{Lex: &Lexicon{}, Words: &Words{}}
	names := r.strings()
	for i := 0; i+1 < len(names); i += 2 {
		m.Tags = append(m.Tags, TagName{names[i], names[i+1]})
	}
	m.Labels = r.strings()
	m.Lex.Keys = slice[uint32](r)
	m.Lex.Entries = slice[entry](r)
	for range one[uint32](r) {
		m.Lex.Classes = append(m.Lex.Classes, Class{Tags: slice[uint8](r), Look: one[uint16](r), Open: one[bool](r)})
	}
	m.Lex.Guesses = r.table()
	for range one[uint32](r) {
		m.Lex.Sets = append(m.Lex.Sets, slice[uint8](r))
	}
	m.TagWeights = bytes.Clone(r.next())
	m.TagDoubt = one[int32](r)
	m.MoveWeights = slice[uint16](r)
	m.LabelWeights = bytes.Clone(r.next())
	m.Candidates = slice[uint64](r)
	m.Open = one[uint64](r)
	w := m.Words
	for _, t := range []**Table{&w.Lemmas, &w.Endings, &w.Features} {
		*t = r.table()
	}
	w.Choice = slice[int16](r)
	w.Strings = r.strings()
	scripts, adds := slice[uint8](r), r.strings()
	for i, add := range adds {
		if 2*i+1 < len(scripts) {
			w.Scripts = append(w.Scripts, Script{Case: scripts[2*i], Cut: scripts[2*i+1], Add: add})
		}
	}
	if len(m.TagWeights) != 1<<tagBits || len(m.MoveWeights) != 1<<moveBits || len(m.LabelWeights) != 1<<labelBits {
		r.fail("a table of weights has another size")
	}
	if r.err == nil && len(r.rest) > 0 {
		r.err = fmt.Errorf("%d bytes too many", len(r.rest))
	}
	if r.err != nil {
		return nil, fmt.Errorf("read model: %w", r.err)
	}
	m.Ready()
	return m, nil
}

func appendSlice(dst []byte, values any) []byte {
	n := binary.Size(values)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(n))
	dst, err := binary.Append(dst, binary.LittleEndian, values)
	if err != nil || n > math.MaxUint32 {
		panic(fmt.Sprintf("model: %v", err)) // a field of a type without a size
	}
	return dst
}

func appendTable(dst []byte, t *Table) []byte { return appendSlice(appendSlice(dst, t.Keys), t.Values) }

func (r *reader) table() *Table { return &Table{Keys: slice[uint32](r), Values: slice[uint32](r)} }

func appendStrings(dst []byte, all []string) []byte {
	var lengths []uint16
	for _, s := range all {
		lengths = append(lengths, uint16(len(s)))
	}
	dst = appendSlice(dst, lengths)
	return appendSlice(dst, []byte(strings.Join(all, "")))
}

type reader struct {
	rest []byte
	err  error
}

// fail keeps the first thing that is wrong.
func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = errors.New(what)
	}
}

func (r *reader) next() []byte {
	if r.err != nil {
		return nil
	}
	if len(r.rest) < 4 {
		r.err = errors.New("it is cut off")
		return nil
	}
	n := int(binary.LittleEndian.Uint32(r.rest))
	if r.rest = r.rest[4:]; n > len(r.rest) {
		r.err = errors.New("it is cut off")
		return nil
	}
	part := r.rest[:n]
	r.rest = r.rest[n:]
	return part
}

// slice reads a slice of fixed-size elements. The common types are read by hand:
// encoding/binary reflects on each element of a struct.
func slice[T any](r *reader) []T {
	part := r.next()
	var zero T
	size := binary.Size(zero)
	values := make([]T, len(part)/size)
	switch v := any(values).(type) {
	case []uint8:
		copy(v, part)
	case []uint16:
		for ; len(v) >= 4; v, part = v[4:], part[8:] {
			x := binary.LittleEndian.Uint64(part)
			v[0], v[1], v[2], v[3] = uint16(x), uint16(x>>16), uint16(x>>32), uint16(x>>48)
		}
		for i := range v {
			v[i] = binary.LittleEndian.Uint16(part[2*i:])
		}
	case []int16:
		for i := range v {
			v[i] = int16(binary.LittleEndian.Uint16(part[2*i:]))
		}
	case []uint32:
		for i := range v {
			v[i] = binary.LittleEndian.Uint32(part[4*i:])
		}
	case []entry:
		for i := range v {
			e := part[4*i:]
			v[i] = entry{Class: binary.LittleEndian.Uint16(e), Left: e[2], Right: e[3]}
		}
	default:
		if _, err := binary.Decode(part, binary.LittleEndian, values); err != nil && r.err == nil {
			r.err = err
		}
	}
	return values
}

func one[T any](r *reader) T {
	values := slice[T](r)
	if len(values) != 1 {
		var zero T
		if r.err == nil {
			r.err = errors.New("a number is missing")
		}
		return zero
	}
	return values[0]
}

func (r *reader) strings() []string {
	lengths := slice[uint16](r)
	text := string(r.next())
	all := make([]string, len(lengths))
	for i, n := range lengths {
		if int(n) > len(text) {
			r.err = errors.New("strings are cut off")
			return nil
		}
		all[i], text = text[:n], text[n:]
	}
	return all
}
