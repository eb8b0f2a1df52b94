package lint

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/schema"
)

// trigger is a word of a frame.
type trigger struct {
	verb        bool
	word, rest  string // "pull", "out"; "talk", "peace"
	written     string
	relation    schema.RelationType
	frame       schema.Frame
	frameNumber int
}

// redundant tells frames that fire only where another one fires and says the same.
func (c *checker) redundant() {
	byWord := map[string][]trigger{}
	var order []string
	n := 0
	for _, r := range c.o.Relations {
		for _, f := range r.Frames {
			n++
			add := func(t trigger) {
				t.relation, t.frame, t.frameNumber = r, f, n
				key := fmt.Sprint(t.verb, " ", t.word)
				if byWord[key] == nil {
					order = append(order, key)
				}
				byWord[key] = append(byWord[key], t)
			}
			for _, v := range f.Verb {
				word, rest, _ := strings.Cut(v, " ")
				add(trigger{verb: true, word: word, rest: rest, written: v})
			}
			for _, v := range f.Noun {
				at := strings.LastIndexByte(v, ' ')
				add(trigger{word: v[at+1:], rest: v[:max(at, 0)], written: v})
			}
		}
	}
	type couple struct{ less, more int }
	words := map[couple][]string{}
	frames := map[couple][2]trigger{}
	var couples []couple
	for _, key := range order {
		same := byWord[key]
		for i, a := range same {
			for j, b := range same {
				if a.frameNumber == b.frameNumber || b.rest != "" && a.rest != b.rest || !covers(b, a) {
					continue
				}
				if covers(a, b) && a.rest == b.rest && i < j {
					continue // the same: the second is told
				}
				k := couple{a.frameNumber, b.frameNumber}
				if words[k] == nil {
					couples = append(couples, k)
					frames[k] = [2]trigger{a, b}
				}
				words[k] = append(words[k], a.written)
			}
		}
	}
	for _, k := range couples {
		a, b := frames[k][0], frames[k][1]
		where := fmt.Sprintf("%s:%d", b.frame.File, b.frame.Line)
		if a.relation.Name != b.relation.Name {
			c.frame(a.relation, a.frame, "say what tells the two types apart, by a need", "at %s it always fires together with the frame of %s at %s, and joins the same ends", strings.Join(words[k], ", "), b.relation.Name, where)
			continue
		}
		hint := "take them out of one of the two"
		if len(words[k]) == len(a.frame.Verb)+len(a.frame.Noun) {
			hint = "leave this frame out"
		}
		c.frame(a.relation, a.frame, hint, "at %s it adds nothing to the frame at %s, which fires there too and joins the same ends", strings.Join(words[k], ", "), where)
	}
}

// covers reports that wherever the frame of a fires, that of b fires and joins at
// least the same ends.
func covers(b, a trigger) bool {
	f, g := a.frame, b.frame
	if a.relation.Name != b.relation.Name {
		// two types at once are told only where they are the same in everything
		r, s := a.relation, b.relation
		if !slices.Equal(r.Subject, s.Subject) || !slices.Equal(r.Object, s.Object) || !slices.Equal(f.Subject, g.Subject) || !slices.Equal(f.Object, g.Object) ||
			!slices.Equal(f.Pair, g.Pair) || f.Voice != g.Voice || !implied(f.Needs, g.Needs) {
			return false
		}
	}
	if g.Voice != "" && g.Voice != f.Voice || f.Status != g.Status || !slices.Equal(f.Title, g.Title) || !implied(g.Needs, f.Needs) {
		return false
	}
	for _, slot := range f.Pair {
		if !slices.Contains(g.Pair, slot) {
			return false
		}
	}
	return len(f.Subject) == 0 || begins(g.Subject, f.Subject) && begins(g.Object, f.Object)
}

// begins reports that the first slots tried are the same.
func begins(all, first []string) bool {
	return len(all) >= len(first) && slices.Equal(all[:len(first)], first)
}

// implied reports that whatever meets the strict needs meets the loose ones.
func implied(loose, strict map[string][]string) bool {
	for slot, of := range loose {
		have, ok := strict[slot]
		if !ok {
			return false
		}
		positive := func(w string) bool { return !strings.HasPrefix(w, "!") }
		if len(of) == 0 { // anything at all
			if len(have) > 0 && !slices.ContainsFunc(have, positive) {
				return false
			}
			continue
		}
		if slices.ContainsFunc(of, positive) && (len(have) == 0 || !slices.ContainsFunc(have, positive)) {
			return false
		}
		for _, w := range have {
			if positive(w) && slices.ContainsFunc(of, positive) && !slices.Contains(of, w) {
				return false
			}
		}
		for _, w := range of {
			if !positive(w) && !slices.Contains(have, w) {
				return false
			}
		}
	}
	return true
}
