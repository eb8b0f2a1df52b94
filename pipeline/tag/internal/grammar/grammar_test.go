package grammar

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func TestShape(t *testing.T) {
	for form, want := range map[string]string{
		"envoy": "x", "Oslo": "Xx", "UN": "XX", "U.N.": "X.X.", "McCain": "XxXx", "G20": "X00", "12,000": "00,0", "’s": "'x", "—": "-", "Łódź": "Xx",
	} {
		if got, _, _ := appendShape(nil, form); string(got) != want {
			t.Errorf("the shape of %s is %s, want %s", form, got, want)
		}
	}
}

func TestManner(t *testing.T) {
	wk := NewWorker(tiny(), 1)
	for _, tt := range []struct {
		words []string
		want  manner
	}{
		{[]string{"Envoys", "met", "in", "Oslo"}, mixed},
		{[]string{"Envoys", "Meet", "in", "Oslo"}, titled},
		{[]string{"ENVOYS", "MEET", "IN", "OSLO"}, capitals},
		{[]string{"envoys", "meet", "in", "oslo"}, smallCaps},
		{[]string{"."}, mixed},
	} {
		wk.Read(len(tt.words), func(i int) string { return tt.words[i] })
		if wk.man != tt.want {
			t.Errorf("%v: manner %d, want %d", tt.words, wk.man, tt.want)
		}
	}
}

func TestNormal(t *testing.T) {
	for form, want := range map[string]string{"Łódź": "łódź", "“": "\"", "’S": "'s", "G20": "g00", "–": "-"} {
		if got := Normal(form); got != want {
			t.Errorf("Normal(%q) = %q, want %q", form, got, want)
		}
	}
}

// A script found for a form and its lemma makes the lemma of the form.
func TestScripts(t *testing.T) {
	for _, tt := range [][2]string{{"Talks", "talk"}, {"was", "be"}, {"ISSUES", "issue"}, {"Oslo", "Oslo"}, {"ÉCOLES", "école"}, {"PERU", "Peru"}, {"x", ""}} {
		if got, ok := scriptFor(tt[0], tt[1]).apply(tt[0]); tt[1] != "" && (!ok || got != tt[1]) {
			t.Errorf("%s becomes %q, want %s", tt[0], got, tt[1])
		}
	}
	if _, ok := (Script{Cut: 3}).apply("ab"); ok {
		t.Error("a script cut more than there is")
	}
}

func TestKeep(t *testing.T) {
	var options []option
	for i, score := range []int32{3, 9, 1, 9, 4} {
		options = append(options, option{score: score, from: int32(i)})
	}
	got := keep(options, 3)
	if want := []option{{score: 9, from: 1}, {score: 9, from: 3}, {score: 4, from: 4}}; !slices.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
}

// tiny is a model without knowledge: two tags, three relations, no weights.
func tiny() *Model {
	m := &Model{
		Tags:         []TagName{{"NOUN", "NN"}, {"VERB", "VB"}},
		Labels:       []string{"nsubj", "obj", "root"},
		Lex:          NewLexicon(4),
		TagWeights:   make([]byte, 1<<tagBits),
		LabelWeights: make([]byte, 1<<labelBits),
		Candidates:   make([]uint64, 8),
		Open:         3,
		Words:        &Words{Lemmas: NewTable(1), Endings: NewTable(1), Features: NewTable(1), Choice: make([]int16, 16), Strings: []string{""}},
	}
	m.Lex.Classes = []Class{{Open: true}, {Tags: []uint8{1}, Look: 1}}
	m.Lex.Guesses, m.Lex.Sets = NewTable(1), [][]uint8{{0, 1}}
	m.Lex.Set("meet", 1, 2, 3)
	for i := range 1 << moveBits {
		m.MoveWeights = append(m.MoveWeights, uint16(code(int16(i*37%51-25)))|uint16(code(int16(i*53%47-23)))<<8)
	}
	m.Ready()
	return m
}

func TestFile(t *testing.T) {
	m := tiny()
	file := m.Append(nil)
	got, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Append(nil), file) {
		t.Error("a model read and written again is another")
	}
	if e := got.Lex.find(hashString("meet")); e != (entry{Class: 1, Left: 2, Right: 3}) {
		t.Errorf("the lexicon says %+v of meet", e)
	}
	for _, n := range []int{0, 4, len(magic), len(file) / 2, len(file) - 1} {
		if _, err := Open(file[:n]); err == nil {
			t.Errorf("a file cut at byte %d opens", n)
		}
	}
	if _, err := Open(append(file, 0)); err == nil {
		t.Error("a file with a byte too many opens")
	}
}

// project returns a random projective tree over [from, to) below head.
func project(heads []int32, from, to, head int32, chance *rand.Rand) {
	for from < to {
		end := from + 1 + chance.Int32N(to-from)
		if head == int32(len(heads)) {
			end = to
		}
		root := from + chance.Int32N(end-from)
		heads[root] = head
		project(heads, from, root, root, chance)
		project(heads, root+1, end, root, chance)
		from = end
	}
}

// The law of the oracle: from any state, moves that lose nothing lead to the
// tree less what was lost before.
func TestCosts(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 1))
	wk := NewWorker(tiny(), 1)
	for range 2000 {
		n := 1 + chance.IntN(9)
		wk.Read(n, func(int) string { return "x" })
		heads := make([]int32, n)
		project(heads, 0, int32(n), int32(n), chance)
		s := wk.begin()
		lost, right := 0, 0
		astray := chance.IntN(2 * n)
		for k := 0; !wk.done(&s); k++ {
			cost, legal := wk.costs(&s, heads), wk.legal(&s)
			move, good := pick([3]int32{chance.Int32N(9), chance.Int32N(9), chance.Int32N(9)}, legal, cost)
			if k != astray {
				if move = good; cost[good] != 0 && legal[shift] { // at the end, the one root may force a loss
					t.Fatalf("%v, move %d: every move loses, %v", heads, k, cost)
				}
			}
			lost += cost[move]
			s = wk.step(&s, move, 0)
			if s.arc >= 0 && heads[s.arc] == s.head {
				right++
			}
		}
		if right != n-lost {
			t.Fatalf("%v: %d of %d arcs right, %d lost", heads, right, n, lost)
		}
	}
}

// Whatever the weights, every sentence gets a tree, with a beam and without.
func TestTrees(t *testing.T) {
	chance := rand.New(rand.NewPCG(2, 2))
	for _, beam := range []int{1, 3, 8} {
		wk := NewWorker(tiny(), beam)
		for n := range 40 {
			wk.Read(n, func(i int) string { return string(rune('a' + chance.IntN(26))) })
			wk.Tag()
			heads, labels := wk.Parse()
			roots := 0
			for i, h := range heads {
				if h < 0 {
					roots++
				}
				if (wk.m.Labels[labels[i]] == "root") != (h < 0) {
					t.Fatalf("word %d hangs on %d as %s", i, h, wk.m.Labels[labels[i]])
				}
				steps := 0
				for at := h; at >= 0; at = heads[at] {
					if steps++; steps > n {
						t.Fatalf("a cycle in %v", heads)
					}
				}
			}
			if n > 0 && roots != 1 {
				t.Fatalf("%d roots in %v", roots, heads)
			}
		}
	}
}

// What learns finds a rule: small words are verbs, and nouns hang on them.
func TestLearn(t *testing.T) {
	m := tiny()
	m.Lex = NewLexicon(1)
	m.Lex.Classes = []Class{{Open: true}}
	m.Lex.Guesses, m.Lex.Sets = NewTable(1), [][]uint8{{0, 1}}
	examples := []*Example{
		{Forms: []string{"Ann", "met", "Bob"}, Gold: []uint8{0, 1, 0}, Heads: []int32{1, 3, 1}, Labels: []uint8{0, 2, 1}},
		{Forms: []string{"Eve", "saw", "Kim"}, Gold: []uint8{0, 1, 0}, Heads: []int32{1, 3, 1}, Labels: []uint8{0, 2, 1}},
	}
	LearnTags(m, examples, Tagging{Runs: 1, Passes: 5, Margin: 5, Seed: 1})
	if right := TagExamples(m, examples); right != 1 {
		t.Errorf("%.2f of the tags learnt are right", right)
	}
	LearnParser(m, examples, Parsing{Runs: 1, Greedy: 4, Search: 2, Width: 4, Seed: 1})
	wk := NewWorker(m, 4)
	forms := []string{"Pat", "hit", "Tom"}
	wk.Read(3, func(i int) string { return forms[i] })
	wk.Tag()
	heads, labels := wk.Parse()
	if !slices.Equal(heads, []int32{1, -1, 1}) || !slices.Equal(labels, []uint8{0, 2, 1}) {
		t.Errorf("%v gets heads %v, relations %v", forms, heads, labels)
	}
}

// Memory grows with the words of a sentence, and a word costs the same in the
// longest: each makes two states, and each state at most one node.
func TestLongSentence(t *testing.T) {
	wk := NewWorker(tiny(), 4)
	for _, n := range []int{longSentence + 1, 100_000} {
		wk.Read(n, func(i int) string { return string(rune('a' + i%26)) })
		wk.Tag()
		wk.Parse()
		if len(wk.states) != 2*n+1 || len(wk.nodes) > 2*n+1 || len(wk.parts) > 2*n+3 {
			t.Errorf("%d words: %d states, %d nodes, %d parts", n, len(wk.states), len(wk.nodes), len(wk.parts))
		}
	}
	wk.Shrink()
	if wk.states != nil {
		t.Error("the memory of a sentence of 100,000 words is kept")
	}
}

// What is kept of a sentence's sums is what the sums would be.
func TestKeptSums(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 3))
	wk := NewWorker(tiny(), 8)
	for range 50 {
		n := 1 + chance.IntN(60)
		wk.Read(n, func(i int) string { return string(rune('a' + chance.IntN(26))) })
		wk.Tag()
		wk.Parse()
		for i := range wk.states {
			s := &wk.states[i]
			wk.ask(s)
			wk.reckon()
			got := wk.moveScores(s)
			wk.moveAtoms(s)
			number := wk.askFor(&moveTemplates)
			wk.reckon()
			all := wk.kept.values[number]
			if got[left] != all.left || got[right] != all.right {
				t.Fatalf("%d words, state %d: %v, all templates give %+v", n, i, got, all)
			}
		}
	}
}
