package grammar

// The parser builds the tree from left to right with a stack and a buffer, by
// the arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011): shift;
// left, which hangs the top of the stack on the front of the buffer; right,
// which hangs it on the one below. The root stands behind the last word and
// takes exactly one child. A beam keeps the best few ways (Zhang and Nivre 2011).
// The label is chosen when the arc is made.
//
// States share their past: the words with the children that they have so far are
// parts, and a stack is a list of nodes that name parts. So a step costs the same
// however long the sentence is, and what was computed of a part serves all states
// that hold it.

// Moves of the parser.
const (
	shift = iota
	left
	right
)

// part is a word on the stack or at the front of the buffer, with its children.
type part struct {
	word         int32 // len(words) at the root
	l, l2, r, r2 int32 // outermost children and the second ones; -1 where none
	ll, ll2      uint8 // their labels, from 1
	rl, rl2      uint8
	nl, nr       uint8
	lset, rset   uint64       // labels of the children, one bit each
	sums         [roles]int32 // numbers of those of the templates that look at nothing else
}

// node is a word on the stack.
type node struct {
	part  int32
	below int32 // the node under it; 0 at the bottom, where no word is
}

// state is one way to have come so far.
type state struct {
	score  int32
	sum    int32 // number of the sum of weights for its moves, once it is asked for
	top    int32 // node on top of the stack; 0 for an empty stack
	front  int32 // part at the front of the buffer
	depth  int32 // number of words on the stack
	parent int32
	arc    int32 // the word that got its head by the last move; -1 after a shift
	head   int32
	label  uint8
	move   uint8
}

// legal says which moves the state allows: at least one unless it is done.
func (wk *Worker) legal(s *state) (moves [3]bool) {
	n := int32(len(wk.words))
	front := wk.parts[s.front].word
	moves[shift] = front < n
	moves[left] = s.depth > 0 && (front < n || s.depth == 1)
	moves[right] = s.depth > 1
	return moves
}

func (wk *Worker) done(s *state) bool {
	return s.depth == 0 && wk.parts[s.front].word == int32(len(wk.words))
}

// begin clears the arenas and returns the first state. Part 0 is no word; then
// come the words and the root as they are without children.
func (wk *Worker) begin() state {
	wk.kept.begin()
	wk.of = [roles]int32{-1, -1, -1, -1}
	wk.nodes = append(wk.nodes[:0], node{})
	wk.parts = wk.parts[:0]
	for word := int32(-1); word <= int32(len(wk.words)); word++ {
		wk.parts = append(wk.parts, part{word: word, l: -1, l2: -1, r: -1, r2: -1})
	}
	return state{front: bare(0), parent: -1, arc: -1}
}

// bare is the part of a word without children.
func bare(word int32) int32 { return word + 1 }

// stacked is the part of a node.
func (wk *Worker) stacked(at int32) *part { return &wk.parts[wk.nodes[at].part] }

// attach gives the parts that move would join in s.
func (wk *Worker) attach(s *state, move int) (head, dependent int32) {
	top := wk.nodes[s.top]
	if move == left {
		return s.front, top.part
	}
	return wk.nodes[top.below].part, top.part
}

// step makes the move, with the label (from 0) where it makes an arc.
func (wk *Worker) step(s *state, move int, label uint8) state {
	next := *s
	next.move, next.arc, next.label = uint8(move), -1, label
	if move == shift {
		next.top = wk.push(s.front, s.top)
		next.front = bare(wk.parts[s.front].word + 1)
		next.depth++
		return next
	}
	head, dependent := wk.attach(s, move)
	next.depth--
	next.arc, next.head = wk.parts[dependent].word, wk.parts[head].word
	below := wk.nodes[s.top].below
	head = wk.adopt(head, next.arc, move, label)
	if move == left {
		next.top, next.front = below, head
	} else {
		next.top = wk.push(head, wk.nodes[below].below)
	}
	return next
}

func (wk *Worker) push(part, below int32) int32 {
	wk.nodes = append(wk.nodes, node{part, below})
	return int32(len(wk.nodes) - 1)
}

// adopt returns the part that head becomes with one more child.
func (wk *Worker) adopt(head, child int32, move int, label uint8) int32 {
	to, known := wk.kept.adoption(head, child, move, label)
	if known {
		return *to
	}
	p := wk.parts[head]
	p.sums = [roles]int32{}
	if move == left {
		p.l2, p.ll2, p.l, p.ll = p.l, p.ll, child, label+1
		p.lset |= 1 << label
		p.nl++
	} else {
		p.r2, p.rl2, p.r, p.rl = p.r, p.rl, child, label+1
		p.rset |= 1 << label
		p.nr++
	}
	wk.parts = append(wk.parts, p)
	*to = int32(len(wk.parts) - 1)
	return *to
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
	if wk.drill == nil {
		for i := from; i < to; i++ {
			wk.ask(&wk.states[i])
		}
		wk.reckon()
	}
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
		if n < width {
			n++
		} else if options[n-1].score >= o.score {
			continue
		}
		i := n - 1
		for ; i > 0 && options[i-1].score < o.score; i-- {
			options[i] = options[i-1]
		}
		options[i] = o
	}
	return options[:n]
}

// moveScores scores the moves from the state, whose sum is made unless it learns.
func (wk *Worker) moveScores(s *state) [3]int32 {
	if wk.drill != nil {
		wk.moveFeatures(s)
		return wk.drill.moveScores(wk.feats)
	}
	x := wk.kept.values[s.sum]
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
		return wk.drill.bestLabel(wk.feats, candidates)
	}
	label, known := wk.kept.label(head, dependent, wk.beside(s, move), move)
	if !known {
		*label = wk.bestLabel(s, move, candidates)
	}
	return *label
}

func (wk *Worker) labelCandidates(head, dependent int32) uint64 {
	h := wk.parts[head].word
	if int(h) == len(wk.words) {
		return 1 << wk.m.Root
	}
	return wk.between(h, wk.parts[dependent].word)
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

// bestLabel weighs the candidates for the arc that move would make in s.
func (wk *Worker) bestLabel(s *state, move int, candidates uint64) uint8 {
	var room [64]uint8
	list := members(candidates, &room)
	head, dependent := wk.attach(s, move)
	h, d := wk.parts[head].word, wk.parts[dependent].word
	wk.labelAtoms(s, move)
	var sums [64]int32
	wk.feats = features(wk.feats, &wk.atoms, &besideTemplates)
	weigh((*labelWeights)(wk.m.LabelWeights), wk.feats, list, sums[:])
	wk.addKept(sums[:], wk.kept.key(uint32(move), h, d, 0, 0), &arcTemplates, list)
	wk.addKept(sums[:], wk.kept.key(uint32(move), h, dependent, 1, 0), &lowerTemplates, list)
	wk.addKept(sums[:], wk.kept.key(uint32(move), head, d, 2, 0), &upperTemplates, list)
	return best(list, sums[:])
}

// members lists a set in the room.
func members(set uint64, room *[64]uint8) []uint8 {
	n := 0
	for ; set != 0; set &= set - 1 {
		room[n] = lowest(set)
		n++
	}
	return room[:n]
}

// best returns the first of the labels with the highest sum.
func best(list []uint8, sums []int32) uint8 {
	first := 0
	for i := range list {
		if sums[i] > sums[first] {
			first = i
		}
	}
	return list[first]
}
