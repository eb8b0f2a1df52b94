package crf

import "backchannel/schema"

// What the other places of a document say about a word. A name is often said
// once in a place that gives it away ("Mr. Lavrov", "in Astana") and then in
// places that do not (Chieu and Ng 2002).
const (
	seenCapped  uint16 = 1 << iota // capitalized inside a sentence
	seenSmall                      // in lower case
	afterTitle                     // behind a title or a given name
	afterPlace                     // behind "in", "at", "near"
	beforeSaid                     // before "said", "told"
	inPerson                       // in a listed phrase of two words or more that is a person …
	inPlace                        // … a place
	inOrg                          // … an organization
	besideOrg                      // beside a word such as "Party", "Ministry"
	seenTwice                      // more than once
	besidePlace                    // beside a word such as "River", "Province"
	alone                          // capitalized inside a sentence with small words on both sides
	acronym                        // in brackets behind the name that its letters begin
)

// numContexts is how many bits of what was seen are features; wasSeen is none.
const (
	numContexts        = 13
	wasSeen     uint16 = 1 << 15
)

// contexts is a table from folded words to what was seen, for one document. A
// word is looked up by hash; the table is cleared by counting up its round.
type contexts struct {
	slots []contextSlot
	round uint32
}

type contextSlot struct {
	hash  uint32
	round uint32
	seen  uint16
}

func (c *contexts) reset(words int) {
	size := 64
	for size < 2*words {
		size *= 2
	}
	if len(c.slots) < size {
		c.slots = make([]contextSlot, size)
		c.round = 0
	}
	c.round++
	if c.round == 0 {
		clear(c.slots)
		c.round = 1
	}
}

func (c *contexts) at(hash uint32) *uint16 {
	mask := len(c.slots) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		s := &c.slots[i]
		if s.round != c.round {
			*s = contextSlot{hash: hash, round: c.round}
			return &s.seen
		}
		if s.hash == hash {
			return &s.seen
		}
	}
}

// readContexts gathers what each place says and hands every candidate what all
// places of its word say together.
func (a *Analysis) readContexts() {
	a.contexts.reset(len(a.words))
	for si, s := range a.sentences {
		mixed := a.cases[si] == Mixed
		for i := s.First; i < s.End; i++ {
			w := &a.words[i]
			if w.letters < 2 {
				continue
			}
			seen := a.contexts.at(w.folded)
			if *seen != 0 {
				*seen |= seenTwice
			}
			if w.form == formLower {
				*seen |= seenSmall
				continue
			}
			if !mixed || !w.candidate {
				*seen |= wasSeen
				continue
			}
			bits := wasSeen
			if i > s.First {
				p := &a.words[i-1]
				if p.form == formLower || p.form == formOther && i-1 > s.First {
					bits |= seenCapped
				}
				if p.form != formLower && p.flags&(Title|Given) != 0 && p.flags&OrgHead == 0 || p.kinds&TitleName != 0 {
					bits |= afterTitle
				}
				if p.flags&Locative != 0 {
					bits |= afterPlace
				}
				if p.flags&OrgHead != 0 && p.form != formLower {
					bits |= besideOrg
				}
				if p.flags&PlaceHead != 0 && p.form != formLower {
					bits |= besidePlace
				}
				if p.form == formLower && (i+1 == s.End || a.words[i+1].form <= formLower) {
					bits |= alone
				}
			}
			if i+1 < s.End {
				n := &a.words[i+1]
				if n.flags&Speaking != 0 {
					bits |= beforeSaid
				}
				if n.flags&(OrgHead|Company) != 0 && n.form != formLower {
					bits |= besideOrg
				}
				if n.flags&PlaceHead != 0 && n.form != formLower {
					bits |= besidePlace
				}
			}
			if w.part != 0 && w.part != 4 {
				if w.kinds&PersonName != 0 {
					bits |= inPerson
				}
				if w.kinds&(CityName|CountryName|PlaceName) != 0 {
					bits |= inPlace
				}
				if w.kinds&(OrgName|PartyName|GroupName|CompanyName) != 0 {
					bits |= inOrg
				}
			}
			if w.form == formUpper && a.spelledBefore(s, i) {
				bits |= acronym
			}
			*seen |= bits
		}
	}
	for _, s := range a.stretches {
		for i := s.first; i < s.end; i++ {
			if w := &a.words[i]; w.letters >= 2 {
				w.context = *a.contexts.at(w.folded) &^ wasSeen
			}
		}
	}
}

// spelledBefore reports a word in brackets whose letters begin the words before
// them: "the Greater Oslo Housing Authority (GOHA)". Small words may be left out.
func (a *Analysis) spelledBefore(s schema.Sentence, i int) bool {
	letters := smallLetters(a.tokens[i].Of(a.text))
	if len(letters) < 2 || i-1 <= s.First || a.text[a.tokens[i-1].Start] != '(' {
		return false
	}
	left := 2 // small words
	for at := i - 2; at >= s.First && len(letters) > 0; at-- {
		first := a.text[a.tokens[at].Start] | 0x20
		if first == letters[len(letters)-1] && a.words[at].form != formLower {
			letters = letters[:len(letters)-1]
		} else if left--; left < 0 || a.words[at].form > formLower {
			return false
		}
	}
	return len(letters) == 0
}

// smallLetters are the letters of a word of ASCII in small letters, nothing when
// it has others or is long.
func smallLetters(s string) []byte {
	if len(s) > 8 {
		return nil
	}
	letters := make([]byte, 0, 8)
	for _, c := range []byte(s) {
		switch {
		case c == '.':
		case c|0x20 < 'a' || c|0x20 > 'z':
			return nil
		default:
			letters = append(letters, c|0x20)
		}
	}
	return letters
}
