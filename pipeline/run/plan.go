package run

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// Plan is what a run would do.
type Plan struct {
	New, Changed, Unchanged, Gone, Kept, Listed, Waiting, Unreadable int
	Stale                                                            []Stale
}

// Stale is a group of documents whose text is as before, and whose stages are not.
type Stale struct {
	From      string // the first stage that runs again
	Why       string // which stages changed, and what in them
	Documents int
}

// Extract is the number of documents that the run would take through stages.
func (p Plan) Extract() int {
	n := p.New + p.Changed
	for _, s := range p.Stale {
		n += s.Documents
	}
	return n
}

// MakePlan reads the inputs and says what Run would do, and why. It writes nothing.
func MakePlan(ctx context.Context, job Job) (Plan, error) {
	r := newRunner(job)
	var p Plan
	stale := map[Stale]int{}
	reasons := map[string]Stale{}
	for _, in := range r.Inputs {
		for doc, err := range in.Documents {
			if ctx.Err() != nil {
				return p, ctx.Err()
			}
			if err != nil {
				p.Unreadable++
				r.broken[in.Name] = true
				continue
			}
			hash := state.Hash(doc)
			if r.see(in.Name, doc, hash) != first {
				continue
			}
			known, what, err := r.judge(ctx, &doc, hash)
			if err != nil {
				return p, err
			}
			switch what {
			case fresh:
				p.New++
			case changed:
				p.Changed++
			case same, stands:
				p.Unchanged++
			case waits:
				p.Waiting++
			default:
				why, ok := reasons[known.Fingerprint]
				if !ok {
					if why, err = r.why(ctx, known.Fingerprint); err != nil {
						return p, err
					}
					reasons[known.Fingerprint] = why
				}
				if what == reparse {
					why.From = r.Stages[0].Name
				}
				stale[why]++
			}
		}
	}
	for s, n := range stale {
		s.Documents = n
		p.Stale = append(p.Stale, s)
	}
	slices.SortFunc(p.Stale, func(a, b Stale) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Why, b.Why), cmp.Compare(a.From, b.From))
	})
	gone, err := r.gone(ctx)
	p.Gone, p.Kept, p.Listed = len(gone), r.Kept, r.Listed
	return p, err
}

// why compares the stages with what they were when a record was made.
func (r *runner) why(ctx context.Context, fingerprint string) (Stale, error) {
	before, err := r.State.Story(ctx, fingerprint)
	if err != nil {
		return Stale{}, err
	}
	redo := r.Stages[len(stage.UpTo(r.Stages, schema.LayerNames))%len(r.Stages):]
	why := Stale{From: redo[0].Name, Why: "made by other stages"}
	if len(before) == 0 {
		return why, nil
	}
	was := map[string]state.Told{}
	for _, s := range before {
		was[s.Stage] = s
	}
	var reasons []string
	for _, s := range r.Stages {
		old, ok := was[s.Name]
		switch {
		case !ok:
			reasons = append(reasons, s.Name+": new")
		case old.Version != s.Version:
			reasons = append(reasons, s.Name+": new version")
		case old.Depends != s.Fingerprint || !slices.EqualFunc(old.Parts, s.Parts, samePart):
			reasons = append(reasons, s.Name+": its configuration or data changed")
		}
	}
	if len(reasons) > 0 {
		why.Why = strings.Join(reasons, "; ")
	}
	return why, nil
}
