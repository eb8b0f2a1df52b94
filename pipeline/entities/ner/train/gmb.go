package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// GMB reads the news sentences of the Groningen Meaning Bank. Documents are not
// marked there: a dozen sentences stand for one.
//
// Tools made its names and people corrected a part, so the same name has now this
// type, now that ("Tehran" is an organization in a third of its places). What the
// lists, the other corpora and the rest of the bank say of a name decides; where
// they are not of one mind, the words count as unknown.
func (c *Corpora) GMB() ([]Document, error) {
	v := &votes{c: c, names: map[string]*[crf.NumClasses]int{}, bank: map[string]*[crf.NumClasses]int{}, last: map[string]int{}}
	for _, read := range []func() ([]Document, error){
		func() ([]Document, error) { return c.UNER("train") },
		func() ([]Document, error) { return c.GUM("train") },
		func() ([]Document, error) { return c.CrossNER("train") },
		func() ([]Document, error) { return c.CrossNER("dev") },
		c.DocRED, c.Events, c.Facts,
	} {
		docs, err := read()
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			for _, s := range d.Sentences {
				for _, n := range s.Names() {
					v.count(v.names, s.Words[n.First:n.End], n.Class)
				}
			}
		}
	}
	const file = "ner/gmb/gmb_voa.conll.gz"
	read := func(clean func(labelled) Sentence) ([]Document, error) {
		return c.readColumns(file, Document{Weight: 0.6}, never, bankColumns, 12, clean)
	}
	_, err := read(func(l labelled) Sentence {
		for _, n := range l.names {
			first := n.First
			if n.Class == crf.Person {
				first = c.rules.StripTitle(l.words, n.First, n.End)
			}
			if first < n.End {
				v.count(v.bank, l.words[first:n.End], n.Class)
			}
		}
		return Sentence{}
	})
	if err != nil {
		return nil, err
	}
	return read(func(l labelled) Sentence {
		l.unknown = make([]bool, len(l.words))
		var names []crf.Name
		for _, n := range l.names {
			names = append(names, v.decide(l, n)...)
		}
		l.names = names
		return c.rules.sentence(l)
	})
}

// bankColumns takes points in time for things where they are no dates.
func bankColumns(cols []string) (word, tag string) {
	word, tag = threeColumns(cols)
	if prefix, class, _ := strings.Cut(tag, "-"); class == "tim" {
		tag = "O"
		if capital(word) && !calendar[strings.ToLower(word)] {
			tag = prefix + "-eve"
		}
	}
	return word, tag
}

var calendar = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`january february march april may june july august september october november december monday tuesday wednesday thursday
		friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays easter christmas`) {
		calendar[w] = true
	}
}

// votes count how names are marked: in the other corpora, in the bank, and which
// words end names of persons of several words.
type votes struct {
	c           *Corpora
	names, bank map[string]*[crf.NumClasses]int
	last        map[string]int
}

func (v *votes) count(in map[string]*[crf.NumClasses]int, words []string, class crf.Class) {
	key := strings.Join(words, " ")
	if in[key] == nil {
		in[key] = new([crf.NumClasses]int)
	}
	in[key][class]++
	if class == crf.Person && len(words) > 1 {
		v.last[words[len(words)-1]]++
	}
}

// mostly is the class of at least a share of the votes, of which there must be
// some.
func mostly(in *[crf.NumClasses]int, atLeast, perCent int) (crf.Class, bool) {
	if in == nil {
		return 0, false
	}
	total, best := 0, 0
	for class, n := range in {
		total += n
		if n > in[best] {
			best = class
		}
	}
	return crf.Class(best), total >= atLeast && in[best]*100 >= total*perCent
}

// decide returns the names that a name of the bank really is; it marks words as
// unknown where nobody can tell.
func (v *votes) decide(l labelled, n crf.Name) []crf.Name {
	rules := &v.c.rules
	for n.First < n.End && unsized(l.words[n.First]) {
		n.First++ // "southern Afghanistan"
	}
	for n.First < n.End && unsized(l.words[n.End-1]) {
		n.End--
	}
	if n.First == n.End {
		return nil
	}
	whole := rules.kinds(l.words[n.First:n.End])
	if person := rules.StripTitle(l.words, n.First, n.End); person > n.First && whole&^(crf.TitleName|crf.PersonName) == 0 {
		if person == n.End {
			return nil // an office and nobody in it
		}
		n.First = person
		if rules.kinds(l.words[n.First:n.End])&(notPersons) == 0 {
			n.Class = crf.Person
		}
		return []crf.Name{n}
	}
	words := l.words[n.First:n.End]
	if len(words) == 1 && things[words[0]] {
		n.Class = crf.Misc
		return []crf.Name{n}
	}
	for k := 1; k < len(words); k++ { // "U.N. Secretary-General"
		if rules.titles[crf.Fold(strings.Join(words[k:], " "))] && whole&notPersons == 0 {
			n.End = n.First + k
			words = words[:k]
			n.Class = crf.Organization
			break
		}
	}
	if !slices.ContainsFunc(words, func(w string) bool { return !rules.demonyms[w] }) ||
		len(words) == 2 && rules.demonyms[words[1]] && whole == 0 {
		n.Class = crf.Misc
		return []crf.Name{n}
	}
	class, ok := v.class(words, n.Class, whole)
	if !ok {
		for i := n.First; i < n.End; i++ {
			l.unknown[i] = true
		}
		return nil
	}
	n.Class = class
	return []crf.Name{n}
}

// things are written like names and are none.
var things = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`Islam Christianity Judaism Buddhism Hinduism Catholicism Communism Ramadan Christmas Easter Passover Koran Quran Bible AIDS HIV SARS
		Internet Facebook Twitter Katrina Olympics Cup Nobel English Arabic`) {
		things[w] = true
	}
}

// notPersons are the kinds of phrases that name no person.
const notPersons = crf.CityName | crf.CountryName | crf.PlaceName | crf.OrgName | crf.PartyName | crf.GroupName | crf.CompanyName

// class decides on the class of a name; false where nobody can tell.
func (v *votes) class(words []string, marked crf.Class, kinds crf.Kind) (crf.Class, bool) {
	const places, orgs = crf.CityName | crf.CountryName | crf.PlaceName, crf.OrgName | crf.PartyName | crf.GroupName | crf.CompanyName
	key := strings.Join(words, " ")
	if c, ok := mostly(v.names[key], 3, 80); ok {
		return c, true
	}
	bank := v.bank[key]
	name := kinds&crf.PersonName != 0
	if last := v.last[words[0]]; len(words) == 1 && last > 2 { // "Yushchenko"
		name = bank == nil || 2*last+bank[crf.Person] > bank[crf.Place]+bank[crf.Organization]
	}
	switch {
	case kinds&crf.CountryName != 0 && kinds&orgs == 0 && marked != crf.Person:
		return crf.Place, true
	case kinds&places != 0 && kinds&orgs == 0 && !name:
		return crf.Place, true
	case kinds&orgs != 0 && kinds&places == 0 && !name:
		return crf.Organization, true
	case name && kinds&(places|orgs) == 0:
		return crf.Person, true
	}
	if c, ok := mostly(bank, 3, 65); ok {
		return c, true
	}
	_, ok := mostly(bank, 1, 100)
	return marked, ok // a rare name that nobody marks otherwise
}

// unsized reports a word in lower case that begins no name ("al" does).
func unsized(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") && w != "al" && w != "bin" && w != "de" && w != "van" && w != "von" || w == ","
}
