package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
)

// block is a paragraph, or a line that stands by itself.
type block struct {
	schema.Span
	text   string
	lines  int
	gap    bool // a blank line, or the start of the text, stands before it
	bullet int  // bytes of a bullet or a number that the text begins with

	kind   schema.SectionKind // "" while undecided
	header schema.SectionKind // of a line of a mail's header, else ""
	item   int
	date   schema.Date // of a date line
	clock  bool        // a time of day and a headline: "14:05 Envoys meet in Oslo"
	top    bool        // the headline of the article
	lead   int         // bytes of the date that a chronology's entry begins with
	score  weight
	shape
}

type line struct {
	schema.Span
	indent int
	gap    bool
}

// lines finds the lines that are not blank, trimmed of white space.
func lines(text string) []line {
	var out []line
	gap, start := true, 0
	for start < len(text) {
		end, width := len(text), 0
		for i, r := range text[start:] {
			if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f' {
				end, width = start+i, utf8.RuneLen(r)
				if r == '\r' && strings.HasPrefix(text[end+1:], "\n") {
					width = 2
				}
				break
			}
		}
		raw := text[start:end]
		left := strings.TrimLeftFunc(raw, unicode.IsSpace)
		body := strings.TrimRightFunc(left, unicode.IsSpace)
		if body == "" {
			gap = true
		} else {
			indent := len(raw) - len(left)
			out = append(out, line{schema.Span{Start: start + indent, End: start + indent + len(body)}, indent, gap})
			gap = false
		}
		start = end + width
	}
	return out
}

// cut makes blocks of the lines: each line is one, but the lines of a wrapped
// paragraph are joined.
func cut(text string, ref schema.Date) []block {
	all := lines(text)
	out := header(text, all)
	all = all[len(out):]
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && !all[j].gap {
			j++
		}
		out = join(text, all[i:j], out)
		i = j
	}
	for i := range out {
		b := &out[i]
		b.text = b.Of(text)
		b.bullet = bulletLen(b.text)
		b.shape = shapeOf(b.text[b.bullet:])
		b.date = lineDate(b, ref)
		b.clock = isClock(b.text) && b.title()
	}
	return out
}

var headerNames = map[string]schema.SectionKind{
	"from": schema.Boilerplate, "to": schema.Boilerplate, "cc": schema.Boilerplate, "subject": schema.Headline, "date": schema.Dateline, "sent": schema.Dateline,
	"reply-to": schema.Boilerplate, "message-id": schema.Boilerplate, "newsgroups": schema.Boilerplate, "organization": schema.Boilerplate, "lines": schema.Boilerplate,
	"sender": schema.Boilerplate, "content-type": schema.Boilerplate, "mime-version": schema.Boilerplate, "received": schema.Boilerplate, "path": schema.Boilerplate,
	// of a clippings service
	"headline": schema.Headline, "byline": schema.Byline, "dateline": schema.Dateline, "length": schema.Boilerplate, "section": schema.Boilerplate, "body": schema.Boilerplate,
	"load-date": schema.Boilerplate, "language": schema.Boilerplate, "publication-type": schema.Boilerplate, "source": schema.Boilerplate, "slug": schema.Boilerplate,
	"keywords": schema.Boilerplate, "publication": schema.Boilerplate, "credit": schema.Byline, "priority": schema.Boilerplate, "category": schema.Boilerplate,
}

// header makes blocks of the lines of a mail's or a clipping's header, two at
// least, that the text begins with.
func header(text string, all []line) []block {
	var out []block
	for i, l := range all {
		name, _, ok := strings.Cut(l.Of(text), ":")
		kind := headerNames[strings.ToLower(name)]
		if !ok || kind == "" || i > 0 && l.gap && name != strings.ToUpper(name) {
			break
		}
		out = append(out, block{Span: l.Span, lines: 1, gap: l.gap, header: kind})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// Wrapped text has lines of about these lengths, in characters.
const (
	minWrap = 45
	maxWrap = 100
)

// join appends the blocks of a run of lines without a blank line between them.
// A line is full when the first word of the next would have made it longer than
// the longest line of the run. The run is wrapped text when enough of its full
// lines go on in mid-sentence.
func join(text string, run []line, out []block) []block {
	width, full, goesOn := 0, 0, 0
	for _, l := range run {
		width = max(width, l.indent+utf8.RuneCountInString(l.Of(text)))
	}
	isFull := func(i int) bool {
		next := run[i+1].Of(text)
		word := next
		if n := strings.IndexFunc(next, unicode.IsSpace); n > 0 {
			word = next[:n]
		}
		return run[i].indent+utf8.RuneCountInString(run[i].Of(text))+1+utf8.RuneCountInString(word) > width
	}
	wrapped := false
	if width >= minWrap && width <= maxWrap {
		for i := 0; i+1 < len(run); i++ {
			if !isFull(i) {
				continue
			}
			full++
			if midSentence(run[i].Of(text), run[i+1].Of(text)) {
				goesOn++
			}
		}
		wrapped = goesOn*3 >= full && full > 0
	}
	for i, l := range run {
		previous := len(out) - 1
		if i > 0 && wrapped && continues(text, run, i, isFull(i-1)) {
			out[previous].End = l.End
			out[previous].lines++
			continue
		}
		out = append(out, block{Span: l.Span, lines: 1, gap: l.gap})
	}
	return out
}

// continues reports whether line i of wrapped text belongs to the paragraph of
// the line before it.
func continues(text string, run []line, i int, full bool) bool {
	before, this := run[i-1].Of(text), run[i].Of(text)
	if bulletLen(this) > 0 {
		return false
	}
	// An indented line begins a paragraph, but not one behind a bullet.
	if run[i].indent >= run[i-1].indent+2 && bulletLen(before) == 0 && !midSentence(before, this) {
		return false
	}
	return full || midSentence(before, this)
}

// midSentence reports whether two lines look like the two sides of one sentence.
func midSentence(before, after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLower(r) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if last == ',' || last == '-' && len(before) > 1 || last == '(' {
		return true
	}
	if n := strings.LastIndexByte(before, ' '); n > 0 {
		switch before[n+1:] {
		case "the", "a", "an", "of", "to", "in", "and", "or", "for", "with", "on", "at", "by", "from", "that", "as", "was", "were", "is", "are", "has", "had", "his", "her", "their", "its", "said", "Mr.", "Mrs.", "President", "Minister":
			return true
		}
	}
	return false
}

// isClock reports a text that begins with a time of day.
func isClock(s string) bool {
	hours, rest, ok := strings.Cut(s, ":")
	return ok && len(hours) > 0 && len(hours) <= 2 && isNumber(hours) && len(rest) > 4 && isNumber(rest[:2]) && !isNumber(rest[2:3]) && rest[2] != ':'
}

// bulletLen is the length of a list mark and the space behind it: "• ", "- ",
// "3. ", "(b) ".
func bulletLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '•', '‣', '◦', '▪', '●', '■', '·', '*', '-', '–', '—', '>', '+', '→', '»', '►':
	default:
		n = 0
		paren := s != "" && s[0] == '('
		if paren {
			n = 1
		}
		digits := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
			digits++
		}
		if digits == 0 && paren && n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
			n, digits = n+1, 1
		}
		if digits == 0 || digits > 2 || n >= len(s) || s[n] != ')' && (paren || s[n] != '.') {
			return 0
		}
		n++
	}
	rest := strings.TrimLeftFunc(s[n:], unicode.IsSpace)
	if rest == "" || len(rest) == len(s)-n {
		return 0
	}
	return len(s) - len(rest)
}
