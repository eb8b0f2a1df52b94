package train

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// Wire makes up what stands around the prose of agencies and in no corpus here:
// datelines, bylines, headlines, results and tables of sports. The patterns are
// ours, the names come from the lists.
func (c *Corpora) Wire() ([]Document, error) {
	l, err := readLists(c.Dir)
	if err != nil {
		return nil, err
	}
	w := &wire{rng: rand.New(rand.NewPCG(7, 8))}
	for _, r := range l.table("us-politicians/legislators-current.tsv") {
		if col(r, 1) != "" && col(r, 2) != "" {
			w.people = append(w.people, [2]string{col(r, 1), col(r, 2)})
		}
	}
	for _, r := range l.table("pocom/people.tsv") {
		if given := strings.Fields(col(r, 2)); len(given) > 0 && col(r, 1) != "" {
			w.people = append(w.people, [2]string{given[0], col(r, 1)})
		}
	}
	for _, r := range l.csv("person-names/common-surnames-by-country.csv") {
		w.surnames = append(w.surnames, strings.Fields(col(r, 5))...)
	}
	for _, r := range l.csv("person-names/common-forenames-by-country.csv") {
		w.forenames = append(w.forenames, strings.Fields(col(r, 11))...)
	}
	for _, r := range l.table("factbook/countries.tsv") {
		if name := col(r, 2); name != "" && !strings.ContainsAny(name, ",(") {
			w.countries = append(w.countries, name)
		}
	}
	for _, r := range l.table("cities/cities15000.tsv") {
		if n, _ := strconv.Atoi(col(r, 9)); n > 200_000 {
			w.cities = append(w.cities, col(r, 1))
		}
	}
	if l.err != nil {
		return nil, l.err
	}
	var docs []Document
	for i := range 1500 {
		d := Document{Source: fmt.Sprintf("wire %d", i), Weight: 0.3}
		pattern := wirePatterns[i%len(wirePatterns)]
		for range 1 + w.rng.IntN(4) { // tables have rows
			d.Sentences = append(d.Sentences, w.line(pattern))
			if !strings.HasPrefix(pattern, "%") {
				break
			}
		}
		docs = append(docs, d)
	}
	return docs, nil
}

type wire struct {
	rng                                    *rand.Rand
	people                                 [][2]string // given and family names
	surnames, forenames, countries, cities []string
}

// Patterns: words in capitals stand for names: PERSON, SURNAME, COUNTRY, CITY,
// CLUB, AGENCY; a "^" before them is the name in capitals; 0 is a number. Rows of
// tables begin with "%".
var wirePatterns = strings.Split(strings.TrimSpace(`
^CITY , COUNTRY ( AGENCY ) -- The government said on Thursday that talks would go on .
^CITY ( AGENCY ) _ Two people were killed on Sunday , police said .
^CITY , May 0 ( AGENCY ) - Shares fell on Monday in slow trading .
^CITY 0 - 0 - 0
CITY , COUNTRY , Dec. 0
^CITY , ^COUNTRY
By PERSON
By ^PERSON
By PERSON , AGENCY Writer
By PERSON and PERSON
PERSON in CITY contributed to this report .
-- PERSON , CITY newsroom , + 0 0 0
AGENCY
( ^AGENCY )
% 0 . PERSON ( COUNTRY ) 0 minutes 0 seconds
% 0 . PERSON , COUNTRY , 0 points
% SURNAME ( COUNTRY ) beat SURNAME ( COUNTRY ) 0 - 0 0 - 0
% PERSON ( COUNTRY ) beat PERSON ( COUNTRY ) 0 - 0 0 - 0
% COUNTRY 0 COUNTRY 0
% CLUB 0 CLUB 0
% CLUB 0 0 0 0 0 0 0
% 0. CLUB 0 0 0 0
% COUNTRY : SURNAME 0 , SURNAME 0 .
% SURNAME c SURNAME b SURNAME 0
Scorers : COUNTRY - PERSON ( 0th , 0th minutes )
COUNTRY - PERSON , PERSON , PERSON , PERSON ( SURNAME 0 ) , PERSON .
SOCCER - ^COUNTRY BEAT ^COUNTRY 0 - 0 .
TENNIS - ^SURNAME , ^SURNAME REACH FINAL .
CRICKET - ^COUNTRY 0 - 0 AT CLOSE AGAINST ^COUNTRY .
^CLUB WIN CUP
^COUNTRY SAYS TALKS WITH ^COUNTRY TO RESUME
^SURNAME MEETS ^SURNAME IN ^CITY
^COUNTRY 'S ^SURNAME TO VISIT ^CITY
COUNTRY Says Talks With COUNTRY to Resume
SURNAME , SURNAME Meet in CITY
CITY stocks end lower as bonds slip .
`), "\n")

var agencies = strings.Split("Reuters|AP|AFP|UPI|Xinhua|Interfax|Itar - Tass|Associated Press|The Associated Press|Bloomberg|New York Times News Service|Deutsche Presse - Agentur|Kyodo|ANSA|PTI", "|")

func (w *wire) line(pattern string) Sentence {
	var line []string
	var names []crf.Name
	for _, p := range strings.Fields(strings.TrimPrefix(pattern, "%")) {
		p, shout := strings.CutPrefix(p, "^")
		var name string
		var class crf.Class
		switch p {
		case "PERSON":
			name, class = w.person(), crf.Person
		case "SURNAME":
			name, class = w.surname(), crf.Person
		case "COUNTRY":
			name, class = pick(w.rng, w.countries), crf.Place
		case "CITY":
			name, class = pick(w.rng, w.cities), crf.Place
		case "CLUB":
			name, class = w.club(), crf.Organization
		case "AGENCY":
			name, class = pick(w.rng, agencies), crf.Organization
		default:
			line = append(line, strings.Replace(p, "0", strconv.Itoa(1+w.rng.IntN(98)), 1))
			continue
		}
		if shout {
			name = strings.ToUpper(name)
		}
		first := len(line)
		parts, _ := words(name)
		line = append(line, parts...)
		names = append(names, crf.Name{First: first, End: len(line), Class: class})
	}
	return NewSentence(line, names)
}

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

func (w *wire) person() string {
	if w.rng.IntN(2) == 0 {
		p := w.people[w.rng.IntN(len(w.people))]
		return p[0] + " " + p[1]
	}
	return pick(w.rng, w.forenames) + " " + w.surname()
}

func (w *wire) surname() string {
	if w.rng.IntN(3) == 0 {
		return w.people[w.rng.IntN(len(w.people))][1]
	}
	return pick(w.rng, w.surnames)
}

func (w *wire) club() string {
	city := pick(w.rng, w.cities)
	if w.rng.IntN(2) == 0 {
		return city
	}
	after := strings.Fields("United City Rovers Wanderers Athletic FC Dynamo Rangers Town Stars Tigers Giants Bears")
	before := strings.Fields("Real Sporting Dynamo Racing Olympique Inter Lokomotiv FC AC")
	if w.rng.IntN(3) == 0 {
		return pick(w.rng, before) + " " + city
	}
	return city + " " + pick(w.rng, after)
}
