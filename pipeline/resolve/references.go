package resolve

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// reach is how many sentences back a pronoun looks for its name.
const reach = 2

// references attaches descriptions and pronouns to entities named before them, in
// the order of the text, so that each may lean on those before it.
func (r *resolver) references() {
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if len(r.of[i]) > 0 {
			continue
		}
		var to []int
		switch m.Kind {
		case schema.Nominal:
			to = r.described(i)
		case schema.Pronoun:
			to = r.pronoun(i)
		}
		for _, d := range to {
			r.attach(i, d)
		}
	}
}

// described is what a description stands for.
func (r *resolver) described(i int) []int {
	m := r.mention(i)
	head := r.headNoun(i)
	switch m.Type {
	case schema.Organization:
		if of := r.bodyBefore(i, head); of != nil || !anyBody[head] {
			return of
		}
		return r.kindBefore(i)
	case schema.City, schema.Place:
		return r.kindBefore(i)
	case schema.Person:
		if n, ok := r.number(m.First); ok {
			return r.group(i, n, schema.Person)
		}
		if d, ok := r.apposed(i); ok {
			return []int{d}
		}
		if owners := r.owners(i); r.plural(i) || r.indefinite(i) {
			return r.actors(owners)
		}
		if d, ok := r.holder(i); ok {
			return []int{d}
		}
		return r.actors(r.owners(i))
	case schema.Country:
		if n, ok := r.number(m.First); ok && counted[head] {
			return r.group(i, n, schema.Country)
		}
		if placeNouns[head] {
			return r.kindBefore(i)
		}
		if counted[head] && !agent[head] {
			return nil
		}
		owners := r.actors(r.owners(i))
		if len(owners) > 0 {
			return owners
		}
		return r.sameAgent(i, head)
	}
	return nil
}

// number reads "two", "three" or "both" before a noun.
func (r *resolver) number(t int) (int, bool) {
	for u := t - 1; u >= max(r.first(t), t-3); u-- {
		if n := numbers[r.lower(u)]; n > 0 {
			return n, true
		}
	}
	return 0, false
}

// owners are the entities that a noun belongs to: by the nationalities and names
// right before it, by "of" behind it, or by a possessive resolved before.
func (r *resolver) owners(i int) []int {
	m := r.mention(i)
	var out []int
	add := func(at int) {
		for _, d := range r.of[at] {
			if !slices.Contains(out, d) && r.owns(d) {
				out = append(out, d)
			}
		}
	}
	// leftwards: "Russian and U.S. officials", "Syria's government", "its forces"
	for t := m.First - 1; t >= r.first(m.First); t-- {
		if at := r.at[t]; at >= 0 && at != i {
			o := r.mention(at)
			if o.Kind == schema.Nominal && o.Type != schema.Organization {
				break
			}
			if len(out) > 0 && r.word(t+1, t) == "," && r.words[t+1] == "," && o.Kind != schema.Demonym {
				break
			}
			add(at)
			t = o.First
			continue
		}
		w := r.lower(t)
		if isPossessive(w) || w == "-" || w == "/" || len(out) > 0 && (w == "and" || w == "," || w == "or") {
			continue
		}
		if len(out) == 0 && (r.tag(t).UPOS == "ADJ" || r.tag(t).UPOS == "NOUN" && r.tag(t).Head > t || r.tag(t).UPOS == "ADV" || r.tag(t).UPOS == "NUM" || r.tag(t).XPOS == "VBN" && r.word(t-1, t) != "-") {
			continue
		}
		break
	}
	if len(out) > 0 {
		return out
	}
	// "the government of Bashar al-Assad", "troops from Chad"
	for _, c := range r.kids[m.Head] {
		p := r.preposition(c)
		if c < m.Head || p != "of" && p != "from" && p != "in" {
			continue
		}
		if p == "in" && !inside[r.headNoun(i)] {
			continue
		}
		for _, t := range r.coordinated(c) {
			if at := r.at[t]; at >= 0 {
				add(at)
			}
		}
	}
	return out
}

func (r *resolver) owns(d int) bool {
	switch r.drafts[d].typ {
	case schema.Country, schema.City, schema.Place, schema.Organization, schema.Person:
		return true
	}
	return false
}

// actors are the states and organizations behind owners: a person stands for the
// state whose office is said beside the name.
func (r *resolver) actors(owners []int) []int {
	var out []int
	for _, d := range owners {
		if r.drafts[d].typ == schema.Person {
			if s := r.drafts[d].states; len(s) > 0 {
				d = s[0]
			} else {
				continue
			}
		}
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// sameAgent takes up an agent named with its state before: "the regime" after
// "the Syrian regime". Official records mean their country's.
func (r *resolver) sameAgent(i int, head string) []int {
	var found []int
	for j := i - 1; j >= 0; j-- {
		o := r.mention(j)
		if o.Kind == schema.Nominal && o.Type == schema.Country && r.headNoun(j) == head && len(r.of[j]) > 0 && r.scope(j) == r.scope(i) {
			if found == nil {
				found = r.of[j]
			} else if !slices.Equal(found, r.of[j]) {
				return nil
			}
		}
	}
	if found != nil && r.definite(i) {
		return found
	}
	if d, ok := r.recordCountry(); ok && agent[head] && found == nil {
		return []int{d}
	}
	return nil
}

// recordCountry is the draft of the country that an official record is about.
func (r *resolver) recordCountry() (int, bool) {
	if r.doc.Source.Country == "" || r.doc.Source.Actor == "" {
		return 0, false
	}
	return r.impliedPlace(r.doc.Source.Country, schema.Country)
}

// apposed is the person beside whose name a description stands: "Tokayev, the
// Kazakh president,", "the foreign minister, Wang Yi".
func (r *resolver) apposed(i int) (int, bool) {
	m := r.mention(i)
	one := func(t int) (int, bool) {
		if t < r.first(m.First) || t >= r.end(m.First) || r.at[t] < 0 {
			return 0, false
		}
		o := r.mention(r.at[t])
		if ds := r.of[r.at[t]]; o.Type == schema.Person && o.Kind == schema.Named && len(ds) == 1 {
			return ds[0], true
		}
		return 0, false
	}
	if r.dep(m.Head) == "appos" {
		return one(r.head(m.Head))
	}
	for _, c := range r.kids[m.Head] {
		if r.dep(c) == "appos" {
			return one(c)
		}
	}
	return 0, false
}

// indefinite reports "a" or "an" before a description.
func (r *resolver) indefinite(i int) bool {
	m := r.mention(i)
	for t := m.First - 1; t >= max(r.first(m.First), m.First-4); t-- {
		if w := r.lower(t); w == "a" || w == "an" {
			return true
		} else if r.tag(t).UPOS != "ADJ" && r.at[t] < 0 {
			return false
		}
	}
	return false
}

// holder is the person whose office a description names: "the Russian foreign
// minister", "the secretary". Several such persons leave it open, unless one alone
// was spoken of in this sentence or the one before.
func (r *resolver) holder(i int) (int, bool) {
	m := r.mention(i)
	words := strings.Fields(strings.ToLower(r.textOf(i)))
	states := r.actors(r.owners(i))
	var fit, close []int
	for d := range r.drafts {
		p := &r.drafts[d]
		if p.typ != schema.Person || !fitsTitle(words, p.titles) {
			continue
		}
		if len(states) > 0 && len(p.states) > 0 && !overlap(states, p.states) || !r.before(p, i) {
			continue
		}
		fit = append(fit, d)
		if last := r.lastBefore(p, i); last >= 0 && m.Sentence-r.mention(last).Sentence <= 1 {
			close = append(close, d)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], true
	case len(close) == 1:
		return close[0], true
	}
	return 0, false
}

// fitsTitle reports an office that ends in the words of a description:
// "secretary" and "Secretary of State", "minister" and "Foreign Minister".
func fitsTitle(words, titles []string) bool {
	return slices.ContainsFunc(titles, func(title string) bool {
		t := strings.Fields(title)
		if len(words) <= len(t) && (slices.Equal(t[len(t)-len(words):], words) || len(words) == 1 && t[0] == words[0] && t[0] == "secretary") {
			return !(len(words) == 1 && len(t) > 1 && (t[len(t)-2] == "vice" || t[len(t)-2] == "deputy"))
		}
		return false
	})
}

func (r *resolver) before(p *draft, i int) bool { return r.lastBefore(p, i) >= 0 }

// lastBefore is the latest mention of a draft before mention i in the same item,
// or -1.
func (r *resolver) lastBefore(p *draft, i int) int {
	last := -1
	for _, j := range p.mentions {
		if j < i && j > last && r.scope(j) == r.scope(i) {
			last = j
		}
	}
	return last
}

// kindBefore is the country, city, place or organization that "the country", "this
// city" or "the company" takes up: of those named in the same item not long before,
// the one that leads the others.
func (r *resolver) kindBefore(i int) []int {
	m := r.mention(i)
	if len(r.owners(i)) > 0 {
		return nil // "the Chinese company"
	}
	best, next, found := -5.0, -5.0, -1
	item := r.section(m.First).Item
	for j := i - 1; j >= 0; j-- {
		o := r.mention(j)
		back := m.Sentence - o.Sentence
		if back > 3 || r.section(o.First).Item != item {
			break
		}
		if len(r.of[j]) != 1 || r.drafts[r.of[j][0]].typ != m.Type || o.Kind == schema.Pronoun && m.Type != schema.Organization {
			continue
		}
		score := max(r.weight(o), 0) - 0.7*float64(back)
		switch d := r.of[j][0]; {
		case d == found:
			best = max(best, score) + 0.2
		case score > best:
			best, next, found = score, best, d
		default:
			next = max(next, score)
		}
	}
	if found < 0 || best-next < lead {
		return nil
	}
	return []int{found}
}

// bodyBefore is the only organization before a mention whose name ends in the
// noun, or the only one of the last sentences: "the council" after "the Security
// Council".
func (r *resolver) bodyBefore(i int, head string) []int {
	found := -1
	for j := i - 1; j >= 0; j-- {
		if found >= 0 && r.mention(i).Sentence-r.mention(j).Sentence > reach {
			break
		}
		o := r.mention(j)
		if o.Type != schema.Organization || o.Kind != schema.Named || len(r.of[j]) != 1 {
			continue
		}
		d := r.of[j][0]
		words := orgWords(r.drafts[d].name)
		if !slices.Contains(words, head) && !slices.Contains(words, head+"s") {
			continue
		}
		if found >= 0 && found != d {
			return nil
		}
		found = d
	}
	if found < 0 {
		return nil
	}
	return []int{found}
}

// group is the last n entities of a kind spoken of together before mention i: "the
// two leaders". Silent unless exactly n stand in the nearest sentences.
func (r *resolver) group(i, n int, typ schema.EntityType) []int {
	m := r.mention(i)
	fits := func(d int) bool {
		return r.drafts[d].typ == typ
	}
	var found []int
	for s := m.Sentence; s >= max(0, m.Sentence-reach); s-- {
		if s < m.Sentence && (len(found) > 0 && s == m.Sentence-reach) {
			break
		}
		if item := r.doc.Sections[r.doc.Sentences[s].Section].Item; item != r.section(m.First).Item {
			break
		}
		for j := i - 1; j >= 0 && r.mention(j).Sentence >= s; j-- {
			if r.mention(j).Sentence != s {
				continue
			}
			for _, d := range r.of[j] {
				if typ == schema.Country && r.drafts[d].typ == schema.Person && len(r.drafts[d].states) == 1 {
					d = r.drafts[d].states[0]
				}
				if fits(d) && !slices.Contains(found, d) && !r.locative(j) {
					found = append(found, d)
				}
			}
		}
		if len(found) >= n {
			break
		}
	}
	if len(found) != n {
		return nil
	}
	slices.Sort(found)
	return found
}

// locative reports a country as the scene of something: "in Syria".
func (r *resolver) locative(j int) bool {
	m := r.mention(j)
	if !location(m.Type) || m.Kind == schema.Demonym {
		return false
	}
	switch r.preposition(m.Head) {
	case "in", "at", "near", "inside", "into", "across", "from", "through":
		return true
	}
	return false
}

// coordinated returns t and the words coordinated with it.
func (r *resolver) coordinated(t int) []int {
	out := []int{t}
	for i := 0; i < len(out); i++ {
		for _, c := range r.kids[out[i]] {
			if r.dep(c) == "conj" {
				out = append(out, c)
			}
		}
	}
	return out
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }
