package crf

import "math"

// A document mostly means one thing by one word. So a stretch is read three times:
// at first by itself, which gives the chance of each class for each word, and then
// knowing what the other places of its words say (after Finkel, Grenager and
// Manning 2005 and Krishnan and Manning 2006, with one fixed weight in place of
// sampling or a second model).
const (
	opinionRounds = 2
	opinionWeight = 0.8  // of the others' mean chance, as a logarithm
	opinionFloor  = 0.03 // added to it: nobody is quite sure
)

// numOpinions are the classes, and O behind them.
const numOpinions = int(NumClasses) + 1

// opinionOf is the class of each label.
var opinionOf = func() (of [NumLabels]uint8) {
	for l := range of {
		switch {
		case Label(l) == O:
			of[l] = uint8(NumClasses)
		case Label(l) >= MiscBegin:
			of[l] = uint8(Misc)
		default:
			of[l] = uint8((l - 1) / 4)
		}
	}
	return of
}()

// opinion is what all places of a word together say of its class.
type opinion struct {
	hash, round uint32
	places      float32
	chances     [numOpinions]float32 // summed over the places
}

// opinions is a table from folded words to opinions, for one document, cleared
// by counting up its round.
type opinions struct {
	slots []opinion
	round uint32
}

func (o *opinions) reset(words int) {
	size := 64
	for size < 2*words {
		size *= 2
	}
	if len(o.slots) < size {
		o.slots, o.round = make([]opinion, size), 0
	}
	if o.round++; o.round == 0 {
		clear(o.slots)
		o.round = 1
	}
}

func (o *opinions) at(hash uint32) *opinion {
	mask := len(o.slots) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		s := &o.slots[i]
		if s.round != o.round {
			*s = opinion{hash: hash, round: o.round}
			return s
		}
		if s.hash == hash {
			return s
		}
	}
}

// hasOpinion reports words that mean the same in all their places: no marks, no
// "of", no "Party" or "South", which take part in names of many kinds.
func (w *word) hasOpinion() bool {
	return w.letters > 1 && w.flags&(Connector|OrgHead|PlaceHead|Title) == 0
}

// confer adds to the scores of every candidate what the other places of its word
// say.
func (d *Decoder) confer(m *Model) {
	words := d.Analysis.words
	d.opinions.reset(len(d.scores))
	repeated := false
	for _, s := range d.Analysis.stretches {
		for i := s.first; i < s.end; i++ {
			if words[i].hasOpinion() {
				o := d.opinions.at(words[i].folded)
				o.places++
				repeated = repeated || o.places > 1
			}
		}
	}
	if !repeated {
		return
	}
	d.alone = append(d.alone[:0], d.scores...)
	d.chances = grow(d.chances, len(d.scores))
	d.stale = grow(d.stale, len(d.Analysis.stretches))
	for i := range d.stale {
		d.stale[i] = true
	}
	for range opinionRounds {
		d.hear(m)
		d.heed()
	}
}

// hear gathers what the places of each word say.
func (d *Decoder) hear(m *Model) {
	words := d.Analysis.words
	for _, s := range d.Analysis.stretches {
		for i := s.first; i < s.end; i++ {
			if words[i].hasOpinion() {
				d.opinions.at(words[i].folded).chances = [numOpinions]float32{}
			}
		}
	}
	at := 0
	for k, s := range d.Analysis.stretches {
		n := s.end - s.first
		if d.stale[k] {
			d.marginals(m, d.scores[at:at+n], d.chances[at:at+n])
		}
		for i := range n {
			if w := &words[s.first+i]; w.hasOpinion() {
				o := d.opinions.at(w.folded)
				for c, p := range d.chances[at+i] {
					o.chances[c] += p
				}
			}
		}
		at += n
	}
}

// inLongName reports a capital beside another one in prose: "Vernon Jordan" is
// clear by itself, whatever Jordan is elsewhere.
func (a *Analysis) inLongName(s stretch, i int) bool {
	capital := func(i int) bool { return a.words[i].form > formLower && a.words[i].form < formDigit }
	return a.cases[a.sentence[i]] == Mixed && (i > s.first && capital(i-1) || i+1 < s.end && capital(i+1))
}

// heed scores each candidate by itself and by what the others say.
func (d *Decoder) heed() {
	words := d.Analysis.words
	at := 0
	for k, s := range d.Analysis.stretches {
		d.stale[k] = false
		for i := s.first; i < s.end; i, at = i+1, at+1 {
			if !words[i].hasOpinion() {
				continue
			}
			o := d.opinions.at(words[i].folded)
			if o.places < 2 || d.Analysis.inLongName(s, i) {
				continue
			}
			var say [numOpinions]float32
			for c := range say {
				mean := (o.chances[c] - d.chances[at][c]) / (o.places - 1)
				say[c] = opinionWeight * float32(math.Log(float64(max(mean, 0)+opinionFloor)))
			}
			for l, score := range d.alone[at] {
				d.scores[at][l] = score + say[opinionOf[l]]
			}
			d.stale[k] = true
		}
	}
}

// marginals writes the chance of each class at each place of a stretch.
func (d *Decoder) marginals(m *Model, scores [][NumLabels]float32, dst [][numOpinions]float32) {
	n := len(scores)
	d.forward, d.local = grow(d.forward, n), grow(d.local, n)
	for i := range scores {
		top := scores[i][0]
		for _, v := range scores[i] {
			top = max(top, v)
		}
		for l, v := range scores[i] {
			d.local[i][l] = float32(math.Exp(float64(v - top)))
		}
		var next [NumLabels]float32
		if i == 0 {
			for l := Label(0); l < NumLabels; l++ {
				if MayBegin(l) {
					next[l] = m.factors[O][l]
				}
			}
		} else {
			last := &d.forward[i-1]
			for _, st := range Steps {
				next[st.To] += last[st.From] * m.factors[st.From][st.To]
			}
		}
		for l := range next {
			next[l] *= d.local[i][l]
		}
		normal(&next)
		d.forward[i] = next
	}
	var back [NumLabels]float32
	for l := Label(0); l < NumLabels; l++ {
		if MayEnd(l) {
			back[l] = 1
		}
	}
	for i := n - 1; i >= 0; i-- {
		p := d.forward[i]
		for l := range p {
			p[l] *= back[l]
		}
		normal(&p)
		dst[i] = [numOpinions]float32{}
		for l, v := range p {
			dst[i][opinionOf[l]] += v
		}
		for l := range back {
			back[l] *= d.local[i][l]
		}
		var before [NumLabels]float32
		for _, st := range Steps {
			before[st.From] += m.factors[st.From][st.To] * back[st.To]
		}
		normal(&before)
		back = before
	}
}

func normal(p *[NumLabels]float32) {
	var sum float32
	for _, v := range p {
		sum += v
	}
	if sum > 0 {
		for l := range p {
			p[l] /= sum
		}
	}
}
