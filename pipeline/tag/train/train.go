package train

import (
	"fmt"
	"os"
	"slices"

	"backchannel/pipeline/tag/internal/grammar"
	"backchannel/schema/conllu"
)

// How much is done at each step.
type Effort struct {
	TagPasses  int
	Folds      int // taggers that tag the parser's sentences, each unseen
	FoldPasses int
	Parser     grammar.Parsing
}

// Full is the effort behind the shipped model.
var Full = Effort{TagPasses: 12, Folds: 5, FoldPasses: 8, Parser: grammar.Parsing{Greedy: 10, Search: 0, Width: 8, Seed: 11}}

// Run learns a model from the data in dir and writes it to the file out.
func Run(dir, out string, effort Effort, logf func(format string, args ...any)) error {
	d, err := OpenData(dir)
	if err != nil {
		return err
	}
	m, err := d.Learn(effort, logf)
	if err != nil {
		return err
	}
	return os.WriteFile(out, m.Append(nil), 0o644)
}

// Learn learns a model.
func (d *Data) Learn(effort Effort, logf func(format string, args ...any)) (*grammar.Model, error) {
	m := &grammar.Model{}
	var trees []conllu.Sentence
	for _, file := range trainFiles {
		part, err := d.trees(file)
		if err != nil {
			return nil, err
		}
		trees = append(trees, part...)
	}
	var number names
	if err := number.learn(m, trees); err != nil {
		return nil, err
	}
	m.Ready()
	var words []grammar.WordExample
	var plain []*grammar.Example
	for _, s := range trees {
		e := number.example(s)
		words = append(words, e)
		plain = append(plain, e.Example)
	}

	t, err := d.readText(3)
	if err != nil {
		return nil, err
	}
	logf("clusters: %d words, %d of them different", len(t.words), len(t.vocabulary))
	clusters := &clusters{words: t.vocabulary, left: t.cluster(false, 8), right: t.cluster(true, 8)}
	logf("clusters done")

	m.Lex = lexicon(plain, clusters)
	examples := slices.Concat(plain, recase(plain, 5))
	for fold := range effort.Folds {
		at := func(i int) bool { return (i/20)%effort.Folds == fold }
		var rest, held []*grammar.Example
		for i, e := range plain {
			if at(i) {
				held = append(held, e)
			} else {
				rest = append(rest, e)
			}
		}
		f := *m
		f.Lex = lexicon(rest, clusters)
		grammar.LearnTags(&f, slices.Concat(rest, recase(rest, 6)), effort.FoldPasses, uint64(fold)+20, nil)
		held = append(held, heldCopies(examples[len(plain):], held)...)
		logf("fold %d: %.2f %% of the tags right", fold+1, 100*grammar.TagExamples(&f, held))
	}
	grammar.LearnTags(m, examples, effort.TagPasses, 1, func(pass int, right float64) {
		logf("tagger, pass %d: %.2f %% right", pass+1, 100*right)
	})
	effort.Parser.Report = func(pass int, arcs float64) {
		logf("parser, pass %d: %.2f %% of the arcs right", pass+1, 100*arcs)
	}
	grammar.LearnParser(m, examples, effort.Parser)
	grammar.LearnWords(m, words)
	return m, nil
}

// heldCopies returns the copies whose originals are held out: they share the
// memory of the tags.
func heldCopies(copies, held []*grammar.Example) []*grammar.Example {
	of := map[*uint8]bool{}
	for _, e := range held {
		of[&e.Gold[0]] = true
	}
	var out []*grammar.Example
	for _, c := range copies {
		if of[&c.Gold[0]] {
			out = append(out, c)
		}
	}
	return out
}

type clusters struct {
	words       []string
	left, right []uint8
}

// lexicon counts which tags each word has. Words that are seen less than three
// times have no class of their own, so that the tagger learns what to do with
// the unknown.
func lexicon(examples []*grammar.Example, c *clusters) *grammar.Lexicon {
	const classFrom, closedFrom = 3, 12
	type uses struct {
		n    int
		tags map[uint8]int
	}
	seen := map[string]*uses{}
	words := map[uint8]int{} // different words of each tag
	for _, e := range examples {
		for i, form := range e.Forms {
			w := grammar.Normal(form)
			u := seen[w]
			if u == nil {
				u = &uses{tags: map[uint8]int{}}
				seen[w] = u
			}
			if u.tags[e.Gold[i]] == 0 {
				words[e.Gold[i]]++
			}
			u.n++
			u.tags[e.Gold[i]]++
		}
	}
	var open []uint8
	for t, n := range words {
		if n >= 15 {
			open = append(open, t)
		}
	}
	slices.Sort(open)
	order := sortedKeys(seen)
	x := grammar.NewLexicon(len(order) + len(c.words))
	x.Classes = []grammar.Class{{Tags: open}}
	type class struct {
		tags   string
		closed bool
	}
	numbers := map[class]uint16{}
	classOf := func(w string) uint16 {
		u := seen[w]
		if u == nil || u.n < classFrom {
			return 0
		}
		var tags []uint8
		for t := range u.tags {
			tags = append(tags, t)
		}
		slices.Sort(tags)
		k := class{string(tags), u.n >= closedFrom}
		if numbers[k] == 0 {
			numbers[k] = uint16(len(x.Classes))
			candidates := tags
			if !k.closed {
				candidates = slices.Concat(tags, open)
				slices.Sort(candidates)
				candidates = slices.Compact(candidates)
			}
			x.Classes = append(x.Classes, grammar.Class{Tags: candidates})
		}
		return numbers[k]
	}
	for _, w := range order {
		if k := classOf(w); k != 0 {
			x.Set(w, k, 0, 0)
		}
	}
	for i, w := range c.words[1:] {
		x.Set(w, classOf(w), c.left[i+1], c.right[i+1])
	}
	return x
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Score is how often the model is right on one treebank, in per cent of its
// words, given its sentences and words (CoNLL 2018 shared task: UAS and LAS by
// universal relations, and also by the full ones).
type Score struct {
	Treebank                 string
	Words                    int
	UPOS, XPOS, Feats, Lemma float64
	UAS, LAS, FullLAS        float64
}

func (s Score) String() string {
	return fmt.Sprintf("%-4s words %d  UPOS %.2f  XPOS %.2f  feats %.2f  lemma %.2f  UAS %.2f  LAS %.2f  LAS with subtypes %.2f", s.Treebank, s.Words, s.UPOS, s.XPOS, s.Feats, s.Lemma, s.UAS, s.LAS, s.FullLAS)
}

// Scores scores the model on the dev sets.
func (d *Data) Scores(m *grammar.Model, beam int) ([]Score, error) {
	var all []Score
	for _, file := range devFiles {
		trees, err := d.trees(file)
		if err != nil {
			return nil, err
		}
		all = append(all, score(file[len("treebank/"):][:3], trees, m, beam))
	}
	return all, nil
}
