package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
)

// organizations groups the names of organizations: by link, by the acronym that
// the text sets in brackets behind a name or that its first letters make, and by
// a short form of the one longer name ("the Council").
func (r *resolver) organizations() {
	var rest []int
	acronyms := map[string]int{} // set in brackets behind a name
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if m.Kind != schema.Named || len(r.of[i]) > 0 {
			continue
		}
		switch m.Type {
		case schema.Organization:
			full := r.beforeBracket(i)
			if full >= 0 && len(r.of[full]) == 1 {
				r.attach(i, r.of[full][0])
				acronyms[r.textOf(i)] = r.of[full][0]
				continue
			}
			if d, ok := acronyms[r.textOf(i)]; ok {
				r.attach(i, d)
				continue
			}
			if c, ok := r.bodyOf(i); ok {
				d := r.join(i, linked(c))
				if full >= 0 {
					r.attach(full, d)
				}
				continue
			}
			rest = append(rest, i)
		case schema.Agreement, schema.Event:
			if c, ok := surely(m); ok {
				r.join(i, linked(c))
				continue
			}
			r.join(i, unlinked(m.Type, bare(r.textOf(i))))
		}
	}
	slices.SortStableFunc(rest, func(a, b int) int { return len(orgWords(r.textOf(b))) - len(orgWords(r.textOf(a))) })
	for _, i := range rest {
		if len(r.of[i]) > 0 {
			continue
		}
		name := bare(r.textOf(i))
		if d, ok := r.expansion(i); ok {
			r.attach(i, d)
			continue
		}
		if d, ok := r.longer(name); ok {
			r.attach(i, d)
			continue
		}
		r.join(i, r.unknownBody(i, tidyOrg(name)))
	}
}

// plain is the prior from which on a reading is taken whatever stands around it.
const plain = 0.8

// bodyOf is the organization that a name means. Many states have a Labour Party and
// a Senate: such a name means that of the nation set beside it, else of one that
// the sentence or the document speaks of, else nobody's.
func (r *resolver) bodyOf(i int) (schema.Candidate, bool) {
	m := r.mention(i)
	if len(m.Candidates) == 0 {
		return r.bodyOfNation(i)
	}
	top := m.Candidates[0]
	if top.ID == "" {
		return schema.Candidate{}, false
	}
	if top.Prior >= plain || top.ISO3 == "" && top.Prior >= 0.5 {
		return top, true
	}
	beside := r.nationsBeside(i)
	best, next := -1.0, -1.0
	var found schema.Candidate
	for _, c := range m.Candidates {
		score := c.Prior
		switch {
		case len(beside) > 0 && !slices.Contains(beside, c.ISO3), c.ISO3 == "" && c.Prior < 0.5:
			continue
		case len(beside) > 0:
		case r.nations[c.ISO3] == 0 && (len(r.nations) > 0 || c.Prior < 0.5):
			continue
		case r.nationIn(c.ISO3, m.Sentence):
			score += 0.5
		}
		if score > best {
			best, next, found = score, best, c
		} else {
			next = max(next, score)
		}
	}
	return found, best >= 0 && best-next >= margin
}

// bodyOfNation reads "Norwegian Labour Party" and "Labour Party of Norway" as the
// Labour Party that is Norway's.
func (r *resolver) bodyOfNation(i int) (schema.Candidate, bool) {
	m := r.mention(i)
	var found schema.Candidate
	for t := m.First; t < m.End; t++ {
		at := r.at[t]
		if at < 0 || at == i || r.nationOf(at) == "" {
			continue
		}
		nation := r.mention(at)
		first, end := nation.End, m.End
		if nation.First > m.First {
			first, end = m.First, nation.First
			for end > first && (r.lower(end-1) == "of" || r.lower(end-1) == "the") {
				end--
			}
		}
		if first >= end {
			continue
		}
		for _, c := range r.gaz.Lookup(r.doc.Text[r.doc.Tokens[first].Start:r.doc.Tokens[end-1].End]) {
			if c.Type == schema.Organization && c.ISO3 == r.nationOf(at) {
				if found.ID != "" && found.ID != c.ID {
					return schema.Candidate{}, false
				}
				found = c
			}
		}
	}
	return found, found.ID != ""
}

// unknownBody is an organization that no list has. One of a kind that every state
// has carries its nation in its id: two supreme courts are not one.
func (r *resolver) unknownBody(i int, name string) draft {
	d := unlinked(schema.Organization, name)
	words := orgWords(name)
	if len(words) == 0 || !everywhere[words[len(words)-1]] && !everywhere[words[0]] {
		return d
	}
	beside := r.nationsBeside(i)
	if len(beside) == 0 {
		for iso3 := range r.nations {
			beside = append(beside, iso3)
		}
	}
	if len(beside) == 1 {
		d.nation = beside[0]
		d.id = schema.EntityID(schema.Organization, name+" "+beside[0], "")
	}
	return d
}

// everywhere are words for bodies that every state has.
var everywhere = set("parliament", "senate", "congress", "assembly", "council", "court", "ministry", "department", "police", "army", "navy", "force", "forces", "guard",
	"party", "house", "cabinet", "commission", "committee", "bank", "chamber", "agency", "service", "bureau", "directorate", "office", "board", "prosecutor", "marines")

// nationsBeside are the countries whose name or adjective stands in an
// organization's name or right beside it: "South Korea's Supreme Court", "the
// Romanian Senate", "the Labour Party of Norway".
func (r *resolver) nationsBeside(i int) []string {
	m := r.mention(i)
	var out []string
	add := func(t int) bool {
		if t < r.first(m.First) || t >= r.end(m.First) || r.at[t] < 0 || r.at[t] == i {
			return false
		}
		iso3 := r.nationOf(r.at[t])
		if iso3 != "" && !slices.Contains(out, iso3) {
			out = append(out, iso3)
		}
		return iso3 != ""
	}
	for t := m.First; t < m.End; t++ {
		add(t)
	}
	t := m.First - 1
	for t >= r.first(m.First) && (isPossessive(r.lower(t)) || r.tag(t).UPOS == "ADJ" && r.at[t] < 0) {
		t--
	}
	add(t)
	if w := r.word(m.End, m.First); w == "of" || w == "in" {
		t := m.End + 1
		if r.word(t, m.First) == "the" {
			t++
		}
		add(t)
	}
	return out
}

// nationOf is the country that a linked location is or lies in.
func (r *resolver) nationOf(i int) string {
	if !location(r.mention(i).Type) || len(r.of[i]) != 1 {
		return ""
	}
	return r.drafts[r.of[i][0]].nation
}

// nationIn reports that a sentence names a country or a place there.
func (r *resolver) nationIn(iso3 string, sentence int) bool {
	for i := range r.doc.Mentions {
		if r.mention(i).Sentence == sentence && r.nationOf(i) == iso3 {
			return true
		}
	}
	return false
}

// surely is the reading of an organization that leads all others.
func surely(m *schema.Mention) (schema.Candidate, bool) {
	if len(m.Candidates) == 0 || m.Candidates[0].ID == "" {
		return schema.Candidate{}, false
	}
	if len(m.Candidates) > 1 && m.Candidates[1].ID != m.Candidates[0].ID && m.Candidates[0].Prior-m.Candidates[1].Prior < margin {
		return schema.Candidate{}, false
	}
	return m.Candidates[0], true
}

// beforeBracket is the mention of an organization right before the bracket in which
// a mention stands as its acronym: "Popular Movement for the Liberation of Angola
// (MPLA)"; -1 if none.
func (r *resolver) beforeBracket(i int) int {
	m := r.mention(i)
	if r.word(m.First-1, m.First) != "(" || r.word(m.End, m.First) != ")" || !isUpperWord(r.textOf(i)) {
		return -1
	}
	t := m.First - 2
	if t < r.first(m.First) {
		return -1
	}
	for j := i - 1; j >= 0; j-- {
		// a country in the name may stand nearer than the name itself
		if o := r.mention(j); o.Type == schema.Organization && o.Kind == schema.Named && o.End == t+1 {
			return j
		} else if o.Sentence != m.Sentence {
			break
		}
	}
	return -1
}

// expansion is the organization of which a mention is the acronym: the one right
// before the bracket it stands in, else the only one whose capitals it spells.
func (r *resolver) expansion(i int) (int, bool) {
	m := r.mention(i)
	name := r.textOf(i)
	if !isUpperWord(name) || m.End-m.First > 3 {
		return 0, false
	}
	if full := r.beforeBracket(i); full >= 0 && len(r.of[full]) == 1 {
		return r.of[full][0], true
	}
	found := -1
	for d := range r.drafts {
		if r.drafts[d].typ != schema.Organization || !spells(name, r.drafts[d].name) {
			continue
		}
		if found >= 0 {
			return 0, false
		}
		found = d
	}
	return found, found >= 0
}

// longer is the only organization of which the words of a name are the beginning
// or the end.
func (r *resolver) longer(name string) (int, bool) {
	short := orgWords(name)
	found := -1
	for d := range r.drafts {
		e := &r.drafts[d]
		if e.typ != schema.Organization || len(short) == 0 {
			continue
		}
		full := orgWords(e.name)
		if len(full) <= len(short) {
			if slices.Equal(full, short) {
				return d, true
			}
			continue
		}
		if slices.Equal(full[len(full)-len(short):], short) || slices.Equal(full[:len(short)], short) && !frequent[short[0]] {
			if found >= 0 {
				return 0, false
			}
			found = d
		}
	}
	return found, found >= 0
}

// frequent are first words that many organizations have in common.
var frequent = set("national", "international", "united", "european", "american", "central", "federal", "royal", "state", "us", "un", "african", "asian", "arab", "democratic", "people", "islamic")

// bare is a name without article.
func bare(name string) string {
	for _, p := range []string{"the ", "The ", "THE "} {
		if s, ok := strings.CutPrefix(name, p); ok {
			return s
		}
	}
	return name
}

func tidyOrg(name string) string {
	if len(name) > 6 {
		return tidy(name)
	}
	return name
}

func orgWords(name string) []string {
	return strings.FieldsFunc(schema.Slug(bare(name)), func(r rune) bool { return r == '-' })
}

func isUpperWord(s string) bool {
	n := 0
	for _, c := range s {
		if unicode.IsLower(c) {
			return false
		}
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n >= 2
}

// spells reports that the letters of an acronym are the first letters of a name's
// words with a capital.
func spells(acronym, name string) bool {
	var letters, all strings.Builder
	for _, c := range acronym {
		if unicode.IsUpper(c) {
			letters.WriteRune(c)
		}
	}
	words := strings.FieldsFunc(name, func(c rune) bool { return unicode.IsSpace(c) || c == '-' || c == '–' })
	if len(words) < 2 {
		return false
	}
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			all.WriteRune(c)
		}
	}
	return letters.Len() > 1 && letters.String() == all.String()
}
