package resolve

import (
	"slices"
	"strings"
	"unicode"

	"backchannel/schema"

	"golang.org/x/text/unicode/norm"
)

// persons groups the names of persons. Longer names come first; a shorter one
// joins the only longer one that it may abbreviate, wherever in the document
// either stands, and else is a person of its own.
func (r *resolver) persons() {
	var all []int
	for i := range r.doc.Mentions {
		if m := r.mention(i); m.Type == schema.Person && m.Kind == schema.Named {
			all = append(all, i)
		}
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return len(nameWords(r.textOf(b))) - len(nameWords(r.textOf(a)))
	})
	var people []int // drafts
	for _, i := range all {
		words := nameWords(r.textOf(i))
		if len(words) == 0 {
			continue
		}
		d, ok := r.personFor(i, words, people)
		if !ok {
			before := len(r.drafts)
			d = r.join(i, r.personDraft(i))
			if len(r.drafts) > before {
				people = append(people, d)
			}
		} else {
			r.attach(i, d)
		}
		r.know(d, i)
	}
}

// personDraft is a new person under the mention's name, linked where the
// gazetteer knows exactly one of that full name.
func (r *resolver) personDraft(i int) draft {
	m := r.mention(i)
	name := r.textOf(i)
	d := unlinked(schema.Person, tidy(name))
	if len(m.Candidates) > 0 && m.Candidates[0].Type == schema.Person && (strings.Contains(name, " ") || m.Candidates[0].Role == "name" && m.Candidates[0].Prior > 0.9) &&
		(len(m.Candidates) == 1 || m.Candidates[0].Prior-m.Candidates[1].Prior > 0.3) && m.Candidates[0].ID != "" {
		c := linked(m.Candidates[0])
		c.name = d.name
		return c
	}
	return d
}

// tidy writes a name that stands in capitals as names are written.
func tidy(name string) string {
	if strings.IndexFunc(name, unicode.IsLower) >= 0 || strings.IndexFunc(name, unicode.IsUpper) < 0 || !strings.Contains(name, " ") && len(name) < 4 {
		return name
	}
	up := true
	return strings.Map(func(c rune) rune {
		if up {
			up = !unicode.IsLetter(c)
			return c
		}
		up = !unicode.IsLetter(c) && c != '\'' && c != '’'
		return unicode.ToLower(c)
	}, name)
}

// know notes what stands beside a person's name: office, gender, state.
func (r *resolver) know(d, i int) {
	m := r.mention(i)
	p := &r.drafts[d]
	if m.Title != "" {
		p.titles = append(p.titles, strings.ToLower(m.Title))
	}
	if s := r.stateBefore(m); s >= 0 {
		p.states = append(p.states, s)
	}
	if p.gender == unknown {
		p.gender = r.genderOf(m)
	}
}

// stateBefore is the country named with the office before a person's name:
// "Russian Foreign Minister", "Jordan's King", "President of Chile"; -1 if none.
func (r *resolver) stateBefore(m *schema.Mention) int {
	t := m.First - len(strings.Fields(strings.ReplaceAll(m.Title, "-", " - ")))
	if m.Title == "" {
		return -1
	}
	for t--; t >= r.first(m.First) && t >= m.First-9; t-- {
		if at := r.at[t]; at >= 0 {
			if o := r.mention(at); location(o.Type) && len(r.of[at]) == 1 && r.drafts[r.of[at][0]].typ == schema.Country {
				return r.of[at][0]
			}
			return -1
		}
		if w := r.lower(t); w != "'s" && w != "’s" && w != "the" && w != "of" && w != "-" && w != "former" && r.tag(t).UPOS != "ADJ" {
			return -1
		}
	}
	return -1
}

// personFor is the one person of whom a name may be a form.
func (r *resolver) personFor(i int, words []string, people []int) (int, bool) {
	best, ties, rank := -1, 0, 0
	for _, d := range people {
		k := abbreviates(words, nameWords(r.drafts[d].name), r.gaz.IsGiven)
		if k == 0 || k < rank {
			continue
		}
		if r.otherGender(i, d) {
			continue
		}
		if k > rank {
			best, ties, rank = d, 0, k
		}
		ties++
	}
	if ties == 1 {
		return best, true
	}
	if ties > 1 && len(words) == 1 {
		return r.byTitle(i, words, people, rank)
	}
	return -1, false
}

// byTitle tells persons of one surname apart by the office or the courtesy said
// beside the name: "President Yeltsin", "Mrs. Yeltsin".
func (r *resolver) byTitle(i int, words []string, people []int, rank int) (int, bool) {
	title, gender := strings.ToLower(r.mention(i).Title), r.courtesyOf(r.mention(i))
	found := -1
	for _, d := range people {
		p := &r.drafts[d]
		if abbreviates(words, nameWords(p.name), r.gaz.IsGiven) != rank || (title == "" || !slices.Contains(p.titles, title)) && (gender == unknown || p.gender != gender) {
			continue
		}
		if found >= 0 {
			return -1, false
		}
		found = d
	}
	return found, found >= 0
}

func (r *resolver) otherGender(i, d int) bool {
	g := r.courtesyOf(r.mention(i))
	return g != unknown && r.drafts[d].gender != unknown && g != r.drafts[d].gender
}

// nameWords are the words of a person's name in small letters without accents,
// points, quotes and generational suffixes.
func nameWords(name string) []string {
	var b strings.Builder
	for _, c := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, c), c == '.', c == '\'', c == '’', c == '"', c == '“', c == '”', c == ',':
		case c == '‑' || c == '–':
			b.WriteByte('-')
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	words := strings.Fields(b.String())
	for len(words) > 1 && (words[len(words)-1] == "jr" || words[len(words)-1] == "sr") {
		words = words[:len(words)-1]
	}
	return words
}

// abbreviates says how well a short name fits a longer one: 0 not at all; 1 by
// the first word alone; 2 by the family name, which stands first in some
// languages; 3 by several words; 4 wholly.
func abbreviates(short, full []string, isGiven func(string) bool) int {
	last := len(full) - 1
	switch {
	case len(short) == 0 || len(full) == 0 || len(short) > len(full):
		return 0
	case slices.Equal(short, full):
		return 4
	case len(short) == len(full):
		if len(short) > 1 && spelled(short[len(short)-1]) == spelled(full[last]) && (spelled(short[0]) == spelled(full[0]) || initial(short[0], full[0])) {
			for i := 1; i < last; i++ {
				if spelled(short[i]) != spelled(full[i]) && !initial(short[i], full[i]) && !initial(full[i], short[i]) {
					return 0
				}
			}
			return 3
		}
		return 0
	case len(short) == 1:
		switch {
		case family(short[0]) == family(full[last]) && !isRoman(full[last]):
			return 2
		case isRoman(full[last]) && short[0] == full[0]:
			return 2
		case short[0] == full[0] && (!isGiven(full[0]) || len(full) > 1 && isGiven(full[last]) && len(full[0]) < 5):
			return 2 // "Xi" for "Xi Jinping"
		case short[0] == full[0] && len(short[0]) > 2:
			return 1
		case len(full) > 2 && short[0] == full[1] && !isGiven(full[1]) && !strings.Contains(short[0], "bin"):
			return 1
		}
		return 0
	}
	if slices.Equal(short, full[len(full)-len(short):]) {
		return 3
	}
	if slices.Equal(short, full[:len(short)]) && isRoman(full[last]) {
		return 3
	}
	if family(short[len(short)-1]) == family(full[last]) && (spelled(short[0]) == spelled(full[0]) || initial(short[0], full[0])) {
		middle := short[1 : len(short)-1]
		for i, w := range middle {
			if w != full[1+i] && !initial(w, full[1+i]) && !initial(full[1+i], w) {
				return 0
			}
		}
		return 3
	}
	return 0
}

func initial(a, b string) bool { return len(a) == 1 && strings.HasPrefix(b, a) }

// family is a family name without the particle that is joined to it.
func family(w string) string {
	for _, p := range []string{"al-", "el-", "as-", "ash-", "ar-", "an-", "ad-"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len(rest) > 2 {
			return rest
		}
	}
	return spelled(w)
}

func isRoman(w string) bool { return w != "" && strings.Trim(w, "ivx") == "" }

// spelled evens out how names from other alphabets are written: Sergei, Sergey;
// Zelensky, Zelenskyy, Zelenskiy; Mohammed, Mohammad.
func spelled(w string) string {
	for _, p := range [...][2]string{{"iy", "y"}, {"yy", "y"}, {"ii", "y"}, {"ei", "ey"}, {"ai", "ay"}} {
		if rest, ok := strings.CutSuffix(w, p[0]); ok && len(rest) > 2 {
			w = rest + p[1]
			break
		}
	}
	if strings.HasPrefix(w, "moham") || strings.HasPrefix(w, "muham") {
		return "mohammed"
	}
	return w
}
