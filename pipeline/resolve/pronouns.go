package resolve

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/schema"
)

// Weights of an antecedent, set on the training part of OntoGUM: what its place
// in the clause is worth (see weight), what each sentence between costs, and by how
// much the best must lead the next.
const (
	perSentence = 1.1
	lead        = 0.35
	// an unnamed thing ("the proposal") is this much less likely than a name
	unnamedCost = 0.3
	// "it" takes up whole clauses too: from this score on a name is trusted
	enoughForIt = 1.0
)

// pronoun is what a pronoun stands for.
func (r *resolver) pronoun(i int) []int {
	t := r.mention(i).First
	switch w := r.lower(t); w {
	case "who", "whom", "whose":
		return r.relative(t)
	case "himself", "herself", "itself", "themselves":
		return r.reflexive(i, kindOf(w))
	case "it":
		if r.expletive(t) {
			return nil
		}
		return r.antecedent(i, kindOf(w))
	case "he", "him", "his", "she", "her", "hers", "its", "they", "them", "their", "theirs":
		return r.antecedent(i, kindOf(w))
	}
	return nil
}

// kind is what a pronoun agrees with.
type kind uint8

const (
	aMan kind = iota
	aWoman
	aThing
	several
)

func kindOf(pronoun string) kind {
	switch pronoun {
	case "he", "him", "his", "himself":
		return aMan
	case "she", "her", "hers", "herself":
		return aWoman
	case "it", "its", "itself":
		return aThing
	}
	return several
}

// fits reports that an entity agrees with a pronoun.
func (r *resolver) fits(d int, k kind) bool {
	p := &r.drafts[d]
	switch k {
	case aMan:
		return p.typ == schema.Person && p.gender != female
	case aWoman:
		return p.typ == schema.Person && p.gender != male
	case aThing:
		return p.typ != schema.Person
	}
	return true
}

// relative is what the noun stands for that a relative clause is about.
func (r *resolver) relative(t int) []int {
	for v := t; v >= 0; v = r.head(v) {
		if r.tag(v).Dep == "acl:relcl" || r.dep(v) == "acl" {
			if h := r.head(v); h >= 0 && h < t {
				if at := r.at[h]; at >= 0 {
					return r.of[at]
				}
			}
			return nil
		}
	}
	return nil
}

// reflexive is the subject of the clause, or the name right before: "Putin
// himself".
func (r *resolver) reflexive(i int, k kind) []int {
	t := r.mention(i).First
	take := func(u int) []int {
		if u < 0 || r.at[u] < 0 || len(r.of[r.at[u]]) == 0 || k != several && (len(r.of[r.at[u]]) > 1 || !r.fits(r.of[r.at[u]][0], k)) {
			return nil
		}
		return r.of[r.at[u]]
	}
	if t > r.first(t) {
		if of := take(t - 1); of != nil {
			return of
		}
	}
	for v, depth := r.head(t), 0; v >= 0 && depth < 4; v, depth = r.head(v), depth+1 {
		for _, c := range r.kids[v] {
			if r.dep(c) == "nsubj" && c != t {
				return take(c)
			}
		}
	}
	return nil
}

// expletive reports an "it" that stands for nothing named before: "it is clear
// that", "it seems", "it is the Senate that".
func (r *resolver) expletive(t int) bool {
	if r.dep(t) == "expl" {
		return true
	}
	v := r.head(t)
	if v < 0 || r.dep(t) != "nsubj" {
		return false
	}
	if emptyVerbs[strings.ToLower(r.tag(v).Lemma)] {
		return true
	}
	if !r.cop(v) && r.tag(t).Dep != "nsubj:pass" {
		return false
	}
	for _, c := range r.kids[v] {
		switch r.dep(c) {
		case "csubj", "ccomp", "advcl", "xcomp":
			if c > v {
				return true
			}
		case "acl":
			if c > v && r.cop(v) {
				return true // "It is the Senate that will fail"
			}
		}
	}
	return r.cop(v) && (r.tag(v).UPOS == "NOUN" || r.tag(v).UPOS == "NUM")
}

// candidate is what a pronoun may take up: entities, or nobody known.
type candidate struct {
	of    []int
	score float64
}

// antecedent weighs what stands before a pronoun in its sentence and in the ones
// before, in the same item: names, what was joined to them before, and unnamed
// people and things, which win for nobody. Subjects weigh more than objects, near
// ones more than far ones, what the text speaks of all the time more than what it
// mentions once. What is an argument of the same verb or holds the pronoun is out.
func (r *resolver) antecedent(i int, k kind) []int {
	m := r.mention(i)
	if r.blocked(m.First, k == several) {
		return nil
	}
	var cands []candidate
	add := func(of []int, score float64) {
		of = slices.Clone(of)
		slices.Sort(of)
		for c := range cands {
			if slices.Equal(cands[c].of, of) {
				cands[c].score = max(cands[c].score, score) + 0.1
				return
			}
		}
		if len(of) == 1 {
			score += 0.12 * float64(min(len(r.drafts[of[0]].mentions), 10))
		}
		cands = append(cands, candidate{of, score})
	}
	item := r.section(m.First).Item
	speaker := r.speaker(m.First)
	nobody := -10.0
	for s := m.Sentence; s >= max(0, m.Sentence-reach); s-- {
		sentence := r.doc.Sentences[s]
		section := r.doc.Sections[sentence.Section]
		if section.Item != item || !section.Read() {
			break
		}
		far := perSentence * float64(m.Sentence-s)
		if s < m.Sentence && section.Kind == schema.Headline {
			far++
		}
		for t := sentence.First; t < min(sentence.End, m.First); t++ {
			at := r.at[t]
			if at >= 0 && r.mention(at).Head != t {
				continue
			}
			if s == m.Sentence && (r.coargument(t, m.First) || r.holds(t, m.First)) {
				continue
			}
			if at < 0 || len(r.of[at]) == 0 {
				if r.unnamedFits(t, k) {
					nobody = max(nobody, r.weightAt(t)-far-unnamedCost)
				}
				continue
			}
			score := r.weight(r.mention(at)) - far
			if k == several {
				for _, of := range r.plurals(at) {
					add(of, score)
				}
				continue
			}
			if of := r.of[at]; len(of) == 1 && r.fits(of[0], k) && of[0] != speaker && !r.plurality(at) {
				add(of, score)
			}
		}
	}
	// "In his speech, Putin said": the subject that follows
	if r.tag(m.First).Dep == "nmod:poss" && k != several {
		for j := i + 1; j < len(r.doc.Mentions) && r.mention(j).Sentence == m.Sentence; j++ {
			o := r.mention(j)
			if len(r.of[j]) == 1 && r.fits(r.of[j][0], k) && r.dep(o.Head) == "nsubj" && r.fronted(m.First, o.Head) {
				add(r.of[j], 1.5)
			}
		}
	}
	if len(cands) == 0 {
		return nil
	}
	slices.SortStableFunc(cands, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	best := cands[0]
	if k == aThing && r.deliberate(m.First) {
		// what rejects, says or has troops is a state or a body
		nobody = -10
		cands = slices.DeleteFunc(cands, func(c candidate) bool {
			t := r.drafts[c.of[0]].typ
			return t != schema.Country && t != schema.Organization
		})
		if len(cands) == 0 {
			return nil
		}
		best = cands[0]
	}
	switch {
	case len(cands) > 1 && best.score-cands[1].score < lead,
		nobody > best.score,
		k == aThing && best.score < enoughForIt && !r.deliberate(m.First):
		return nil
	}
	if len(best.of) == 1 {
		if p := &r.drafts[best.of[0]]; p.typ == schema.Person && p.gender == unknown {
			switch k {
			case aMan:
				p.gender = male
			case aWoman:
				p.gender = female
			}
		}
	}
	return best.of
}

// deliberate reports an "it" that does what only states and bodies do, and an "its"
// before what only they have.
func (r *resolver) deliberate(t int) bool {
	h := r.head(t)
	if h < 0 {
		return false
	}
	if r.tag(t).Dep == "nsubj" {
		return deliberate[strings.ToLower(r.tag(h).Lemma)]
	}
	return r.tag(t).Dep == "nmod:poss" && (agent[r.lemma(h)] || belongings[r.lemma(h)])
}

// unnamedFits reports an unnamed person, thing or group that agrees with a pronoun.
func (r *resolver) unnamedFits(t int, k kind) bool {
	tag := r.tag(t)
	if tag.UPOS != "NOUN" || r.dep(t) == "compound" || r.dep(t) == "flat" || tag.Dep == "nmod:desc" {
		return false
	}
	w := strings.ToLower(tag.Lemma)
	plural := tag.XPOS == "NNS"
	switch k {
	case several:
		return plural
	case aThing:
		return !plural && !people[w] && !men[w] && !women[w] && !times[w]
	case aMan:
		return !plural && (people[w] || men[w])
	}
	return !plural && (people[w] || women[w])
}

// weight is how likely a mention is taken up again by its place in the clause.
func (r *resolver) weight(o *schema.Mention) float64 {
	if o.Kind == schema.Demonym && r.dep(o.Head) == "amod" {
		return -1
	}
	w := r.weightAt(o.Head)
	if o.Kind == schema.Pronoun {
		w += 0.3
	}
	return w
}

func (r *resolver) weightAt(t int) float64 {
	row := 0.0
	for r.dep(t) == "conj" && r.head(t) >= 0 {
		t = r.head(t)
		row = -0.2
	}
	switch r.dep(t) {
	case "nsubj":
		return row + 2
	case "obj", "iobj":
		return row + 1
	case "root", "appos":
		return row + 0.8
	case "nmod":
		if r.tag(t).Dep == "nmod:poss" {
			return row + 0.7
		}
		return row + 0.2
	case "obl":
		return row + 0.5
	case "compound", "amod", "flat":
		return -1
	}
	return row
}

// coargument reports that two words are arguments of the same verb, so that a
// plain pronoun cannot mean the other.
func (r *resolver) coargument(a, pronoun int) bool {
	if r.tag(pronoun).Dep == "nmod:poss" || r.tag(pronoun).XPOS == "PRP$" {
		return false
	}
	for r.dep(a) == "conj" && r.head(a) >= 0 {
		a = r.head(a)
	}
	return r.head(a) >= 0 && r.head(a) == r.head(pronoun)
}

// holds reports that a noun is what the pronoun owns or a name for it ("his father,
// Johann"), or is said to be it ("Amin was his friend").
func (r *resolver) holds(a, pronoun int) bool {
	if r.dep(a) == "appos" && r.head(a) >= 0 {
		a = r.head(a)
	}
	for t := r.head(pronoun); t >= 0; t = r.head(t) {
		if t == a {
			return r.tag(a).UPOS == "NOUN" || r.tag(a).UPOS == "PROPN"
		}
		if r.head(a) == t && r.dep(a) == "nsubj" && r.cop(t) && r.head(pronoun) == t {
			return true
		}
		if pos := r.tag(t).UPOS; pos != "NOUN" && pos != "PROPN" {
			return false
		}
	}
	return false
}

// speaker is the entity that says the quotation in which a pronoun stands: it does
// not speak of itself as "he". -1 if none.
func (r *resolver) speaker(t int) int {
	quoted := false
	for u := r.first(t); u < t; u++ {
		switch r.words[u] {
		case "“", "``":
			quoted = true
		case "”", "''":
			quoted = false
		case "\"":
			quoted = !quoted
		}
	}
	if !quoted {
		return -1
	}
	for v := t; v >= 0; v = r.head(v) {
		if d := r.dep(v); d != "ccomp" && d != "parataxis" && d != "root" {
			continue
		}
		h := r.head(v)
		if h < 0 {
			h = v
		}
		for _, c := range r.kids[h] {
			if r.dep(c) == "nsubj" && c != t && r.at[c] >= 0 && len(r.of[r.at[c]]) == 1 {
				return r.of[r.at[c]][0]
			}
		}
	}
	return -1
}

// plurals are the groups that a mention ends: those coordinated with it, or the
// several that it stands for alone.
func (r *resolver) plurals(j int) [][]int {
	m := r.mention(j)
	if len(r.of[j]) > 1 {
		return [][]int{r.of[j]}
	}
	if r.dep(m.Head) == "conj" {
		return nil // counted with the first of the row
	}
	row := r.coordinated(m.Head)
	if len(row) > 1 {
		var of []int
		for _, t := range row {
			if at := r.at[t]; at >= 0 {
				for _, d := range r.of[at] {
					if !slices.Contains(of, d) && (r.drafts[d].typ == r.drafts[r.of[j][0]].typ || actor(r.drafts[d].typ)) {
						of = append(of, d)
					}
				}
			}
		}
		if len(of) > 1 && actor(r.drafts[of[0]].typ) {
			return [][]int{of}
		}
	}
	if r.plurality(j) {
		return [][]int{r.of[j]}
	}
	return nil
}

func actor(t schema.EntityType) bool {
	return t == schema.Person || t == schema.Country || t == schema.Organization
}

// plurality reports a mention in the plural: "the Americans", "officials".
func (r *resolver) plurality(j int) bool {
	m := r.mention(j)
	if m.Kind == schema.Named {
		return false
	}
	if m.Kind == schema.Pronoun {
		return kindOf(r.lower(m.First)) == several
	}
	x := r.tag(m.Head).XPOS
	return x == "NNS" || x == "NNPS" || x == "JJ" && m.Kind == schema.Demonym && r.dep(m.Head) == "nsubj"
}

// blocked reports that the verb of saying above a pronoun's clause has a subject
// that nobody knows: "a witness said he …".
func (r *resolver) blocked(t int, plural bool) bool {
	for v := r.head(t); v >= 0; v = r.head(v) {
		if d := r.dep(v); d != "ccomp" && d != "parataxis" {
			continue
		}
		h := r.head(v)
		if h < 0 {
			return false
		}
		for _, c := range r.kids[h] {
			if r.dep(c) == "nsubj" && c < t && r.at[c] < 0 && r.tag(c).UPOS == "NOUN" {
				return (r.tag(c).XPOS == "NNS") == plural
			}
		}
		return false
	}
	return false
}

// fronted reports a pronoun before the subject's clause gets going.
func (r *resolver) fronted(pronoun, subject int) bool {
	v := r.head(subject)
	if v < 0 {
		return false
	}
	for t := pronoun; t >= 0; t = r.head(t) {
		if t == subject {
			return false
		}
		if r.head(t) == v && (r.dep(t) == "obl" || r.dep(t) == "advcl") {
			return true
		}
	}
	return false
}
