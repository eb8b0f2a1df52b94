package segment

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// entry is a paragraph that begins with its date: "Jan. 5, 1991 – Envoys meet …".
type entry struct {
	block int
	len   int // bytes of the date and its mark
	date  schema.Date
}

const longestLead = 40

// leadLen is the length of the date that a text begins with and of the colon or
// dash behind it, and the date as it is written, or 0.
func leadLen(text string) (head string, n int) {
	for i, r := range text {
		if i > longestLead {
			return "", 0
		}
		switch r {
		case ':':
			n = 1
		case '–', '—':
			n = utf8.RuneLen(r)
		case '-':
			if n = 1; strings.HasPrefix(text[i:], "--") {
				n = 2
			}
		default:
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+n:])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(after) || r != ':' && !unicode.IsSpace(before) {
			continue // within the date
		}
		head = strings.TrimSpace(text[:i])
		if strings.ContainsAny(head, "0123456789") && beginsEntry(text[i+n:]) {
			return head, i + n
		}
		return "", 0
	}
	return "", 0
}

func beginsEntry(s string) bool {
	s = strings.TrimSpace(s)
	r, _ := utf8.DecodeRuneInString(s)
	return (unicode.IsUpper(r) || strings.ContainsRune("“\"", r)) && len(strings.Fields(s)) >= 3
}

// entries finds the paragraphs of a chronology, two at least. A date without a year
// has that of the heading above it ("1991"), or of the entry before it.
func entries(blocks []block, ref schema.Date) []entry {
	var out []entry
	year := 0
	for i := range blocks {
		b := &blocks[i]
		if y, err := strconv.Atoi(strings.Trim(b.text, ": ")); err == nil && y >= 1500 && y < 2200 {
			year = y
			continue
		}
		if b.kind != schema.Body && b.kind != schema.Subheading && b.kind != schema.Headline {
			continue
		}
		head, n := leadLen(b.text[b.bullet:])
		if n == 0 {
			continue
		}
		near := ref
		if year > 0 {
			near = schema.Date(strconv.Itoa(year) + "-06-30")
		}
		when, ok := dates.Parse(head, near)
		if !ok || when.Start == "" {
			continue
		}
		d := when.Start
		if year > 0 && !strings.Contains(head, string(d[:4])) {
			d = schema.Date(strconv.Itoa(year)) + d[4:]
			if k := len(out) - 1; k >= 0 && d < out[k].date && len(d) >= 7 && d[5:7] <= "03" && out[k].date[5:] >= "10" {
				d = schema.Date(strconv.Itoa(year+1)) + d[4:] // December, then January
			}
		}
		year, _ = strconv.Atoi(string(d[:4]))
		out = append(out, entry{i, b.bullet + n, d})
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// chronicle makes an item of each entry: its paragraph and those behind it up to the
// next entry or heading.
func chronicle(blocks []block, list []entry) {
	for k, e := range list {
		end := len(blocks)
		if k+1 < len(list) {
			end = list[k+1].block
		}
		blocks[e.block].lead, blocks[e.block].kind = e.len, schema.Body
		for i := e.block; i < end; i++ {
			b := &blocks[i]
			if i > e.block && b.kind != schema.Body && b.kind != schema.Caption {
				break
			}
			b.item, b.date = k+1, e.date
		}
	}
}
