package train

import (
	"math"
	"math/rand/v2"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// fitOptions say how weights are learnt.
type fitOptions struct {
	runs    int       // with other random numbers; the weights are their mean
	silver  []float64 // share of the silver stretches learnt in each epoch; gold ones always
	rate    float64   // of AdaGrad
	dropout float64   // share of the features left out of each token
	cutoff  int       // a feature must be seen this often
	keep    int       // rows of the model
	upper   float64   // share of sentences that are also learnt in all capitals
	titled  float64   // … in title case
	small   float64   // … in lower case
}

// example is one stretch of candidates.
type example struct {
	first, end int // in fitter.offsets
	gold       bool
	weight     float32
}

const width = 16 // weights of a row, one label each and one to spare

type row [width]float32

// fitter learns a conditional random field from labels that may be known in part:
// it raises the likelihood of the set of label rows that the corpus allows (Täckström
// and others 2013), by AdaGrad with dropout, averaged over the later epochs.
type fitter struct {
	o        fitOptions
	ids      map[uint32]int32 // hash to row
	hashes   []uint32
	offsets  []int32 // of the features of each token
	features []int32
	allowed  []uint16
	examples []example

	weights, squares   []row
	steps, stepSquares [crf.NumLabels][crf.NumLabels]float32
	rng                *rand.Rand
	work               lattice
	moves              []move
}

// fit learns a model.
func fit(lex *crf.Lexicon, docs []Document, o fitOptions, progress func(format string, args ...any)) (*crf.Model, error) {
	f := &fitter{o: o, rng: rand.New(rand.NewPCG(3, 4))}
	all := append([]Document(nil), docs...)
	f.count(lex, docs)
	progress("%d features seen %d times or more", len(f.hashes), o.cutoff)
	for _, d := range docs {
		for _, recase := range []struct {
			share float64
			write func(string, int) string
		}{{o.upper, UpperCase}, {o.titled, TitleCase}, {o.small, smallCase}} {
			if f.rng.Float64() < recase.share {
				all = append(all, d.Recased(recase.write))
			}
		}
	}
	f.read(lex, all)
	progress("%d stretches, %d candidates, %d features", len(f.examples), len(f.offsets)-1, len(f.features))
	n := len(f.hashes)
	average := make([]row, n)
	var averageSteps [crf.NumLabels][crf.NumLabels]float32
	taken := float32(0)
	for run := range o.runs {
		f.weights, f.squares = make([]row, n), make([]row, n)
		f.steps, f.stepSquares = [crf.NumLabels][crf.NumLabels]float32{}, [crf.NumLabels][crf.NumLabels]float32{}
		f.rng = rand.New(rand.NewPCG(5, uint64(run)))
		for epoch, share := range o.silver {
			loss := f.epoch(share)
			progress("run %d, epoch %d: %.4f a candidate", run+1, epoch+1, loss)
			if epoch < len(o.silver)/2 {
				continue
			}
			taken++
			for i := range average {
				for y := range average[i] {
					average[i][y] += f.weights[i][y]
				}
			}
			for a := range averageSteps {
				for b := range averageSteps[a] {
					averageSteps[a][b] += f.steps[a][b]
				}
			}
		}
	}
	rows := make([]crf.Row, 0, n)
	for i := range average {
		r := crf.Row{Hash: f.hashes[i]}
		for y := range r.Weights {
			r.Weights[y] = average[i][y] / taken * float32(1-o.dropout)
		}
		rows = append(rows, r)
	}
	for a := range averageSteps {
		for b := range averageSteps[a] {
			averageSteps[a][b] /= taken
		}
	}
	rows = strongest(rows, o.keep)
	progress("%d rows kept", len(rows))
	return crf.NewModel(lex, rows, averageSteps)
}

// strongest keeps the n rows with the largest weights.
func strongest(rows []crf.Row, n int) []crf.Row {
	size := func(r crf.Row) float32 {
		var m float32
		for _, w := range r.Weights {
			m = max(m, float32(math.Abs(float64(w))))
		}
		return m
	}
	low, high := float32(0), float32(100)
	for range 40 { // the size that n rows reach
		mid := (low + high) / 2
		count := 0
		for _, r := range rows {
			if size(r) > mid {
				count++
			}
		}
		if count > n {
			low = mid
		} else {
			high = mid
		}
	}
	var out []crf.Row
	for _, r := range rows {
		if size(r) > high {
			out = append(out, r)
		}
	}
	return out
}

// count gives a row to each feature that is seen often enough.
func (f *fitter) count(lex *crf.Lexicon, docs []Document) {
	seen := map[uint32]uint8{}
	f.ids = map[uint32]int32{}
	var a crf.Analysis
	var features []uint32
	for _, d := range docs {
		text, sentences, tokens := d.Text()
		a.Read(lex, text, sentences, tokens)
		a.Stretches(func(first, end int) {
			for i := first; i < end; i++ {
				features = a.Features(i, features[:0])
				for _, h := range features {
					n := seen[h]
					if int(n) >= f.o.cutoff {
						continue
					}
					seen[h] = n + 1
					if int(n)+1 == f.o.cutoff {
						f.ids[h] = int32(len(f.hashes))
						f.hashes = append(f.hashes, h)
					}
				}
			}
		})
	}
}

// read turns documents into examples.
func (f *fitter) read(lex *crf.Lexicon, docs []Document) {
	var a crf.Analysis
	var features []uint32
	f.offsets = append(f.offsets, 0)
	for _, d := range docs {
		text, sentences, tokens := d.Text()
		a.Read(lex, text, sentences, tokens)
		var allowed []uint16
		for _, s := range d.Sentences {
			allowed = append(allowed, s.Allowed...)
		}
		reachable(&a, allowed)
		a.Stretches(func(first, end int) {
			ex := example{first: len(f.offsets) - 1, gold: d.Gold, weight: d.Weight}
			for i := first; i < end; i++ {
				features = a.Features(i, features[:0])
				for _, h := range features {
					if id, ok := f.ids[h]; ok {
						f.features = append(f.features, id)
					}
				}
				f.offsets = append(f.offsets, int32(len(f.features)))
				f.allowed = append(f.allowed, allowed[i])
			}
			ex.end = len(f.offsets) - 1
			f.examples = append(f.examples, ex)
		})
	}
}

// reachable turns names that hold a word which is no candidate into O.
func reachable(a *crf.Analysis, allowed []uint16) {
	closing := func(set uint16) bool { // O, last, unit or Misc, or not known
		for l := crf.Label(0); l < crf.NumLabels; l++ {
			if set&(1<<l) != 0 && crf.MayEnd(l) {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(allowed); {
		j := i + 1
		for j < len(allowed) && !closing(allowed[j-1]) {
			j++
		}
		lost := false
		for k := i; k < j; k++ {
			lost = lost || !a.Candidate(k) && allowed[k]&outside == 0
		}
		for k := i; lost && k < j; k++ {
			allowed[k] = outside
		}
		i = j
	}
	for i := range allowed {
		if allowed[i] == 1<<crf.MiscIn && (i == 0 || allowed[i-1]&(1<<crf.MiscBegin|1<<crf.MiscIn) == 0) {
			allowed[i] = 1 << crf.MiscBegin
		}
	}
}

// epoch learns once from every gold example and a share of the silver ones, and
// returns the mean loss of a candidate.
func (f *fitter) epoch(share float64) float64 {
	var loss float64
	seen := 0
	for _, i := range f.rng.Perm(len(f.examples)) {
		ex := f.examples[i]
		if !ex.gold && f.rng.Float64() >= share {
			continue
		}
		loss += f.learn(ex)
		seen += ex.end - ex.first
	}
	return loss / float64(max(seen, 1))
}

type lattice struct {
	scores, forward, backward [][crf.NumLabels]float64
	marginal                  [][crf.NumLabels]float64
	steps                     [crf.NumLabels][crf.NumLabels]float64
}

// learn makes one step on one example.
func (f *fitter) learn(ex example) float64 {
	work := &f.work
	n := ex.end - ex.first
	size := max(n, len(work.scores))
	if len(work.scores) < size {
		work.scores = make([][crf.NumLabels]float64, size)
		work.forward = make([][crf.NumLabels]float64, size)
		work.backward = make([][crf.NumLabels]float64, size)
		work.marginal = make([][crf.NumLabels]float64, size)
	}
	// Dropout takes a different row of features each time: those whose number, mixed
	// with the salt, is small.
	salt := f.rng.Uint32()
	limit := uint32(f.o.dropout * (1 << 32))
	dropped := func(k int32, id int32) bool {
		return (uint32(k)*0x9E3779B1^uint32(id)*0x85EBCA6B^salt)*0xC2B2AE35 < limit
	}
	for t := range n {
		var sum [width]float32
		for k := f.offsets[ex.first+t]; k < f.offsets[ex.first+t+1]; k++ {
			id := f.features[k]
			if dropped(k, id) {
				continue
			}
			w := &f.weights[id]
			for y := range sum {
				sum[y] += w[y]
			}
		}
		top := sum[0]
		for _, v := range sum[:crf.NumLabels] {
			top = max(top, v)
		}
		for y := range work.scores[t] {
			work.scores[t][y] = math.Exp(float64(sum[y] - top))
		}
	}
	for a := range work.steps {
		for b := range work.steps[a] {
			work.steps[a][b] = math.Exp(float64(f.steps[a][b]))
		}
	}
	// The gradient is what the corpus allows less what the model expects.
	var stepGrad [crf.NumLabels][crf.NumLabels]float64
	zModel := work.sums(n, nil, -1, &stepGrad)
	for t := range n {
		for y := range work.marginal[t] {
			work.marginal[t][y] = -work.forward[t][y] * work.backward[t][y]
		}
	}
	zAllowed := work.sums(n, f.allowed[ex.first:ex.end], 1, &stepGrad)
	if math.IsInf(zAllowed, -1) {
		return 0
	}
	for t := range n {
		for y := range work.marginal[t] {
			work.marginal[t][y] += work.forward[t][y] * work.backward[t][y]
		}
	}
	for t := range n {
		moves := f.moves[:0]
		for y, g := range work.marginal[t] {
			if math.Abs(g) > 1e-4 {
				moves = append(moves, move{y, float32(g) * ex.weight})
			}
		}
		f.moves = moves
		if len(moves) == 0 {
			continue
		}
		for k := f.offsets[ex.first+t]; k < f.offsets[ex.first+t+1]; k++ {
			id := f.features[k]
			if dropped(k, id) {
				continue
			}
			f.update(&f.weights[id], &f.squares[id], moves)
		}
	}
	for _, s := range crf.Steps {
		g := float32(stepGrad[s.From][s.To]) * ex.weight
		if g != 0 {
			sq := &f.stepSquares[s.From][s.To]
			*sq += g * g
			f.steps[s.From][s.To] += float32(f.o.rate) * g / (float32(math.Sqrt(float64(*sq))) + 1e-3)
		}
	}
	return (zModel - zAllowed) * float64(ex.weight)
}

// move is how far the weights of one label should go.
type move struct {
	label int
	grad  float32
}

func (f *fitter) update(w, squares *row, moves []move) {
	rate := float32(f.o.rate)
	for _, m := range moves {
		square := squares[m.label] + m.grad*m.grad
		squares[m.label] = square
		w[m.label] += rate * m.grad / (float32(math.Sqrt(float64(square))) + 1e-3)
	}
}

// sums runs forward and backward over n places, with the labels that allowed
// admits (all when nil), leaves sums whose product is the probability of a label
// at a place, adds sign times the expected steps to grad, and returns the
// logarithm of the sum over all label rows.
func (l *lattice) sums(n int, allowed []uint16, sign float64, grad *[crf.NumLabels][crf.NumLabels]float64) float64 {
	admits := func(t int, y crf.Label) bool { return allowed == nil || allowed[t]&(1<<y) != 0 }
	var logZ float64
	for t := range n {
		var next [crf.NumLabels]float64
		if t == 0 {
			for y := crf.Label(0); y < crf.NumLabels; y++ {
				if crf.MayBegin(y) && admits(0, y) {
					next[y] = l.steps[crf.O][y] * l.scores[0][y]
				}
			}
		} else {
			prev := &l.forward[t-1]
			for _, s := range crf.Steps {
				next[s.To] += prev[s.From] * l.steps[s.From][s.To]
			}
			for y := range next {
				next[y] *= l.scores[t][y]
				if !admits(t, crf.Label(y)) {
					next[y] = 0
				}
			}
		}
		if t == n-1 {
			for y := range next {
				if !crf.MayEnd(crf.Label(y)) {
					next[y] = 0
				}
			}
		}
		var z float64
		for _, v := range next {
			z += v
		}
		if z <= 0 || math.IsInf(z, 0) || math.IsNaN(z) {
			return math.Inf(-1)
		}
		logZ += math.Log(z)
		for y := range next {
			next[y] /= z
		}
		l.forward[t] = next
		l.backward[t] = [crf.NumLabels]float64{} // scaled below
		l.backward[t][0] = z
	}
	scale := make([]float64, 0, 64)
	for t := range n {
		scale = append(scale, l.backward[t][0])
	}
	for y := range l.backward[n-1] {
		l.backward[n-1][y] = 1
	}
	for t := n - 2; t >= 0; t-- {
		var back [crf.NumLabels]float64
		next := &l.backward[t+1]
		for _, s := range crf.Steps {
			if !admits(t+1, s.To) || t+1 == n-1 && !crf.MayEnd(s.To) {
				continue
			}
			v := l.steps[s.From][s.To] * l.scores[t+1][s.To] * next[s.To] / scale[t+1]
			back[s.From] += v
			grad[s.From][s.To] += sign * l.forward[t][s.From] * v
		}
		l.backward[t] = back
	}
	for y := range l.forward[0] {
		if p := l.forward[0][y] * l.backward[0][y]; p > 0 {
			grad[crf.O][y] += sign * p
		}
	}
	return logZ
}
