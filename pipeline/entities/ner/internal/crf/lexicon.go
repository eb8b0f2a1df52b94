package crf

import (
	"encoding/binary"
	"sort"
)

// Flag is one thing that a word list says of a word.
type Flag uint32

// What a word can be. The lists are features, never answers.
const (
	Given      Flag = 1 << iota // a given name
	Surname                     // a family name
	Demonym                     // a word for the people of a country: "Russian"
	Country                     // a country's name in one word
	CityWord                    // a city's name in one word
	Title                       // a word of an office title or an address: "President", "Mr."
	OrgHead                     // ends or begins names of organizations: "Party", "Ministry"
	PlaceHead                   // part of names of places: "River", "Street"
	Company                     // "Inc.", "Ltd."
	Calendar                    // months and days of the week
	Common                      // seen more often in lower case than capitalized
	Capital                     // nearly always seen capitalized
	Connector                   // stands inside names: "of", "the", "al", "von"
	Locative                    // a preposition before places
	Speaking                    // "said", "told": what persons do
	RegionWord                  // a province, river, sea in one word
	numFlags   = iota
)

// Entry is what the lexicon knows of one word: flags, the clusters of its
// capitalized and its lower-case form by the words around them, and its cluster by
// the words right beside it, which says less of its topic and more of its part of
// speech (0: none).
type Entry struct {
	Flags         Flag
	Capped, Lower uint16
	Beside        uint16
}

// Kind is one thing that a list of phrases says of a phrase.
type Kind uint16

// What a phrase can be.
const (
	PersonName Kind = 1 << iota
	CityName
	CountryName
	PlaceName
	OrgName
	PartyName
	GroupName // armed groups
	CompanyName
	EventName // agreements, meetings, wars
	TitleName
	kindPrefix // a longer phrase begins like this
	numKinds   = 10
)

// MaxPhrase is the length in words of the longest phrase looked for.
const MaxPhrase = 8

// Lexicon is what the model knows of words and phrases: two tables with open
// addressing, keyed by hashes. It is never written to after it is made.
type Lexicon struct {
	words   []byte // slots of wordSlot bytes
	phrases []byte // slots of phraseSlot bytes
	coarse  []byte // cluster to coarse cluster
}

const (
	wordSlot   = 14 // hash, flags, clusters
	phraseSlot = 6  // hash, kinds
)

// NewLexicon compiles word lists and phrases. The words are folded, as Fold
// writes them; a phrase is its folded words joined by blanks.
func NewLexicon(words map[string]Entry, phrases map[string]Kind, coarse []byte) *Lexicon {
	l := &Lexicon{coarse: coarse}
	names := make([]string, 0, len(words))
	for w := range words {
		names = append(names, w)
	}
	sort.Strings(names)
	l.words = make([]byte, wordSlot*tableSize(len(names)))
	for _, w := range names {
		s := slot(l.words, wordSlot, HashWord(w))
		e := words[w]
		binary.LittleEndian.PutUint32(s, HashWord(w)|1)
		binary.LittleEndian.PutUint32(s[4:], uint32(e.Flags))
		binary.LittleEndian.PutUint16(s[8:], e.Capped)
		binary.LittleEndian.PutUint16(s[10:], e.Lower)
		binary.LittleEndian.PutUint16(s[12:], e.Beside)
	}

	kinds := map[uint32]Kind{}
	for p, k := range phrases {
		h, n := uint32(0), 0
		for rest := p; rest != ""; n++ {
			word := rest
			rest = ""
			for i := range word {
				if word[i] == ' ' {
					word, rest = word[:i], word[i+1:]
					break
				}
			}
			if n > 0 {
				kinds[h] |= kindPrefix
			}
			h = mix(h, HashWord(word)) | 1
		}
		if n <= MaxPhrase {
			kinds[h] |= k
		}
	}
	hashes := make([]uint32, 0, len(kinds))
	for h := range kinds {
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	l.phrases = make([]byte, phraseSlot*tableSize(len(hashes)))
	for _, h := range hashes {
		s := slot(l.phrases, phraseSlot, h)
		binary.LittleEndian.PutUint32(s, h|1)
		binary.LittleEndian.PutUint16(s[4:], uint16(kinds[h]))
	}
	return l
}

// tableSize is a power of two that leaves a third of the slots free.
func tableSize(n int) int {
	size := 8
	for size*2 < n*3 {
		size *= 2
	}
	return size
}

// slot finds the slot of a hash: its own, or the free one where it would be. A
// slot whose hash is 0 is free; the lowest bit of hashes is always set.
func slot(table []byte, width int, hash uint32) []byte {
	hash |= 1
	mask := len(table)/width - 1
	for i := int(hash>>1) & mask; ; i = (i + 1) & mask {
		s := table[i*width : i*width+width]
		if h := binary.LittleEndian.Uint32(s); h == hash || h == 0 {
			return s
		}
	}
}

// Word is what the lexicon knows of a word, by its hash.
func (l *Lexicon) Word(hash uint32) (Entry, bool) {
	s := slot(l.words, wordSlot, hash)
	if binary.LittleEndian.Uint32(s) == 0 {
		return Entry{}, false
	}
	return Entry{
		Flag(binary.LittleEndian.Uint32(s[4:])),
		binary.LittleEndian.Uint16(s[8:]),
		binary.LittleEndian.Uint16(s[10:]),
		binary.LittleEndian.Uint16(s[12:]),
	}, true
}

func (l *Lexicon) phrase(hash uint32) Kind {
	s := slot(l.phrases, phraseSlot, hash)
	return Kind(binary.LittleEndian.Uint16(s[4:]))
}

func (l *Lexicon) coarseOf(cluster uint16) uint32 {
	if int(cluster) < len(l.coarse) {
		return uint32(l.coarse[cluster])
	}
	return 0
}
