package load

import (
	"context"
	"errors"
	"fmt"
	"io"

	"backchannel/schema"
)

// Add writes nodes, or edges, into a store, beside what it holds: one that has the
// id of a row is set to it, and nothing is deleted. It reads JSON lines as Write
// writes them, in any order, and returns how many it wrote. The ends of edges must
// be in the store; so nodes are added first, edges after.
//
// Several processes may add to one store at once. A process that failed may be
// run again: the same lines twice are the same lines once. The store's mark goes.
func Add(ctx context.Context, store Store, in io.Reader, nodes bool) (int, error) {
	a := adder{ctx: ctx, store: store}
	for line, err := range Lines(in) {
		switch {
		case err != nil:
		case nodes && line.Node != nil:
			a.change.Nodes = append(a.change.Nodes, *line.Node)
			a.bytes += textSize(line.Node.Props)
		case !nodes && line.Edge != nil:
			a.change.Edges = append(a.change.Edges, *line.Edge)
			a.bytes += textSize(line.Edge.Props)
		case nodes:
			err = fmt.Errorf("line %d: an edge among the nodes", line.Number)
		default:
			err = fmt.Errorf("line %d: a node among the edges", line.Number)
		}
		if err != nil {
			return a.written, errors.Join(fmt.Errorf("load: %w", err), a.flush())
		}
		if a.first == 0 {
			a.first = line.Number
		}
		a.last = line.Number
		if a.change.Size() >= applyRows || a.bytes >= applyBytes {
			if err := a.flush(); err != nil {
				return a.written, err
			}
		}
	}
	return a.written, a.flush()
}

type adder struct {
	ctx         context.Context
	store       Store
	change      Change
	bytes       int
	first, last int // lines of the change
	written     int
}

func (a *adder) flush() error {
	if a.change.Size() == 0 {
		return nil
	}
	if a.written == 0 {
		if err := a.store.SetMark(a.ctx, ""); err != nil {
			return fmt.Errorf("load: %w", err)
		}
	}
	a.change.Blind = true
	if err := a.store.Apply(a.ctx, a.change); err != nil {
		return fmt.Errorf("load lines %d to %d: %w", a.first, a.last, err)
	}
	a.written += a.change.Size()
	a.change, a.bytes, a.first = Change{}, 0, 0
	return nil
}

// MissingEnd is the error of a store that lacks a node where an edge ends.
func MissingEnd(e schema.Edge, id string) error {
	return fmt.Errorf("edge %s of type %s: no node %s in the store; nodes are loaded before edges", brief(e.ID), e.Type, brief(id))
}
