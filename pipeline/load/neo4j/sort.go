package neo4j

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"slices"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// sortBytes is how many bytes of edges are sorted in memory at once.
const sortBytes = 16 << 20

// maxEdge is about how many bytes an edge has at most, but for rare ones.
const maxEdge = 4 << 10

// sorter sorts edges by id, in pieces that are written to a temporary file and
// merged. A zero one is ready; close takes the file away and makes it zero again.
type sorter struct {
	limit int      // 0 is sortBytes
	bytes []byte   // encoded edges
	items [][2]int // where each begins and ends
	file  *os.File
	runs  [][2]int64 // sorted pieces of the file
}

func (s *sorter) add(e schema.Edge) error {
	limit := cmp.Or(s.limit, sortBytes)
	begin := len(s.bytes)
	if begin > limit/16 { // they are many: all room at once, rather than by doubling
		s.bytes = slices.Grow(s.bytes, max(0, limit+maxEdge-begin))
	}
	s.bytes = appendEdge(s.bytes, e)
	s.items = append(s.items, [2]int{begin, len(s.bytes)})
	if len(s.bytes) < limit {
		return nil
	}
	return s.spill()
}

// sort puts the edges in memory in the order of their ids.
func (s *sorter) sort() {
	slices.SortStableFunc(s.items, func(a, b [2]int) int { return slices.Compare(id(s.bytes[a[0]:]), id(s.bytes[b[0]:])) })
}

func (s *sorter) spill() error {
	s.sort()
	if s.file == nil {
		var err error
		if s.file, err = os.CreateTemp("", "backchannel-*.edges"); err != nil {
			return fmt.Errorf("sort edges: %w", err)
		}
	}
	begin, err := s.file.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("sort edges: %w", err)
	}
	out := bufio.NewWriterSize(s.file, 1<<16)
	end := begin
	for _, item := range s.items {
		data := s.bytes[item[0]:item[1]]
		head := binary.AppendUvarint(nil, uint64(len(data)))
		end += int64(len(head) + len(data))
		out.Write(head) // Flush tells of an error
		out.Write(data)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("sort edges: %w", err)
	}
	s.runs = append(s.runs, [2]int64{begin, end})
	s.bytes, s.items = s.bytes[:0], s.items[:0]
	return nil
}

// edges yields all edges by id.
func (s *sorter) edges() iter.Seq2[schema.Edge, error] {
	s.sort()
	sequences := []iter.Seq2[schema.Edge, error]{func(yield func(schema.Edge, error) bool) {
		for _, item := range s.items {
			if !yield(readEdge(s.bytes[item[0]:item[1]]), nil) {
				return
			}
		}
	}}
	for _, run := range s.runs {
		sequences = append(sequences, func(yield func(schema.Edge, error) bool) {
			in := bufio.NewReaderSize(io.NewSectionReader(s.file, run[0], run[1]-run[0]), 1<<16)
			var data []byte
			for {
				n, err := binary.ReadUvarint(in)
				if err == io.EOF {
					return
				}
				if err == nil {
					data = slices.Grow(data[:0], int(n))[:n]
					_, err = io.ReadFull(in, data)
				}
				if err != nil {
					yield(schema.Edge{}, fmt.Errorf("sort edges: %w", err))
					return
				}
				if !yield(readEdge(data), nil) {
					return
				}
			}
		})
	}
	return load.Merged(func(e schema.Edge) string { return e.ID }, sequences...)
}

func (s *sorter) close() error {
	file := s.file
	*s = sorter{limit: s.limit}
	if file == nil {
		return nil
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// An edge is its id, type and ends, then each property of its type's shape: a
// byte 0 where it is absent, else 1 and the value. Strings follow their length.
func appendEdge(b []byte, e schema.Edge) []byte {
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	text(e.ID)
	text(e.Type)
	text(e.From)
	text(e.To)
	for _, p := range load.EdgeShape(e.Type).Props {
		v, ok := e.Props[p.Name]
		if !ok {
			b = append(b, 0)
			continue
		}
		at := len(b)
		b = append(b, 1)
		switch v := v.(type) {
		case string:
			text(v)
		case int64:
			b = binary.AppendVarint(b, v)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		case []string:
			b = binary.AppendUvarint(b, uint64(len(v)))
			for _, s := range v {
				text(s)
			}
		}
		b[at] += kindOf(v)
	}
	return b
}

// kindOf is the type that a value has, which somebody may have changed.
func kindOf(v any) byte {
	switch v.(type) {
	case int64:
		return byte(load.Integer)
	case float64:
		return byte(load.Number)
	case []string:
		return byte(load.List)
	}
	return byte(load.Text)
}

// id is the id of an encoded edge.
func id(b []byte) []byte {
	n, size := binary.Uvarint(b)
	return b[size : size+int(n)]
}

func readEdge(b []byte) schema.Edge {
	number := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	text := func() string {
		n := number()
		s := string(b[:n])
		b = b[n:]
		return s
	}
	e := schema.Edge{ID: text(), Type: text(), From: text(), To: text(), Props: map[string]any{}}
	for _, p := range load.EdgeShape(e.Type).Props {
		there := b[0]
		b = b[1:]
		if there == 0 {
			continue
		}
		switch load.Kind(there - 1) {
		case load.Text:
			e.Props[p.Name] = text()
		case load.Integer:
			n, size := binary.Varint(b)
			b = b[size:]
			e.Props[p.Name] = n
		case load.Number:
			e.Props[p.Name] = math.Float64frombits(binary.LittleEndian.Uint64(b))
			b = b[8:]
		case load.List:
			list := make([]string, number())
			for i := range list {
				list[i] = text()
			}
			e.Props[p.Name] = list
		}
	}
	return e
}
