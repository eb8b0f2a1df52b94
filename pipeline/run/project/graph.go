package project

import (
	"bytes"
	"context"
	"errors"
	"iter"

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

// Elements are sorted by their ids, behind what kind they are.
const (
	nodeKey = "n"
	edgeKey = "e"
)

// gather sorts the elements of a graph.
func (g *graph) gather(ctx context.Context, dir string, elements iter.Seq2[fold.Element, error], meter *run.Meter) error {
	g.nodes.dir, g.edges.dir = dir, dir
	parcels := func(yield func(parcel, error) bool) {
		var p packer
		for e, err := range elements {
			var packed parcel
			switch {
			case err != nil:
			case e.Node != nil:
				packed, err = p.pack(nodeKey+e.Node.ID, e.Node)
			default:
				packed, err = p.pack(edgeKey+e.Edge.ID, e.Edge)
			}
			if !yield(packed, err) {
				return
			}
		}
	}
	for packed, err := range sortedParcels(ctx, dir, parcels, meter, "order") {
		switch {
		case err != nil:
		case bytes.HasPrefix(packed.key(), []byte(nodeKey)):
			err = g.nodes.add(packed)
		default:
			err = g.edges.add(packed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// nameOf is the name of a node, "" where there is none of that id.
func (g *graph) nameOf(id string) (name string, err error) {
	err = g.nodes.each(func(p parcel) error {
		if string(p.key()) != nodeKey+id {
			return nil
		}
		n, err := opened[schema.Node](p)
		if err != nil {
			return err
		}
		name, _ = n.Props["name"].(string)
		return errEnough
	})
	if err == errEnough {
		err = nil
	}
	return name, err
}
