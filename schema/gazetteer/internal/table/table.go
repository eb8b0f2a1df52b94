// Package table is the form in which the gazetteers are kept: one string of bytes
// that is read in place. Nothing is unpacked when it is opened, nothing is
// allocated by a search that finds nothing.
//
// The bytes, little endian: a header (magic, version, fingerprint, and offset and
// count of each section), then
//
//	text      the bytes of names, ids and keys
//	entities  sorted by id: where name and id stand, type, ISO3, what it lies in
//	readings  what one name may stand for, the readings of a name together
//	keys      where the key stands, its first reading and their number
//	slots     an open-addressed hash table over the keys: index + 1, 0 is free
//	words     an open-addressed hash table over the first words of names and over personal names
//	offices   sorted by entity: who held what, where, when
package table

import (
	"errors"
	"sort"
	"strconv"
)

// Version of the layout. 1: the first.
const Version = 1

const magic = "BCgaz"

const (
	secText = iota
	secEntities
	secReadings
	secKeys
	secSlots
	secWords
	secOffices
	sections

	headerSize  = len(magic) + 3 + 16 + 8*sections
	entitySize  = 17
	readingSize = 14
	keySize     = 11
	slotSize    = 4
	wordSize    = 8
	officeSize  = 20
)

// Flags of a word.
const (
	Given    = 1 << iota // a given name
	Surname              // a surname
	LowFirst             // a name that begins with it need not begin with a capital
)

// Flags of a reading.
const (
	NeedsComma = 1 << iota // the name has a comma: "Paris, Texas"
	EndsInPoss             // the name ends in "'s"
)

// Table reads the bytes of Writer.Bytes.
type Table struct {
	data                                            string
	off                                             [sections]int
	count                                           [sections]int
	slotMask, wordMask                              uint32
	text, entities, readings, keys, slots, words, o string
}

// Open checks the header and finds the sections.
func Open(data string) (*Table, error) {
	if len(data) < headerSize || data[:len(magic)] != magic || int(data[len(magic)]) != Version {
		return nil, errors.New("open gazetteer: not a gazetteer of this version; compile it again")
	}
	t := &Table{data: data}
	sizes := [sections]int{1, entitySize, readingSize, keySize, slotSize, wordSize, officeSize}
	var part [sections]string
	at := len(magic) + 3 + 16
	for s := range sections {
		t.off[s], t.count[s] = int(u32(data, at)), int(u32(data, at+4))
		at += 8
		end := t.off[s] + t.count[s]*sizes[s]
		if end > len(data) {
			return nil, errors.New("open gazetteer: the file is cut short; compile it again")
		}
		part[s] = data[t.off[s]:end]
	}
	t.text, t.entities, t.readings, t.keys, t.slots, t.words, t.o = part[0], part[1], part[2], part[3], part[4], part[5], part[6]
	t.slotMask, t.wordMask = uint32(t.count[secSlots]-1), uint32(t.count[secWords]-1)
	return t, nil
}

// Fingerprint is a hash of the content, made when it was compiled.
func (t *Table) Fingerprint() string { return t.data[len(magic)+3 : len(magic)+3+16] }

// Size is the number of entities and of names.
func (t *Table) Size() (entities, names int) { return t.count[secEntities], t.count[secKeys] }

func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }
func u24(s string, i int) uint32 { return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 }
func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// Entity is one row of the entities.
type Entity struct {
	ID, Name, ISO3 string
	Type           uint8
	Part           int // the entity that it lies in, -1 where unknown
}

// Entity returns the ith entity.
func (t *Table) Entity(i int) Entity {
	r := t.entities[i*entitySize:]
	name, id := int(u32(r, 0)), int(u32(r, 4))
	e := Entity{Name: t.text[name : name+int(r[8])], ID: t.text[id : id+int(r[9])], Type: r[10]}
	if r[11] != 0 {
		e.ISO3 = r[11:14]
	}
	e.Part = int(u24(r, 14)) - 1
	return e
}

// Find returns the index of the entity of that id.
func (t *Table) Find(id string) (int, bool) {
	n := t.count[secEntities]
	i := sort.Search(n, func(i int) bool { return t.Entity(i).ID >= id })
	return i, i < n && t.Entity(i).ID == id
}

// Reading is one thing that a name may stand for.
type Reading struct {
	Entity int
	Role   uint8
	Flags  uint8
	Prior  float64
	Caps   uint32 // capitals that the name must have
	Spell  uint16
}

// Readings is the range of the readings of a key; first == end where there are none.
type Readings struct{ first, end int }

// Empty reports that there are none.
func (r Readings) Empty() bool { return r.first == r.end }

// Lookup finds a key.
func (t *Table) Lookup(key []byte) Readings {
	for slot := uint32(Hash(key)) & t.slotMask; ; slot = (slot + 1) & t.slotMask {
		i := u32(t.slots, int(slot)*slotSize)
		if i == 0 {
			return Readings{}
		}
		r := t.keys[int(i-1)*keySize:]
		off := int(u32(r, 0))
		if int(r[4]) == len(key) && t.text[off:off+len(key)] == string(key) {
			first := int(u32(r, 5))
			return Readings{first, first + int(u16(r, 9))}
		}
	}
}

// Match calls yield for the readings that a name written like k may have, best
// prior first.
func (t *Table) Match(in Readings, k *Key, yield func(r Reading)) {
	for i := in.first; i < in.end; i++ {
		if r := t.reading(i); r.fits(k) {
			yield(r)
		}
	}
}

// Any reports whether a name written like k has a reading.
func (t *Table) Any(in Readings, k *Key) bool {
	for i := in.first; i < in.end; i++ {
		if r := t.reading(i); r.fits(k) {
			return true
		}
	}
	return false
}

func (r Reading) fits(k *Key) bool {
	return r.Caps&^k.Caps == 0 && (!k.Comma || r.Flags&NeedsComma != 0) && (!k.Poss || r.Flags&EndsInPoss != 0)
}

func (t *Table) reading(i int) Reading {
	r := t.readings[i*readingSize:]
	return Reading{
		Entity: int(u24(r, 0)), Role: r[3], Caps: u32(r, 4), Prior: float64(u16(r, 8)) / 65535, Spell: u16(r, 10), Flags: r[12],
	}
}

// Word returns what is known of a folded word: the words of the longest name that
// begins with it, and its flags.
func (t *Table) Word(word []byte) (longest int, flags uint8) {
	h := Hash(word)
	a, b := uint32(h>>32), uint16(h>>16)
	for slot := uint32(h) & t.wordMask; ; slot = (slot + 1) & t.wordMask {
		r := t.words[int(slot)*wordSize:]
		if r[6] == 0 && r[7] == 0 {
			return 0, 0
		}
		if u32(r, 0) == a && u16(r, 4) == b {
			return int(r[6]), r[7]
		}
	}
}

// Office is a row of the offices.
type Office struct {
	Title, ISO3, Start, End string
}

// Offices calls yield for the offices of an entity, in order of their start.
func (t *Table) Offices(entity int, yield func(Office)) {
	n := t.count[secOffices]
	at := func(i int) int { return int(u32(t.o, i*officeSize)) }
	for i := sort.Search(n, func(i int) bool { return at(i) >= entity }); i < n && at(i) == entity; i++ {
		r := t.o[i*officeSize:]
		off := int(u32(r, 4))
		o := Office{Title: t.text[off : off+int(r[16])], Start: day(u32(r, 8)), End: day(u32(r, 12))}
		if r[17] != 0 {
			o.ISO3 = r[17:20]
		}
		yield(o)
	}
}

// day writes 20160826 as "2016-08-26", 20160800 as "2016-08" and 0 as "".
func day(n uint32) string {
	if n == 0 {
		return ""
	}
	pad := func(n uint32, width int) string {
		s := strconv.Itoa(int(n))
		for len(s) < width {
			s = "0" + s
		}
		return s
	}
	s := pad(n/10000, 4)
	if m := n / 100 % 100; m > 0 {
		s += "-" + pad(m, 2)
		if d := n % 100; d > 0 {
			s += "-" + pad(d, 2)
		}
	}
	return s
}
