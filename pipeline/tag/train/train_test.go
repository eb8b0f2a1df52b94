package train

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/tag/internal/grammar"
)

const data = "../../../../shared/data"

func open(t *testing.T) *Data {
	t.Helper()
	d, err := OpenData(data)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no data at %s: %v", data, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The texts that must not be learnt are known, and none is read. The treebanks
// are not among them.
func TestExcluded(t *testing.T) {
	d := open(t)
	const events, history = "linking/current-events/current_events.jsonl", "text/history-state/history_state.jsonl"
	lines, docs := 0, 0
	for key := range d.exclude {
		file, place, _ := strings.Cut(key, "\t")
		switch {
		case file == events:
			lines++
			if !d.Excluded(events, place) || !strings.HasPrefix(place, "line ") || strings.Contains(place, "(") {
				t.Errorf("%s %s is not understood", file, place)
			}
		case file == history:
			docs++
			if !strings.HasPrefix(place, "id ") {
				t.Errorf("%s %s is not understood", file, place)
			}
		case strings.HasPrefix(file, "treebank/"), strings.HasPrefix(file, "ner/gmb"), strings.HasPrefix(file, "text/presidential"), strings.HasPrefix(file, "text/factbook"):
			t.Errorf("%s %s must not be learnt, but nothing here leaves it out", file, place)
		}
	}
	if lines == 0 || docs == 0 {
		t.Fatalf("%d lines of events and %d documents of history are excluded: the list has changed its form", lines, docs)
	}
	all, kept := 0, 0
	if err := d.lines(events, func(int, []byte) error { all++; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := d.events(func(string) { kept++ }); err != nil {
		t.Fatal(err)
	}
	if all-kept != lines {
		t.Errorf("%d of %d events are left out, want %d", all-kept, all, lines)
	}
	var left []string
	if err := d.history(func(p string) { left = append(left, p) }); err != nil {
		t.Fatal(err)
	}
	whole := &Data{Dir: d.Dir}
	n := 0
	if err := whole.history(func(string) { n++ }); err != nil {
		t.Fatal(err)
	}
	if len(left) >= n {
		t.Error("no paragraph of history is left out")
	}
}

func TestExcludedTrees(t *testing.T) {
	dir := t.TempDir()
	file := "bank.conllu"
	text := "# newdoc id = a\n# sent_id = a-1\n1\tYes\t_\tINTJ\tUH\t_\t0\troot\t_\t_\n\n# newdoc id = b\n# sent_id = b-1\n1\tNo\t_\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"
	if err := os.WriteFile(dir+"/"+file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	d := &Data{Dir: dir, exclude: map[string]bool{file + "\tnewdoc id a": true}}
	trees, err := d.trees(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(trees) != 1 || trees[0].ID() != "b-1" {
		t.Errorf("%d trees are left, want b-1 alone", len(trees))
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"The envoys didn't meet, he said.":  "The envoys did n't meet , he said .",
		"Peru’s U.S. talks (12,000 people)": "Peru ’s U.S. talks ( 12,000 people )",
		"cease-fire — again":                "cease - fire — again",
		"\xff '":                            "\xff '",
	} {
		if got := strings.Join(slices.Collect(pieces(text)), " "); got != want {
			t.Errorf("%q is cut into %q, want %q", text, got, want)
		}
	}
}

// Words that stand in the same places share a class.
func TestCluster(t *testing.T) {
	x := &text{vocabulary: []string{""}}
	number := map[string]int32{}
	for range 50 {
		for _, s := range []string{"the dog sleeps", "the cat sleeps", "the dog eats", "the cat eats", "an owl flies", "an eel flies", "an owl swims", "an eel swims"} {
			for w := range strings.FieldsSeq(s) {
				if number[w] == 0 {
					number[w] = int32(len(x.vocabulary))
					x.vocabulary = append(x.vocabulary, w)
				}
				x.words = append(x.words, number[w])
			}
			x.words = append(x.words, 0)
		}
	}
	of := x.cluster(4, false, 10)
	if of[number["dog"]] != of[number["cat"]] || of[number["owl"]] != of[number["eel"]] || of[number["dog"]] == of[number["owl"]] {
		t.Errorf("dog %d, cat %d, owl %d, eel %d", of[number["dog"]], of[number["cat"]], of[number["owl"]], of[number["eel"]])
	}
}

func TestThirdPerson(t *testing.T) {
	for lemma, want := range map[string]string{"meet": "meets", "deny": "denies", "buy": "buys", "go": "goes", "reach": "reaches", "have": "has", "y": "ys"} {
		if got := thirdPerson(lemma); got != want {
			t.Errorf("thirdPerson(%q) = %q, want %q", lemma, got, want)
		}
	}
}

// The copies in other cases keep words and tags beside each other, and trees whole.
func TestRecase(t *testing.T) {
	tree := func() *grammar.Example {
		return &grammar.Example{Forms: []string{"The", "envoys", "of", "Peru", "left", "."}, Gold: []uint8{1, 2, 3, 4, 5, 6}, Heads: []int32{1, 4, 3, 1, 6, 4}, Labels: []uint8{1, 2, 3, 4, 5, 6}}
	}
	var many []*grammar.Example
	for range 400 {
		many = append(many, tree())
	}
	seen := map[string]bool{}
	for _, c := range recase(many, 1) {
		n := len(c.Forms)
		seen[strings.Join(c.Forms, " ")] = true
		if len(c.Gold) != n || len(c.Labels) != n || len(c.Heads) != n || int(c.Heads[4]) != n {
			t.Fatalf("%v: tags %v, heads %v", c.Forms, c.Gold, c.Heads)
		}
	}
	for _, want := range []string{"The Envoys Of Peru Left", "The Envoys of Peru Left", "THE ENVOYS OF PERU LEFT", "the envoys of peru left .", "The envoys of Peru left"} {
		if !seen[want] {
			t.Errorf("no copy reads %q", want)
		}
	}
	if want := tree(); !slices.Equal(many[0].Forms, want.Forms) || !slices.Equal(many[0].Heads, want.Heads) {
		t.Error("the sentence itself has changed")
	}
}

// Of a plain sentence comes a headline, with its verb in the present.
func TestHeadlines(t *testing.T) {
	m := &grammar.Model{Tags: []grammar.TagName{{UPOS: "DET", XPOS: "DT"}, {UPOS: "NOUN", XPOS: "NNS"}, {UPOS: "PUNCT", XPOS: "."}, {UPOS: "VERB", XPOS: "VBD"}, {UPOS: "VERB", XPOS: "VBP"}, {UPOS: "VERB", XPOS: "VBZ"}}, Labels: []string{"nsubj", "x"}}
	n := names{tags: map[grammar.TagName]uint8{}}
	for i, tag := range m.Tags {
		n.tags[tag] = uint8(i)
	}
	e := grammar.WordExample{
		Example: &grammar.Example{Forms: []string{"The", "rebels", "freed", "the", "hostages", "."}, Gold: []uint8{0, 1, 3, 0, 1, 2}, Heads: []int32{1, 2, 6, 4, 2, 2}, Labels: []uint8{1, 0, 1, 1, 1, 1}},
		Lemmas:  []string{"the", "rebel", "free", "the", "hostage", "."},
	}
	got := n.headlines(m, []grammar.WordExample{e})
	if len(got) != 1 || !slices.Equal(got[0].Forms, []string{"Rebels", "Free", "Hostages"}) || !slices.Equal(got[0].Gold, []uint8{1, 4, 1}) {
		t.Errorf("%+v", got)
	}
}
