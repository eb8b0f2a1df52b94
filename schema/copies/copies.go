// Package copies finds texts that are one text: an agency's report stands in many
// papers, cut at the end, its paragraphs in another order, under another headline.
// They are one source with many places, and who counts sources must count them
// once.
//
// A text's signature is a sketch of the set of its shingles, runs of four words
// (Broder, On the resemblance and containment of documents, 1997), by MinHash with
// sixteen bits kept of each minimum (Li and König, b-Bit Minwise Hashing, 2010).
// It depends on the text alone. Two signatures tell how much of the shorter text
// stands in the longer one. Texts that may be copies meet under a common key
// (locality-sensitive hashing), so that finding them is a merge by key like every
// other here: Bands of each text, Pairs under each key, Settle over all pairs.
//
// Not found are translations and what was written anew from the same report.
package copies

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Version counts the ways in which signatures were made; those of two versions
// must not be compared.
const Version = 1

const (
	shingle = 4  // words
	least   = 24 // shingles of a text that has a signature
	hashes  = 64 // minima in a signature
	rows    = 2  // minima in a band: a key

	// Size is the length of a signature in bytes: the number of shingles, and the
	// minima.
	Size = 2 + 2*hashes
)

// Signature is the sketch of a text, Size bytes; nil for a text of fewer than some
// thirty words, which is too short to be told from another.
func Signature(text string) []byte {
	var minima [hashes]uint64
	for i := range minima {
		minima[i] = ^uint64(0)
	}
	var last [shingle]uint64 // hashes of the last words
	words := 0
	seen := map[uint64]bool{}
	for word := range hashedWords(text) {
		copy(last[:], last[1:])
		last[shingle-1] = word
		if words++; words < shingle {
			continue
		}
		h := uint64(0)
		for _, w := range last {
			h = mix(h ^ w)
		}
		if seen[h] {
			continue
		}
		seen[h] = true
		for i := range minima {
			if m := mix(h ^ salts[i]); m < minima[i] {
				minima[i] = m
			}
		}
	}
	if len(seen) < least {
		return nil
	}
	sig := binary.BigEndian.AppendUint16(make([]byte, 0, Size), uint16(min(len(seen), 1<<16-1)))
	for _, m := range minima {
		sig = binary.BigEndian.AppendUint16(sig, uint16(m))
	}
	return sig
}

// hashedWords yields a hash of each word, in small letters; a word is letters and
// digits.
func hashedWords(text string) func(func(uint64) bool) {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	return func(yield func(uint64) bool) {
		h, in := uint64(offset), false
		for _, r := range text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				var b [utf8.UTFMax]byte
				for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToLower(r))] {
					h = (h ^ uint64(c)) * prime
				}
				in = true
				continue
			}
			if in && !yield(h) {
				return
			}
			h, in = offset, false
		}
		if in {
			yield(h)
		}
	}
}

// mix is the finalizer of SplitMix64.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

var salts = func() (s [hashes]uint64) {
	for i := range s {
		s[i] = mix(uint64(i) << 32)
	}
	return s
}()

// Bands are the keys under which a text meets its copies: two texts with a third of
// their shingles in common share one nearly always, two that have a hundredth in
// common one time in three hundred.
func Bands(sig []byte) []string {
	if len(sig) != Size {
		return nil
	}
	keys := make([]string, 0, hashes/rows)
	for at := 2; at < Size; at += 2 * rows {
		keys = append(keys, hex.EncodeToString([]byte{byte(at / (2 * rows))})+hex.EncodeToString(sig[at:at+2*rows]))
	}
	return keys
}

// Similar estimates how much of the shorter text stands in the longer one, from 0
// to 1. It is 0 where the two have so little in common that chance might explain it,
// as of a note and a long report that quotes it.
func Similar(a, b []byte) float64 {
	if len(a) != Size || len(b) != Size {
		return 0
	}
	same := 0
	for at := 2; at < Size; at += 2 {
		if a[at] == b[at] && a[at+1] == b[at+1] {
			same++
		}
	}
	resemblance := float64(same) / hashes
	if resemblance < leastResemblance {
		return 0
	}
	x, y := float64(binary.BigEndian.Uint16(a)), float64(binary.BigEndian.Uint16(b))
	common := resemblance * (x + y) / (1 + resemblance)
	return min(1, common/min(x, y))
}

const (
	leastResemblance = 0.25 // of the shingles of both; three times the error of the estimate
	leastSimilar     = 0.75 // of the shorter text
)

// Document is a text under a key.
type Document struct {
	ID        string
	Date      string // ISO, "" where unknown
	Signature []byte
}

// Copy says that a document is another's copy.
type Copy struct {
	ID, Of string
	Score  float64 // as Similar
}

// mostOriginals is how many different texts are told apart under one key. More
// meet only where texts share a form, and copies meet under other keys as well.
const mostOriginals = 64

// Pairs finds the copies among the documents that met under a key. Each is compared
// with the originals before it, in the order of dates and ids; the order in which
// they come does not show.
func Pairs(docs []Document) []Copy {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, before)
	docs = slices.CompactFunc(docs, func(a, b Document) bool { return a.ID == b.ID })
	var originals []Document
	var found []Copy
	for _, d := range docs {
		best := Copy{ID: d.ID}
		for _, o := range originals {
			if s := Similar(o.Signature, d.Signature); s >= leastSimilar && s > best.Score {
				best.Of, best.Score = o.ID, s
			}
		}
		switch {
		case best.Of != "":
			found = append(found, best)
		case len(originals) < mostOriginals:
			originals = append(originals, d)
		}
	}
	return found
}

// before puts the earliest first; those without a date come last.
func before(a, b Document) int {
	if (a.Date == "") != (b.Date == "") {
		return cmp.Compare(b.Date, a.Date)
	}
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
}

// Settle joins all pairs, of every key and in any order: of each set of copies it
// names the original, the one with the least id, for every other document.
func Settle(pairs []Copy) map[string]string {
	of := map[string]string{}
	var root func(string) string
	root = func(id string) string {
		up, ok := of[id]
		if !ok || up == id {
			return id
		}
		up = root(up)
		of[id] = up
		return up
	}
	for _, p := range pairs {
		a, b := root(p.ID), root(p.Of)
		switch {
		case a < b:
			of[b] = a
		case b < a:
			of[a] = b
		}
	}
	for id := range of {
		of[id] = root(id)
	}
	return of
}
