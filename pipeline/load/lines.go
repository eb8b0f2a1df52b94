package load

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"backchannel/schema"
)

// Fetch reads the whole graph out of a store, sorted.
func Fetch(ctx context.Context, store Store) (schema.Graph, error) {
	var g schema.Graph
	for n, err := range store.Nodes(ctx) {
		if err != nil {
			return g, fmt.Errorf("read nodes: %w", err)
		}
		g.Nodes = append(g.Nodes, n)
	}
	for e, err := range store.Edges(ctx) {
		if err != nil {
			return g, fmt.Errorf("read edges: %w", err)
		}
		g.Edges = append(g.Edges, e)
	}
	return g, nil
}

// Dump writes a store's graph as JSON lines, nodes before edges, each sorted by
// id. Two stores hold the same graph exactly when their dumps are equal bytes.
func Dump(ctx context.Context, store Store, w io.Writer) error {
	if err := Write(w, stored{ctx, store}); err != nil {
		return fmt.Errorf("dump: %w", err)
	}
	return nil
}

// stored is what a store holds, as Rows.
type stored struct {
	ctx   context.Context
	store Store
}

func (s stored) Nodes() iter.Seq2[schema.Node, error] { return s.store.Nodes(s.ctx) }
func (s stored) Edges() iter.Seq2[schema.Edge, error] { return s.store.Edges(s.ctx) }

// Write writes a graph as Dump does.
func Write(w io.Writer, g Rows) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for n, err := range g.Nodes() {
		if err != nil {
			return fmt.Errorf("read nodes: %w", err)
		}
		n.Props = plain(n.Props)
		if err := enc.Encode(n); err != nil {
			return fmt.Errorf("write node %s: %w", brief(n.ID), err)
		}
	}
	for e, err := range g.Edges() {
		if err != nil {
			return fmt.Errorf("read edges: %w", err)
		}
		e.Props = plain(e.Props)
		if err := enc.Encode(e); err != nil {
			return fmt.Errorf("write edge %s: %w", brief(e.ID), err)
		}
	}
	return b.Flush()
}

// Read reads what Write wrote, in any order of lines. Empty lines are left out.
func Read(r io.Reader) (schema.Graph, error) {
	var g schema.Graph
	for line, err := range Lines(r) {
		if err != nil {
			return g, fmt.Errorf("read graph rows: %w", err)
		}
		if line.Node != nil {
			g.Nodes = append(g.Nodes, *line.Node)
		} else {
			g.Edges = append(g.Edges, *line.Edge)
		}
	}
	return g, nil
}

// Line is a node or an edge that was read, and on which line it stands, from 1.
type Line struct {
	Number int
	Node   *schema.Node
	Edge   *schema.Edge
}

// Lines yields nodes and edges written as JSON lines, each checked against the
// vocabulary. Empty lines are left out. An error names its line and ends them.
func Lines(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			data, end := in.ReadBytes('\n')
			if end != nil && !errors.Is(end, io.EOF) {
				yield(Line{}, fmt.Errorf("line %d: %w", number, end))
				return
			}
			if len(bytes.TrimSpace(data)) > 0 {
				line, err := readLine(data)
				line.Number = number
				if err != nil {
					err = fmt.Errorf("line %d: %w", number, err)
				}
				if !yield(line, err) || err != nil {
					return
				}
			}
			if end != nil {
				return
			}
		}
	}
}

// row is a node or an edge; only edges have a type.
type row struct {
	ID     string                     `json:"id"`
	Labels []string                   `json:"labels"`
	Type   string                     `json:"type"`
	From   string                     `json:"from"`
	To     string                     `json:"to"`
	Props  map[string]json.RawMessage `json:"props"`
}

func readLine(data []byte) (Line, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var r row
	if err := dec.Decode(&r); err != nil {
		return Line{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return Line{}, errors.New("more than one JSON object")
	}
	if r.Type != "" {
		props, err := EdgeShape(r.Type).decode(r.Props)
		e := schema.Edge{ID: r.ID, Type: r.Type, From: r.From, To: r.To, Props: props}
		if err == nil {
			err = checkEdge(e)
		}
		return Line{Edge: &e}, err
	}
	if len(r.Labels) == 0 {
		return Line{}, errors.New("neither a node (labels) nor an edge (type)")
	}
	shape, ok := NodeShape(r.Labels[0])
	if !ok {
		return Line{}, fmt.Errorf("label %q is none of %v", r.Labels[0], Labels)
	}
	props, err := shape.decode(r.Props)
	n := schema.Node{ID: r.ID, Labels: r.Labels, Props: props}
	if err == nil {
		err = checkNode(n)
	}
	return Line{Node: &n}, err
}

func (s Shape) decode(raw map[string]json.RawMessage) (map[string]any, error) {
	props := make(map[string]any, len(raw))
	left := len(raw)
	for _, p := range s.Props {
		b, ok := raw[p.Name]
		if !ok {
			continue
		}
		left--
		var err error
		switch p.Kind {
		case Text:
			props[p.Name], err = decode[string](b)
		case Integer:
			props[p.Name], err = decode[int64](b)
		case Number:
			props[p.Name], err = decode[float64](b)
		case List:
			props[p.Name], err = decode[[]string](b)
		}
		if err != nil {
			return nil, fmt.Errorf("property %s: %w", p.Name, err)
		}
	}
	if left > 0 {
		return nil, fmt.Errorf("a property is none of %v", s.Props)
	}
	return props, nil
}

func decode[T any](b []byte) (T, error) {
	var v T
	err := json.Unmarshal(b, &v)
	return v, err
}
