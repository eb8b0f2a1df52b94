// Package run takes documents through the stages on one machine, and whole
// inputs from the files to the store.
//
// In go documents and stages, out come the documents with their layers, or
// with the failure that stopped them. A stage that fails or panics fails its
// document, never the run.
package run

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Result is what became of one document.
type Result struct {
	Doc   schema.Document // with the layers of the stages that it passed
	Index int             // its place among the documents, from 0
	Stage string          // where it failed: "read", or the stage's name
	Err   error           // why; nil when it passed every stage
}

// A Line takes documents through stages. One goroutine reads; each of the workers
// takes a document through all stages, since a document's layers stay warm in one
// core's cache; bounded queues join them, so that memory does not grow with the input
// and nothing is read faster than it is worked off.
type Line struct {
	Stages  []stage.Stage
	Workers int    // at least 1
	Meter   *Meter // is told what happens; may be nil

	// Ordered yields the results in the order of the documents. What is done before its
	// turn waits, up to ahead documents or aheadBytes of text for each worker, and then the
	// reader waits, too. Without it a result is yielded when it is there, and a slow
	// document holds nobody.
	Ordered bool
}

const (
	queued     = 4       // documents in each queue, for each worker
	ahead      = 128     // documents on their way in order, for each worker
	aheadBytes = 1 << 20 // of their text

	// large is the text, in bytes, of a document of which only one is on its way at a
	// time: the layers take over a hundred times as much memory.
	large = 1 << 20
)

// Each takes every document through the stages and yields the results in the order of
// the documents, so that the number of workers does not show.
func Each(ctx context.Context, stages []stage.Stage, workers int, docs iter.Seq2[schema.Document, error]) iter.Seq[Result] {
	return Line{Stages: stages, Workers: workers, Ordered: true}.Results(ctx, docs)
}

// Results yields what becomes of every document. An error in docs is the failure of one
// document, and the next one follows. When ctx is done Results yields nothing more and
// returns, even while the reader still waits for its source (a terminal, a pipe);
// documents that were on their way are dropped.
func (l Line) Results(ctx context.Context, docs iter.Seq2[schema.Document, error]) iter.Seq[Result] {
	workers := max(l.Workers, 1)
	if l.Meter == nil {
		l.Meter = new(Meter)
	}
	return func(yield func(Result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		work, done := make(chan Result, queued*workers), make(chan Result, queued*workers)
		defer l.Meter.Watch("extract", cap(work), func() int { return len(work) })()
		defer l.Meter.Watch("keep", cap(done), func() int { return len(done) })()
		var pool sync.WaitGroup
		defer pool.Wait()
		defer cancel()
		room := newRoom(workers, l.Ordered)
		pool.Go(func() { room.untilDone(ctx) })
		for range workers {
			pool.Go(func() {
				for r := range received(ctx, work) {
					l.through(ctx, &r)
					if !sent(ctx, done, r) {
						return
					}
				}
			})
		}
		// The reader may wait for its source for ever, so nobody waits for it.
		ended := make(chan int, 1) // how many documents there were
		go func() { ended <- l.feed(ctx, docs, room, work, done) }()

		early := map[int]Result{} // came before their turn
		total := -1
		for next := 0; next != total; {
			r, came := early[next]
			if came {
				delete(early, next)
			} else {
				select {
				case total = <-ended:
					continue
				case r = <-done:
				case <-ctx.Done():
					return
				}
			}
			if l.Ordered && r.Index != next {
				early[r.Index] = r
				continue
			}
			next++
			room.leave(len(r.Doc.Text))
			l.Meter.left(r.Index)
			if ctx.Err() != nil || !yield(r) {
				return
			}
		}
	}
}

// through takes a document through the stages.
func (l Line) through(ctx context.Context, r *Result) {
	for _, s := range l.Stages {
		doc, err := stage.Apply(ctx, s, r.Doc)
		if err != nil {
			r.Stage, r.Err = s.Name, err
			return
		}
		r.Doc = doc
	}
}

// feed hands every document to a worker, when there is room for it, and returns how many
// there were. A reader that panics is the failure of what it was reading, and ends the
// line.
func (l Line) feed(ctx context.Context, docs iter.Seq2[schema.Document, error], room *room, work, done chan<- Result) (n int) {
	defer close(work)
	pass := func(doc schema.Document, err error) bool {
		r := Result{Doc: doc, Index: n}
		to := work
		if err != nil {
			r.Stage, r.Err, to = "read", err, done
		}
		if !room.enter(ctx, len(doc.Text)) {
			return false
		}
		l.Meter.entered(n, doc)
		n++
		return sent(ctx, to, r)
	}
	defer func() {
		if p := recover(); p != nil {
			pass(schema.Document{}, fmt.Errorf("read: panic: %v", p))
		}
	}()
	begin := time.Now()
	for doc, err := range docs {
		l.Meter.Clock.add("read", time.Since(begin))
		if !pass(doc, err) {
			break
		}
		begin = time.Now()
	}
	return n
}

func sent[T any](ctx context.Context, to chan<- T, item T) bool {
	select {
	case to <- item:
		return true
	case <-ctx.Done():
		return false
	}
}

// received yields what comes until the channel is closed or ctx is done.
func received[T any](ctx context.Context, from <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			select {
			case item, more := <-from:
				if !more || !yield(item) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// room bounds what is on its way.
type room struct {
	mu               sync.Mutex
	free             sync.Cond // somebody left, or the line ended
	documents, bytes int       // on their way
	large            int
	workers          int
	ordered, ended   bool
}

func newRoom(workers int, ordered bool) *room {
	r := &room{workers: workers, ordered: ordered}
	r.free.L = &r.mu
	return r
}

// untilDone wakes who waits when ctx is done.
func (r *room) untilDone(ctx context.Context) {
	<-ctx.Done()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = true
	r.free.Broadcast()
}

// enter waits until there is room for a text of so many bytes; false when ctx is done.
func (r *room) enter(ctx context.Context, bytes int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for !r.ended && !r.fits(bytes) {
		r.free.Wait()
	}
	if r.ended || ctx.Err() != nil {
		return false
	}
	r.add(1, bytes)
	return true
}

func (r *room) fits(bytes int) bool {
	switch {
	case bytes >= large:
		return r.large == 0
	case !r.ordered:
		return true
	}
	return r.documents < ahead*r.workers && r.bytes+bytes <= aheadBytes*r.workers
}

func (r *room) leave(bytes int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(-1, bytes)
	r.free.Broadcast()
}

// add counts n documents with a text of so many bytes. Those that are alone are no
// part of what bounds the others.
func (r *room) add(n, bytes int) {
	r.documents += n
	if bytes >= large {
		r.large += n
	} else {
		r.bytes += n * bytes
	}
}
