package dates

import (
	"strings"
	"unicode/utf8"
)

type class uint8

const (
	none    class = iota
	number        // n; digits tells how it was written, ordinal "26th"
	month         // n 1…12
	weekday       // n 0…6 from Monday
	season        // n is the first month
	decade        // n is the first year
	unit          // n is unitDay …
	dayWord       // today, yesterday …: n is the distance in days
	daytime       // morning, night …
	last          // last, past, previous: before the reference
	next          // next, coming, following
	this
	part // early, late, mid, end, beginning
	ago
	the
	a
	of
	and
	to // to, until, through
	prep
	dash
	slash
	comma
	dot
	quarter // "Q3"
	many    // several, few, couple
	feast   // Christmas, New (Year)
)

const (
	unitDay = iota
	unitWeek
	unitWeekend
	unitMonth
	unitQuarter
	unitYear
	unitDecade
	unitCentury
)

// token is a word or, of a word like "mid-May" or "4-5", a piece of it.
type token struct {
	text       string
	n          int
	word       int // index of the word
	cls        class
	digits     int // number of digits; 0 for number words
	ordinal    bool
	short      bool // "Sun", "Mar": an abbreviation that may be another word
	unsure     bool // "May", "March", "June": names and verbs too
	capital    bool
	plural     bool
	head, tail bool // first and last piece of its word
}

type entry struct {
	cls    class
	n      int
	short  bool
	unsure bool
	plural bool
}

// lexicon holds every word that an expression may be made of, in lower case.
var lexicon = map[string]entry{
	"monday": {cls: weekday, n: 0}, "tuesday": {cls: weekday, n: 1}, "wednesday": {cls: weekday, n: 2},
	"thursday": {cls: weekday, n: 3}, "friday": {cls: weekday, n: 4}, "saturday": {cls: weekday, n: 5}, "sunday": {cls: weekday, n: 6},
	"mon": {cls: weekday, n: 0, short: true}, "tue": {cls: weekday, n: 1, short: true}, "tues": {cls: weekday, n: 1, short: true},
	"wed": {cls: weekday, n: 2, short: true}, "thu": {cls: weekday, n: 3, short: true}, "thur": {cls: weekday, n: 3, short: true},
	"thurs": {cls: weekday, n: 3, short: true}, "fri": {cls: weekday, n: 4, short: true}, "sat": {cls: weekday, n: 5, short: true}, "sun": {cls: weekday, n: 6, short: true},

	"january": {cls: month, n: 1}, "february": {cls: month, n: 2}, "march": {cls: month, n: 3, unsure: true}, "april": {cls: month, n: 4, unsure: true},
	"may": {cls: month, n: 5, unsure: true}, "june": {cls: month, n: 6, unsure: true}, "july": {cls: month, n: 7}, "august": {cls: month, n: 8, unsure: true},
	"september": {cls: month, n: 9}, "october": {cls: month, n: 10}, "november": {cls: month, n: 11}, "december": {cls: month, n: 12},
	"jan": {cls: month, n: 1, short: true}, "feb": {cls: month, n: 2, short: true}, "mar": {cls: month, n: 3, short: true}, "apr": {cls: month, n: 4, short: true},
	"jun": {cls: month, n: 6, short: true}, "jul": {cls: month, n: 7, short: true}, "aug": {cls: month, n: 8, short: true}, "sep": {cls: month, n: 9, short: true},
	"sept": {cls: month, n: 9, short: true}, "oct": {cls: month, n: 10, short: true}, "nov": {cls: month, n: 11, short: true}, "dec": {cls: month, n: 12, short: true},

	"spring": {cls: season, n: 3}, "summer": {cls: season, n: 6}, "autumn": {cls: season, n: 9}, "fall": {cls: season, n: 9}, "winter": {cls: season, n: 12},

	"nineties": {cls: decade, n: 1990}, "eighties": {cls: decade, n: 1980}, "seventies": {cls: decade, n: 1970}, "sixties": {cls: decade, n: 1960},
	"fifties": {cls: decade, n: 1950}, "forties": {cls: decade, n: 1940}, "thirties": {cls: decade, n: 1930}, "twenties": {cls: decade, n: 1920},

	"day": {cls: unit, n: unitDay}, "days": {cls: unit, n: unitDay, plural: true}, "week": {cls: unit, n: unitWeek}, "weeks": {cls: unit, n: unitWeek, plural: true},
	"weekend": {cls: unit, n: unitWeekend}, "month": {cls: unit, n: unitMonth}, "months": {cls: unit, n: unitMonth, plural: true},
	"quarter": {cls: unit, n: unitQuarter}, "year": {cls: unit, n: unitYear}, "years": {cls: unit, n: unitYear, plural: true},
	"decade": {cls: unit, n: unitDecade}, "decades": {cls: unit, n: unitDecade, plural: true}, "century": {cls: unit, n: unitCentury},

	"today": {cls: dayWord, n: 0}, "tonight": {cls: dayWord, n: 0}, "yesterday": {cls: dayWord, n: -1}, "tomorrow": {cls: dayWord, n: 1},
	"morning": {cls: daytime}, "afternoon": {cls: daytime}, "evening": {cls: daytime}, "night": {cls: daytime}, "noon": {cls: daytime}, "midday": {cls: daytime}, "midnight": {cls: daytime},

	"last": {cls: last}, "past": {cls: last}, "previous": {cls: last}, "next": {cls: next}, "coming": {cls: next}, "upcoming": {cls: next},
	"this": {cls: this}, "current": {cls: this}, "early": {cls: part}, "earlier": {cls: part}, "late": {cls: part}, "later": {cls: part}, "mid": {cls: part},
	"middle": {cls: part}, "end": {cls: part}, "beginning": {cls: part}, "start": {cls: part}, "half": {cls: part}, "eve": {cls: part}, "close": {cls: part}, "turn": {cls: part},
	"ago": {cls: ago}, "the": {cls: the}, "a": {cls: a, n: 1}, "an": {cls: a, n: 1}, "of": {cls: of}, "and": {cls: and}, "to": {cls: to}, "until": {cls: to},
	"till": {cls: to}, "through": {cls: to}, "in": {cls: prep}, "on": {cls: prep}, "since": {cls: prep}, "by": {cls: prep}, "from": {cls: prep}, "during": {cls: prep},
	"before": {cls: prep}, "after": {cls: prep}, "between": {cls: prep}, "at": {cls: prep}, "around": {cls: prep}, "over": {cls: prep}, "throughout": {cls: prep},
	"circa": {cls: prep}, "as": {cls: prep}, "for": {cls: prep},
	"-": {cls: dash}, "–": {cls: dash}, "—": {cls: dash}, "/": {cls: slash}, ",": {cls: comma}, ".": {cls: dot},
	"christmas": {cls: feast}, "new": {cls: feast},
	"several": {cls: many}, "few": {cls: many}, "couple": {cls: many, n: 2},

	"one": {cls: number, n: 1}, "two": {cls: number, n: 2}, "three": {cls: number, n: 3}, "four": {cls: number, n: 4}, "five": {cls: number, n: 5}, "six": {cls: number, n: 6},
	"seven": {cls: number, n: 7}, "eight": {cls: number, n: 8}, "nine": {cls: number, n: 9}, "ten": {cls: number, n: 10}, "eleven": {cls: number, n: 11}, "twelve": {cls: number, n: 12},
	"thirteen": {cls: number, n: 13}, "fourteen": {cls: number, n: 14}, "fifteen": {cls: number, n: 15}, "sixteen": {cls: number, n: 16}, "seventeen": {cls: number, n: 17}, "eighteen": {cls: number, n: 18}, "nineteen": {cls: number, n: 19},
	"twenty": {cls: number, n: 20}, "thirty": {cls: number, n: 30}, "forty": {cls: number, n: 40}, "fifty": {cls: number, n: 50}, "sixty": {cls: number, n: 60},
}

// ordinals are number words that may stand for a day of the month or a century.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
	"twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// initials[c] has bit n set when the lexicon or the ordinals hold a word of n
// bytes that begins with the letter c: most words end there.
var initials = func() (t [26]uint16) {
	for w := range lexicon {
		if w[0] >= 'a' && w[0] <= 'z' {
			t[w[0]-'a'] |= 1 << len(w)
		}
	}
	for w := range ordinals {
		t[w[0]-'a'] |= 1 << len(w)
	}
	return t
}()

// lookup finds a word, or the word before its full stop, whatever its case.
func lookup(word string) (entry, bool) {
	if n := len(word); n > 1 && word[n-1] == '.' {
		word = word[:n-1]
	}
	if len(word) == 0 || len(word) > 12 {
		return entry{}, false
	}
	c := word[0] | 0x20
	if c < 'a' || c > 'z' {
		e, ok := lexicon[word]
		return e, ok
	}
	if initials[c-'a']&(1<<len(word)) == 0 {
		return entry{}, false
	}
	var low [12]byte
	for i := 0; i < len(word); i++ {
		b := word[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		low[i] = b
	}
	if e, ok := lexicon[string(low[:len(word)])]; ok {
		return e, true
	}
	if n, ok := ordinals[string(low[:len(word)])]; ok {
		return entry{cls: number, n: n, plural: true}, true
	}
	return entry{}, false
}

// promising reports whether a word can be the core of an expression.
func promising(words []string) bool {
	for _, w := range words {
		if w == "" {
			continue
		}
		if c := w[0]; c >= '0' && c <= '9' || len(w) > 1 && c == '\'' && w[1] >= '0' && w[1] <= '9' || strings.HasPrefix(w, "’") && len(w) > 3 {
			return true
		}
		if e, ok := lookup(w); ok {
			switch e.cls {
			case month, weekday, season, decade, unit, dayWord, daytime:
				return true
			case feast:
				if w == "Christmas" {
					return true
				}
			}
			continue
		}
		if i := strings.IndexByte(w, '-'); i > 0 && promisingPiece(w[i+1:]) {
			return true
		}
	}
	return false
}

// promisingPiece looks behind the hyphen of "mid-May" and "mid-1990s".
func promisingPiece(w string) bool {
	if w == "" {
		return false
	}
	e, ok := lookup(w)
	return w[0] >= '0' && w[0] <= '9' || ok && (e.cls == month || e.cls == weekday || e.cls == season)
}

// lex classifies the words and cuts those that are made of date words:
// "mid-May", "2016-08-26", "4–5".
func lex(words []string) []token {
	toks := make([]token, 0, len(words)+8)
	for i, w := range words {
		if t := classify(w); t.cls != none || !strings.ContainsAny(w, "-–/") {
			t.word, t.head, t.tail = i, true, true
			toks = append(toks, t)
			continue
		}
		first := len(toks)
		for rest := w; rest != ""; {
			n := strings.IndexAny(rest, "-–/")
			switch {
			case n < 0:
				n = len(rest)
			case n == 0:
				_, n = utf8.DecodeRuneInString(rest)
			}
			t := classify(rest[:n])
			t.word = i
			toks = append(toks, t)
			rest = rest[n:]
			if t.cls == none {
				toks = append(toks[:first], token{word: i, text: w, capital: capital(w)})
				break
			}
		}
		toks[first].head, toks[len(toks)-1].tail = true, true
	}
	return toks
}

func capital(w string) bool { return w != "" && w[0] >= 'A' && w[0] <= 'Z' }

func classify(w string) token {
	t := token{text: w, capital: capital(w)}
	if w == "" {
		return t
	}
	if n, digits, rest := leadingNumber(w); digits > 0 {
		switch {
		case rest == "" || rest == "." && digits == 2 || rest == "." && digits == 4:
			t.cls, t.n, t.digits = number, n, digits
		case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
			t.cls, t.n, t.digits, t.ordinal = number, n, digits, true
		case (rest == "s" || rest == "'s" || rest == "’s") && digits == 4 && n%10 == 0:
			t.cls, t.n = decade, n
		case rest == "s" && digits == 2 && n%10 == 0:
			t.cls, t.n = decade, 1900+n
		}
		return t
	}
	for _, quote := range []string{"'", "’", "‘"} {
		if rest, ok := strings.CutPrefix(w, quote); ok {
			switch n, digits, s := leadingNumber(rest); {
			case digits == 2 && s == "s" && n%10 == 0:
				t.cls, t.n = decade, 1900+n
			case digits == 2 && s == "": // '16
				t.cls, t.n, t.digits = number, 1900+n, 4
				if n < 50 {
					t.n += 100
				}
			}
			return t
		}
	}
	if len(w) == 2 && w[0] == 'Q' && w[1] >= '1' && w[1] <= '4' {
		t.cls, t.n = quarter, int(w[1]-'0')
		return t
	}
	if e, ok := lookup(w); ok {
		t.cls, t.n, t.short, t.unsure, t.plural = e.cls, e.n, e.short, e.unsure, e.plural
		if e.cls == number && e.plural {
			t.ordinal, t.plural = true, false
		}
		// "may", "march" and "sun" in lower case are no dates.
		if (e.unsure || e.short) && !t.capital {
			t.cls = none
		}
	}
	return t
}

// leadingNumber reads up to four digits; digits is 0 when there are more.
func leadingNumber(w string) (n, digits int, rest string) {
	for digits < len(w) && w[digits] >= '0' && w[digits] <= '9' {
		if digits == 4 {
			return 0, 0, w
		}
		n = n*10 + int(w[digits]-'0')
		digits++
	}
	return n, digits, w[digits:]
}

// split cuts a line into words and marks, good enough for a line of its own.
func split(line string) []string {
	var words []string
	for _, field := range strings.Fields(line) {
		for field != "" && strings.ContainsRune("([|", rune(field[0])) {
			field = field[1:]
		}
		var marks []string
		for field != "" && strings.ContainsRune(",;:)]|", rune(field[len(field)-1])) {
			if field[len(field)-1] == ',' {
				marks = append(marks, ",")
			}
			field = field[:len(field)-1]
		}
		// An ISO day keeps its time behind it.
		if len(field) > 10 && field[10] == 'T' && field[4] == '-' {
			field = field[:10]
		}
		if field != "" {
			words = append(words, field)
		}
		words = append(words, marks...)
	}
	return words
}

func isLabel(w string) bool {
	switch strings.ToLower(w) {
	case "published", "updated", "posted", "modified", "date", "dated", "created", "issued", "released", "on", "first", "last", "the", "of":
		return true
	}
	return false
}
