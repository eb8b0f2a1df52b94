package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// derive writes the relations that stand in names and their neighbours rather
// than in predicates: offices and locations.
func (x *extractor) derive(s *sentence, m *merger) {
	for _, r := range x.ontology.Relations {
		if r.Derive.Office {
			x.offices(s, r, m)
		}
		if r.Derive.Location {
			x.locations(s, r, m)
		}
	}
}

func (s *sentence) fact(kind string, subject, object, first, end int, rule string) schema.Relation {
	return schema.Relation{
		Type: kind, Subject: subject, Object: object, Status: schema.Actual, Place: -1, Speaker: -1,
		Reported: s.doc.Sections[s.doc.Sentences[s.index].Section].Date,
		Evidence: []schema.Evidence{{
			Span:    s.doc.Sentences[s.index].Span,
			Trigger: schema.Span{Start: s.doc.Tokens[first].Start, End: s.doc.Tokens[end-1].End},
			Rule:    kind + "/" + rule,
		}},
	}
}

// offices finds the office that a person is said to hold beside the name: before
// it ("US Secretary of State John Kerry", "President of Chile Gabriel Boric") or
// in apposition ("Ararat Mirzoyan, the Armenian foreign minister, …").
func (x *extractor) offices(s *sentence, kind schema.RelationType, m *merger) {
	for _, i := range s.text.in[s.index] {
		person := s.doc.Mentions[i]
		if person.Type != schema.Person || len(s.text.entities[i]) != 1 {
			continue
		}
		holder := s.text.entities[i][0]
		if office, ok := x.officeBefore(s, person, kind); ok && !(office.in < 0 && s.accompanied(person)) {
			x.hold(s, kind, holder, office, m)
		}
		if office, ok := x.officeAfter(s, person, kind); ok {
			x.hold(s, kind, holder, office, m)
		}
	}
}

// accompanied reports a person whom the actor of a record accompanies: no official
// of the country that they visit.
func (s *sentence) accompanied(person schema.Mention) bool {
	n := s.node(person)
	h := s.head(n)
	return h >= 0 && company[s.lemma(h)] && s.depIs(n, "obj")
}

// office is a title in the text and the state, city or organization that it is
// held in, or -1.
type office struct {
	title run
	in    int
}

func (x *extractor) hold(s *sentence, kind schema.RelationType, holder int, o office, m *merger) {
	guessed := false
	if o.in < 0 {
		switch e, known := x.known(s, holder, o.title); {
		case s.text.country < 0:
			guessed = true
			o.in = x.realm(s, holder, o.title)
		case known:
			o.in = e
		default:
			o.in = s.text.country // an official record means its country's
		}
		if o.in < 0 {
			return
		}
	}
	if o.in == holder {
		return
	}
	r := s.fact(kind.Name, holder, o.in, o.title.first, o.title.end, "title")
	r.Title = s.doc.Text[s.doc.Tokens[o.title.first].Start:s.doc.Tokens[o.title.end-1].End]
	if guessed && slices.ContainsFunc(m.out, func(q schema.Relation) bool {
		return q.Type == r.Type && q.Object == r.Object && q.Subject != r.Subject && strings.EqualFold(q.Title, r.Title)
	}) {
		return // somebody else is president there
	}
	if strings.HasSuffix(strings.ToLower(r.Title), "-elect") || strings.HasSuffix(strings.ToLower(r.Title), "designate") {
		r.Status = schema.Planned
	}
	m.add(r, s.doc.Sections[s.doc.Sentences[s.index].Section].Item, byOffice)
}

// known is the country where the gazetteer knows somebody of that name in that
// office on the day of an official record: the record's own where it can be, else
// the only one, or -1 where the document does not name it.
func (x *extractor) known(s *sentence, holder int, title run) (e int, ok bool) {
	if s.text.country < 0 {
		return -1, false
	}
	person, day := s.doc.Entities[holder], string(s.doc.Source.Published)
	words := strings.ToLower(s.doc.Text[s.doc.Tokens[title.first].Start:s.doc.Tokens[title.end-1].End])
	iso := ""
	for _, c := range append(x.gazetteer.Lookup(person.Name), schema.Candidate{ID: person.ID, Type: schema.Person}) {
		if c.Type != schema.Person {
			continue
		}
		for _, o := range x.gazetteer.Offices(c.ID) {
			if o.ISO3 == "" || !strings.EqualFold(o.Title, words) || day == "" || day < string(o.Start) || o.End != "" && day > string(o.End) {
				continue
			}
			if o.ISO3 == s.doc.Entities[s.text.country].ISO3 {
				return s.text.country, true
			}
			if iso != "" && iso != o.ISO3 {
				return -1, false
			}
			iso = o.ISO3
		}
	}
	for e := range s.doc.Entities {
		if iso != "" && s.doc.Entities[e].ISO3 == iso && s.doc.Entities[e].Type == schema.Country {
			return e, true
		}
	}
	return -1, iso != ""
}

// realm is the country in which somebody is said to be "the president" without its
// name: of the countries in the document the one where the gazetteer knows an
// office of theirs; for a person whom it does not know, the country named last
// before the title, in this sentence or the one before.
func (x *extractor) realm(s *sentence, holder int, title run) int {
	in := x.realms(s.doc.Entities[holder])
	if iso := ownTitles[strings.ToLower(s.doc.Text[s.doc.Tokens[title.first].Start:s.doc.Tokens[title.end-1].End])]; iso != "" {
		in = []string{iso}
	}
	if len(in) > 0 {
		return slices.IndexFunc(s.doc.Entities, func(e schema.Entity) bool { return e.Type == schema.Country && slices.Contains(in, e.ISO3) })
	}
	last := -1
	for i := max(0, s.index-1); i <= s.index; i++ {
		if s.doc.Sentences[i].Section != s.doc.Sentences[s.index].Section {
			continue
		}
		for _, m := range s.text.in[i] {
			mention := s.doc.Mentions[m]
			if es := s.text.entities[m]; mention.First < title.first && mention.Kind != schema.Pronoun && len(es) == 1 && s.doc.Entities[es[0]].Type == schema.Country {
				last = es[0]
			}
		}
	}
	return last
}

// ownTitles are titles that only one state gives, by its ISO code.
var ownTitles = map[string]string{
	"secretary of state": "USA", "u.s. secretary of state": "USA", "secretary of defense": "USA", "defense secretary": "USA", "treasury secretary": "USA", "secretary of the treasury": "USA",
	"secretary of the navy": "USA", "attorney general": "USA", "secretary of war": "USA", "secretary of commerce": "USA", "commerce secretary": "USA",
	"foreign secretary": "GBR", "home secretary": "GBR", "chancellor of the exchequer": "GBR", "taoiseach": "IRL", "tánaiste": "IRL",
}

// realms are the states in which the gazetteer knows an office of a person, found by
// id or by full name.
func (x *extractor) realms(person schema.Entity) []string {
	var out []string
	add := func(id string) {
		for _, o := range x.gazetteer.Offices(id) {
			if o.ISO3 != "" && !slices.Contains(out, o.ISO3) {
				out = append(out, o.ISO3)
			}
		}
	}
	add(person.ID)
	if len(out) == 0 && strings.Contains(person.Name, " ") {
		for _, c := range x.gazetteer.Lookup(person.Name) {
			if c.Type == schema.Person {
				add(c.ID)
			}
		}
	}
	return out
}

// officeBefore reads leftwards from a name: [holder of office]['s] TITLE [of X] NAME.
func (x *extractor) officeBefore(s *sentence, person schema.Mention, kind schema.RelationType) (office, bool) {
	end := person.First
	if end-1 >= s.first && s.word(end-1) == "," {
		end-- // "the Armenian Foreign Minister, Ararat Mirzoyan"
	}
	// TITLE of X NAME
	if m := s.mentionEnding(end); m >= 0 && (typed(s.doc.Mentions[m].Type, kind.Object)) {
		first := s.doc.Mentions[m].First
		for first > s.first && isAny(strings.ToLower(s.word(first-1)), "the", "of", "for", "to") {
			first--
		}
		if first < s.doc.Mentions[m].First {
			if t, ok := x.titleEnding(s, first); ok {
				return office{t, s.entityOf(m)}, true
			}
		}
	}
	t, ok := x.titleEnding(s, end)
	if !ok {
		return office{}, false
	}
	in := s.heldIn(t, kind)
	if in < 0 {
		in = s.ofBehind(person.End, kind)
	}
	return office{t, in}, true
}

// ofBehind is the realm behind a name: "King Hussein of Jordan"; -1 if none.
func (s *sentence) ofBehind(t int, kind schema.RelationType) int {
	if !s.has(t) || s.word(t) != "of" {
		return -1
	}
	for t++; s.has(t) && s.is(t, "DET"); t++ {
	}
	if !s.has(t) {
		return -1
	}
	if m := s.mentionAt(t); m >= 0 {
		if e := s.entityOf(m); e >= 0 && typed(s.doc.Entities[e].Type, kind.Object) {
			return e
		}
	}
	return -1
}

// heldIn is the entity named right before a title ("Russian", "Jordan's", "US"),
// words such as "former" between them left out; -1 if there is none.
func (s *sentence) heldIn(title run, kind schema.RelationType) int {
	end := title.first
	for end > s.first {
		w := strings.ToLower(s.word(end - 1))
		if w == "'s" || w == "’s" || w == "'" || w == "’" || w == "-" || (s.is(end-1, "ADJ") || s.is(end-1, "ADV")) && s.mentionAt(end-1) < 0 {
			end--
			continue
		}
		break
	}
	if m := s.mentionEnding(end); m >= 0 {
		if e := s.entityOf(m); e >= 0 && typed(s.doc.Entities[e].Type, kind.Object) && s.doc.Entities[e].Type != schema.Person {
			if s.doc.Entities[e].Type == schema.Place { // "U.S. Middle East envoy": whose, not where
				if n := s.mentionEnding(s.doc.Mentions[m].First); n >= 0 && s.doc.Mentions[n].Type == schema.Country && s.entityOf(n) >= 0 {
					return s.entityOf(n)
				}
			}
			return e
		}
	}
	return -1
}

// officeAfter reads an apposition behind a name: NAME, [the] [X] TITLE [of Y].
func (x *extractor) officeAfter(s *sentence, person schema.Mention, kind schema.RelationType) (office, bool) {
	t := person.End
	if !s.has(t) || s.word(t) != "," {
		return office{}, false
	}
	in := -1
	for t++; t < s.end && t < person.End+7; t++ {
		if title, ok := x.titleAt(s, t); ok {
			end := title.end
			if end < s.end && isAny(s.word(end), "of", "for", "to", "at") {
				for end++; end < s.end && (s.is(end, "DET") || s.is(end, "ADJ") && s.mentionAt(end) < 0); end++ {
				}
				if end < s.end {
					if m := s.mentionAt(end); m >= 0 {
						if e := s.entityOf(m); e >= 0 && typed(s.doc.Entities[e].Type, kind.Object) {
							in = e
						}
					}
				}
			}
			if in < 0 {
				return office{}, false
			}
			return office{title, in}, true
		}
		w := strings.ToLower(s.word(t))
		if m := s.mentionAt(t); m >= 0 && s.doc.Mentions[m].Type != schema.Person {
			if e := s.entityOf(m); e >= 0 && typed(s.doc.Entities[e].Type, kind.Object) {
				in = e
				continue
			}
		}
		if !isAny(w, "the", "a", "an", "'s", "’s", "-", "then") && !s.is(t, "ADJ") {
			return office{}, false
		}
	}
	return office{}, false
}

// entityOf is the one entity of a mention, or -1.
func (s *sentence) entityOf(m int) int {
	if es := s.text.entities[m]; len(es) == 1 {
		return es[0]
	}
	return -1
}

// mentionEnding is the mention whose last token stands right before end, or -1.
func (s *sentence) mentionEnding(end int) int {
	for _, m := range s.text.in[s.index] {
		if s.doc.Mentions[m].End == end && s.doc.Mentions[m].Kind != schema.Pronoun {
			return m
		}
	}
	return -1
}

// titleEnding is the longest title of an office that ends right before end.
func (x *extractor) titleEnding(s *sentence, end int) (run, bool) {
	for first := max(s.first, end-8); first < end; first++ {
		if t, ok := x.titleAt(s, first); ok && t.end == end {
			return t, true
		}
	}
	return run{}, false
}

// titleAt is the title of an office that begins at a token outside of names.
func (x *extractor) titleAt(s *sentence, first int) (run, bool) {
	if m := s.mentionAt(first); m >= 0 && s.doc.Mentions[m].Kind != schema.Nominal {
		return run{}, false
	}
	var words [8]string
	n := 0
	for t := first; t < s.end && n < len(words); t++ {
		if m := s.mentionAt(t); m >= 0 && s.doc.Mentions[m].Type == schema.Organization && s.doc.Mentions[m].Kind == schema.Named {
			break // "president of the European Central Bank"
		}
		words[n] = s.word(t)
		n++
	}
	k := x.gazetteer.Title(words[:n])
	if k == 0 || courtesy[strings.ToLower(strings.TrimSuffix(words[0], "."))] && k == 1 {
		return run{}, false
	}
	return run{first, first + k}, true
}

// courtesy titles name no office.
var courtesy = set("mr", "mrs", "ms", "miss", "dr", "sir", "lady", "madam", "madame", "prof", "professor", "rev", "reverend", "gen", "general", "col", "colonel",
	"maj", "major", "capt", "captain", "lt", "lieutenant", "sgt", "sergeant", "adm", "admiral", "lord", "dame", "brigadier", "marshal", "cmdr", "commander")

// heads are nouns for the first of an organization that are a title only where the
// sentence says that somebody became one: "elected leader of the party".
var heads = set("leader", "head", "chief", "chair", "boss", "ruler", "member", "representative", "spokesman", "spokeswoman", "spokesperson", "candidate", "successor")

// officeAt is the title of an office that a token heads: "prime minister".
func (x *extractor) officeAt(s *sentence, token int) string {
	for first := max(s.first, token-5); first <= token; first++ {
		if t, ok := x.titleAt(s, first); ok && t.has(token) {
			return s.doc.Text[s.doc.Tokens[t.first].Start:s.doc.Tokens[t.end-1].End]
		}
	}
	if heads[s.lemma(token)] {
		return s.word(token)
	}
	return ""
}
