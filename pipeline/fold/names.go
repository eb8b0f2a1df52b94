package fold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
)

// others are, by document, the entities with a name that it speaks of.
func (f *folder) others() map[string][]string {
	about := map[string][]string{}
	for id, e := range f.entities {
		if strings.Contains(id, "@") {
			continue
		}
		for doc := range e.docs {
			about[doc] = append(about[doc], id)
		}
	}
	return about
}

// shared is the share of a's documents that speak of somebody or something of whom
// the documents of b speak, other than the two.
func shared(a, b *entity, ids [2]string, about map[string][]string) float64 {
	known := map[string]bool{}
	for doc := range b.docs {
		for _, id := range about[doc] {
			known[id] = true
		}
	}
	delete(known, ids[0])
	delete(known, ids[1])
	n := 0
	for doc := range a.docs {
		if slices.ContainsFunc(about[doc], func(id string) bool { return known[id] }) {
			n++
		}
	}
	return float64(n) / float64(max(len(a.docs), 1))
}

// before orders two ids of one thing: the one that stands is linked, or else more
// documents use it.
func (f *folder) before(a, b string) int {
	x, y := f.entities[a], f.entities[b]
	linked := func(e *entity) int {
		if e.link != "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(linked(y), linked(x)), cmp.Compare(len(y.docs), len(x.docs)), cmp.Compare(len(b), len(a)), strings.Compare(a, b))
}

// sameNames finds persons under two full names.
func (f *folder) sameNames() (out []proposal) {
	type key struct{ first, last string }
	full := map[key][]string{}
	names := map[string]personName{}
	for id, e := range f.entities {
		if e.kind != schema.Person {
			continue
		}
		if n, ok := parseName(e.name()); ok {
			names[id] = n
			k := key{n.first, n.last}
			full[k] = append(full[k], id)
		}
	}
	var ends map[string]map[string]bool
	for _, ids := range full {
		if len(ids) < 2 {
			continue
		}
		if ends == nil {
			ends = f.ends()
		}
		slices.SortFunc(ids, f.before)
		one := f.canBeOne(ids, names)
		for i, from := range ids[1:] {
			to := slices.IndexFunc(ids[:i+1], func(to string) bool {
				return names[from].fits(names[to]) && (one || len(names[from].middle) == len(names[to].middle)) && f.entities[from].link == ""
			})
			if to < 0 {
				continue
			}
			common := commonEnd(ends[from], ends[ids[to]])
			if common == "" {
				continue
			}
			p := proposal{from: from, to: ids[to], by: "spelling", reason: "another spelling of the name", score: scoreSpelling}
			if sameWords(schema.Slug(f.entities[from].name()), schema.Slug(f.entities[ids[to]].name())) {
				p.by, p.reason, p.score = "full name", "the same first and last name", scoreName
			}
			p.reason += "; both: " + common
			out = append(out, p)
		}
	}
	return out
}

// canBeOne reports whether all of several names of the same first and last word can
// be one person's. Where not, a name without a middle name may be any of theirs.
func (f *folder) canBeOne(ids []string, names map[string]personName) bool {
	link := ""
	for i, a := range ids {
		if strings.HasPrefix(a, "wp:") && strings.HasSuffix(a, ")") {
			return false // "Michael Lee (judge)" is told from another
		}
		if l := f.entities[a].link; l != "" {
			if link != "" && l != link {
				return false
			}
			link = l
		}
		for _, b := range ids[i+1:] {
			if !names[a].fits(names[b]) {
				return false
			}
		}
	}
	return true
}

// sameWords reports whether two slugs begin and end in the same words.
func sameWords(a, b string) bool {
	x, y := strings.Split(a, "-"), strings.Split(b, "-")
	return x[0] == y[0] && x[len(x)-1] == y[len(y)-1]
}

// ends are, by entity, the relations it stands in: type and other end.
func (f *folder) ends() map[string]map[string]bool {
	ends := map[string]map[string]bool{}
	add := func(kind, a, b string) {
		for _, e := range [][2]string{{a, b}, {b, a}} {
			if ends[e[0]] == nil {
				ends[e[0]] = map[string]bool{}
			}
			ends[e[0]][kind+" "+e[1]] = true
		}
	}
	for k := range f.groups {
		add(k.kind, k.subject, k.object)
	}
	for k := range f.facts {
		add(k.kind, k.subject, k.object)
	}
	return ends
}

func commonEnd(a, b map[string]bool) string {
	for _, end := range slices.Sorted(maps.Keys(a)) {
		if b[end] {
			return end
		}
	}
	return ""
}

// shortNames finds persons known by their last word alone.
func (f *folder) shortNames(d *decisions, about map[string][]string) (out []proposal) {
	full := map[string][]string{} // last word: what full names stand for
	docs := map[string]map[string]bool{}
	for id, e := range f.entities {
		words := strings.Split(schema.Slug(e.name()), "-")
		if e.kind != schema.Person || len(words) < 2 {
			continue
		}
		last, root := spelling(words[len(words)-1]), d.root(id)
		if f.entities[root] == nil {
			root = id
		}
		if !slices.Contains(full[last], root) {
			full[last] = append(full[last], root)
		}
		if docs[root] == nil {
			docs[root] = map[string]bool{}
		}
		maps.Copy(docs[root], e.docs)
	}
	for id, e := range f.entities {
		short := spelling(schema.Slug(e.name()))
		if e.kind != schema.Person || strings.Contains(short, "-") || e.link != "" || len(full[short]) == 0 {
			continue
		}
		most := slices.MaxFunc(full[short], func(a, b string) int {
			return cmp.Or(cmp.Compare(len(docs[a]), len(docs[b])), strings.Compare(b, a))
		})
		rest := 0
		for _, other := range full[short] {
			if other != most {
				rest += len(docs[other])
			}
		}
		all := &entity{docs: docs[most]}
		if len(all.docs) < support || rest*dominant > len(all.docs) || shared(e, all, [2]string{id, most}, about) < 0.5 {
			continue
		}
		name := f.entities[most].name()
		p := proposal{from: id, to: most, by: "short name", reason: fmt.Sprintf("%s is the one full name that ends so, in %d documents", name, len(all.docs)), score: scoreShort}
		if rest > 0 {
			p.reason, p.score = fmt.Sprintf("%s has this name in %d documents, all others in %d", name, len(all.docs), rest), scoreDominant
		}
		out = append(out, p)
	}
	return out
}

// acronyms finds organizations known by the initials of another, or by a short name
// that a document gives it.
func (f *folder) acronyms(about map[string][]string) (out []proposal) {
	called := map[string][]string{} // short name: organizations
	for id, e := range f.entities {
		if e.kind != schema.Organization || strings.Contains(id, "@") || !strings.Contains(e.name(), " ") {
			continue
		}
		// What a document calls it may be the name of a greater one: "ISIL" of its
		// branch in Somalia. So the letters must be its own.
		short := map[string]bool{initials(e.name(), true): true, initials(e.name(), false): true}
		for s := range short {
			called[s] = append(called[s], id)
		}
	}
	for id, e := range f.entities {
		name := e.name()
		if e.kind != schema.Organization || e.link != "" || !isAcronym(name) || len(called[name]) != 1 {
			continue
		}
		to := called[name][0]
		long := f.entities[to]
		says := long.aliases[name] // a document gives both
		if !says && len(long.docs) < support || shared(e, long, [2]string{id, to}, about) < 0.5 {
			continue
		}
		reason := "the initials of " + long.name()
		if says {
			reason = "a document calls " + long.name() + " so"
		}
		out = append(out, proposal{from: id, to: to, by: "acronym", reason: reason, score: scoreAcronym})
	}
	return out
}

func isAcronym(s string) bool {
	return len(s) >= 2 && len(s) <= 7 && strings.ToUpper(s) == s && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// initials are the first letters of the words, or of those in capitals alone: "IAEA"
// for International Atomic Energy Agency.
func initials(name string, all bool) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if all || w[0] >= 'A' && w[0] <= 'Z' {
			b.WriteByte(w[0])
		}
	}
	return strings.ToUpper(b.String())
}
