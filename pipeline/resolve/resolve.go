// Package resolve says which entity each mention stands for.
//
// In go the mentions of a document, out go its entities, one for each person,
// state, place, organization, agreement and event, whatever the text calls it:
//
//   - names with readings in the gazetteer are linked by what stands around them:
//     "Washington" that says, threatens or agrees is the United States, "in
//     Washington" is the city;
//   - persons are grouped by their names within the document ("Lavrov" under
//     "Sergey Lavrov"), organizations by acronyms and short forms;
//   - unnamed agreements, events and groups by their head noun and its modifiers,
//     within the document or the list's item;
//   - officials, troops and governments count as the state that they act for;
//   - pronouns and descriptions ("he", "the minister", "both sides") by agreement,
//     syntax and order, in the spirit of the sieves of Lee et al. (2013) and the
//     centering of Grosz, Joshi and Weinstein (1995).
//
// It is silent where two readings are as good: a false merge is worse than a
// duplicate. A mention that stands for several ("both sides") belongs to each.
package resolve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// Version of the stage's answer.
//
//	1  links, persons, organizations, unnamed things, agents of states, pronouns
//	2  organizations by the nations in view, capitals act less easily, pronouns weigh
//	   unnamed things too, "the country" and "the company"
const version = 2

// New makes the stage.
func New(onto *schema.Ontology, gaz *gazetteer.Index) (stage.Stage, error) {
	groups := map[string]bool{}
	for _, n := range onto.Entities[schema.Organization].Nouns {
		groups[n[strings.LastIndexByte(n, ' ')+1:]] = true
	}
	return stage.Stage{
		Name:        "resolve",
		Doc:         "makes one entity of all mentions of a person, state, place, organization, agreement or event",
		Version:     version,
		Needs:       schema.LayerTags | schema.LayerMentions,
		Gives:       schema.LayerEntities,
		Fingerprint: schema.Key(onto.Nouns(), gaz.Fingerprint()),
		Run: func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			r := newResolver(&doc, gaz)
			r.groups = groups
			r.places()
			r.persons()
			r.organizations()
			r.unnamed()
			r.references()
			r.implied()
			doc.Entities = r.finish()
			return doc, ctx.Err()
		},
	}, nil
}

// resolver is one document at work.
type resolver struct {
	doc   *schema.Document
	gaz   *gazetteer.Index
	words []string
	low   []string // the words in small letters
	in    []int    // sentence of each token
	kids  [][]int  // children of each token
	at    []int    // mention that a token heads or stands in, or -1

	groups map[string]bool // last words of the ontology's nouns for unnamed organizations

	drafts []draft
	of     [][]int // drafts of each mention
	byID   map[string]int

	nations map[string]int // ISO3 of the countries that the document names, or places in which it names
}

// draft is an entity in the making.
type draft struct {
	id       string
	typ      schema.EntityType
	name     string
	aliases  []string
	link     string
	iso3     string
	nation   string // ISO3 of what it is, or lies in or belongs to
	mentions []int
	score    float64
	implied  bool
	gender   gender
	titles   []string // offices said beside the name, in small letters
	states   []int    // drafts of countries named with those offices
	head     string   // lemma of an unnamed thing
}

func newResolver(doc *schema.Document, gaz *gazetteer.Index) *resolver {
	r := &resolver{
		doc: doc, gaz: gaz,
		words: make([]string, len(doc.Tokens)), low: make([]string, len(doc.Tokens)), in: make([]int, len(doc.Tokens)),
		kids: make([][]int, len(doc.Tokens)), at: make([]int, len(doc.Tokens)),
		of: make([][]int, len(doc.Mentions)), byID: map[string]int{}, nations: map[string]int{},
	}
	for i, t := range doc.Tokens {
		r.words[i] = t.Of(doc.Text)
		r.low[i] = strings.ToLower(r.words[i])
		r.at[i] = -1
	}
	for i, s := range doc.Sentences {
		for t := s.First; t < s.End; t++ {
			r.in[t] = i
			if h := doc.Tags[t].Head; h >= s.First && h < s.End && h != t {
				r.kids[h] = append(r.kids[h], t)
			}
		}
	}
	for i, m := range doc.Mentions {
		for t := m.First; t < m.End; t++ {
			old := r.at[t]
			if old < 0 || doc.Mentions[old].Head != t && (m.Head == t || m.Len() < doc.Mentions[old].Len()) {
				r.at[t] = i
			}
		}
	}
	return r
}

func (r *resolver) mention(i int) *schema.Mention { return &r.doc.Mentions[i] }
func (r *resolver) textOf(i int) string {
	return strings.Join(strings.Fields(r.doc.Mentions[i].Of(r.doc.Text)), " ")
}
func (r *resolver) lower(t int) string   { return r.low[t] }
func (r *resolver) tag(t int) schema.Tag { return r.doc.Tags[t] }
func (r *resolver) first(t int) int      { return r.doc.Sentences[r.in[t]].First }
func (r *resolver) end(t int) int        { return r.doc.Sentences[r.in[t]].End }

// word is the word at t in small letters, "" outside the sentence of near.
func (r *resolver) word(t, near int) string {
	if t < r.first(near) || t >= r.end(near) {
		return ""
	}
	return r.lower(t)
}

// head is the governor of t, or -1.
func (r *resolver) head(t int) int {
	if h := r.tag(t).Head; h >= r.first(t) && h < r.end(t) && h != t {
		return h
	}
	return -1
}

func (r *resolver) dep(t int) string {
	d, _, _ := strings.Cut(r.tag(t).Dep, ":")
	return d
}

// preposition of a noun, "" if it has none.
func (r *resolver) preposition(t int) string {
	for _, c := range r.kids[t] {
		if r.dep(c) == "case" && c < t {
			return r.lower(c)
		}
	}
	return ""
}

func (r *resolver) section(t int) schema.Section {
	return r.doc.Sections[r.doc.Sentences[r.in[t]].Section]
}

// scope is the id of the document or of the list's item that a mention stands in.
func (r *resolver) scope(m int) string {
	return schema.ItemID(r.doc.ID, r.section(r.mention(m).First).Item)
}

// join puts a mention under the draft with this id and makes it where it is new.
func (r *resolver) join(m int, d draft) int {
	i, ok := r.byID[d.id]
	if !ok {
		i = len(r.drafts)
		r.byID[d.id] = i
		r.drafts = append(r.drafts, d)
	}
	r.attach(m, i)
	return i
}

// attach puts a mention under a draft.
func (r *resolver) attach(m, d int) {
	if slices.Contains(r.of[m], d) {
		return
	}
	r.of[m] = append(r.of[m], d)
	r.drafts[d].mentions = append(r.drafts[d].mentions, m)
	if s := r.mention(m).Score; s > r.drafts[d].score {
		r.drafts[d].score = s
	}
}

// finish writes the drafts as entities: those that a name or description
// stands for, in the order of their first mention, then the implied ones.
func (r *resolver) finish() []schema.Entity {
	var out []schema.Entity
	for _, d := range r.drafts {
		if !d.implied && !slices.ContainsFunc(d.mentions, func(m int) bool { return r.mention(m).Kind != schema.Pronoun }) {
			continue
		}
		slices.Sort(d.mentions)
		e := schema.Entity{ID: d.id, Type: d.typ, Name: d.name, Mentions: d.mentions, Link: d.link, ISO3: d.iso3, Score: d.score}
		e.Aliases = append(e.Aliases, d.aliases...)
		for _, m := range d.mentions {
			if k := r.mention(m).Kind; k == schema.Named || k == schema.Demonym || d.head != "" && k == schema.Nominal {
				e.Aliases = append(e.Aliases, r.textOf(m))
			}
		}
		slices.Sort(e.Aliases)
		e.Aliases = slices.DeleteFunc(slices.Compact(e.Aliases), func(a string) bool { return a == d.name })
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b schema.Entity) int { return cmp.Compare(firstOf(a), firstOf(b)) })
	return out
}

func firstOf(e schema.Entity) int {
	if len(e.Mentions) == 0 {
		return int(^uint(0) >> 1)
	}
	return e.Mentions[0]
}

// linked makes a draft of a gazetteer's reading.
func linked(c schema.Candidate) draft {
	d := draft{id: c.ID, typ: c.Type, name: c.Name, nation: c.ISO3}
	if isWikidata(c.ID) {
		d.link = c.ID
	}
	if c.Type == schema.Country {
		d.iso3 = c.ISO3
	}
	return d
}

func unlinked(t schema.EntityType, name string) draft {
	return draft{id: schema.EntityID(t, name, ""), typ: t, name: name}
}

func isWikidata(id string) bool {
	return len(id) > 1 && id[0] == 'Q' && strings.Trim(id[1:], "0123456789") == ""
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
