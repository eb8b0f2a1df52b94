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

func newGraph(dir string) *graph {
	return &graph{sequence[schema.Node]{dir: dir, open: openNode}, sequence[schema.Edge]{dir: dir, open: openEdge}}
}

func (g *graph) Nodes() iter.Seq2[schema.Node, error] { return g.nodes.all() }
func (g *graph) Edges() iter.Seq2[schema.Edge, error] { return g.edges.all() }

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
func (g *graph) gather(ctx context.Context, elements iter.Seq2[fold.Element, error], meter *run.Meter) error {
	parcels := func(yield func(parcel, error) bool) {
		var p packer
		for e, err := range elements {
			var packed parcel
			switch {
			case err != nil:
			case e.Node != nil:
				packed, err = p.node(e.Node)
			default:
				packed, err = p.edge(e.Edge)
			}
			if !yield(packed, err) {
				return
			}
		}
	}
	for packed, err := range sorted(ctx, g.nodes.dir, parcels, meter, "order") {
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
		name, _ = openNode(p).Props["name"].(string)
		return errEnough
	})
	if err == errEnough {
		err = nil
	}
	return name, err
}
