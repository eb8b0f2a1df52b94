package crf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"sort"

	"backchannel/schema"
)

// Model is a lexicon and the weights of features: a table from the hashes of
// features to rows of one 8-bit weight for each label. It is never written to
// after it is made, and safe for concurrent use.
type Model struct {
	Lexicon *Lexicon
	scale   float32 // one unit of an 8-bit weight
	steps   [NumLabels][NumLabels]float32
	factors [NumLabels][NumLabels]float32 // steps, exponentiated
	index   []byte                        // slots of 4 bytes: row+1 in the low 20 bits, check bits above
	rows    []byte                        // rowWidth weights each
}

const (
	rowBits   = 20
	checkMask = ^uint32(1<<rowBits - 1)
	magic     = "backchannel names 2\n"
)

// Row is the learnt weights of one feature.
type Row struct {
	Hash    uint32
	Weights [NumLabels]float32
}

// NewModel packs weights. Rows with the same hash must not occur; steps holds
// the weight of each pair of labels in a row.
func NewModel(lex *Lexicon, rows []Row, steps [NumLabels][NumLabels]float32) (*Model, error) {
	if len(rows) >= 1<<rowBits-1 {
		return nil, fmt.Errorf("pack model: %d features are more than the table holds", len(rows))
	}
	m := &Model{Lexicon: lex, steps: steps}
	m.ready()
	var biggest float64
	for _, r := range rows {
		for _, w := range r.Weights {
			biggest = max(biggest, math.Abs(float64(w)))
		}
	}
	m.scale = float32(biggest / 127)
	sort.Slice(rows, func(i, j int) bool { return rows[i].Hash < rows[j].Hash })
	m.index = make([]byte, 4*tableSize(len(rows)))
	m.rows = make([]byte, rowWidth*(len(rows)+1))
	for i, r := range rows {
		// Of two features with the same check bits in one place, the first stays.
		s := m.slot(r.Hash)
		if binary.LittleEndian.Uint32(s) != 0 {
			continue
		}
		binary.LittleEndian.PutUint32(s, r.Hash&checkMask|uint32(i+1))
		row := m.rows[rowWidth*(i+1):]
		for y, w := range r.Weights {
			row[y] = byte(int8(math.Round(float64(w / m.scale))))
		}
	}
	return m, nil
}

func (m *Model) ready() {
	for a := range m.steps {
		for b, w := range m.steps[a] {
			m.factors[a][b] = float32(math.Exp(float64(w)))
		}
	}
}

func (m *Model) slot(hash uint32) []byte {
	mask := len(m.index)/4 - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		s := m.index[4*i : 4*i+4]
		v := binary.LittleEndian.Uint32(s)
		if v == 0 || v&checkMask == hash&checkMask {
			return s
		}
	}
}

// Decoder finds names with a model. It keeps its memory from text to text; only
// one goroutine may use it.
type Decoder struct {
	Analysis Analysis
	features []uint32
	scores   [][NumLabels]float32 // of each candidate
	alone    [][NumLabels]float32 // the scores before others were heard
	opinions opinions
	chances  [][numOpinions]float32 // of each candidate
	stale    []bool                 // of each stretch, whether its chances are of other scores
	forward  [][NumLabels]float32
	local    [][NumLabels]float32
	back     [][NumLabels]Label
	labels   []Label
	names    []Name
}

// Found is a name and how sure the model is of it, 0 to 1.
type Found struct {
	Name
	Score float64
}

// Names appends the names of a text to dst, in order.
func (d *Decoder) Names(m *Model, text string, sentences []schema.Sentence, tokens []schema.Token, dst []Found) []Found {
	d.Analysis.Read(m.Lexicon, text, sentences, tokens)
	d.scores = d.scores[:0]
	for _, s := range d.Analysis.stretches {
		for i := s.first; i < s.end; i++ {
			d.features = d.Analysis.Features(i, d.features[:0])
			d.scores = append(d.scores, m.score(d.features))
		}
	}
	d.confer(m)
	at := 0
	for _, s := range d.Analysis.stretches {
		end := at + s.end - s.first
		dst = d.stretch(m, s.first, d.scores[at:end], dst)
		at = end
	}
	return dst
}

// stretch appends the names of the stretch that begins with token first.
func (d *Decoder) stretch(m *Model, first int, scores [][NumLabels]float32, dst []Found) []Found {
	d.back = grow(d.back, len(scores))
	d.labels = grow(d.labels, len(scores))
	d.viterbi(m, scores)
	d.names = Names(d.labels, first, d.names[:0])
	for _, name := range d.names {
		dst = append(dst, Found{name, d.confidence(scores, name, first)})
	}
	return dst
}

// score sums the rows of the features. Eight weights are added at a time: without
// their signs (as 0 to 255, less 128 a row in the end), the even ones of a row's
// eight and the odd ones in four lanes of 16 bits each.
func (m *Model) score(features []uint32) (scores [NumLabels]float32) {
	const signs, even = 0x8080808080808080, 0x00ff00ff00ff00ff
	var lanes [rowWidth / 4]uint64
	n := int32(0)
	for _, h := range features {
		v := binary.LittleEndian.Uint32(m.slot(h))
		if v == 0 {
			continue
		}
		row := (*[rowWidth]byte)(m.rows[rowWidth*int(v&^checkMask):])
		for i := 0; i < len(lanes); i += 2 {
			w := binary.LittleEndian.Uint64(row[4*i:]) ^ signs
			lanes[i] += w & even
			lanes[i+1] += w >> 8 & even
		}
		n++
	}
	for y := range scores {
		lane := lanes[y/8*2+y%2] >> (y % 8 / 2 * 16) & 0xffff
		scores[y] = float32(int32(lane)-128*n) * m.scale
	}
	return scores
}

const never = float32(-1e30)

// viterbi writes the best labels of a stretch to d.labels.
func (d *Decoder) viterbi(m *Model, scores [][NumLabels]float32) {
	n := len(scores)
	var best, next [NumLabels]float32
	for y := range best {
		best[y] = never
		if MayBegin(Label(y)) {
			best[y] = scores[0][y] + m.steps[O][y]
		}
	}
	for i := 1; i < n; i++ {
		for y := range next {
			next[y] = never * 2
		}
		back := &d.back[i]
		for _, st := range Steps {
			if v := best[st.From] + m.steps[st.From][st.To]; v > next[st.To] {
				next[st.To], back[st.To] = v, st.From
			}
		}
		for y := range next {
			next[y] += scores[i][y]
		}
		best = next
	}
	last := O
	for y := range best {
		if MayEnd(Label(y)) && (best[y] > best[last]) {
			last = Label(y)
		}
	}
	for i := n - 1; i >= 0; i-- {
		d.labels[i] = last
		last = d.back[i][last]
	}
}

// confidence is a cheap stand-in for the probability of a name: the product over
// its tokens of the share of its label among the labels of that token, neighbours
// fixed.
func (d *Decoder) confidence(scores [][NumLabels]float32, name Name, offset int) float64 {
	p := 1.0
	for i := name.First - offset; i < name.End-offset; i++ {
		l := d.labels[i]
		var sum float64
		for y := range scores[i] {
			sum += math.Exp(float64(scores[i][y] - scores[i][l]))
		}
		p = min(p, 1/sum)
	}
	return p
}

// AppendBinary writes the model.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.scale))
	for _, row := range m.steps {
		for _, w := range row {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w))
		}
	}
	for _, part := range [][]byte{m.Lexicon.words, m.Lexicon.phrases, m.Lexicon.coarse, m.index, m.rows} {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return b, nil
}

// Open reads a model that AppendBinary wrote. The model keeps b and reads from
// it, so b must not change.
func Open(b []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("open name model: it does not begin with %q", magic)
	}
	short := fmt.Errorf("open name model: it ends early, after %d bytes", len(b))
	m := &Model{Lexicon: &Lexicon{}}
	if len(rest) < 4+4*NumLabels*NumLabels {
		return nil, short
	}
	number := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(rest))
		rest = rest[4:]
		return v
	}
	m.scale = number()
	for i := range m.steps {
		for j := range m.steps[i] {
			m.steps[i][j] = number()
		}
	}
	m.ready()
	for _, part := range []*[]byte{&m.Lexicon.words, &m.Lexicon.phrases, &m.Lexicon.coarse, &m.index, &m.rows} {
		if len(rest) < 4 {
			return nil, short
		}
		n := int(binary.LittleEndian.Uint32(rest))
		rest = rest[4:]
		if n < 0 || n > len(rest) {
			return nil, short
		}
		*part, rest = rest[:n:n], rest[n:]
	}
	for name, t := range map[string]struct{ size, width int }{
		"words": {len(m.Lexicon.words), wordSlot}, "phrases": {len(m.Lexicon.phrases), phraseSlot}, "features": {len(m.index), 4},
	} {
		slots := t.size / t.width
		if t.size%t.width != 0 || slots == 0 || slots&(slots-1) != 0 {
			return nil, fmt.Errorf("open name model: its table of %s has %d bytes", name, t.size)
		}
	}
	return m, nil
}
