package train

import (
	"math"
	"math/rand/v2"
	"sort"
)

// clusterOptions say how words are clustered.
type clusterOptions struct {
	dims, window, negatives, epochs int
	fine, coarse                    int // numbers of clusters
	atLeast                         int // count of a word
}

// clusters groups words by the company they keep: skip-gram vectors with negative
// sampling (Mikolov and others 2013), then k-means by cosine. Clusters count from
// 1; coarse maps a cluster to its group. The most frequent words come first.
func clusters(text [][]string, o clusterOptions) (vocab []string, of []uint16, coarse []byte) {
	count := map[string]int{}
	total := 0
	for _, s := range text {
		for _, w := range s {
			count[w]++
			total++
		}
	}
	for w, n := range count {
		if n >= o.atLeast {
			vocab = append(vocab, w)
		}
	}
	sort.Slice(vocab, func(i, j int) bool {
		if count[vocab[i]] != count[vocab[j]] {
			return count[vocab[i]] > count[vocab[j]]
		}
		return vocab[i] < vocab[j]
	})
	id := map[string]int32{}
	for i, w := range vocab {
		id[w] = int32(i)
	}
	vectors := skipGrams(text, id, vocab, count, total, o)
	normalize(vectors, o.dims)
	assigned, centres := kMeans(vectors, o.dims, o.fine, 12)
	groups, _ := kMeans(centres, o.dims, o.coarse, 20)
	of = make([]uint16, len(vocab))
	for i, c := range assigned {
		of[i] = uint16(c + 1)
	}
	coarse = make([]byte, o.fine+1)
	for i, g := range groups {
		coarse[i+1] = byte(g + 1)
	}
	return vocab, of, coarse
}

func skipGrams(text [][]string, id map[string]int32, vocab []string, count map[string]int, total int, o clusterOptions) []float32 {
	rng := rand.New(rand.NewPCG(1, 2))
	dims := o.dims
	in := make([]float32, len(vocab)*dims)
	out := make([]float32, len(vocab)*dims)
	for i := range in {
		in[i] = (rng.Float32() - 0.5) / float32(dims)
	}
	var noise []int32
	for i, w := range vocab {
		for n := int(math.Pow(float64(count[w]), 0.75)); n >= 0; n-- {
			noise = append(noise, int32(i))
		}
	}
	keep := make([]float32, len(vocab))
	for i, w := range vocab {
		f := float64(count[w]) / float64(total) / 1e-4
		keep[i] = float32(math.Sqrt(1/f) + 1/f)
	}
	var sigmoid [1024]float32
	for i := range sigmoid {
		x := (float64(i)/512 - 1) * 6
		sigmoid[i] = float32(1 / (1 + math.Exp(-x)))
	}
	grad := make([]float32, dims)
	var sent []int32
	done, steps := 0, total*o.epochs
	for range o.epochs {
		for _, s := range text {
			sent = sent[:0]
			for _, w := range s {
				if i, ok := id[w]; ok && rng.Float32() < keep[i] {
					sent = append(sent, i)
				}
			}
			rate := 0.05 * max(1-float32(done)/float32(steps), 0.01)
			done += len(s)
			for i, centre := range sent {
				width := 1 + rng.IntN(o.window)
				for j := max(0, i-width); j < min(len(sent), i+width+1); j++ {
					if j == i {
						continue
					}
					v := in[int(sent[j])*dims:][:dims]
					clear(grad)
					for k := 0; k <= o.negatives; k++ {
						target, label := centre, float32(1)
						if k > 0 {
							target, label = noise[rng.IntN(len(noise))], 0
							if target == centre {
								continue
							}
						}
						u := out[int(target)*dims:][:dims]
						var dot float32
						for d, x := range v {
							dot += x * u[d]
						}
						p := float32(0)
						if dot >= 6 {
							p = 1
						} else if dot > -6 {
							p = sigmoid[int((dot/6+1)*512)]
						}
						g := (label - p) * rate
						for d := range grad {
							grad[d] += g * u[d]
							u[d] += g * v[d]
						}
					}
					for d := range v {
						v[d] += grad[d]
					}
				}
			}
		}
	}
	return in
}

func normalize(vectors []float32, dims int) {
	for i := 0; i+dims <= len(vectors); i += dims {
		v := vectors[i : i+dims]
		var sum float64
		for _, x := range v {
			sum += float64(x) * float64(x)
		}
		if sum > 0 {
			n := float32(1 / math.Sqrt(sum))
			for d := range v {
				v[d] *= n
			}
		}
	}
}

// kMeans groups unit vectors by cosine. The first centres are the first vectors,
// which belong to the most frequent words.
func kMeans(vectors []float32, dims, k, rounds int) (assigned []int, centres []float32) {
	n := len(vectors) / dims
	k = min(k, n)
	centres = append([]float32(nil), vectors[:k*dims]...)
	assigned = make([]int, n)
	for range rounds {
		for i := range n {
			v := vectors[i*dims:][:dims]
			best := float32(-2)
			for c := range k {
				u := centres[c*dims:][:dims]
				var dot float32
				for d, x := range v {
					dot += x * u[d]
				}
				if dot > best {
					best, assigned[i] = dot, c
				}
			}
		}
		clear(centres)
		for i, c := range assigned {
			u := centres[c*dims:][:dims]
			for d, x := range vectors[i*dims:][:dims] {
				u[d] += x
			}
		}
		normalize(centres, dims)
	}
	return assigned, centres
}
