package crf

import (
	"math"
	"testing"
)

// three places of one word, by themselves: the first a little more a person than a
// place, the others surely places.
func threePlaces(t *testing.T) (*Model, *Decoder) {
	t.Helper()
	m, err := NewModel(NewLexicon(nil, nil, nil), nil, [NumLabels][NumLabels]float32{})
	if err != nil {
		t.Fatal(err)
	}
	d := &Decoder{scores: make([][NumLabels]float32, 3)}
	for i := range d.scores {
		d.Analysis.words = append(d.Analysis.words, word{folded: 7, letters: 5, form: formCapped})
		d.Analysis.sentence = append(d.Analysis.sentence, 0)
		d.Analysis.stretches = append(d.Analysis.stretches, stretch{i, i + 1})
		d.scores[i][Unit(Place)] = 5
	}
	d.Analysis.cases = []Case{Mixed}
	d.scores[0][Unit(Person)] = 5.5
	return m, d
}

func TestConfer(t *testing.T) {
	m, d := threePlaces(t)
	d.confer(m)
	for i, s := range d.scores {
		if s[Unit(Place)] <= s[Unit(Person)] {
			t.Errorf("place %d: as a place %.2f, as a person %.2f", i, s[Unit(Place)], s[Unit(Person)])
		}
	}
}

// A capital beside another one in prose is clear by itself, and a word that stands
// once hears nobody.
func TestConferLeavesAlone(t *testing.T) {
	m, d := threePlaces(t)
	d.Analysis.stretches = []stretch{{0, 2}, {2, 3}}
	before := d.scores[0]
	d.confer(m)
	if d.scores[0] != before {
		t.Error("a word in a long name heeds others")
	}
	m, d = threePlaces(t)
	for i := range d.Analysis.words {
		d.Analysis.words[i].folded = uint32(i)
	}
	before = d.scores[0]
	d.confer(m)
	if d.scores[0] != before {
		t.Error("a word that stands once heeds others")
	}
}

func TestMarginals(t *testing.T) {
	m, d := threePlaces(t)
	chances := make([][numOpinions]float32, 3)
	d.marginals(m, d.scores, chances)
	for i, c := range chances {
		var sum float32
		for _, p := range c {
			sum += p
		}
		if math.Abs(float64(sum-1)) > 1e-4 {
			t.Errorf("place %d: the chances sum to %f", i, sum)
		}
	}
	if chances[1][Place] < 0.9 || chances[0][Person] < chances[0][Place] {
		t.Errorf("chances %v", chances)
	}
}
