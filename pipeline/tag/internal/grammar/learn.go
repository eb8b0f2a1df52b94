package grammar

import (
	"math/rand/v2"
	"slices"
)

// Example is a sentence to learn from.
type Example struct {
	Forms  []string
	Gold   []uint8 // tags
	Auto   []uint8 // tags by a tagger that has not seen the sentence
	Second []uint8 // its second choice where it was in doubt, else as Auto
	Rival  []uint8 // likewise, where the second came less near
	Doubt  []uint8 // how near, 0 to 4
	Heads  []int32 // the root's is len(Forms)
	Labels []uint8
}

// sums are the weights of an averaged perceptron (Freund and Schapire 1999):
// their values now, and what must be taken away for the mean over all steps.
type sums struct {
	now  []int32
	late []int64
}

func newSums(bits int) sums { return sums{make([]int32, 1<<bits), make([]int64, 1<<bits)} }

func (s sums) add(slot uint32, by int32, step int64) {
	i := slot & uint32(len(s.now)-1)
	s.now[i] += by
	s.late[i] += int64(by) * step
}

// mean returns the averaged weights.
func (s sums) mean(step int64) []float64 {
	mean := make([]float64, len(s.now))
	for i, w := range s.now {
		mean[i] = float64(w) - float64(s.late[i])/float64(step)
	}
	return mean
}

// largest is the largest distance from 0.
func largest(all []float64) float64 {
	most := 1e-9
	for _, v := range all {
		most = max(most, v, -v)
	}
	return most
}

// drill holds the weights while they are learnt.
type drill struct {
	tag, left, right, label sums
	step                    int64
	margin                  int32
	golds                   []state // the right way of the sentence
	way                     []int32
}

func (d *drill) moveScores(feats []uint32) (scores [3]int32) {
	mask := uint32(len(d.left.now) - 1)
	for _, f := range feats {
		scores[left] += d.left.now[f&mask]
		scores[right] += d.right.now[f&mask]
	}
	scores[shift] = -scores[left] - scores[right]
	return scores
}

func (d *drill) bestLabel(feats []uint32, candidates uint64) uint8 {
	var room [64]uint8
	list := members(candidates, &room)
	var sums [64]int32
	mask := uint32(len(d.label.now) - 1)
	for _, f := range feats {
		for i, l := range list {
			sums[i] += d.label.now[(f^uint32(l))&mask]
		}
	}
	return best(list, sums[:])
}

// Tagging says how the tagger learns.
type Tagging struct {
	Runs   int // whole learnings in different orders, whose means are added up
	Passes int
	Margin int32  // by which the right tag must win
	Drop   uint32 // per cent of the features that are left out at random
	Seed   uint64
	Report func(run, pass int, right float64) // may be nil
}

// LearnTags fills m.TagWeights from the examples' Gold tags.
func LearnTags(m *Model, examples []*Example, how Tagging) {
	total := make([]float64, 1<<tagBits)
	for run := range how.Runs {
		d := &drill{tag: newSums(tagBits), margin: how.Margin}
		wk := &Worker{m: m, drill: d}
		chance := rand.New(rand.NewPCG(how.Seed, uint64(run)))
		turn := indices(len(examples))
		for pass := range how.Passes {
			chance.Shuffle(len(turn), func(i, j int) { turn[i], turn[j] = turn[j], turn[i] })
			hits, all := 0, 0
			for _, at := range turn {
				hits += wk.drillTags(examples[at], how.Drop, chance)
				all += len(examples[at].Forms)
			}
			if how.Report != nil {
				how.Report(run, pass, float64(hits)/float64(all))
			}
		}
		addTo(total, d.tag.mean(d.step))
	}
	scale := 32767 / largest(total)
	m.TagWeights, m.exact = nil, nil
	for _, v := range total {
		m.TagWeights = appendWeight(m.TagWeights, v*scale)
		m.exact = append(m.exact, round(v*scale))
	}
	m.TagDoubt = int32(float64(how.Margin) * float64(how.Runs) * scale)
}

// drillTags learns one sentence from left to right and returns the number of
// right tags. Each word sees the tags that the weights gave those before it.
func (wk *Worker) drillTags(e *Example, drop uint32, chance *rand.Rand) (hits int) {
	wk.Read(len(e.Forms), func(i int) string { return e.Forms[i] })
	t1, t2 := uint32(startTag), uint32(startTag)
	for i := range wk.words {
		candidates := wk.candidates(i)
		best, gold := int(candidates[0]), int(e.Gold[i])
		if len(candidates) > 1 {
			wk.tagFeatures(i, t1, t2)
			wk.drop(drop, chance)
			best = wk.drill.learnTag(wk.feats, candidates, gold)
		}
		if best == gold {
			hits++
		}
		t1, t2 = uint32(best)+1, t1
	}
	return hits
}

// drop leaves out some per cent of the features, so that no few of them are relied
// upon.
func (wk *Worker) drop(share uint32, chance *rand.Rand) {
	if share == 0 {
		return
	}
	kept := wk.feats[:0]
	for _, f := range wk.feats {
		if chance.Uint32N(100) >= share {
			kept = append(kept, f)
		}
	}
	wk.feats = kept
}

// learnTag scores the candidates and moves the weights if gold does not win by
// the margin. It returns the winner.
func (d *drill) learnTag(feats []uint32, candidates []uint8, gold int) int {
	var score [256]int32
	mask := uint32(len(d.tag.now) - 1)
	known := false
	for _, t := range candidates {
		known = known || int(t) == gold
	}
	for _, f := range feats {
		for _, t := range candidates {
			score[t] += d.tag.now[(f^uint32(t))&mask]
		}
	}
	best, rival := int(candidates[0]), -1
	for _, c := range candidates {
		t := int(c)
		if score[t] > score[best] {
			best = t
		}
		if t != gold && (rival < 0 || score[t] > score[rival]) {
			rival = t
		}
	}
	d.step++
	if known && score[gold]-score[rival] <= d.margin {
		for _, f := range feats {
			d.tag.add(f^uint32(gold), 1, d.step)
			d.tag.add(f^uint32(rival), -1, d.step)
		}
	}
	return best
}

func round(v float64) int16 {
	if v < 0 {
		return int16(v - 0.5)
	}
	return int16(v + 0.5)
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// CountLabels fills m.Candidates and m.Open from the examples' trees.
func CountLabels(m *Model, examples []*Example) { m.countLabels(examples, 0) }

// PruneLabels takes out of m.Candidates the labels that two tags have less than
// once in a thousand arcs. They serve to learn, and only cost time behind it.
func PruneLabels(m *Model, examples []*Example) { m.countLabels(examples, 1000) }

// countLabels leaves out labels that are not seen once in so many arcs; 0 leaves
// out none.
func (m *Model) countLabels(examples []*Example, noise int) {
	k := len(m.Tags)
	counts := make([][]int, 2*k*k)
	for _, e := range examples {
		for i, h := range e.Heads {
			if int(h) == len(e.Forms) {
				continue
			}
			at := 0
			if int(h) < i {
				at = 1
			}
			at = (at*k+int(e.Auto[h]))*k + int(e.Auto[i])
			if counts[at] == nil {
				counts[at] = make([]int, len(m.Labels))
			}
			counts[at][e.Labels[i]]++
			m.Open |= 1 << e.Labels[i]
		}
	}
	m.Candidates = make([]uint64, 2*k*k)
	for at, labels := range counts {
		all := 0
		for _, n := range labels {
			all += n
		}
		for l, n := range labels {
			if n > 0 && (noise == 0 || n*noise >= all) {
				m.Candidates[at] |= 1 << l
			}
		}
	}
}

// costs says for each move how many arcs of the tree can no longer be made
// behind it (Goldberg and Nivre 2013).
func (wk *Worker) costs(s *state, heads []int32) (cost [3]int) {
	n := int32(len(heads))
	b := wk.parts[s.front].word
	if s.top != 0 {
		s0 := wk.stacked(s.top).word
		lost := 0
		for k := b; k < n; k++ {
			if heads[k] == s0 {
				lost++
			}
		}
		cost[left], cost[right] = lost, lost
		h := heads[s0]
		if h >= b {
			cost[right]++
		}
		if h > b || s.depth > 1 && h == wk.stacked(wk.nodes[s.top].below).word {
			cost[left]++
		}
	}
	if b < n {
		for at := s.top; at != 0; at = wk.nodes[at].below {
			k := wk.stacked(at).word
			if heads[k] == b || at != s.top && heads[b] == k {
				cost[shift]++
			}
		}
	}
	return cost
}

// load takes an example with its automatic tags.
func (wk *Worker) load(e *Example) {
	wk.Read(len(e.Forms), func(i int) string { return e.Forms[i] })
	wk.tags = append(wk.tags[:0], e.Auto...)
	wk.second = append(wk.second[:0], e.Second...)
	wk.rival = append(wk.rival[:0], e.Rival...)
	wk.doubt = append(wk.doubt[:0], e.Doubt...)
	wk.prepare()
}

// reward adds by to the weights of the move. The three moves' weights under a
// feature sum to 0, so two of them are kept; what one gains by two, the others
// lose by one.
func (d *drill) reward(feats []uint32, move int, by int32) {
	l, r := -by, -by
	switch move {
	case left:
		l = 2 * by
	case right:
		r = 2 * by
	}
	for _, f := range feats {
		d.left.add(f, l, d.step)
		d.right.add(f, r, d.step)
	}
}

// pick returns the best legal move, and the best of those that lose least.
func pick(scores [3]int32, legal [3]bool, cost [3]int) (best, good int) {
	best, good = -1, -1
	for move, ok := range legal {
		if !ok {
			continue
		}
		if best < 0 || scores[move] > scores[best] {
			best = move
		}
		if good < 0 || cost[move] < cost[good] || cost[move] == cost[good] && scores[move] > scores[good] {
			good = move
		}
	}
	return best, good
}

// rival returns the best legal move that loses more than the least; -1 if none does.
func rival(scores [3]int32, legal [3]bool, cost [3]int, least int) int {
	bad := -1
	for move, ok := range legal {
		if ok && cost[move] > least && (bad < 0 || scores[move] > scores[bad]) {
			bad = move
		}
	}
	return bad
}

// learnLabel chooses the label of the arc that move would make, and moves the
// weights if the arc is right and its label wrong.
func (wk *Worker) learnLabel(s *state, move int, e *Example) uint8 {
	head, dependent := wk.attach(s, move)
	candidates := wk.labelCandidates(head, dependent)
	if candidates&(candidates-1) == 0 {
		return lowest(candidates)
	}
	wk.labelFeatures(s, move)
	label := wk.drill.bestLabel(wk.feats, candidates)
	word := wk.parts[dependent].word
	gold := e.Labels[word]
	if e.Heads[word] == wk.parts[head].word && label != gold && candidates&(1<<gold) != 0 {
		for _, f := range wk.feats {
			wk.drill.label.add(f^uint32(gold), 1, wk.drill.step)
			wk.drill.label.add(f^uint32(label), -1, wk.drill.step)
		}
	}
	return label
}

// Parsing says how the parser learns.
type Parsing struct {
	Runs   int    // whole learnings in different orders, whose means are added up
	Greedy int    // passes move by move, with a dynamic oracle
	Search int    // passes with a beam, from the greedy weights on
	Width  int    // of the beam
	Margin int32  // by which a greedy move must win
	Drop   uint32 // per cent of the features that greedy moves leave out at random
	Seed   uint64
	Report func(run, pass int, arcs float64) // may be nil
}

// LearnParser fills m.MoveWeights and m.LabelWeights from the examples' trees and
// automatic tags.
func LearnParser(m *Model, examples []*Example, how Parsing) {
	CountLabels(m, examples)
	l, r, labels := make([]float64, 1<<moveBits), make([]float64, 1<<moveBits), make([]float64, 1<<labelBits)
	for run := range how.Runs {
		d := drillParser(m, examples, how, run)
		addTo(l, d.left.mean(d.step))
		addTo(r, d.right.mean(d.step))
		addTo(labels, d.label.mean(d.step))
	}
	scale := 32767 / max(largest(l), largest(r))
	m.MoveWeights = nil
	for i := range l {
		m.MoveWeights = append(m.MoveWeights, uint16(code(round(l[i]*scale)))|uint16(code(round(r[i]*scale)))<<8)
	}
	scale = 32767 / largest(labels)
	m.LabelWeights = nil
	for _, v := range labels {
		m.LabelWeights = appendWeight(m.LabelWeights, v*scale)
	}
}

func addTo(sum, values []float64) {
	for i, v := range values {
		sum[i] += v
	}
}

// drillParser makes all passes of one run.
func drillParser(m *Model, examples []*Example, how Parsing, run int) *drill {
	d := &drill{left: newSums(moveBits), right: newSums(moveBits), label: newSums(labelBits)}
	wk := &Worker{m: m, drill: d}
	chance := rand.New(rand.NewPCG(how.Seed, uint64(run)))
	turn := indices(len(examples))
	for pass := range how.Greedy + how.Search {
		if pass == how.Greedy && pass > 0 {
			d.restart()
		}
		chance.Shuffle(len(turn), func(i, j int) { turn[i], turn[j] = turn[j], turn[i] })
		hits, all := 0, 0
		for _, at := range turn {
			e := examples[at]
			wk.load(e)
			if pass < how.Greedy {
				hits += wk.drillGreedy(e, how, pass > 0, chance)
			} else {
				hits += wk.drillBeam(e, how.Width)
			}
			all += len(e.Forms)
		}
		if how.Report != nil {
			how.Report(run, pass, float64(hits)/float64(all))
		}
	}
	return d
}

// restart makes the means the weights to go on from.
func (d *drill) restart() {
	for _, s := range []sums{d.left, d.right, d.label} {
		for i, v := range s.mean(d.step) {
			s.now[i], s.late[i] = int32(round(v)), 0
		}
	}
	d.step = 0
}

// drillGreedy learns one sentence and returns the number of right arcs.
func (wk *Worker) drillGreedy(e *Example, how Parsing, explore bool, chance *rand.Rand) (hits int) {
	d := wk.drill
	s := wk.begin()
	for !wk.done(&s) {
		d.step++
		wk.moveFeatures(&s)
		wk.drop(how.Drop, chance)
		scores, legal, cost := d.moveScores(wk.feats), wk.legal(&s), wk.costs(&s, e.Heads)
		best, good := pick(scores, legal, cost)
		if bad := rival(scores, legal, cost, cost[good]); bad >= 0 && scores[good]-scores[bad] <= how.Margin {
			d.reward(wk.feats, good, 1)
			d.reward(wk.feats, bad, -1)
		}
		if cost[best] > cost[good] {
			if !explore || chance.IntN(10) == 0 {
				best = good
			}
		}
		var label uint8
		if best != shift {
			label = wk.learnLabel(&s, best, e)
		}
		s = wk.step(&s, best, label)
		if s.arc >= 0 && e.Heads[s.arc] == s.head {
			hits++
		}
	}
	return hits
}

// drillBeam learns one sentence where the beam's best way is furthest ahead of
// the right one (Huang, Fayong and Guo 2012). The right way is, among those that
// lose no arc, the one that the weights like best.
func (wk *Worker) drillBeam(e *Example, width int) (hits int) {
	d := wk.drill
	d.step++
	start := wk.begin()
	wk.states = append(wk.states[:0], start)
	golds := append(d.golds[:0], start)
	from := 0
	var worst, at, best int32
	for range 2 * len(e.Forms) {
		from = wk.expand(from, width)
		s := golds[len(golds)-1]
		wk.moveFeatures(&s)
		scores := d.moveScores(wk.feats)
		_, move := pick(scores, wk.legal(&s), wk.costs(&s, e.Heads))
		var label uint8
		if move != shift {
			label = wk.chooseLabel(&s, move)
		}
		next := wk.step(&s, move, label)
		next.score += scores[move]
		golds = append(golds, next)
		if v := wk.states[from].score - next.score; v > worst {
			worst, at, best = v, int32(len(golds)-1), int32(from)
		}
	}
	for i := int32(from); i > 0; i = wk.states[i].parent {
		if s := &wk.states[i]; s.arc >= 0 && e.Heads[s.arc] == s.head {
			hits++
		}
	}
	for i := range len(golds) - 1 {
		if move := int(golds[i+1].move); move != shift {
			wk.learnLabel(&golds[i], move, e)
		}
	}
	d.golds = golds
	if worst == 0 {
		return hits
	}
	way := d.way[:0]
	for i := best; i >= 0; i = wk.states[i].parent {
		way = append(way, i)
	}
	slices.Reverse(way)
	apart := false
	for i := range at {
		good, bad := int(golds[i+1].move), int(wk.states[way[i+1]].move)
		if apart = apart || good != bad; !apart {
			continue
		}
		wk.moveFeatures(&golds[i])
		d.reward(wk.feats, good, 1)
		wk.moveFeatures(&wk.states[way[i]])
		d.reward(wk.feats, bad, -1)
	}
	d.way = way
	return hits
}

// TagExamples fills the examples' Auto and Second by the model, and returns the
// share of them that are right.
func TagExamples(m *Model, examples []*Example) float64 {
	wk := &Worker{m: m}
	hits, all := 0, 0
	for _, e := range examples {
		wk.Read(len(e.Forms), func(i int) string { return e.Forms[i] })
		wk.tagAll()
		e.Auto = slices.Clone(wk.tags)
		e.Second = slices.Clone(wk.second)
		e.Rival, e.Doubt = slices.Clone(wk.rival), slices.Clone(wk.doubt)
		for i, t := range e.Auto {
			if t == e.Gold[i] {
				hits++
			}
			all++
		}
	}
	return float64(hits) / float64(max(all, 1))
}
