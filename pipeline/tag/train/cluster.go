package train

import (
	"math"
	"slices"

	"backchannel/pipeline/tag/internal/grammar"
)

// text is running text as numbers of words in normal form; 0 is a word that is
// too rare to have one, and the border of a sentence.
type text struct {
	vocabulary []string // vocabulary[0] is ""
	words      []int32
}

// readText reads everything there is to cluster: raw text and training trees.
func (d *Data) readText(atLeast int) (*text, error) {
	count := map[string]int{}
	var order []string
	var all []string
	add := func(words []string) {
		for _, form := range words {
			w := grammar.Normal(form)
			if count[w] == 0 {
				order = append(order, w)
			}
			count[w]++
			all = append(all, w)
		}
		all = append(all, "")
	}
	if err := d.Text(add); err != nil {
		return nil, err
	}
	for _, file := range trainFiles {
		trees, err := d.trees(file)
		if err != nil {
			return nil, err
		}
		for _, s := range trees {
			var words []string
			for _, w := range s.Words() {
				words = append(words, w.Form)
			}
			add(words)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return count[b] - count[a] })
	t := &text{vocabulary: []string{""}}
	number := map[string]int32{}
	for _, w := range order {
		if count[w] >= atLeast {
			number[w] = int32(len(t.vocabulary))
			t.vocabulary = append(t.vocabulary, w)
		}
	}
	for _, w := range all {
		t.words = append(t.words, number[w])
	}
	return t, nil
}

// cluster puts each word of the text into one of at most 255 classes so that the class
// tells most about it given the word before, by exchange (Uszkoreit and Brants
// 2008). Backwards, the word behind takes the place of the word before. Classes
// count from 1.
func (t *text) cluster(classes int, backwards bool, sweeps int) []uint8 {
	n := len(t.vocabulary)
	type pair struct{ word, neighbour int32 }
	counts := map[pair]int32{}
	for i := 1; i < len(t.words); i++ {
		p := pair{t.words[i], t.words[i-1]}
		if backwards {
			p.word, p.neighbour = p.neighbour, p.word
		}
		if p.word != 0 {
			counts[p]++
		}
	}
	type link struct{ neighbour, n int32 }
	links := make([][]link, n)
	total := make([]int64, n)
	for p, c := range counts {
		links[p.word] = append(links[p.word], link{p.neighbour, c})
		total[p.word] += int64(c)
	}
	for _, l := range links {
		slices.SortFunc(l, func(a, b link) int { return int(a.neighbour - b.neighbour) })
	}
	// joint[v*classes+c] counts the words of class c beside v; the sum of their
	// x log x less that of the classes' is what an exchange raises.
	joint := make([]int32, n*classes)
	size := make([]int64, classes)
	of := make([]uint8, n)
	for w := 1; w < n; w++ {
		c := (w - 1) % classes
		of[w] = uint8(c)
		size[c] += total[w]
		for _, l := range links[w] {
			joint[int(l.neighbour)*classes+c] += l.n
		}
	}
	var small [1 << 14]float32
	for i := 1; i < len(small); i++ {
		small[i] = float32(float64(i) * math.Log(float64(i)))
	}
	xlogx := func(x int32) float32 {
		if int(x) < len(small) {
			return small[x]
		}
		return float32(float64(x) * math.Log(float64(x)))
	}
	large := func(x int64) float64 {
		if x <= 0 {
			return 0
		}
		return float64(x) * math.Log(float64(x))
	}
	gain := make([]float32, classes)
	for range sweeps {
		moved := 0
		for w := 1; w < n; w++ {
			from := int(of[w])
			size[from] -= total[w]
			clear(gain)
			for _, l := range links[w] {
				row := joint[int(l.neighbour)*classes:][:classes]
				row[from] -= l.n
				for c, x := range row {
					gain[c] += xlogx(x+l.n) - xlogx(x)
				}
			}
			best, most := from, math.Inf(-1)
			for c, g := range gain {
				if v := float64(g) - (large(size[c]+total[w]) - large(size[c])); v > most {
					best, most = c, v
				}
			}
			if best != from {
				moved++
			}
			of[w] = uint8(best)
			size[best] += total[w]
			for _, l := range links[w] {
				joint[int(l.neighbour)*classes+best] += l.n
			}
		}
		if moved == 0 {
			break
		}
	}
	for w := 1; w < n; w++ {
		of[w]++
	}
	return of
}
