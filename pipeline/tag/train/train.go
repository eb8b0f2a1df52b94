package train

import (
	"os"
	"slices"

	"backchannel/pipeline/tag/internal/grammar"
	"backchannel/schema/conllu"
)

// How much is done at each step.
type Effort struct {
	Tagger grammar.Tagging
	Folds  int             // taggers that tag the parser's sentences, each unseen
	Fold   grammar.Tagging // how each of them learns
	Parser grammar.Parsing
}

// Full is the effort behind the shipped model.
var Full = Effort{
	Tagger: grammar.Tagging{Runs: 5, Passes: 8, Margin: 50, Drop: 5, Seed: 1},
	Folds:  5,
	Fold:   grammar.Tagging{Runs: 1, Passes: 8, Margin: 50, Drop: 5, Seed: 2},
	Parser: grammar.Parsing{Runs: 2, Greedy: 6, Search: 6, Width: 8, Margin: 600, Drop: 5, Seed: 11},
}

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
	first := 0 // sentence of GUM
	for _, file := range trainFiles {
		part, err := d.trees(file)
		if err != nil {
			return nil, err
		}
		first = len(trees)
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
	clusters := &clusters{words: t.vocabulary, left: t.cluster(255, false, 8), right: t.cluster(255, true, 8)}
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
		grammar.LearnTags(&f, slices.Concat(rest, recase(rest, 6)), effort.Fold)
		held = append(held, heldCopies(examples[len(plain):], held)...)
		logf("fold %d: %.2f %% of the tags right", fold+1, 100*grammar.TagExamples(&f, held))
	}
	effort.Tagger.Report = func(run, pass int, right float64) {
		logf("tagger %d, pass %d: %.2f %% right", run+1, pass+1, 100*right)
	}
	// GUM, a quarter of the words but the nearer to news, counts twice.
	headlines := number.headlines(m, words)
	grammar.LearnTags(m, slices.Concat(examples, plain[first:], headlines), effort.Tagger)
	effort.Parser.Report = func(run, pass int, arcs float64) {
		logf("parser %d, pass %d: %.2f %% of the arcs right", run+1, pass+1, 100*arcs)
	}
	grammar.LearnParser(m, examples, effort.Parser)
	grammar.LearnGuesses(m, slices.Concat(examples, headlines))
	grammar.PruneLabels(m, examples)
	grammar.LearnWords(m, words)
	grammar.LearnChoice(m, words, 5, 21)
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

// lexicon counts which tags each word has. Words that are seen seldom
// have no class of their own, so that the tagger learns what to do with
// the unknown.
func lexicon(examples []*grammar.Example, c *clusters) *grammar.Lexicon {
	const (
		classFrom     = 5  // seen so often, a word has a class of its own
		closedFrom    = 30 // seen so often, a word has no other tags than those seen
		frequentShare = 20 // a tag of at least one in so many uses counts as frequent
	)
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
	x.Classes = []grammar.Class{{Open: true}}
	x.Sets = [][]uint8{open}
	type class struct {
		tags, frequent string
		closed         bool
	}
	looks := map[string]uint16{}
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
		var frequent []uint8
		for _, t := range tags {
			if u.tags[t]*frequentShare >= u.n {
				frequent = append(frequent, t)
			}
		}
		if looks[string(frequent)] == 0 {
			looks[string(frequent)] = uint16(len(looks) + 1)
		}
		k := class{string(tags), string(frequent), u.n >= closedFrom}
		if numbers[k] == 0 {
			numbers[k] = uint16(len(x.Classes))
			x.Classes = append(x.Classes, grammar.Class{Tags: tags, Open: !k.closed, Look: looks[k.frequent]})
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
