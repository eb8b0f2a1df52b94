package serve

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"backchannel/schema/nearest"
	"backchannel/schema/spelling"
)

// names finds entities by the beginnings of the words of their names and aliases,
// and by other spellings of these.
type names struct {
	words  []string // each once, sorted
	sounds []string // of the words
	begin  []uint32 // the names that hold word w are in[begin[w]:begin[w+1]]
	in     []int32
	owner  []int32  // of each name: its entity …
	which  []uint16 // … 0 for the entity's name, n for its nth alias
	first  []uint32 // … and its words, of[first[n]:first[n+1]]
	of     []int32
}

// namesBuilder collects what names holds, its words by number.
type namesBuilder struct {
	words  map[string]int32
	list   []string
	owner  []int32
	which  []uint16
	first  []uint32
	of     []int32
	entity int32
	next   uint16
}

// wordsInName is the greatest number of words of a name that are searched.
const wordsInName = 16

func (b *namesBuilder) add(entity int32, name string, canonical bool) {
	if canonical {
		b.entity, b.next = entity, 0
	} else if b.next++; b.next == math.MaxUint16 {
		b.next-- // of more aliases nobody sees the last
		return
	}
	words := wordsOf(name, asName, wordsInName)
	if len(words) == 0 {
		return
	}
	b.owner = append(b.owner, entity)
	b.which = append(b.which, b.next)
	b.first = append(b.first, uint32(len(b.of)))
	for _, w := range words {
		n, ok := b.words[w.folded]
		if !ok {
			n = int32(len(b.list))
			b.words[w.folded] = n
			b.list = append(b.list, w.folded)
		}
		b.of = append(b.of, n)
	}
}

// names sorts the words, so that those of one beginning stand together, and so do
// the names that hold them.
func (b *namesBuilder) names() names {
	order := make([]int32, len(b.list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.list[x], b.list[y]) })
	n := names{owner: slices.Clip(b.owner), which: slices.Clip(b.which), first: append(b.first, uint32(len(b.of)))}
	rank := make([]int32, len(order))
	n.words, n.sounds = make([]string, len(order)), make([]string, len(order))
	for i, w := range order {
		rank[w] = int32(i)
		n.words[i] = b.list[w]
		if n.sounds[i] = spelling.Key(n.words[i]); n.sounds[i] == n.words[i] {
			n.sounds[i] = n.words[i] // the same bytes
		}
	}
	n.begin = make([]uint32, len(order)+1)
	n.of = make([]int32, len(b.of))
	for i, w := range b.of {
		n.of[i] = rank[w]
		n.begin[rank[w]+1]++
	}
	for i := range order {
		n.begin[i+1] += n.begin[i]
	}
	n.in = make([]int32, len(b.of))
	next := slices.Clone(n.begin)
	for name := range n.owner {
		for _, w := range n.wordsOf(int32(name)) {
			n.in[next[w]] = int32(name)
			next[w]++
		}
	}
	return n
}

func (n *names) wordsOf(name int32) []int32 { return n.of[n.first[name]:n.first[name+1]] }

// A wanted word is what one word of the query may be: a word from lo to hi, which
// begins with it, or one of another spelling, by how far that is from it.
type wanted struct {
	text   string
	lo, hi int32
	others map[int32]uint8
}

func (n *names) wanted(text string) wanted {
	lo := sort.SearchStrings(n.words, text)
	hi := lo + sort.Search(len(n.words)-lo, func(i int) bool { return !strings.HasPrefix(n.words[lo+i], text) })
	return wanted{text: text, lo: int32(lo), hi: int32(hi)}
}

// size is the number of names that hold such a word.
func (n *names) size(w wanted) int {
	size := int(n.begin[w.hi] - n.begin[w.lo])
	for o := range w.others {
		size += int(n.begin[o+1] - n.begin[o])
	}
	return size
}

// match says how a word of a name fits: whole, its beginning, or another spelling;
// -1 where it does not fit.
func (w wanted) match(word int32) int {
	if word >= w.lo && word < w.hi {
		return 0
	}
	if d, ok := w.others[word]; ok {
		return int(d) + 1
	}
	return -1
}

// found is an entity, the name of it that fits best, and how well.
type found struct {
	entity, name int32
	score        float64
	spelling     bool
}

// wordsInQuery is the greatest number of words of a query that are looked at.
const wordsInQuery = 8

// find lists the entities whose names hold all the words, the best first.
func (s *snapshot) find(query []word, limit int) []found {
	if len(query) == 0 {
		return nil
	}
	all := make([]wanted, len(query))
	for i, w := range query {
		all[i] = s.names.wanted(w.folded)
	}
	hits := s.best(all, limit)
	if len(hits) >= min(limit, 5) {
		return hits
	}
	for i := range all {
		all[i].others = s.names.spelled(all[i], i == len(all)-1)
	}
	return s.best(all, limit)
}

func (s *snapshot) best(all []wanted, limit int) []found {
	n := &s.names
	rarest := slices.MinFunc(all, func(a, b wanted) int { return cmp.Compare(n.size(a), n.size(b)) })
	at := make(map[int32]int) // of an entity in top
	var top []found
	seen := int32(-1)
	try := func(name int32) {
		if name == seen {
			return
		}
		seen = name
		score, spelling, ok := s.score(name, all)
		if !ok || len(top) == limit && score <= top[limit-1].score {
			return
		}
		e := n.owner[name]
		if i, ok := at[e]; ok {
			if top[i].score >= score {
				return
			}
			top = slices.Delete(top, i, i+1)
		} else if len(top) == limit {
			delete(at, top[limit-1].entity)
			top = top[:limit-1]
		}
		i := sort.Search(len(top), func(i int) bool { return top[i].score < score })
		top = slices.Insert(top, i, found{e, name, score, spelling})
		clear(at)
		for i, f := range top {
			at[f.entity] = i
		}
	}
	for _, name := range n.in[n.begin[rarest.lo]:n.begin[rarest.hi]] {
		try(name)
	}
	for _, o := range slices.Sorted(maps.Keys(rarest.others)) {
		for _, name := range n.in[n.begin[o]:n.begin[o+1]] {
			try(name)
		}
	}
	return top
}

// score says how well a name fits: the number of mentions counts by its logarithm,
// and names that are the query, or begin with it, come first. A name fits when each
// wanted word fits a word of it.
func (s *snapshot) score(name int32, all []wanted) (score float64, spelling, ok bool) {
	n := &s.names
	words := n.wordsOf(name)
	ordered, whole := true, len(words) == len(all)
	for i, w := range all {
		best, at := math.MaxInt, -1
		for j, word := range words {
			if d := w.match(word); d >= 0 && (d < best || d == best && j == i) {
				best, at = d, j
			}
		}
		if at < 0 {
			return 0, false, false
		}
		if best > 0 {
			spelling = true
			score -= 2 * float64(best)
		} else if n.words[words[at]] == w.text {
			score++
		} else {
			whole = false
		}
		ordered = ordered && at == i
	}
	switch {
	case ordered && whole && !spelling:
		score += 8
	case ordered:
		score += 3
	}
	if n.which[name] == 0 {
		score += 0.5
	}
	return score + math.Log2(1+float64(s.entities[n.owner[name]].mentions)), spelling, true
}

// spelled lists the words that may be meant by another spelling: they sound the
// same, or differ in one letter, or in two of eight. The last word of a query may
// be the beginning of one.
func (n *names) spelled(w wanted, last bool) map[int32]uint8 {
	q := []rune(spelling.Key(w.text))
	most := 0
	switch {
	case len(q) >= 8:
		most = 2
	case len(q) >= 4:
		most = 1
	case len(q) < 3:
		return nil
	}
	out := map[int32]uint8{}
	buf := make([]rune, 0, 64)
	for i, s := range n.sounds {
		if int32(i) >= w.lo && int32(i) < w.hi || s == "" || begins(s[0]) != begins(byte(q[0])) && q[0] < 0x80 {
			continue
		}
		buf = buf[:0]
		for _, r := range s {
			if buf = append(buf, r); len(buf) == 64 {
				break
			}
		}
		apart := nearest.Distance
		if last && len(q) >= 5 {
			apart = nearest.ToBeginning
		}
		if d := apart(q, buf, most); d <= most {
			out[int32(i)] = uint8(d)
		}
	}
	return out
}

// begins makes one of the letters with which one name may begin.
func begins(c byte) byte {
	switch c {
	case 'g', 'h', 'k', 'c':
		return 'k'
	case 'j', 'i':
		return 'i'
	case 'f', 'v', 'b':
		return 'v'
	case 's', 'z':
		return 's'
	}
	return c
}
