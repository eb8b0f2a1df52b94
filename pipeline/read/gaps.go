package read

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"backchannel/schema"
	"backchannel/schema/dates"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageLine is a line of a page's text and what its markup says about it.
type pageLine struct {
	text      string
	flat      string // letters and digits, small
	parted    bool   // a blank line stands before it
	linked    int    // bytes of text within links
	kind      atom.Atom
	boxes     []box // around it
	outside   bool  // it stands in a box that no part of an article stands in
	elsewhere bool  // which is a menu, a form, a sidebar or a footer
	author    bool  // a class says that it names the author
	kept      bool  // the extractor took it
}

// box is an element that by its name or by its class is no part of an article.
type box struct {
	node *html.Node
	bar  bool // by its name: nav, aside, footer, form
}

// furnitureNames finds the class and id names of what stands within an article
// without belonging to it.
var furnitureNames = regexp.MustCompile(`(?i)(^|[-_ ])(ad|ads|advert|advertisement|aside|author-?bio|banner|bio|breadcrumbs?|comments?|cookie|donate|donation|footer|infobox|inline-?promo|latest|menu|modal|most-?(read|popular|viewed)|nav|navbar|navigation|newsletters?|outbrain|paywall|popup|post-?meta|promo|pub-?date|rail|carousel|more|read-?more|read-?next|recirc\w*|recs?|recommend\w*|related\w*|share|sharing|sidebar|sign-?up|social\w*|sponsor\w*|subscri\w*|taboola|tags?|teaser|toc|toolbar|topics|trending|widget)([-_ ]|$)`)

// humps are the borders of words in "MoreStories".
var humps = regexp.MustCompile(`([a-z])([A-Z])`)

var authorNames = regexp.MustCompile(`(?i)(^|[-_ ])(author|by-?line)([-_ ]|$)`)

// fill gives an article back what the extractor left out between its headline and
// its last line: captions of pictures, items of lists, headings, dates, authors.
// An article that does not line up with the body is left as it is.
func fill(body *html.Node, article, title string) string {
	lines := linesOf(body)
	if found, all := align(lines, article); found*10 < all*9 {
		return article
	}
	first, last := -1, -1
	for i, l := range lines {
		if l.kept {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	judge(lines)
	first = headline(lines, first, flat(title))
	lines = lines[first : last+1]
	dropLinks(lines)
	var b strings.Builder
	for i, l := range lines {
		if !l.kept && !l.belongs() && !(i+1 < len(lines) && l.heads(&lines[i+1])) {
			continue
		}
		switch {
		case b.Len() == 0:
		case l.parted:
			b.WriteString("\n\n")
		default:
			b.WriteString("\n")
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// judge finds the lines that stand in the boxes of newsletters, menus and the like,
// and takes out those that the extractor took. A box that holds a good part of the
// article is the page itself, whatever its class says.
func judge(lines []pageLine) {
	all := 0
	held := map[box]int{}
	for _, l := range lines {
		if l.kept {
			all += len(l.flat)
			for _, b := range l.boxes {
				held[b] += len(l.flat)
			}
		}
	}
	for i := range lines {
		l := &lines[i]
		for _, b := range l.boxes {
			if held[b]*5 < all {
				l.outside, l.elsewhere = true, l.elsewhere || b.bar
			}
		}
		l.kept = l.kept && !l.outside
	}
}

// headline goes back from the first line that the extractor took to the headline
// above it, which is among the lines of the page just before, or stays.
func headline(lines []pageLine, first int, title string) int {
	const far = 12
	isTitle := func(l *pageLine) bool { return len(l.flat) >= 12 && strings.Contains(title, l.flat) }
	for i := first; i < min(first+far/2, len(lines)); i++ {
		if lines[i].kept && isTitle(&lines[i]) {
			return first // the extractor took it
		}
	}
	for i := first - 1; i >= max(0, first-far); i-- {
		l := &lines[i]
		if l.kind == atom.H1 || isTitle(l) {
			l.kept = true
			return i
		}
	}
	return first
}

// belongs reports whether a line among an article's lines is part of it.
func (l *pageLine) belongs() bool {
	switch {
	case l.flat == "" || l.elsewhere:
		return false
	case isDate(l.text), l.author && len(strings.Fields(l.text)) <= 12:
		return true
	case l.outside || l.linked*3 > len(l.text):
		return false
	}
	if words := len(strings.Fields(l.text)); l.kind == atom.Div && l.linked == 0 {
		return words >= 8
	}
	switch l.kind {
	case atom.Figcaption, atom.P, atom.Li, atom.Blockquote, atom.Dd, atom.Dt, atom.Pre, atom.H2, atom.H3, atom.H4:
		return true
	}
	return false
}

// heads reports a headline of a list of articles, a link above its date or its
// first paragraph.
func (l *pageLine) heads(next *pageLine) bool {
	switch l.kind {
	case atom.H1, atom.H2, atom.H3, atom.H4:
		return !l.outside && !l.elsewhere && l.flat != "" && (isDate(next.text) || isParagraph(next) && next.linked == 0)
	}
	return false
}

// isDate reports a short line with a day in it that has a year: "Published March
// 11, 2026 at 8:20 a.m.", "Friday, Jun. 13, 2014 | Lia Mgeladze".
func isDate(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|()·•", r) })
	if len(words) > 14 || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	for _, f := range dates.Find(words, "") {
		if f.When.Start.Precision() == schema.Day {
			return true
		}
	}
	return false
}

// dropLinks takes out the lines between two paragraphs, and behind the last, that
// are links and nothing else: "Read more: …" without the words. In a list of
// articles, where every other line is one, they are the headlines.
func dropLinks(lines []pageLine) {
	var found []int
	paragraphs, last := 0, 0
	for i := range lines {
		if isParagraph(&lines[i]) {
			last = i
		}
	}
	for i := range lines {
		l := &lines[i]
		if !l.kept {
			continue
		}
		if isParagraph(l) {
			paragraphs++
		}
		if isParagraph(l) || len(l.text)-l.linked > 2+strings.Count(l.text, " ") {
			continue
		}
		if i > last || i > 0 && l.kind == atom.P && isParagraph(&lines[i-1]) && isParagraph(&lines[i+1]) {
			found = append(found, i)
		}
	}
	if len(found)*3 > paragraphs {
		return
	}
	for _, i := range found {
		lines[i].kept = false
	}
}

func isParagraph(l *pageLine) bool {
	return l.kept && len(l.text) >= 60 && strings.ContainsAny(l.text[len(l.text)-4:], ".!?")
}

// align marks the lines that an article holds, both in reading order, and returns
// how many bytes of the article's letters and digits it found, and how many there
// are: first the long lines, which do not come twice by chance, then the short ones
// between two of them.
func align(lines []pageLine, text string) (found, all int) {
	const sure = 24
	article := ""
	starts := map[int]bool{} // where a line of the article begins
	for line := range strings.Lines(text) {
		starts[len(article)] = true
		article += flat(line)
	}
	// index finds a line near a place, at the start of one of the article's.
	index := func(from int, line string) int {
		const near = 1 << 17
		for at := from; ; at++ {
			i := strings.Index(article[at:min(len(article), from+near)], line)
			if i < 0 {
				return -1
			}
			if at += i; starts[at] {
				return at
			}
		}
	}
	type stretch struct{ line, start, end int } // of the article
	anchors := []stretch{{-1, 0, 0}}
	for i := range lines {
		l := &lines[i]
		n, from := len(l.flat), anchors[len(anchors)-1].end
		if n < sure {
			continue
		}
		at := index(from, l.flat)
		end := at + n
		if at < 0 {
			// The extractor may have lost words of it.
			if at = index(from, l.flat[:sure]); at < 0 {
				continue
			}
			end = at + sure
			if tail := strings.Index(article[end:min(len(article), at+n)], l.flat[n-sure/2:]); tail >= 0 {
				end += tail + sure/2
			}
		}
		anchors = append(anchors, stretch{i, at, end})
		l.kept = true
		found += end - at
	}
	anchors = append(anchors, stretch{len(lines), len(article), len(article)})
	for k := range anchors[1:] {
		rest := article[anchors[k].end:anchors[k+1].start]
		for i := anchors[k].line + 1; i < anchors[k+1].line && rest != ""; i++ {
			l := &lines[i]
			n := len(l.flat)
			if at := strings.Index(rest, l.flat); n > 0 && (at == 0 || at > 0 && n >= 6) {
				l.kept = true
				found += n
				rest = rest[at+n:]
			}
		}
	}
	return found, len(article)
}

func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// linesOf cuts a page's body into its lines, in order. A line break within a
// paragraph does not end one.
func linesOf(body *html.Node) []pageLine {
	c := collector{}
	c.node(body, pageLine{}, false)
	c.flush()
	return c.lines
}

type collector struct {
	lines []pageLine
	line  pageLine
	w     writer
	item  bool // the last line was of a list, too
}

func (c *collector) flush() {
	if text := strings.TrimSpace(c.w.b.String()); text != "" {
		c.line.text, c.line.flat = text, flat(text)
		item := c.line.kind == atom.Li || c.line.kind == atom.Tr || c.line.kind == atom.Dt || c.line.kind == atom.Dd
		c.line.parted, c.item = !item || !c.item, item
		c.lines = append(c.lines, c.line)
	}
	c.line, c.w = pageLine{}, writer{}
}

func (c *collector) node(n *html.Node, in pageLine, link bool) {
	switch n.Type {
	case html.TextNode:
		before := c.w.b.Len()
		c.w.words(n.Data)
		if link {
			c.line.linked += c.w.b.Len() - before
		}
		c.line.kind, c.line.boxes, c.line.author = in.kind, in.boxes, c.line.author || in.author
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	block := false
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Button, atom.Select, atom.Head, atom.Textarea:
		return
	case atom.Br:
		c.w.newline()
		return
	case atom.Td, atom.Th:
		c.w.space(" ")
	case atom.A:
		link = true
	default:
		block = !phrasing[n.DataAtom]
	}
	names := humps.ReplaceAllString(attribute(n, "class")+" "+attribute(n, "id"), "$1-$2")
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form:
		in.boxes = append(slices.Clip(in.boxes), box{n, true})
	case atom.Html, atom.Body, atom.Main, atom.Article:
	default:
		if furnitureNames.MatchString(names) {
			in.boxes = append(slices.Clip(in.boxes), box{n, false})
		}
		in.author = in.author || authorNames.MatchString(names)
	}
	if block {
		c.flush()
		switch {
		case in.kind == atom.Figcaption:
		case strings.Contains(names, "caption"):
			in.kind = atom.Figcaption
		case n.DataAtom != atom.Div || in.kind != atom.Li && in.kind != atom.Blockquote:
			in.kind = n.DataAtom
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.node(child, in, link)
	}
	if block {
		c.flush()
	}
}
