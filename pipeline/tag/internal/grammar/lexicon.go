package grammar

// entry is what the lexicon knows of a word in lower case.
type entry struct {
	Class uint16 // index in Lexicon.Classes; 0 for a word seen too seldom
	Left  uint8  // cluster by the word before; 0 for a word outside the clusters
	Right uint8  // cluster by the word behind
}

// Class is a set of tags that a word was seen with.
type Class struct {
	Tags []uint8 // in ascending order
	Open bool    // whether it may have others, by its ending
	Look uint16  // number of the set of its frequent tags, which is what features see
}

// Lexicon is a table of words by the hash of their normal form, with open
// addressing. Words whose hashes agree share an entry.
type Lexicon struct {
	Keys    []uint32  // a power of two of them; 0 where free
	Entries []entry   // beside Keys
	Classes []Class   // Classes[0] is that of unknown words
	Guesses *Table    // ending and look of a word → index in Sets; empty while it learns
	Sets    [][]uint8 // of tags; Sets[0] is for words of no such ending
}

// NewLexicon makes room for n words.
func NewLexicon(n int) *Lexicon {
	size := 16
	for size < n*2 {
		size *= 2
	}
	return &Lexicon{Keys: make([]uint32, size), Entries: make([]entry, size), Guesses: NewTable(0)}
}

func (x *Lexicon) find(key uint32) entry {
	mask := uint32(len(x.Keys) - 1)
	for i := spread(key) & mask; ; i = (i + 1) & mask {
		switch x.Keys[i] {
		case key:
			return x.Entries[i]
		case 0:
			return entry{}
		}
	}
}

// Set enters a word by its normal form.
func (x *Lexicon) Set(normal string, class uint16, left, right uint8) {
	key := hashString(normal)
	mask := uint32(len(x.Keys) - 1)
	i := spread(key) & mask
	for x.Keys[i] != 0 && x.Keys[i] != key {
		i = (i + 1) & mask
	}
	x.Keys[i] = key
	x.Entries[i] = entry{Class: class, Left: left, Right: right}
}

// guess returns the tags that words of such an ending and look have.
func (x *Lexicon) guess(w *word) []uint8 {
	for n := guessed; n > 0; n-- {
		if at, ok := x.Guesses.find(w.ending(n)); ok {
			return x.Sets[at]
		}
	}
	return x.Sets[0]
}

// guessed is the length of the longest ending by which tags are guessed.
const guessed = 3

// ending is a key of the last n bytes of the word and of what signs it is made.
func (w *word) ending(n int) uint32 { return mix(w.suf[n-1], w.signs) }

// union merges two ascending lists, in the memory of dst.
func union(dst, a, b []uint8) []uint8 {
	dst = dst[:0]
	for len(a) > 0 && len(b) > 0 {
		x := min(a[0], b[0])
		dst = append(dst, x)
		if a[0] == x {
			a = a[1:]
		}
		if b[0] == x {
			b = b[1:]
		}
	}
	return append(append(dst, a...), b...)
}

func spread(h uint32) uint32 {
	h *= 0x9e3779b1
	return h ^ h>>15
}

// Normal is the form under which the lexicon knows a word: lower case, digits
// as 0, straight quotes.
func Normal(form string) string {
	if len(form) > maxForm {
		form = form[:maxForm]
	}
	return string(appendNormal(nil, form))
}

// Table maps hashed keys to small numbers, with open addressing.
type Table struct {
	Keys   []uint32
	Values []uint32
}

// NewTable makes room for n keys.
func NewTable(n int) *Table {
	size := 16
	for size < n*2 {
		size *= 2
	}
	return &Table{Keys: make([]uint32, size), Values: make([]uint32, size)}
}

// Set enters a key, which must not be 0.
func (t *Table) Set(key, value uint32) {
	mask := uint32(len(t.Keys) - 1)
	i := spread(key) & mask
	for t.Keys[i] != 0 && t.Keys[i] != key {
		i = (i + 1) & mask
	}
	t.Keys[i], t.Values[i] = key, value
}

func (t *Table) find(key uint32) (uint32, bool) {
	mask := uint32(len(t.Keys) - 1)
	for i := spread(key) & mask; ; i = (i + 1) & mask {
		switch t.Keys[i] {
		case key:
			return t.Values[i], true
		case 0:
			return 0, false
		}
	}
}

// mix joins two hashes into one that is not 0.
func mix(a, b uint32) uint32 {
	h := uint64(a)*0x9e3779b97f4a7c15 ^ uint64(b)*0xc2b2ae3d27d4eb4f
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return uint32(h) | 1
}
