package grammar

import (
	"math/rand/v2"
	"slices"
)

const choiceBits = 17

// LearnChoice fills m.Words.Choice from the examples' lemmas and automatic tags.
// Words seen once or twice stand for unknown ones: their lemmas come from endings.
func LearnChoice(m *Model, examples []WordExample, passes int, seed uint64) {
	uses := map[string]int{}
	for _, e := range examples {
		for _, form := range e.Forms {
			uses[form]++
		}
	}
	weights := newSums(choiceBits)
	mask := uint32(1<<choiceBits - 1)
	step := int64(0)
	chance := rand.New(rand.NewPCG(seed, 4))
	turn := indices(len(examples))
	wk := &Worker{m: m}
	for range passes {
		chance.Shuffle(len(turn), func(i, j int) { turn[i], turn[j] = turn[j], turn[i] })
		for _, at := range turn {
			e := examples[at]
			wk.load(e.Example)
			wk.labels = append(wk.labels[:0], e.Labels...)
			wk.heads = append(wk.heads[:0], e.Heads...)
			for i, h := range wk.heads {
				if int(h) == len(e.Forms) {
					wk.heads[i] = -1
				}
			}
			for i, form := range e.Forms {
				var list [maxLemmas]string
				n := wk.lemmas(i, form, uses[form] > 5, &list)
				gold := slices.Index(list[:n], e.Lemmas[i])
				if n < 2 || gold < 0 {
					continue
				}
				step++
				wk.choiceFeatures(i)
				var own [maxLemmas][]uint32
				var score [maxLemmas]int32
				rival := -1
				for k, lemma := range list[:n] {
					own[k] = slices.Clone(wk.choice(i, form, lemma, k))
					for _, f := range own[k] {
						score[k] += weights.now[f&mask]
					}
					if k != gold && (rival < 0 || score[k] > score[rival]) {
						rival = k
					}
				}
				if score[gold]-score[rival] > choiceMargin {
					continue
				}
				for j := range own[gold] {
					weights.add(own[gold][j], 1, step)
					weights.add(own[rival][j], -1, step)
				}
			}
		}
	}
	mean := weights.mean(max(step, 1))
	scale := 32767 / largest(mean)
	m.Words.Choice = make([]int16, len(mean))
	for i, v := range mean {
		m.Words.Choice[i] = round(v * scale)
	}
}

const choiceMargin = 40
