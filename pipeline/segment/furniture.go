package segment

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"backchannel/schema"
)

//go:embed furniture.tsv
var phrases string

// pattern is a line of furniture.tsv.
type pattern struct {
	kind       string
	weight     int
	slots      []slot
	start, end bool // must stand at the start, at the end of the line
}

// slot is one word of a pattern: one of the words, a number, or a gap.
type slot struct {
	words  []string
	gap    bool
	number bool
}

const longestGap = 8

// patterns are the phrases by their first word.
var patterns = readPatterns(phrases)

func readPatterns(tsv string) map[string][]pattern {
	byFirst := map[string][]pattern{}
	for i, l := range strings.Split(tsv, "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 3 || len(f[1]) != 1 {
			panic(fmt.Sprintf("furniture.tsv:%d: want kind, weight and pattern: %q", i+1, l))
		}
		p := pattern{kind: f[0], weight: int(f[1][0] - '0')}
		text := f[2]
		text, p.start = strings.CutPrefix(text, "^")
		text, p.end = strings.CutSuffix(text, "$")
		for _, w := range strings.Fields(text) {
			switch w {
			case "{X}":
				p.slots = append(p.slots, slot{gap: true})
			case "{N}":
				p.slots = append(p.slots, slot{number: true})
			default:
				p.slots = append(p.slots, slot{words: strings.Split(w, "|")})
			}
		}
		if first := p.slots[0]; first.number {
			byFirst["{N}"] = append(byFirst["{N}"], p)
		} else {
			for _, w := range first.words {
				byFirst[w] = append(byFirst[w], p)
			}
		}
	}
	return byFirst
}

// match returns the index behind the pattern's words, or -1.
func (p *pattern) match(words []string, i, slot int) int {
	if slot == len(p.slots) {
		if p.end && i < len(words) {
			return -1
		}
		return i
	}
	s := &p.slots[slot]
	if s.gap {
		if slot == len(p.slots)-1 {
			if p.end && len(words)-i > longestGap {
				return -1
			}
			return min(len(words), i+longestGap)
		}
		for skip := 0; skip <= longestGap && i+skip < len(words); skip++ {
			if words[i+skip] == "" {
				return -1
			}
			if end := p.match(words, i+skip, slot+1); end >= 0 {
				return end
			}
		}
		return -1
	}
	if i >= len(words) {
		return -1
	}
	if s.number {
		if !isNumber(words[i]) {
			return -1
		}
		return p.match(words, i+1, slot+1)
	}
	for _, w := range s.words {
		if w == words[i] || w == "{N}" && isNumber(words[i]) {
			return p.match(words, i+1, slot+1)
		}
	}
	return -1
}

func isNumber(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// weight is how much a block looks like furniture.
type weight struct {
	sum   int
	nav   bool // speaks of pages: "Continue reading"
	list  bool // opens a list of other articles: "Related articles"
	talk  bool // opens what readers write: "12 Comments"
	ask   bool // only asks for money, which speeches do too
	sure  bool // furniture by itself
	maybe bool // furniture when it stands beside some
}

// weigh scores the blocks one by one.
func weigh(blocks []block) {
	speech := isSpeech(blocks)
	for i := range blocks {
		b := &blocks[i]
		if speech && b.n >= 25 {
			b.address = false
		}
		b.score = b.weight()
		s := &b.score
		if speech && s.ask {
			*s = weight{}
		}
		limit := 3
		if b.n > 30 {
			limit += (b.n - 30) / 25
		}
		s.sure = s.sum >= limit || b.letters == 0 || b.clock && (i > 0 && blocks[i-1].clock || i+1 < len(blocks) && blocks[i+1].clock) || b.menu() || b.slugLine()
		s.maybe = !s.sure && (s.sum > 0 || b.address && !b.report || b.short() && !b.lower)
	}
}

// pageWords are what the links of a menu are made of.
var pageWords = set("home contact contacts contact us about privacy policy notice terms use conditions copyright accessibility cookies cookie help faq sitemap site map search login log in sign up register subscribe newsletter newsletters archive archives careers jobs advertise feedback rss facebook twitter instagram youtube linkedin whatsapp telegram print share email next previous latest menu press media legal disclaimer imprint fraud alert statement send friend back top page of to a")

// menu reports a line that is made of the names of links.
func (b *block) menu() bool {
	if b.n < 3 || b.terminal || b.n > 30 {
		return false
	}
	of := 0
	for _, w := range b.words {
		if pageWords[w] {
			of++
		}
	}
	return of*3 >= b.n*2
}

// slugs are the marks of a newswire's first line: "a0567 r i BC-Peru-Talks, 1st
// Ld-Writethru,0412".
var slugs = regexp.MustCompile(`(^|\s)(BC|AM|PM)-[A-Z]|Ld-Writethru|Writethru|(?i)^[a-z]\d{4}\s.*,\d{3,4}$|-\w+,\s?(Bjt|\d{4})\b`)

func (b *block) slugLine() bool {
	return b.n <= 14 && !b.terminal && b.date == "" && strings.Contains(b.text, "-") && slugs.MatchString(b.text)
}

// isSpeech reports a text that says "we" and "you" from end to end, and so tells
// nothing by it.
func isSpeech(blocks []block) bool {
	long, address := 0, 0
	for i := range blocks {
		if b := &blocks[i]; b.n >= 25 {
			long++
			if b.address {
				address++
			}
		}
	}
	return long >= 2 && address*3 >= long*2
}

// weight adds up the patterns of a block, each word counted once, and takes off
// for what furniture does not do.
func (b *block) weight() weight {
	var w weight
	other, legal := false, false
	for i := 0; i < len(b.words); {
		best, end := b.heaviest(i)
		if best == nil {
			i++
			continue
		}
		w.sum += best.weight
		w.nav = w.nav || best.kind == "nav" || best.kind == "list"
		w.list = w.list || best.kind == "list" && b.n <= 6
		w.talk = w.talk || best.kind == "comments" && (b.n <= 8 || b.title())
		w.ask = w.ask || best.kind == "donation"
		other = other || best.kind != "donation"
		legal = legal || best.kind == "legal" && i == 0
		i = max(end, i+1)
	}
	w.ask = w.ask && !other
	if b.command && b.n <= 6 && strings.HasSuffix(b.text, "!") {
		w.sum += 3
	}
	if w.sum == 0 {
		return w
	}
	if b.address || b.command {
		w.sum++
	}
	if b.n >= 10 && !b.address && !b.command && !strings.Contains(b.text, "©") && w.nav {
		w.sum -= 2
	}
	if b.n >= 10 && b.report && !b.command && !legal {
		w.sum -= 3
	}
	w.sum = max(w.sum, 0)
	return w
}

// heaviest finds the pattern of most weight that matches at word i.
func (b *block) heaviest(i int) (best *pattern, end int) {
	try := func(list []pattern) {
		for k := range list {
			p := &list[k]
			if p.start && i > 0 {
				continue
			}
			if e := p.match(b.words, i, 0); e >= 0 && (best == nil || p.weight > best.weight || p.weight == best.weight && (e > end || e == end && p.kind == "list")) {
				best, end = p, e
			}
		}
	}
	try(patterns[b.words[i]])
	if isNumber(b.words[i]) {
		try(patterns["{N}"])
	}
	return best, end
}

// furnish marks the furniture: the blocks that are sure, and around them those
// that are not news themselves. A run goes on over lines such as "Once",
// "Monthly", "Continue" until a paragraph tells news again; the heading of that
// paragraph does not belong to the run, and neither does the headline.
func furnish(blocks []block, title string) {
	top := headline(blocks, title)
	if top >= 0 {
		blocks[top].top = true
	}
	told := 0 // paragraphs of news
	for i := 0; i < len(blocks); {
		if !blocks[i].score.sure {
			if blocks[i].story() {
				told++
			}
			i++
			continue
		}
		if blocks[i].letters == 0 {
			blocks[i].kind = schema.Boilerplate
			i++
			continue
		}
		end := runEnd(blocks, i, told, top)
		start := i
		if told > 0 && (end == len(blocks) || blocks[end].title() && !blocks[end].story()) {
			for start > 0 && start-1 != top && blocks[start-1].kind == "" && blocks[start-1].short() && !blocks[start-1].story() && !blocks[start-1].dated() && !isCredit(&blocks[start-1]) && !isByline(&blocks[start-1]) {
				start--
			}
		}
		for j := start; j < end; j++ {
			blocks[j].kind = schema.Boilerplate
		}
		i = end
	}
	// What stands above the headline is the name of the site or of its department.
	for i := range max(top, 0) {
		if b := &blocks[i]; b.kind == "" && b.title() && !b.dated() && !isByline(b) {
			b.kind = schema.Boilerplate
		}
	}
	links(blocks)
}

// longestRun bounds the words of a letter to the reader that a run goes on over.
const longestRun = 400

// runEnd is the index behind the run of furniture that begins at i.
func runEnd(blocks []block, i, told, top int) int {
	closes := func(j int) bool { return told > 2 && blocks[j].score.talk && firstTalk(blocks, j) }
	if closes(i) {
		return len(blocks)
	}
	end, list, words := i+1, blocks[i].score.list, 0
	titles := 0 // of other articles
	for j := i + 1; j < len(blocks); j++ {
		b := &blocks[j]
		switch {
		case j == top:
			return end
		case b.letters == 0:
		case closes(j):
			return len(blocks)
		case b.score.sure:
			end, list = j+1, b.score.list
			titles = 0
		case b.dated():
			return end
		case list && told > 0 && b.title() && !b.terminal && b.n > 2:
			titles++
			end = j + 1
		case list && told > 2 && titles > 0 && b.story() && teasers(blocks[j-1:]):
			end = j + 1
		case b.story(), told > 0 && b.report && b.terminal && b.score.sum == 0:
			return end
		case b.score.maybe:
			if words += b.n; words > longestRun {
				return end
			}
		case !b.short() && !(b.n <= 12 && b.terminal) && !(list && b.title()):
			return end
		}
		if b.score.sure {
			words = 0
		}
	}
	// Nothing that tells news up to the end of the text.
	return len(blocks)
}

// firstTalk reports whether the comments of readers begin at block i: no such line
// stands behind a paragraph of news before it, as where each article of a list
// has its own.
func firstTalk(blocks []block, i int) bool {
	told := false
	for k := range blocks[:i] {
		told = told || blocks[k].story()
		if told && blocks[k].score.talk {
			return false
		}
	}
	return true
}

// teasers reports whether each paragraph of news to the end of the text stands
// right under a title, and none right under another paragraph.
func teasers(blocks []block) bool {
	for i := range blocks[1:] {
		if above := &blocks[i]; blocks[i+1].story() && (!above.title() || above.terminal || above.n <= 2 || above.score.sure) {
			return false
		}
	}
	return true
}

// code are marks that no menu has: its lines are program text or a table.
const code = "(){}[]=_;<>\\/│─┼╪"

// links marks the menus: three lines or more of one to three words each, and the
// headlines of other articles at the end of the text.
func links(blocks []block) {
	body := false
	for i := range blocks {
		body = body || blocks[i].story()
	}
	if !body {
		return
	}
	for i := 0; i < len(blocks); {
		j := i
		for j < len(blocks) && blocks[j].n <= 3 && !blocks[j].terminal && blocks[j].kind == "" && !blocks[j].dated() && !strings.ContainsAny(blocks[j].text, code) {
			j++
		}
		if j-i >= 3 {
			for ; i < j; i++ {
				blocks[i].kind = schema.Boilerplate
			}
		}
		i = j + 1
	}
	last := len(blocks)
	for last > 0 && (blocks[last-1].kind == schema.Boilerplate || blocks[last-1].title() && !blocks[last-1].terminal) {
		last--
	}
	titles := 0
	for _, b := range blocks[last:] {
		if b.kind == "" && !b.dated() {
			titles++
		}
	}
	if titles >= 3 {
		for i := last; i < len(blocks); i++ {
			blocks[i].kind = schema.Boilerplate
		}
	}
}
