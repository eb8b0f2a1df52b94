package fold

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"backchannel/schema"
)

// unnamed is a thing that has only a common noun, a time at which it is spoken of,
// and the named ends of its relations.
type unnamed struct {
	id string
	at time.Time
}

// reports finds the unnamed things that several documents speak of. Talks of the
// United States with Russia and with China are not one: two things with other
// participants each do not join, and what has only the shared one joins neither.
func (f *folder) reports(d *decisions) (out []proposal) {
	type key struct{ kind, head, participant string }
	spoken := map[key][]unnamed{}
	with := map[string]map[string]bool{} // participants
	for k, reports := range f.groups {
		for _, pair := range [][2]string{{k.subject, k.object}, {k.object, k.subject}} {
			e := f.entities[pair[0]]
			if e == nil || !strings.Contains(pair[0], "@") || strings.Contains(pair[1], "@") {
				continue
			}
			words := strings.Split(schema.Slug(e.name()), "-")
			at := key{string(e.kind), words[len(words)-1], d.root(pair[1])}
			if with[pair[0]] == nil {
				with[pair[0]] = map[string]bool{}
			}
			with[pair[0]][at.participant] = true
			for _, r := range reports {
				if first, _, ok := r.date().Bounds(); ok && r.date().Precision() == schema.Day {
					spoken[at] = append(spoken[at], unnamed{pair[0], first})
				}
			}
		}
	}
	for k, things := range spoken {
		slices.SortFunc(things, func(a, b unnamed) int {
			return cmp.Or(a.at.Compare(b.at), strings.Compare(a.id, b.id))
		})
		participant := k.participant
		if e := f.entities[participant]; e != nil {
			participant = e.name()
		}
		for len(things) > 0 {
			n := 1
			for n < len(things) && things[n].at.Sub(things[n-1].at) <= Window*24*time.Hour {
				n++
			}
			one := true
			for i, a := range things[:n] {
				for _, b := range things[i+1 : n] {
					one = one && agree(with[a.id], with[b.id])
				}
			}
			for i, b := range things[:n] {
				for _, a := range things[:i] {
					if a.id != b.id && (one || common(with[a.id], with[b.id]) > 1) {
						out = append(out, proposal{from: b.id, to: a.id, by: "report", reason: fmt.Sprintf("another report of the %s, with %s", k.head, participant), score: scoreReport, mutual: true})
						break
					}
				}
			}
			things = things[n:]
		}
	}
	return out
}

// agree reports whether two sets of participants can be those of one thing.
func agree(a, b map[string]bool) bool {
	n := common(a, b)
	return n > 1 || n == len(a) || n == len(b)
}

func common(a, b map[string]bool) (n int) {
	for id := range a {
		if b[id] {
			n++
		}
	}
	return n
}
