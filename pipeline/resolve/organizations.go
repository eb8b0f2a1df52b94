package resolve

import (
	"slices"
	"strings"
	"unicode"

	"backchannel/schema"
)

// organizations groups the names of organizations: by link, by the acronym that
// the text sets in brackets behind a name or that its first letters make, and by
// a short form of the one longer name ("the Council").
func (r *resolver) organizations() {
	var rest []int
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if m.Kind != schema.Named || len(r.of[i]) > 0 {
			continue
		}
		switch m.Type {
		case schema.Organization:
			if c, ok := surely(m); ok {
				r.join(i, linked(c))
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
		name := bare(r.textOf(i))
		if d, ok := r.expansion(i); ok {
			r.attach(i, d)
			continue
		}
		if d, ok := r.longer(name); ok {
			r.attach(i, d)
			continue
		}
		r.join(i, unlinked(schema.Organization, tidyOrg(name)))
	}
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

// expansion is the organization of which a mention is the acronym: the one right
// before the bracket it stands in, else the only one whose capitals it spells.
func (r *resolver) expansion(i int) (int, bool) {
	m := r.mention(i)
	name := r.textOf(i)
	if !isUpperWord(name) || m.End-m.First > 3 {
		return 0, false
	}
	if r.word(m.First-1, m.First) == "(" {
		if t := m.First - 2; t >= r.first(m.First) && r.at[t] >= 0 {
			if ds := r.of[r.at[t]]; len(ds) == 1 && r.drafts[ds[0]].typ == schema.Organization {
				return ds[0], true
			}
		}
	}
	found := -1
	for d := range r.drafts {
		if r.drafts[d].lost || r.drafts[d].typ != schema.Organization || !spells(name, r.drafts[d].name) {
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
		if e.lost || e.typ != schema.Organization || len(short) == 0 {
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
		for _, c := range w {
			if unicode.IsUpper(c) {
				all.WriteRune(c)
			}
			break
		}
	}
	return letters.Len() > 1 && letters.String() == all.String()
}
