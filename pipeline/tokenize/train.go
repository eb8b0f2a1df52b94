package tokenize

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"backchannel/schema"
)

var treebanks = []string{"ewt", "gum"}

// Train learns a model from the train parts of the treebanks under data and
// returns the file. The same data gives the same bytes. What it does, and how
// good the model is on the dev parts, goes to log.
func Train(data string, log io.Writer) ([]byte, error) {
	m := &model{joined: map[uint32]uint8{}}
	var train []Gold
	for _, name := range treebanks {
		docs, err := OpenTreebank(data, name, "train")
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(log, "%s: %d documents\n", name, len(docs))
		train = append(train, docs...)
	}
	m.learnLexicons(train)
	fmt.Fprintf(log, "lexicon: %d joined words\n", len(m.joined))

	words := newExamples(wordBits)
	for _, g := range train {
		if err := m.wordExamples(words, g); err != nil {
			return nil, err
		}
	}
	m.words = words.fit(24, 0.15, log)

	sentences := newExamples(sentenceBits)
	for _, g := range train {
		if err := m.sentenceExamples(sentences, g); err != nil {
			return nil, err
		}
	}
	m.sentences = sentences.fit(80, 0.6, log)

	var file bytes.Buffer
	if err := m.write(&file); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// apostropheLeftOut are words that people write in haste, or that the treebanks
// cut too rarely to be learnt from them. The model decides whether they are cut.
const apostropheLeftOut = `did|nt does|nt do|nt have|nt has|nt had|nt is|nt are|nt was|nt were|nt could|nt
	would|nt should|nt must|nt might|nt need|nt ai|nt ca|nt wo|nt i|m i|ve it|ll he|s she|s that|s
	there|s what|s who|s let|s you|re you|ve you|ll they|re they|ve they|ll we|ve
	can|not gon|na got|ta wan|na gim|me lem|me out|ta a|lot`

const (
	wordBits     = 18
	sentenceBits = 19
	lexiconBits  = 15
)

func sorted[V any](m map[uint32]V) []uint32 { return slices.Sorted(maps.Keys(m)) }

// learnLexicons counts which runs of letters hide a border more often than not,
// and how words are written where no sentence begins.
func (m *model) learnLexicons(train []Gold) {
	type count struct{ split, whole, at int }
	hidden := map[uint32]*count{}
	var upper, lower [1 << lexiconBits]int
	for _, g := range train {
		starts := map[int]bool{}
		for _, w := range g.Words {
			starts[w.Start] = true
		}
		begins := map[int]bool{}
		for _, s := range g.Sentences {
			begins[s.Start] = true
		}
		for _, a := range letterRuns(g.Text) {
			k := hidden[a.hash]
			if k == nil {
				k = new(count)
				hidden[a.hash] = k
			}
			k.whole++
			for i := a.start + 1; i < a.end; i++ {
				if starts[i] && !(i == a.end-1 && (g.Text[i] == 'n' || g.Text[i] == 'N')) {
					k.whole--
					k.split++
					k.at = i - a.start
					break
				}
			}
		}
		for _, w := range g.Words {
			if begins[w.Start] {
				continue
			}
			v := m.viewOfLetters(g.Text, w)
			switch {
			case v.class == classLower:
				lower[v.hash&(1<<lexiconBits-1)]++
			case v.class == classTitle:
				upper[v.hash&(1<<lexiconBits-1)]++
			}
		}
	}
	for h, k := range hidden {
		if k.split > k.whole && k.split > 1 {
			m.joined[h] = uint8(k.at)
		}
	}
	for _, w := range strings.Fields(apostropheLeftOut) {
		at := strings.IndexByte(w, '|')
		m.joined[hashWord(w[:at]+w[at+1:])] = uint8(at)
	}
	m.lower = make(lexicon, 1<<lexiconBits)
	for i := range m.lower {
		switch l, u := lower[i], upper[i]; {
		case l+u == 0:
		case u == 0:
			m.lower[i] = 1
		case u <= l:
			m.lower[i] = 2
		case l > 0:
			m.lower[i] = 3
		default:
			m.lower[i] = 4
		}
	}
}

func (m *model) viewOfLetters(text string, w schema.Span) view {
	a := (&model{}).atoms(nil, text, w.Start, w.End)
	if len(a) != 1 {
		return view{class: classNone}
	}
	return view{class: a[0].class, hash: a[0].hash}
}

// letterRuns are the atoms of letters in the text.
func letterRuns(text string) []atom {
	var out []atom
	plain := &model{}
	var b base
	b.reset()
	for _, c := range plain.cutChunks(nil, text, 0, len(text), &b) {
		for _, a := range plain.atoms(nil, text, c.start, c.end) {
			if a.class <= classMixed {
				out = append(out, a)
			}
		}
	}
	return out
}

func (m *model) wordExamples(e *examples, g Gold) error {
	starts := map[int]bool{}
	for _, w := range g.Words {
		starts[w.Start] = true
	}
	var s scratch
	s.base.reset()
	s.chunks = m.cutChunks(nil, g.Text, 0, len(g.Text), &s.base)
	if err := s.base.ask(); err != nil {
		return err
	}
	for i, c := range s.chunks {
		if c.base < 0 {
			continue
		}
		next := uint32(classNone)
		if i+1 < len(s.chunks) {
			next = firstClass(g.Text, s.chunks[i+1])
			c.next = s.chunks[i+1].hash
		}
		if i > 0 {
			c.past = s.chunks[i-1].hash
		}
		s.atoms = m.atoms(s.atoms[:0], g.Text, c.start, c.end)
		at := c.start
		for k := range s.atoms[1:] {
			s.features = wordFeatures(s.features[:0], c, &s, k+1, at, next)
			b := s.atoms[k+1].start
			e.add(s.features, starts[b])
			if starts[b] {
				at = b
			}
		}
	}
	return nil
}

func (m *model) sentenceExamples(e *examples, g Gold) error {
	begins := map[int]bool{}
	for _, s := range g.Sentences {
		begins[s.Start] = true
	}
	tokens, err := m.tokens(nil, g.Text, 0, len(g.Text), new(scratch))
	if err != nil {
		return err
	}
	views := m.views(nil, tokens, g.Text)
	var c course
	c.paragraph(views, 0)
	c.pass(views[0])
	var features []uint32
	for i := 1; i < len(views); i++ {
		border := begins[tokens[i].Start]
		if views[i].gap == gapBlank {
			c.paragraph(views, i)
		} else if possible(views[i-1], views[i]) {
			features = sentenceFeatures(features[:0], views, i, &c)
			e.add(features, border)
		}
		if border {
			c.first = i
		}
		c.pass(views[i])
	}
	return nil
}

// examples are borders and what was seen at them.
type examples struct {
	bits     int
	features []uint32
	end      []int // of each example's features
	border   []bool
}

func newExamples(bits int) *examples { return &examples{bits: bits} }

func (e *examples) add(features []uint32, border bool) {
	mask := uint32(1)<<e.bits - 1
	for _, f := range features {
		e.features = append(e.features, f&mask)
	}
	e.end = append(e.end, len(e.features))
	e.border = append(e.border, border)
}

func (e *examples) of(i int) []uint32 {
	if i == 0 {
		return e.features[:e.end[0]]
	}
	return e.features[e.end[i-1]:e.end[i]]
}

// fit is logistic regression by AdaGrad (Duchi, Hazan and Singer 2011), the
// weights averaged over the second half of the epochs. Each feature of an
// example is left out with probability dropout, so that general features learn
// what the words themselves would explain alone.
func (e *examples) fit(epochs int, dropout float32, log io.Writer) weights {
	n := 1 << e.bits
	w, sum, square := make([]float32, n), make([]float64, n), make([]float32, n)
	var bias float32
	var biasSum float64
	biasSquare := float32(1e-6)
	order := make([]int, len(e.end))
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(1, 2))
	const rate = 0.08
	live := make([]uint32, 0, 64)
	kept := 0
	for epoch := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		for _, i := range order {
			z := bias
			live = live[:0]
			for _, f := range e.of(i) {
				if rng.Float32() >= dropout {
					live = append(live, f)
					z += w[f]
				}
			}
			p := 1 / (1 + math.Exp(-float64(z)))
			y := 0.0
			if e.border[i] {
				y = 1
				loss -= math.Log(max(p, 1e-9))
			} else {
				loss -= math.Log(max(1-p, 1e-9))
			}
			g := float32(p - y)
			for _, f := range live {
				square[f] += g * g
				w[f] -= rate * g / float32(math.Sqrt(float64(square[f]))+1e-3)
			}
			biasSquare += g * g
			bias -= rate * g / float32(math.Sqrt(float64(biasSquare)))
		}
		if epoch >= epochs/2 {
			kept++
			for i, v := range w {
				sum[i] += float64(v * (1 - dropout))
			}
			biasSum += float64(bias)
		}
		fmt.Fprintf(log, "  epoch %d: loss %.5f a candidate\n", epoch+1, loss/float64(len(order)))
	}
	out := weights{w: make([]int8, n), bias: float32(biasSum / float64(kept))}
	top := 0.0
	for _, v := range sum {
		top = max(top, math.Abs(v)/float64(kept))
	}
	out.scale = float32(top / 127)
	used := 0
	for i, v := range sum {
		out.w[i] = int8(math.Round(v / float64(kept) / float64(out.scale)))
		if out.w[i] != 0 {
			used++
		}
	}
	fmt.Fprintf(log, "  %d candidates, %d weights in %d places, largest %.2f\n", len(order), used, n, top)
	return out
}
