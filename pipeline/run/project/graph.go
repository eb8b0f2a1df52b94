package project

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"strings"

	"backchannel/pipeline/fold"
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

// gather sorts the elements of a graph.
func (g *graph) gather(ctx context.Context, dir string, elements iter.Seq2[fold.Element, error]) error {
	g.nodes.dir, g.edges.dir = dir, dir
	for e, err := range sorted(ctx, dir, elements, byID) {
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
