package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// dated reports a line that gives a date and perhaps an author, nothing more.
func (b *block) dated() bool { return b.date != "" }

// lineDate is the day or month of a date line, "" for any other line.
func lineDate(b *block, ref schema.Date) schema.Date {
	if b.n == 0 || b.n > 20 || len(b.text) > 140 || b.bullet > 0 {
		return ""
	}
	digits := strings.ContainsAny(b.text, "0123456789")
	if digits || b.n <= 4 {
		if d := dateOf(b.text, ref); d != "" {
			return d
		}
	}
	if !digits {
		return ""
	}
	if parts := pieces(b.text); len(parts) > 1 {
		var date schema.Date
		for _, p := range parts {
			text := trimMarks(p.Of(b.text))
			if d := dateOf(text, ref); d != "" {
				if date == "" {
					date = d
				}
			} else if !onlySmall(text, small) || len(strings.Fields(text)) > 7 {
				return ""
			}
		}
		if date != "" {
			return date
		}
	}
	return dateAmongNames(b, ref)
}

const small = "and with for in of the at by de la von van der al bin ibn published updated posted last modified on a p m min mins read minutes ago am pm"

// dateOf reads a text that is a date; a year alone is none.
func dateOf(text string, ref schema.Date) schema.Date {
	when, ok := dates.Parse(text, ref)
	if !ok || len(when.Start) < 7 || when.End != "" {
		return ""
	}
	return when.Start
}

// dateAmongNames finds a full date in a short line whose other words are names
// and labels: "By Laura Palmer September 28, 2016", "Geneva, 26 August 2016".
func dateAmongNames(b *block, ref schema.Date) schema.Date {
	if b.n > 12 || b.terminal || b.n > 6 && strings.ToUpper(b.text) == b.text || strings.ContainsAny(b.text, "?!“”\"") || !onlySmall(b.text, small) {
		return ""
	}
	var words []string
	for _, f := range strings.Fields(b.text) {
		w := strings.TrimRight(f, ",;:)")
		words = append(words, strings.TrimLeft(w, "("))
		if len(w) < len(f) {
			words = append(words, ",")
		}
	}
	found := dates.Find(words, ref)
	if len(found) == 0 || found[0].When.End != "" || found[0].When.Start.Precision() != schema.Day {
		return ""
	}
	f := found[0]
	year := string(found[0].When.Start[:4])
	if !strings.Contains(b.text, year) {
		return ""
	}
	// The date stands at one end, or behind a label at the start.
	if f.First > 0 && f.End < len(words) && found[len(found)-1].End < len(words) {
		return ""
	}
	return f.When.Start
}

// pieces cuts a line at the marks that part dates from names; a mark belongs to
// the piece that it begins.
func pieces(text string) []schema.Span {
	var out []schema.Span
	start := 0
	for i, r := range text {
		cut := false
		switch r {
		case '|', '·', '•', '‧', '∙':
			cut = true
		case '—', '–', '-', '/':
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			cut = unicode.IsSpace(before) && unicode.IsSpace(after)
		}
		if cut && i > start {
			out = append(out, schema.Span{Start: start, End: i})
			start = i
		}
	}
	return append(out, schema.Span{Start: start, End: len(text)})
}

func trimMarks(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("|·•‧∙—–-/", r)
	})
}

// number finds the dated items of a list and gives each its number and date. A
// text with a single date line is no list; its date is the document's when that
// is not known to the day. number returns the count of items and the document's
// date.
func number(blocks []block, published schema.Date) (items int, date schema.Date) {
	var starts, days []int
	for i := range blocks {
		if blocks[i].kind == schema.Dateline && blocks[i].dated() && tells(blocks, i) {
			days = append(days, i)
			starts = append(starts, itemStart(blocks, i, len(days) == 1))
		}
	}
	date = published
	if len(days) < 2 {
		if list := entries(blocks, published); list != nil {
			chronicle(blocks, list)
			return len(list), date
		}
		if published.Precision() != schema.Day {
			date = lead(blocks, published)
		}
		return 0, date
	}
	// In a chronology, where the dates are the headings, what stands above the
	// first is the page's.
	headed := 0
	for k, start := range starts[1:] {
		if start < days[k+1] {
			headed++
		}
	}
	if headed*2 < len(starts)-1 {
		starts[0] = days[0]
	}
	for k, start := range starts {
		end := len(blocks)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		headline := false
		for i := start; i < end; i++ {
			b := &blocks[i]
			if b.kind == schema.Boilerplate {
				continue
			}
			b.item, b.date = k+1, blocks[days[k]].date
			if (b.kind == schema.Subheading || b.kind == schema.Byline && i < days[k]) && !headline && b.title() && i <= days[k]+1 && !isCredit(b) && !isByline(b) {
				b.kind = schema.Headline
			}
			headline = headline || b.kind == schema.Headline
		}
	}
	return len(days), date
}

// tells reports whether a paragraph stands between the date line i and the next.
func tells(blocks []block, i int) bool {
	for i++; i < len(blocks); i++ {
		switch blocks[i].kind {
		case schema.Body:
			return true
		case schema.Dateline:
			if blocks[i].dated() {
				return false
			}
		}
	}
	return false
}

// itemStart goes back from a date line to the heading above it. Of several
// headings above the first date only the nearest belongs to the item: the others
// are the page's.
func itemStart(blocks []block, day int, first bool) int {
	start := day
	for start > 0 {
		b := &blocks[start-1]
		if b.kind != schema.Headline && b.kind != schema.Subheading && b.kind != schema.Byline || first && start < day {
			break
		}
		start--
	}
	return start
}

// lead is the date that the top of an article gives, else the one published.
func lead(blocks []block, published schema.Date) schema.Date {
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.kind == schema.Dateline && b.dated():
			return b.date
		case b.kind == schema.Body:
			if n := datelineLen(b.text); n > 0 {
				if d := datelineDate(b.text[:n], published); d.Precision() == schema.Day {
					return d
				}
			}
			if b.story() {
				return published
			}
		}
	}
	return published
}
