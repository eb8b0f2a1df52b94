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
	in := bufio.NewReader(r)
	for number := 1; ; number++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return g, fmt.Errorf("read graph rows: %w", err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if bad := add(&g, line); bad != nil {
				return g, fmt.Errorf("read graph rows: line %d: %w", number, bad)
			}
		}
		if err != nil {
			return g, nil
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

func add(g *schema.Graph, line []byte) error {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	var r row
	if err := dec.Decode(&r); err != nil {
		return err
	}
	if r.Type != "" {
		props, err := EdgeShape(r.Type).decode(r.Props)
		g.Edges = append(g.Edges, schema.Edge{ID: r.ID, Type: r.Type, From: r.From, To: r.To, Props: props})
		return err
	}
	if len(r.Labels) == 0 {
		return errors.New("neither a node (labels) nor an edge (type)")
	}
	shape, ok := NodeShape(r.Labels[0])
	if !ok {
		return fmt.Errorf("label %q is none of %v", r.Labels[0], Labels)
	}
	props, err := shape.decode(r.Props)
	g.Nodes = append(g.Nodes, schema.Node{ID: r.ID, Labels: r.Labels, Props: props})
	return err
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
