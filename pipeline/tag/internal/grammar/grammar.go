// Package grammar holds the linear models behind the tag stage: a tagger, a
// dependency parser, a lemmatizer and the features of words. A Model is read
// once and shared; a Worker owns the slices of one goroutine and takes one
// sentence after the other.
//
// Everything is a sum of integer weights under hashed features (Weinberger and
// others 2009): no strings, no maps and no allocation for a word.
package grammar

import "math/bits"

// Model is what was learnt.
type Model struct {
	Tags   []TagName
	Labels []string // relations, at most 64
	Root   uint8    // index of "root" in Labels
	Lex    *Lexicon

	// Weights are codes of levels, so many of each kind as the bits say.
	TagWeights   []byte
	TagDoubt     int32    // a second tag that comes so near to the first is looked at by the parser
	MoveWeights  []uint16 // two a feature: for left in the low byte, for right; for shift what makes their sum 0
	LabelWeights []byte

	// Candidates are the labels seen between two tags, one bit each, by
	// direction, head's tag, dependent's tag.
	Candidates []uint64
	Open       uint64 // the labels where there are none

	Words *Words // lemmas and features

	exact   []int16 // what TagWeights are codes of, while it learns
	coarse  []uint8 // of each tag its UPOS
	gapKind []int8

	passive, subject, aux, mark, helps uint64 // sets of labels
	conj                               uint8
}

// TagName is a joint tag.
type TagName struct{ UPOS, XPOS string }

// Bits of the sizes of the tables of weights. The weights of a feature, of each tag or
// label, stand in one block of 256 or 64 bytes.
const (
	tagBits   = 22
	moveBits  = 21
	labelBits = 21
)

// Ready computes what the models need besides what the file holds. Call it once
// after filling in a Model.
func (m *Model) Ready() {
	names := map[string]uint8{}
	m.coarse = make([]uint8, len(m.Tags))
	m.gapKind = make([]int8, len(m.Tags))
	for i, t := range m.Tags {
		if _, ok := names[t.UPOS]; !ok {
			names[t.UPOS] = uint8(len(names))
		}
		m.coarse[i] = names[t.UPOS]
		m.gapKind[i] = -1
		switch {
		case t.UPOS == "VERB" || t.UPOS == "AUX":
			m.gapKind[i] = gapVerb
		case t.XPOS == ",":
			m.gapKind[i] = gapComma
		case t.UPOS == "PUNCT":
			m.gapKind[i] = gapMark
		case t.UPOS == "CCONJ" || t.UPOS == "SCONJ":
			m.gapKind[i] = gapConj
		case t.UPOS == "ADP":
			m.gapKind[i] = gapPrep
		case t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "PRON":
			m.gapKind[i] = gapNoun
		}
	}
	for i, label := range m.Labels {
		bit := uint64(1) << i
		switch label {
		case "nsubj:pass", "csubj:pass":
			m.passive |= bit
			m.subject |= bit
		case "aux:pass":
			m.passive |= bit
			m.helps |= bit
		case "nsubj", "csubj", "nsubj:outer", "csubj:outer", "expl":
			m.subject |= bit
		case "aux":
			m.aux |= bit
			m.helps |= bit
		case "cop":
			m.helps |= bit
		case "mark":
			m.mark |= bit
		case "conj":
			m.conj = uint8(i)
		case "root":
			m.Root = uint8(i)
		}
	}
}

// Worker tags and parses one sentence after the other. It is not safe for
// concurrent use.
type Worker struct {
	Beam int // width of the parser's beam; 1 is greedy

	m       *Model
	words   []word
	man     manner
	tags    []uint8
	second  []uint8 // tag that came near, else the first again
	rival   []uint8 // likewise, from further away
	doubt   []uint8 // how near it came, 0 to 4
	heads   []int32
	labels  []uint8
	items   []item
	feats   []uint32
	atoms   [256]uint32  // of a tag or label
	seen    [256]uint32  // of a move
	of      [roles]int32 // the parts that seen is of
	kept    kept
	may     []uint8
	own     []uint32
	parts   []part
	nodes   []node
	states  []state
	options []option
	clauses []uint32
	buf     []byte

	drill *drill // while it learns

	smalls, longSmalls, capitals, shouted, initials int // counted by look
}

// NewWorker returns a worker for the model.
func NewWorker(m *Model, beam int) *Worker { return &Worker{m: m, Beam: beam} }

// Read takes the next sentence, form(0) … form(n-1).
func (wk *Worker) Read(n int, form func(i int) string) {
	wk.smalls, wk.longSmalls, wk.capitals, wk.shouted, wk.initials = 0, 0, 0, 0, 0
	wk.words = grow(wk.words, n)
	for i := range wk.words {
		wk.look(&wk.words[i], form(i))
	}
	wk.man = wk.manner()
	for i := range wk.words {
		wk.words[i].shape = wk.words[i].shape*4 + uint32(wk.man)
	}
}

// Tag tags the sentence and returns the index of each word's tag in Model.Tags.
func (wk *Worker) Tag() []uint8 {
	wk.tagAll()
	return wk.tags
}

// Parse parses the tagged sentence and returns for each word its head, -1 at the
// root, and the index of its relation in Model.Labels.
func (wk *Worker) Parse() (heads []int32, labels []uint8) {
	if len(wk.words) == 0 {
		return nil, nil
	}
	wk.parseAll()
	wk.survey()
	return wk.heads, wk.labels
}

func lowest(set uint64) uint8 { return uint8(bits.TrailingZeros64(set)) }

// grow returns a slice of length n, of the same memory where it is large enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2+16)
	}
	return s[:n]
}

// Shrink lets go of memory that a very long sentence has taken.
func (wk *Worker) Shrink() {
	if cap(wk.states) > 1<<16 || cap(wk.words) > 1<<14 {
		*wk = Worker{Beam: wk.Beam, m: wk.m}
	}
}
