package project

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"strings"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
	"backchannel/schema"
)

// graph is a graph of any size, sorted by id, as load.Rows.
type graph struct {
	nodes sequence[schema.Node]
	edges sequence[schema.Edge]
}

func (g *graph) Nodes() iter.Seq2[schema.Node, error] {
	return func(yield func(schema.Node, error) bool) {
		for n, err := range g.nodes.all() {
			plain(n.Props)
			if !yield(n, err) {
				return
			}
		}
	}
}

func (g *graph) Edges() iter.Seq2[schema.Edge, error] {
	return func(yield func(schema.Edge, error) bool) {
		for e, err := range g.edges.all() {
			plain(e.Props)
			if !yield(e, err) {
				return
			}
		}
	}
}

// plain makes the lists in properties those of texts again that they were.
func plain(props map[string]any) {
	for name, v := range props {
		if list, ok := v.([]any); ok {
			texts := make([]string, len(list))
			for i := range list {
				texts[i], _ = list[i].(string)
			}
			props[name] = texts
		}
	}
}

func (g *graph) close() error { return errors.Join(g.nodes.close(), g.edges.close()) }

// shown is a graph that shows on a meter how far who reads it is, each time.
type shown struct {
	load.Rows
	meter *run.Meter
	Totals
}

func (s *shown) Nodes() iter.Seq2[schema.Node, error] {
	return metered(s.Rows.Nodes(), s.meter, "nodes", s.Totals.Nodes)
}

func (s *shown) Edges() iter.Seq2[schema.Edge, error] {
	return metered(s.Rows.Edges(), s.meter, "edges", s.Totals.Edges)
}

// metered shows a sequence on a meter as it goes by: a step of so many items.
func metered[T any](items iter.Seq2[T, error], meter *run.Meter, step string, total int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		meter.Step(step, total)
		for item, err := range items {
			meter.Did(1)
			if !yield(item, err) {
				return
			}
		}
	}
}

// gather sorts the elements of a graph.
func (g *graph) gather(ctx context.Context, dir string, elements iter.Seq2[fold.Element, error], meter *run.Meter) error {
	g.nodes.dir, g.edges.dir = dir, dir
	for e, err := range sorted(ctx, dir, elements, byID, meter, "order") {
		switch {
		case err != nil:
		case e.Node != nil:
			err = g.nodes.add(*e.Node)
		default:
			err = g.edges.add(*e.Edge)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// nameOf is the name of a node, "" where there is none of that id.
func (g *graph) nameOf(id string) (string, error) {
	for n, err := range g.nodes.all() {
		if err != nil {
			return "", err
		}
		if n.ID == id {
			name, _ := n.Props["name"].(string)
			return name, nil
		}
	}
	return "", nil
}

// byID puts nodes before edges, and each of them in the order of the ids.
func byID(a, b fold.Element) int {
	switch {
	case a.Node != nil && b.Node != nil:
		return strings.Compare(a.Node.ID, b.Node.ID)
	case a.Edge != nil && b.Edge != nil:
		return strings.Compare(a.Edge.ID, b.Edge.ID)
	case a.Node != nil:
		return -1
	}
	return 1
}

func byKey(a, b fold.Row) int { return cmp.Compare(a.Key, b.Key) }
