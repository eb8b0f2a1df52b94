package grammar

// The parser builds the tree from left to right with a stack and a buffer, by
// the arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011): shift;
// left, which hangs the top of the stack on the front of the buffer; right,
// which hangs it on the one below. The root stands behind the last word and
// takes exactly one child. A beam keeps the best few ways (Zhang and Nivre 2011).
// The label is chosen when the arc is made.
//
// States share their past: an arc or a shift makes one new node, which holds what
// the features need to know of a word's children, so a step costs the same
// however long the sentence is.

// Moves of the parser.
const (
	shift = iota
	left
	right
)

// node is a word on the stack or at the front of the buffer, with its children.
type node struct {
	word         int32 // len(words) at the root
	below        int32 // the node under it on the stack; 0 at the bottom
	l, l2, r, r2 int32 // outermost children and the second ones; -1 where none
	ll, ll2      uint8 // their labels, from 1
	rl, rl2      uint8
	nl, nr       uint8
	lset, rset   uint64 // labels of the children, one bit each
}

// state is one way to have come so far.
type state struct {
	score  int32
	top    int32 // node on top of the stack; 0 for an empty stack
	front  int32 // node of the front of the buffer
	depth  int32 // number of words on the stack
	parent int32
	arc    int32 // the word that got its head by the last move; -1 after a shift
	head   int32
	label  uint8
	move   uint8
}

func (wk *Worker) newNode(word int32) int32 {
	wk.nodes = append(wk.nodes, node{word: word, l: -1, l2: -1, r: -1, r2: -1})
	return int32(len(wk.nodes) - 1)
}

// legal says which moves the state allows: at least one unless it is done.
func (wk *Worker) legal(s *state) (moves [3]bool) {
	n := int32(len(wk.words))
	front := wk.nodes[s.front].word
	moves[shift] = front < n
	moves[left] = s.depth > 0 && (front < n || s.depth == 1)
	moves[right] = s.depth > 1
	return moves
}

func (wk *Worker) done(s *state) bool {
	return s.depth == 0 && wk.nodes[s.front].word == int32(len(wk.words))
}

// begin clears the arenas and returns the first state.
func (wk *Worker) begin() state {
	wk.nodes = append(wk.nodes[:0], node{word: -1, l: -1, l2: -1, r: -1, r2: -1})
	return state{front: wk.newNode(0), parent: -1, arc: -1}
}

// attach is the arc that move would make in s.
func (wk *Worker) attach(s *state, move int) (head, dependent *node) {
	top := &wk.nodes[s.top]
	if move == left {
		return &wk.nodes[s.front], top
	}
	return &wk.nodes[top.below], top
}

// step makes the move, with the label (from 0) where it makes an arc.
func (wk *Worker) step(s *state, move int, label uint8) state {
	next := *s
	next.move, next.arc, next.label = uint8(move), -1, label
	if move == shift {
		n := wk.nodes[s.front]
		n.below = s.top
		wk.nodes = append(wk.nodes, n)
		next.top = int32(len(wk.nodes) - 1)
		next.front = wk.newNode(n.word + 1)
		next.depth++
		return next
	}
	top := wk.nodes[s.top]
	next.depth--
	next.arc = top.word
	if move == left {
		n := wk.nodes[s.front]
		n.l2, n.ll2, n.l, n.ll = n.l, n.ll, top.word, label+1
		n.lset |= 1 << label
		n.nl++
		next.head = n.word
		next.top = top.below
		wk.nodes = append(wk.nodes, n)
		next.front = int32(len(wk.nodes) - 1)
		return next
	}
	n := wk.nodes[top.below]
	n.r2, n.rl2, n.r, n.rl = n.r, n.rl, top.word, label+1
	n.rset |= 1 << label
	n.nr++
	next.head = n.word
	wk.nodes = append(wk.nodes, n)
	next.top = int32(len(wk.nodes) - 1)
	return next
}

// parseAll fills wk.heads (-1 at the root) and wk.labels.
func (wk *Worker) parseAll() {
	n := len(wk.words)
	width := wk.Beam
	if n > longSentence {
		width = 1
	}
	wk.prepare()
	wk.states = append(wk.states[:0], wk.begin())
	from := 0
	for range 2 * n {
		from = wk.expand(from, width)
	}
	wk.heads = grow(wk.heads, n)
	wk.labels = grow(wk.labels, n)
	for i := int32(from); i > 0; i = wk.states[i].parent {
		if s := &wk.states[i]; s.arc >= 0 {
			wk.heads[s.arc], wk.labels[s.arc] = s.head, s.label
			if s.head == int32(n) {
				wk.heads[s.arc] = -1
			}
		}
	}
}

// expand appends the best successors of the states behind from, best first, and
// returns where they begin.
func (wk *Worker) expand(from, width int) int {
	wk.options = wk.options[:0]
	to := len(wk.states)
	for i := from; i < to; i++ {
		s := &wk.states[i]
		scores := wk.moveScores(s)
		for move, ok := range wk.legal(s) {
			if ok {
				wk.options = append(wk.options, option{score: s.score + scores[move], from: int32(i), move: int32(move)})
			}
		}
	}
	wk.options = keep(wk.options, width)
	if wk.drill == nil {
		wk.options = near(wk.options)
	}
	for _, o := range wk.options {
		wk.follow(o)
	}
	return to
}

// near leaves out the options that fall so far behind the first that they seldom
// win in the end: most moves are clear, and cost one state then.
func near(options []option) []option {
	n := len(options)
	for n > 1 && options[0].score-options[n-1].score > slack {
		n--
	}
	return options[:n]
}

// slack is in the unit of the weights, of which the largest is 32767.
const slack = 70000

// follow appends the state behind an option, and returns its index.
func (wk *Worker) follow(o option) int32 {
	s := &wk.states[o.from]
	var label uint8
	if o.move != shift {
		label = wk.chooseLabel(s, int(o.move))
	}
	next := wk.step(s, int(o.move), label)
	next.score, next.parent = o.score, o.from
	wk.states = append(wk.states, next)
	return int32(len(wk.states) - 1)
}

// longSentence is the number of words from which a sentence is parsed without a
// beam, so that its states stay within memory.
const longSentence = 1000

type option struct {
	score int32
	from  int32
	move  int32
}

// keep moves the best width options to the front, best first; of equal ones the
// earlier stays before the later.
func keep(options []option, width int) []option {
	n := 0
	for _, o := range options {
		i := n
		for i > 0 && options[i-1].score < o.score {
			i--
		}
		if i >= width {
			continue
		}
		if n < width {
			n++
		}
		copy(options[i+1:n], options[i:n-1])
		options[i] = o
	}
	return options[:n]
}

// moveScores scores the moves from the state.
func (wk *Worker) moveScores(s *state) [3]int32 {
	if wk.drill != nil {
		wk.moveFeatures(s)
		return wk.drill.moveScores(wk.feats)
	}
	wk.moveAtoms(s)
	s0, b0 := wk.nodes[s.top].word, wk.nodes[s.front].word
	s1 := wk.nodes[wk.nodes[s.top].below].word
	x := wk.sum(&treeTemplates)
	x.add(wk.keptSum(0, -1, b0, &frontTemplates))
	x.add(wk.keptSum(1, s0, b0, &meetTemplates))
	x.add(wk.keptSum(2, s1, s0, &pairTemplates))
	return [3]int32{left: x.left, right: x.right, shift: -x.left - x.right}
}

// chooseLabel returns the best label for the arc that move would make.
func (wk *Worker) chooseLabel(s *state, move int) uint8 {
	head, dependent := wk.attach(s, move)
	candidates := wk.labelCandidates(head, dependent)
	if candidates&(candidates-1) == 0 {
		return lowest(candidates)
	}
	if wk.drill != nil {
		wk.labelFeatures(s, move)
		return wk.bestLabel(candidates)
	}
	x, ok := wk.keptLabel(s, move, head, dependent)
	if !ok {
		wk.labelFeatures(s, move)
		x.label = wk.bestLabel(candidates)
	}
	return x.label
}

func (wk *Worker) labelCandidates(head, dependent *node) uint64 {
	if int(head.word) == len(wk.words) {
		return 1 << wk.m.Root
	}
	return wk.between(head.word, dependent.word)
}

// between is the set of relations that the words' tags allow.
func (wk *Worker) between(head, dependent int32) uint64 {
	m, k, side := wk.m, len(wk.m.Tags), 0
	if head < dependent {
		side = 1
	}
	if c := m.Candidates[(side*k+int(wk.tags[head]))*k+int(wk.tags[dependent])]; c != 0 {
		return c
	}
	return m.Open
}

func (wk *Worker) bestLabel(candidates uint64) uint8 {
	var list [64]uint8
	n := 0
	for c := candidates; c != 0; c &= c - 1 {
		list[n] = lowest(c)
		n++
	}
	var score [64]int32
	if wk.drill != nil {
		return wk.drill.bestLabel(wk.feats, list[:n], &score)
	}
	weights := wk.m.LabelWeights
	mask := uint32(len(weights)-1) &^ (labelBlock - 1)
	for _, f := range wk.feats {
		block := (*[labelBlock]byte)(weights[f&mask:])
		for _, l := range list[:n] {
			score[l&63] += levels[block[(f^uint32(l))%labelBlock]]
		}
	}
	return firstLabel(list[:n], &score)
}

func firstLabel(list []uint8, score *[64]int32) uint8 {
	best := list[0]
	for _, l := range list[1:] {
		if score[l&63] > score[best&63] {
			best = l
		}
	}
	return best
}
