package run

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// Input is a file, a folder, a glob or standard input, as named on the command
// line, and the documents in it.
type Input struct {
	Name      string
	Documents iter.Seq2[schema.Document, error]
	Whole     bool // what it holds no more is gone, when it was read to its end
}

// Stdin is the name of standard input. Documents from there are never taken for
// gone, whole or not, for the next one to come says nothing about them.
const Stdin = "-"

// Job is a whole run: read, extract what is new or changed, fold and load.
type Job struct {
	Inputs  []Input
	Stages  []stage.Stage
	Workers int
	State   *state.File

	// Project brings the store to the graph of all records, whose checksum it is given,
	// and tells what it is at.
	Project func(ctx context.Context, sum string, tell func(Phase)) error

	// Tell, where set, is told of every document and phase. Calls do not overlap. Meter,
	// where set, can be read at any time.
	Tell  func(Progress)
	Meter *Meter
}

// Phase is a part of a run.
type Phase string

const (
	Reading Phase = "reading" // and extracting
	Folding Phase = "folding"
	Loading Phase = "loading"
)

// Progress is how far a run is. Failure is set when the last document failed.
type Progress struct {
	Phase     Phase
	Documents int // read so far, failed ones among them
	Failed    int
	Failure   *state.Failure
}

// Summary is what a run did and what the graph holds afterwards.
type Summary struct {
	New, Changed, Unchanged, Gone int             // documents of this run's inputs
	Twice                         int             // read a second time, word for word
	Waiting                       int             // failed too often before, and neither they nor the stages changed
	Kept                          int             // not seen again, but kept since their input was not read to its end
	Listed                        int             // not seen again, but kept since their input does not say what is gone
	Failed                        map[string]int  // documents, by the stage where they failed
	Failures                      []state.Failure // the first of them, in the order of the documents

	Documents, Sentences, Tokens int    // that the state knows, from every input
	Sum                          string // checksum of their records

	Extracting time.Duration
}

// Read is the number of documents that the run read, failed ones left out.
func (s Summary) Read() int { return s.New + s.Changed + s.Unchanged }

// Lost is the number of documents that failed.
func (s Summary) Lost() (n int) {
	for _, failed := range s.Failed {
		n += failed
	}
	return n
}

// Run does the job. A document that fails is kept in the state as a failure and
// does not stop it; its earlier record, if there is one, stays. When ctx is done
// or the store fails, the records made so far are kept and the next run goes on
// from there; the summary tells how far this one came.
func Run(ctx context.Context, job Job) (Summary, error) {
	r := newRunner(job)
	start := time.Now()
	err := r.extract(ctx)
	r.Extracting = time.Since(start)
	if err != nil {
		return r.Summary, err
	}
	err = r.project(ctx)
	return r.Summary, err
}

// Project brings the store to the graph of the records that the state has, reading
// nothing.
func Project(ctx context.Context, job Job) (Summary, error) {
	r := newRunner(job)
	err := r.project(ctx)
	return r.Summary, err
}

func (r *runner) project(ctx context.Context) (err error) {
	if r.Documents, r.Sentences, r.Tokens, err = r.State.Size(ctx); err != nil {
		return err
	}
	if r.Sum, err = r.State.Sum(ctx); err != nil {
		return err
	}
	return r.Job.Project(ctx, r.Sum, func(at Phase) {
		r.Meter.Enter(at)
		r.Tell(Progress{Phase: at, Documents: r.Documents})
	})
}

type runner struct {
	Job
	Summary

	record, trees string // fingerprints of the stages: all of them, those up to the names

	mu      sync.Mutex          // guards what follows, between the reader's goroutine and ours
	ahead   map[int]reading     // the documents on their way, by their places
	passed  int                 // documents that were sent on their way
	seen    map[digest]digest   // by document id
	rivals  map[string][]string // hashes of several documents under one id
	broken  map[string]bool     // inputs that were not read to their end
	moved   []move
	stand   []string          // documents whose record other stages would make as well
	changes map[string]change // of the stages, by their fingerprint before
	places  map[string]move   // of documents that came again: the smallest of their other addresses
	twice   int
	same    int
	waiting []string // documents that were left alone
	stopped error    // what stopped the reader
}

func newRunner(job Job) *runner {
	r := &runner{
		Job: job, ahead: map[int]reading{}, seen: map[digest]digest{}, places: map[string]move{}, rivals: map[string][]string{}, broken: map[string]bool{},
		changes: map[string]change{},
	}
	if r.Tell == nil {
		r.Tell = func(Progress) {}
	}
	if r.Meter == nil {
		r.Meter = new(Meter)
	}
	r.record = stage.Fingerprint(r.Stages)
	r.trees = stage.Fingerprint(stage.UpTo(r.Stages, schema.LayerNames))
	return r
}

// recall is the first step of a document that was read before: where its text and
// the stages up to the names are the same, it has its trees already, if it was not
// given them when it was judged.
func (r *runner) recall() stage.Stage {
	return stage.Stage{Name: "recall", Run: func(ctx context.Context, doc schema.Document) (schema.Document, error) {
		if doc.Have&schema.LayerNames != 0 {
			return doc, nil
		}
		return r.State.Trees(ctx, doc, r.trees)
	}}
}

// reading is what the reader knows of a document on its way.
type reading struct{ input, hash string }

// move is an unchanged document that another input held before, or that had another
// address.
type move struct{ id, input, uri string }

func (r *runner) extract(ctx context.Context) (err error) {
	defer func() {
		if flush := r.State.Flush(); err == nil {
			err = flush
		}
	}()
	for _, in := range r.Inputs {
		if err := r.State.BeginFailures(in.Name); err != nil {
			return err
		}
	}
	if err := r.State.PutStory(r.Stages); err != nil {
		return err
	}
	if err := r.State.Flush(); err != nil {
		return err
	}
	r.Meter.Enter(Reading)
	n := 0
	var first firstFailures
	r.Failed = map[string]int{}
	defer func() { r.Failures = first.list() }()
	line := Line{Stages: append([]stage.Stage{r.recall()}, r.Stages...), Workers: r.Workers, Meter: r.Meter}
	for result := range line.Results(ctx, r.stale(ctx)) {
		n++
		r.mu.Lock()
		came := r.ahead[result.Index]
		delete(r.ahead, result.Index)
		r.mu.Unlock()
		begin := time.Now()
		told := Progress{Phase: Reading}
		if result.Err != nil {
			f := FailureOf(result)
			f.Input, f.Hash, f.Fingerprint = came.input, came.hash, r.record
			told.Failure = &f
		} else if told.Failure, err = r.keep(ctx, came, result.Doc); err != nil {
			return err
		}
		failed := 0
		if f := told.Failure; f != nil {
			if err := r.State.Fail(*f); err != nil {
				return err
			}
			r.Failed[f.Stage]++
			first.add(result.Index, *f)
			failed = 1
		}
		r.mu.Lock()
		told.Documents, told.Failed = n+r.same, r.Lost()
		r.mu.Unlock()
		r.Meter.Clock.add("keep", time.Since(begin))
		r.Meter.count(1, failed, len(result.Doc.Tokens))
		r.Tell(told)
	}
	r.Unchanged, r.Twice = r.same, r.twice
	if err := ctx.Err(); err != nil {
		return err
	}
	if r.stopped != nil {
		return r.stopped
	}
	if err := r.forget(ctx); err != nil {
		return err
	}
	r.seen, r.rivals, r.ahead = nil, nil, nil // the memory is the fold's now
	return nil
}

// stale yields the documents of all inputs that have no record yet, or one of an
// older text or older stages; and the failures. It runs on the reader's
// goroutine.
func (r *runner) stale(ctx context.Context) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		pass := func(input, hash string, doc schema.Document, err error) bool {
			r.mu.Lock()
			r.ahead[r.passed] = reading{input, hash}
			r.passed++
			r.mu.Unlock()
			return yield(doc, err)
		}
		for _, in := range r.Inputs {
			for doc, err := range in.Documents {
				if err != nil {
					r.mu.Lock()
					r.broken[in.Name] = true
					r.mu.Unlock()
					if !pass(in.Name, "", doc, err) {
						return
					}
					continue
				}
				hash := state.Hash(doc)
				switch r.see(in.Name, doc, hash) {
				case again:
					continue
				case rival:
					if !pass(in.Name, hash, doc, nil) {
						return
					}
					continue
				}
				known, what, err := r.judge(ctx, &doc, hash)
				if err != nil {
					r.stopped = err
					return
				}
				r.mu.Lock()
				switch {
				case what == same || what == stands:
					r.same++
					if what == stands {
						r.stand = append(r.stand, doc.ID)
					}
					r.Meter.count(1, 0, 0)
					if known.Input != in.Name || known.URI != doc.Source.URI {
						r.moved = append(r.moved, move{doc.ID, in.Name, doc.Source.URI})
					}
				case what == waits:
					r.waiting = append(r.waiting, doc.ID)
				}
				r.mu.Unlock()
				if what < stands && !pass(in.Name, hash, doc, nil) {
					return
				}
			}
		}
	}
}

// verdict says what there is to do for a document.
type verdict int

const (
	fresh   verdict = iota // no record yet
	changed                // a record of another text
	reparse                // a record of other stages, some of them up to the names
	redo                   // a record of other stages behind the names; the trees serve
	stands                 // nothing: the record of other stages is that of these, too
	same                   // nothing
	waits                  // nothing: it failed too often
)

func (r *runner) judge(ctx context.Context, doc *schema.Document, hash string) (state.Document, verdict, error) {
	known, ok, err := r.State.Known(ctx, doc.ID)
	if err != nil {
		return known, same, err
	}
	if ok && known.Hash == hash && known.Fingerprint == r.record {
		return known, same, nil
	}
	failed, err := r.State.Failed(ctx, doc.ID)
	if err != nil {
		return known, same, err
	}
	for _, f := range failed {
		if f.Waits() && f.Hash == hash && f.Fingerprint == r.record {
			return known, waits, nil
		}
	}
	switch {
	case !ok:
		return known, fresh, nil
	case known.Hash != hash:
		return known, changed, nil
	case known.TreesFingerprint != r.trees:
		return known, reparse, nil
	}
	concerned, err := r.concerned(ctx, doc, known.Fingerprint)
	if err != nil || concerned {
		return known, redo, err
	}
	return known, stands, nil
}

// keep puts the checkpoints of a finished document into the state. Of several documents
// under one id the one is taken whose record comes first, as bytes of JSON, whatever the
// order in which they came; each of the others is a failure.
func (r *runner) keep(ctx context.Context, came reading, doc schema.Document) (*state.Failure, error) {
	record := schema.NewRecord(doc, r.record)
	r.mu.Lock()
	rivals := r.rivals[doc.ID]
	stands := len(rivals) > 0 && slices.Contains(r.stand, doc.ID)
	r.mu.Unlock()
	if len(rivals) > 0 {
		if err := r.State.Flush(); err != nil {
			return nil, err
		}
	}
	known, ok, err := r.State.Known(ctx, doc.ID)
	if err != nil {
		return nil, err
	}
	var left *state.Failure
	if ok && known.Hash != came.hash && slices.Contains(rivals, known.Hash) && (known.Fingerprint == r.record || stands) {
		other, _, err := r.State.Record(ctx, doc.ID)
		if err != nil {
			return nil, err
		}
		other.Fingerprint = r.record
		if before(other, record) {
			return r.leftOut(came, doc.ID, known.URI), nil
		}
		left = r.leftOut(reading{known.Input, known.Hash}, doc.ID, doc.Source.URI)
	} else if ok {
		r.Changed++
	} else {
		r.New++
	}
	d := state.Document{
		Input: came.input, Hash: came.hash, Fingerprint: r.record,
		Sentences: len(doc.Sentences), Tokens: len(doc.Tokens),
		Record: record,
	}
	if doc.Have&schema.LayerNames != 0 && (known.Hash != came.hash || known.TreesFingerprint != r.trees) {
		d.Trees, d.TreesFingerprint = state.PackTrees(doc), r.trees
	}
	return left, r.State.Put(d)
}

// forget notes the documents that moved and drops the records of documents that an
// input held in an earlier run and holds no more, where it can tell.
func (r *runner) forget(ctx context.Context) error {
	for _, m := range r.moved {
		if err := r.State.Move(m.id, m.input, m.uri); err != nil {
			return err
		}
	}
	for _, id := range r.stand {
		if err := r.State.Stands(id, r.record); err != nil {
			return err
		}
	}
	if err := r.State.Flush(); err != nil {
		return err
	}
	if err := r.settlePlaces(ctx); err != nil {
		return err
	}
	for _, id := range r.waiting {
		failed, err := r.State.Failed(ctx, id)
		if err != nil {
			return err
		}
		for _, f := range failed {
			if err := r.State.StillFails(f); err != nil {
				return err
			}
		}
	}
	r.Waiting = len(r.waiting)
	for _, in := range r.Inputs {
		if err := r.State.EndFailures(in.Name); err != nil {
			return err
		}
	}
	if err := r.State.Flush(); err != nil {
		return err
	}
	gone, err := r.gone(ctx)
	if err != nil {
		return err
	}
	for _, id := range gone {
		if err := r.State.Forget(id); err != nil {
			return err
		}
	}
	r.Gone = len(gone)
	return r.State.Flush()
}

// gone lists the documents that the inputs held in an earlier run and hold no more,
// and counts those of which an input cannot tell: one that was not read to its end may
// still hold them, and one that is no whole may never have been meant to.
func (r *runner) gone(ctx context.Context) ([]string, error) {
	var gone, done []string
	for _, in := range r.Inputs {
		if in.Name == Stdin || slices.Contains(done, in.Name) {
			continue
		}
		done = append(done, in.Name)
		ids, err := r.State.IDs(ctx, in.Name)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if _, seen := r.seen[digestOf(id)]; seen {
				continue
			}
			switch {
			case r.broken[in.Name]:
				r.Kept++
			case !in.Whole:
				r.Listed++
			default:
				gone = append(gone, id)
			}
		}
	}
	return gone, nil
}
