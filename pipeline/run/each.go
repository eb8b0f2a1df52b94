// Package run takes documents through the stages on one machine, and whole
// inputs from the files to the store.
//
// In go documents and stages, out come the documents with their layers, or
// with the failure that stopped them, in the order in which they came in: the
// number of workers does not show. A stage that fails or panics fails its
// document, never the run.
package run

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Result is what became of one document.
type Result struct {
	Doc   schema.Document // with the layers of the stages that it passed
	Stage string          // where it failed: "read", or the stage's name
	Err   error           // why; nil when it passed every stage
}

// Each takes every document through the stages and yields the results in the
// order of the documents. An error in docs is the failure of one document, and
// the next one follows.
//
// One goroutine reads; each of the workers takes a document through all stages,
// since a document's layers stay warm in one core's cache; bounded channels
// join them, so that memory does not grow with the input. When ctx is done Each
// yields nothing more and returns, even while the reader still waits for its
// source (a terminal, a pipe); documents that were on their way are dropped.
func Each(ctx context.Context, stages []stage.Stage, workers int, docs iter.Seq2[schema.Document, error]) iter.Seq[Result] {
	workers = max(workers, 1)
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		work := make(chan *job)
		order := make(chan *job, 4*workers)
		var pool sync.WaitGroup
		for range workers {
			pool.Go(func() {
				for {
					select {
					case j, more := <-work:
						if !more {
							return
						}
						j.through(ctx, stages)
					case <-ctx.Done():
						return
					}
				}
			})
		}
		defer pool.Wait()
		defer cancel()
		go feed(ctx, docs, order, work)
		for {
			var j *job
			var more bool
			select {
			case j, more = <-order:
			case <-ctx.Done():
			}
			if !more {
				return
			}
			select {
			case <-j.done:
			case <-ctx.Done():
			}
			if ctx.Err() != nil || !yield(j.Result) {
				return
			}
		}
	}
}

type job struct {
	Result
	done chan struct{} // closed when Result stands
}

func (j *job) through(ctx context.Context, stages []stage.Stage) {
	defer close(j.done)
	for _, s := range stages {
		doc, err := stage.Apply(ctx, s, j.Doc)
		if err != nil {
			j.Stage, j.Err = s.Name, err
			return
		}
		j.Doc = doc
	}
}

// feed puts every document in line and hands it to a worker. A reader that
// panics is the failure of what it was reading, and ends the line.
func feed(ctx context.Context, docs iter.Seq2[schema.Document, error], order, work chan<- *job) {
	line := func(j *job) bool {
		select {
		case order <- j:
			return true
		case <-ctx.Done():
			return false
		}
	}
	failed := func(doc schema.Document, err error) *job {
		j := &job{Result: Result{Doc: doc, Stage: "read", Err: err}, done: make(chan struct{})}
		close(j.done)
		return j
	}
	defer close(order)
	defer close(work)
	defer func() {
		if p := recover(); p != nil {
			line(failed(schema.Document{}, fmt.Errorf("read: panic: %v", p)))
		}
	}()
	for doc, err := range docs {
		if err != nil {
			if !line(failed(doc, err)) {
				return
			}
			continue
		}
		j := &job{Result: Result{Doc: doc}, done: make(chan struct{})}
		if !line(j) {
			return
		}
		select {
		case work <- j:
		case <-ctx.Done():
			return
		}
	}
}
