package resolve

import (
	"cmp"
	"slices"

	"backchannel/schema"
)

// lead is by how much the best antecedent of a pronoun must lead the next.
const lead = 0.5

// pronoun is what a pronoun stands for.
func (r *resolver) pronoun(i int) []int {
	m := r.mention(i)
	w := r.lower(m.First)
	switch w {
	case "who", "whom", "whose":
		return r.relative(m.First)
	case "he", "him", "his", "himself":
		return r.antecedent(i, false, func(d int) bool { return r.person(d, male) })
	case "she", "her", "hers", "herself":
		return r.antecedent(i, false, func(d int) bool { return r.person(d, female) })
	case "it", "its", "itself":
		return r.antecedent(i, false, r.thing)
	case "they", "them", "their", "theirs", "themselves":
		return r.antecedent(i, true, func(d int) bool { return true })
	}
	return nil
}

func (r *resolver) person(d int, g gender) bool {
	p := &r.drafts[d]
	return p.typ == schema.Person && (p.gender == g || p.gender == unknown)
}

func (r *resolver) thing(d int) bool {
	return r.drafts[d].typ != schema.Person
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

// antecedent weighs what stands before a pronoun in its sentence and the ones
// before, in the same item. Subjects weigh more than objects, near ones more than
// far ones; what is an argument of the same verb is out.
func (r *resolver) antecedent(i int, plural bool, fits func(int) bool) []int {
	m := r.mention(i)
	type candidate struct {
		of    []int
		score float64
	}
	var cands []candidate
	add := func(of []int, score float64) {
		of = slices.Clone(of)
		slices.Sort(of)
		for k := range cands {
			if slices.Equal(cands[k].of, of) {
				cands[k].score = max(cands[k].score, score) + 0.1
				return
			}
		}
		cands = append(cands, candidate{of, score})
	}
	if r.blocked(m.First, plural) {
		return nil
	}
	item := r.section(m.First).Item
	for j := i - 1; j >= 0; j-- {
		o := r.mention(j)
		back := m.Sentence - o.Sentence
		if back > reach || r.section(o.First).Item != item || !r.section(o.First).Read() {
			break
		}
		if len(r.of[j]) == 0 || back == 0 && r.coargument(o.Head, m.First) {
			continue
		}
		score := r.weight(o) - 1.2*float64(back)
		if back > 0 && r.section(o.First).Kind == schema.Headline {
			score--
		}
		if plural {
			for _, of := range r.plurals(j) {
				add(of, score)
			}
			continue
		}
		if len(r.of[j]) != 1 || !fits(r.of[j][0]) || r.plurality(j) {
			continue
		}
		add(r.of[j], score)
	}
	// "In his speech, Putin said": the subject that follows
	if r.tag(m.First).Dep == "nmod:poss" {
		for j := i + 1; j < len(r.doc.Mentions) && r.mention(j).Sentence == m.Sentence; j++ {
			o := r.mention(j)
			if len(r.of[j]) == 1 && fits(r.of[j][0]) && !plural && r.dep(o.Head) == "nsubj" && r.fronted(m.First, o.Head) {
				add(r.of[j], 1.5)
			}
		}
	}
	if len(cands) == 0 {
		return nil
	}
	slices.SortStableFunc(cands, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	if len(cands) > 1 && cands[0].score-cands[1].score < lead {
		return nil
	}
	return cands[0].of
}

// weight is how likely a mention is taken up again by its place in the clause.
func (r *resolver) weight(o *schema.Mention) float64 {
	if o.Kind == schema.Demonym && r.dep(o.Head) == "amod" {
		return -1
	}
	t := o.Head
	for r.dep(t) == "conj" && r.head(t) >= 0 {
		t = r.head(t)
	}
	w := 0.0
	switch r.dep(t) {
	case "nsubj":
		w = 2
	case "obj", "iobj":
		w = 1
	case "root", "appos":
		w = 0.8
	case "nmod":
		if r.tag(t).Dep == "nmod:poss" {
			w = 0.7
		} else {
			w = 0.2
		}
	case "obl":
		w = 0.5
	case "compound", "amod", "flat":
		w = -1
	}
	if o.Kind == schema.Pronoun {
		w += 0.3
	}
	return w
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
	switch r.lower(pronoun) {
	case "himself", "herself", "itself", "themselves":
		return false
	}
	return r.head(a) >= 0 && r.head(a) == r.head(pronoun)
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
		switch r.lower(m.First) {
		case "they", "them", "their", "theirs", "themselves":
			return true
		}
		return false
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
