package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// sections writes the blocks as sections, with what stands inside them cut off:
// the bullet of a list, the dateline of a paragraph, the author behind a date,
// the credit of a caption.
func sections(text string, blocks []block, date schema.Date) []schema.Section {
	out := make([]schema.Section, 0, len(blocks)+8)
	for i := range blocks {
		b := &blocks[i]
		d := date
		if b.item > 0 {
			d = b.date
		}
		add := func(start, end int, kind schema.SectionKind) {
			s := trim(text, schema.Span{Start: b.Start + start, End: b.Start + end})
			if s.Len() > 0 {
				out = append(out, schema.Section{Span: s, Kind: kind, Item: b.item, Date: d})
			}
		}
		start, end := 0, b.Len()
		if b.header != "" {
			start = strings.IndexByte(b.text, ':') + 1
			add(0, start, schema.Boilerplate)
			add(start, end, b.kind)
			continue
		}
		switch b.kind {
		case schema.Dateline:
			for _, p := range linePieces(b.text) {
				add(p.Start, p.End, p.kind)
			}
			continue
		case schema.Caption:
			if n := creditStart(b.text); n > 0 {
				add(0, n, schema.Caption)
				add(n, end, schema.Byline)
				continue
			}
		case schema.Body, schema.Headline, schema.Subheading:
			if b.bullet > 0 && b.bullet < end {
				add(0, b.bullet, schema.Boilerplate)
				start = b.bullet
			}
			if b.lead > start {
				add(start, b.lead, schema.Dateline)
				start = b.lead
			}
			if n := datelineLen(b.text[start:]); n > 0 && b.kind == schema.Body {
				add(start, start+n, schema.Dateline)
				start += n
			}
		}
		add(start, end, b.kind)
	}
	return out
}

func trim(text string, s schema.Span) schema.Span {
	inner := s.Of(text)
	left := strings.TrimLeftFunc(inner, unicode.IsSpace)
	s.Start += len(inner) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}

type piece struct {
	schema.Span
	kind schema.SectionKind
}

// linePieces cuts a date line into its dates and its names. A line without marks
// between them stays whole.
func linePieces(text string) []piece {
	var out []piece
	for _, s := range pieces(text) {
		kind := schema.Byline
		if _, ok := dates.Parse(trimMarks(s.Of(text)), "2000-01-01"); ok {
			kind = schema.Dateline
		}
		if n := len(out); n > 0 && out[n-1].kind == kind {
			out[n-1].End = s.End
			continue
		}
		out = append(out, piece{s, kind})
	}
	if len(out) == 1 {
		out[0].kind = schema.Dateline
	}
	return out
}

// notPlaces are words in capitals that begin headlines and labels.
var notPlaces = set("breaking update updated watch video photos exclusive opinion analysis editorial news live correction note q a in depth read factbox timeline explainer interview column commentary review report special file photo just summary background")

const longestDateline = 90

// datelineLen is the length of the dateline that a paragraph begins with, its
// dash included: "GENEVA (AP) —", "BEIRUT, Lebanon, Oct. 4 (Reuters) -",
// "MOSCOW, August 26. /TASS/.", or 0. A place in capitals, an agency in
// parentheses or a date makes it one; a sentence must follow.
func datelineLen(text string) int {
	for i, r := range text {
		if i > longestDateline {
			return 0
		}
		n := 0
		switch r {
		case '—':
			n = len("—")
		case '–':
			n = len("–")
		case '_':
			n = 1
		case '-':
			n = 1
			if strings.HasPrefix(text[i:], "--") {
				n = 2
			}
		case '/':
			if n = slashAgency(text[i:]); n == 0 {
				continue
			}
		case ':':
			n = 1
			if i == 0 || text[i-1] != ')' {
				return 0
			}
		case '“', '"', ';', '?', '!':
			return 0
		default:
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		spaced := unicode.IsSpace(before) || unicode.IsSpace(after) || before == ')'
		if n == 1 && r == '-' && !unicode.IsSpace(before) && before != ')' || r == '_' && !spaced || r == '–' && !spaced {
			continue // a hyphen
		}
		if isDateline(text[:i], r == '/') && beginsSentence(text[i+n:]) {
			return i + n
		}
		return 0
	}
	return 0
}

// slashAgency is the length of "/TASS/." or "/Steppe Wire/." at the start of s, or
// 0.
func slashAgency(s string) int {
	end := strings.IndexByte(s[1:], '/')
	if end < 2 || end > 20 {
		return 0
	}
	for _, word := range strings.Fields(s[1 : end+1]) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return 0
		}
	}
	n := end + 2
	if n < len(s) && s[n] == '.' {
		n++
	}
	if rest := strings.TrimLeft(s[n:], " "); strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") {
		n = len(s) - len(strings.TrimLeft(rest, "-–—"))
	}
	return n
}

func beginsSentence(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(s)
	return (unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("“\"'‘[$", r)) && len(strings.Fields(s)) >= 4
}

// isDateline checks what stands before the dash: places, a date, an agency.
func isDateline(s string, agency bool) bool {
	s = strings.TrimRight(s, " .\t\n\r")
	if strings.HasSuffix(s, ")") || strings.HasSuffix(s, "]") {
		open := strings.LastIndexAny(s, "([")
		if open < 0 || len(s)-open > 40 || !onlySmall(s[open:], "and for of the") && !agencies[s[open+1:len(s)-1]] {
			return false
		}
		agency = true
		s = strings.TrimRight(s[:open], " ,")
		if s == "" {
			return true
		}
	}
	place, date, upper := 0, false, false
	for i, part := range strings.Split(s, ",") {
		part = strings.TrimSpace(part)
		fields := strings.Fields(part)
		switch {
		case len(fields) == 0 || len(fields) > 5:
			return false
		case i > 0 && isDate(part):
			date = true
		case agencies[strings.ToLower(part)] && i > 0:
			agency = true
		case onlySmall(part, "and of de la del di du the al el bin") && !strings.ContainsAny(part, "0123456789():"):
			if notPlaces[strings.ToLower(fields[0])] || i == 0 && fields[0] == "The" {
				return false
			}
			place++
			upper = upper || i == 0 && len(part) >= 3 && strings.ToUpper(part) == part
		case i == 0:
			// "GENEVA Oct 4", without the comma
			n := len(fields) - 2
			if n < 1 || !isDate(strings.Join(fields[n:], " ")) {
				return false
			}
			place, date = 1, true
		default:
			return false
		}
	}
	// "Kyiv, Ukraine —" has neither, but no sentence begins so.
	pair := place == 2 && strings.Count(s, ",") == 1 && len(strings.Fields(s)) <= 4
	return place > 0 && place <= 3 && (upper || agency || date || pair)
}

func isDate(s string) bool {
	_, ok := dates.Parse(s, "2000-01-01")
	return ok
}

// datelineDate is the date in a dateline, "" when there is none.
func datelineDate(dateline string, ref schema.Date) schema.Date {
	dateline = strings.Map(func(r rune) rune {
		if strings.ContainsRune("()/—–_", r) {
			return ' '
		}
		return r
	}, dateline)
	var words []string
	for _, f := range strings.Fields(dateline) {
		w := strings.TrimRight(f, ",")
		words = append(words, w)
		if len(w) < len(f) {
			words = append(words, ",")
		}
	}
	if found := dates.Find(words, ref); len(found) > 0 {
		return found[0].When.Start
	}
	return ""
}

// isDatelineAlone finds a dateline on a line of its own, closed by its dash.
func isDatelineAlone(text string) bool {
	s := strings.TrimRight(text, "—–-_ ")
	return len(s) < len(text) && len(text) <= longestDateline && isDateline(s, false)
}
