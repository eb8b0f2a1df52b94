package run

import (
	"context"
	"slices"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// change is what became of the stages since a record was made.
type change struct {
	whole bool            // it concerns every document
	words map[string]bool // of the parts that came or went: it concerns documents that hold one
}

// concerned reports whether the stages can make another record of a document than
// they did under that fingerprint. Its trees tell: they have its words as written and
// as the lemmatizer has them. Where they were asked they lie over the document.
func (r *runner) concerned(ctx context.Context, doc *schema.Document, before string) (bool, error) {
	c, ok := r.changes[before]
	if !ok {
		was, err := r.State.Story(ctx, before)
		if err != nil {
			return false, err
		}
		c = changeOf(before, was, r.Stages)
		r.changes[before] = c
	}
	if c.whole {
		return true, nil
	}
	laid, err := r.State.Trees(ctx, *doc, r.trees)
	if err != nil || laid.Have&schema.LayerNames == 0 {
		return true, err
	}
	*doc = laid
	return stage.Holds(laid, c.words), nil
}

// changeOf compares the stages with what they were under the fingerprint before. Where
// more than parts changed, the order of those that stayed, or the form of a record,
// every document is concerned.
func changeOf(before string, was []state.Told, now []stage.Stage) change {
	c := change{words: map[string]bool{}}
	then := make([]stage.Stage, len(was))
	for i, t := range was {
		then[i] = stage.Stage{Name: t.Stage, Version: t.Version, Fingerprint: t.Depends, Parts: t.Parts}
	}
	c.whole = stage.Fingerprint(then) != before || !slices.EqualFunc(then, now, func(a, b stage.Stage) bool {
		return a.Name == b.Name && a.Version == b.Version && a.Fingerprint == b.Fingerprint
	})
	for i := range min(len(then), len(now)) {
		went, stayed := without(then[i].Parts, now[i].Parts)
		came, stay := without(now[i].Parts, then[i].Parts)
		c.whole = c.whole || !slices.EqualFunc(stayed, stay, samePart)
		for _, p := range append(went, came...) {
			c.whole = c.whole || len(p.Words) == 0
			for _, w := range p.Words {
				c.words[w] = true
			}
		}
	}
	return c
}

// without parts the list in those that other has not and those that it has.
func without(list, other []stage.Part) (less, both []stage.Part) {
	has := map[string]bool{}
	for _, p := range other {
		has[p.Fingerprint] = true
	}
	for _, p := range list {
		if has[p.Fingerprint] {
			both = append(both, p)
		} else {
			less = append(less, p)
		}
	}
	return less, both
}

func samePart(a, b stage.Part) bool { return a.Fingerprint == b.Fingerprint }
