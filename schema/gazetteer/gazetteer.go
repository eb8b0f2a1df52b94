// Package gazetteer knows names: countries with the words for their people, their
// capitals and the palaces that stand for their governments, cities, regions,
// organizations with their acronyms, people who hold office, given names and
// surnames, and the titles of offices.
//
// In goes a name or the words of a sentence, out come the candidates that it may
// stand for, best first, or how many words a title has. Which candidate is meant
// is for the reader of the sentence to say: the package knows no context.
//
// The content is facts compiled by cmd/gazetteer from public lists (README.md names
// them, NOTICE their licences) into index.bin, which is read where it lies: it opens
// in microseconds, and a search that finds nothing allocates nothing.
//
// Names are compared without accents, points, apostrophes and the difference
// between space and hyphen, so "U.S." is "US" and "Al-Monitor" is "Al Monitor".
// Capitals count: a name must have a capital wherever the gazetteer has one
// ("Turkey" is never found in "turkey", "US" never in "us"), and may have more
// ("RUSSIA").
package gazetteer

import (
	_ "embed"
	"math"
	"sync"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"
)

//go:embed index.bin
var compiled string

// Roles: how a name stands for its candidate.
const (
	Name     = "name"
	Demonym  = "demonym"  // "Russian", "the Jordanians"
	Capital  = "capital"  // "Moscow" for Russia
	Metonym  = "metonym"  // "Kremlin" for Russia, "Brussels" for the European Union
	Acronym  = "acronym"  // "NATO", "US"
	Former   = "former"   // "Burma"
	Alias    = "alias"    // any other name
	Media    = "media"    // the name of a newspaper, a broadcaster or a news agency
	LastName = "lastname" // "Merkel": a person who held office and whose surname nobody else here has
)

var roles = [...]string{Name, Demonym, Capital, Metonym, Acronym, Former, Alias, Media, LastName}

var types = [...]schema.EntityType{schema.Country, schema.City, schema.Place, schema.Organization, schema.Person}

// Index is a gazetteer. It never changes and may be used by many at once.
type Index struct {
	table *table.Table
	user  *rows // nil without rows of the user's own
	print string
}

// Default returns the gazetteer that ships with the program.
func Default() (*Index, error) { return open() }

var open = sync.OnceValues(func() (*Index, error) { return read(compiled) })

func read(data string) (*Index, error) {
	t, err := table.Open(data)
	if err != nil {
		return nil, err
	}
	return &Index{table: t, print: schema.Key(t.Fingerprint(), titleWords)}, nil
}

// Fingerprint names the content: the compiled lists, the words of titles and the
// user's rows. Equal fingerprints answer alike.
func (x *Index) Fingerprint() string { return x.print }

// Size is the number of entities and of different names in the compiled lists.
func (x *Index) Size() (entities, names int) { return x.table.Size() }

// Lookup returns every reading of a name, best first; none where it is unknown. A
// leading article is tried with and without. The prior decides, but where the name
// has accents ("León"), readings spelled so come before the others.
//
// A prior is the share of the reading among all that the name is taken to mean,
// things that the gazetteer does not know included: the priors of a name add up to
// at most 1.
func (x *Index) Lookup(name string) []schema.Candidate {
	var k table.Key
	if !k.Add(name) {
		return nil
	}
	if c := x.candidates(&k); c != nil {
		return c
	}
	if len(name) > 4 && (name[:4] == "the " || name[:4] == "The ") {
		k = table.Key{}
		if k.Add(name[4:]) {
			return x.candidates(&k)
		}
	}
	return nil
}

// Longest returns the longest name that begins at words[0], as a number of words,
// and its readings; 0 where none does. Words are tokens: a name may be split at
// hyphens and apostrophes or not ("Al", "-", "Monitor"). A name never ends in a
// mark, and never in "'s" unless that is part of it.
func (x *Index) Longest(words []string) (int, []schema.Candidate) {
	if len(words) == 0 {
		return 0, nil
	}
	var k table.Key
	if !k.Add(words[0]) || k.Words == 0 {
		return 0, nil
	}
	longest, flags := x.table.Word(k.First())
	if k.Caps&1 == 0 && flags&table.LowFirst == 0 && !digit(k.First()[0]) {
		longest = 0
	}
	if x.user != nil {
		longest = max(longest, x.user.longest[string(k.First())])
	}
	if longest == 0 {
		return 0, nil
	}
	best := 0
	var found table.Key
	for n := 1; k.Words <= longest; n++ {
		if speaks(words[n-1]) && x.knows(&k) {
			best, found = n, k
		}
		if n == len(words) || !joins(words[n]) || !k.Add(words[n]) {
			break
		}
		if words[n] == "," {
			k.Comma = true
		}
	}
	if best == 0 {
		return 0, nil
	}
	return best, x.candidates(&found)
}

// Own is Longest among the user's rows and the ontology's names alone.
func (x *Index) Own(words []string) (int, []schema.Candidate) {
	var k table.Key
	if x.user == nil || len(words) == 0 || !k.Add(words[0]) || k.Words == 0 {
		return 0, nil
	}
	longest := x.user.longest[string(k.First())]
	best := 0
	var found table.Key
	for n := 1; k.Words <= longest; n++ {
		if speaks(words[n-1]) && x.user.fits(&k) {
			best, found = n, k
		}
		if n == len(words) || !joins(words[n]) || !k.Add(words[n]) {
			break
		}
		if words[n] == "," {
			k.Comma = true
		}
	}
	if best == 0 {
		return 0, nil
	}
	return best, x.user.candidates(&found)
}

// joins reports whether a token may stand inside a name.
func joins(word string) bool {
	switch word {
	case "", ".", ";", ":", "(", ")", "\"", "“", "”", "!", "?", "[", "]", "—", "…", "''", "``":
		return false
	}
	return true
}

// speaks reports whether a word has a letter, a digit or a plus.
func speaks(word string) bool {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || digit(c) || c == '+' {
			return true
		}
		if c >= 0x80 {
			return word != "–" && word != "—" && word != "’" && word != "‘" && word != "”" && word != "“" && word != "…" && word != "‑"
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func (x *Index) knows(k *table.Key) bool {
	if x.user != nil && x.user.fits(k) {
		return true
	}
	in := x.table.Lookup(k.Bytes())
	return !in.Empty() && x.table.Any(in, k)
}

// candidates returns the readings of a key, the user's alone where there are any.
func (x *Index) candidates(k *table.Key) []schema.Candidate {
	if x.user != nil {
		if c := x.user.candidates(k); c != nil {
			return c
		}
	}
	in := x.table.Lookup(k.Bytes())
	if in.Empty() {
		return nil
	}
	var out []schema.Candidate
	exact := 0
	x.table.Match(in, k, func(r table.Reading) {
		c := x.candidate(r)
		for _, have := range out {
			if have.ID == c.ID && have.Type == c.Type {
				return
			}
		}
		if !k.Marks || r.Spell != k.Spell {
			out = append(out, c)
			return
		}
		out = append(out, schema.Candidate{})
		copy(out[exact+1:], out[exact:])
		out[exact] = c
		exact++
	})
	return out
}

func (x *Index) candidate(r table.Reading) schema.Candidate {
	e := x.table.Entity(r.Entity)
	return schema.Candidate{ID: e.ID, Type: types[e.Type], Name: e.Name, ISO3: e.ISO3, Role: roles[r.Role], Prior: math.Round(r.Prior*1000) / 1000}
}

// IsGiven reports whether a word, written with a capital, is a given name.
func (x *Index) IsGiven(word string) bool { return x.word(word)&table.Given != 0 }

// IsSurname reports whether a word, written with a capital, is a surname.
func (x *Index) IsSurname(word string) bool { return x.word(word)&table.Surname != 0 }

func (x *Index) word(word string) uint8 {
	var k table.Key
	if !k.Add(word) || k.Caps == 0 {
		return 0
	}
	_, flags := x.table.Word(k.Bytes())
	return flags
}

// Entity returns the entity of an id as a candidate of role Name and prior 1.
func (x *Index) Entity(id string) (schema.Candidate, bool) {
	if x.user != nil {
		if c, ok := x.user.byID[id]; ok {
			return c, true
		}
	}
	i, ok := x.table.Find(id)
	if !ok {
		return schema.Candidate{}, false
	}
	e := x.table.Entity(i)
	return schema.Candidate{ID: e.ID, Type: types[e.Type], Name: e.Name, ISO3: e.ISO3, Role: Name, Prior: 1}, true
}

// Within returns what a city or province lies in: its province, else its country.
func (x *Index) Within(id string) (schema.Candidate, bool) {
	i, ok := x.table.Find(id)
	if !ok {
		return schema.Candidate{}, false
	}
	part := x.table.Entity(i).Part
	if part < 0 {
		return schema.Candidate{}, false
	}
	return x.Entity(x.table.Entity(part).ID)
}

// Office is an office that somebody held.
type Office struct {
	Title      string
	ISO3       string // of the country
	Start, End schema.Date
}

// Offices returns what is known of the offices of a person, in order of their
// start. An unknown or open end is "".
func (x *Index) Offices(id string) []Office {
	i, ok := x.table.Find(id)
	if !ok {
		return nil
	}
	var out []Office
	x.table.Offices(i, func(o table.Office) {
		if o.Title != "" {
			out = append(out, Office{o.Title, o.ISO3, schema.Date(o.Start), schema.Date(o.End)})
		}
	})
	return out
}

// Years returns the dates between which a state that is no more existed: the
// Soviet Union, Yugoslavia, Zaire. ok is false for all others.
func (x *Index) Years(id string) (start, end schema.Date, ok bool) {
	i, known := x.table.Find(id)
	if !known {
		return "", "", false
	}
	x.table.Offices(i, func(o table.Office) {
		if o.Title == "" {
			start, end, ok = schema.Date(o.Start), schema.Date(o.End), true
		}
	})
	return start, end, ok
}
