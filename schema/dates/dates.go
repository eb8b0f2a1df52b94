// Package dates finds the date expressions of English news in running text and
// says which day, month, year or range they mean.
//
// In come words as Universal Dependencies cuts them ("Aug." or "Aug" and ".",
// "4-5" or "4", "-", "5") and a reference date, that of the document or of the
// item of a list. Out come half-open ranges of words, each with a schema.When at
// the precision that the text has: "last week" is a month, because no day
// follows from it, and so is "late May". Without a reference date only absolute
// expressions are found; with a month or a year as the reference only those
// that follow from it.
//
// The grammar is a small recursive descent over classified words, in the manner
// of SUTime (Chang and Manning, 2012) without its rule language. It knows no
// holidays but Christmas and New Year, no clock times and no durations ("for three
// weeks"), and leaves out what it cannot place ("decades ago", "recently").
//
// github.com/markusmobius/go-dateparser was judged on the table of this package
// (testdata/expressions.tsv; v1.2.3, English, past dates preferred): its Search gave
// 81 of 181 expressions the right day, month or year, ranges counted by their start
// alone, and found 204; it took 22,600 µs a sentence. This grammar finds 181 of 181,
// ends of ranges too, and takes 6 µs. Most of the difference is what news says and
// dateparser does not read: "late May", "last week", "Sept. 4-5", "since 2015".
package dates

import (
	"time"

	"backchannel/schema"
)

// Found is one date expression: the words [First, End), without the preposition
// or article before them.
//
// "On Friday" and "in May" point backwards or forwards, and only the tense of
// the clause says which. When takes the nearest past weekday (the reference day
// itself included) and the month or day of the year nearest to the reference.
// Past is the latest reading that does not lie after the reference, Ahead the
// earliest that does not lie before it. Expressions that leave no choice have
// the same value in all three.
type Found struct {
	First, End int
	When       schema.When
	Past       schema.When
	Ahead      schema.When
}

// Coming is when something is that has yet to be: a weekday is the coming one. A month
// or a day of the year stays the nearest, for plans are told of after their day too.
func (f Found) Coming() schema.When {
	now, _, ok := f.When.Start.Bounds()
	then, _, later := f.Ahead.Start.Bounds()
	if ok && later && f.When.Start.Precision() == schema.Day && then.Sub(now) == 7*24*time.Hour {
		return f.Ahead
	}
	return f.When
}

// Find returns the date expressions of a sentence in order, not overlapping. A
// sentence without any costs no allocation.
func Find(words []string, ref schema.Date) []Found {
	if !promising(words) {
		return nil
	}
	p := parser{toks: lex(words), ref: newReference(ref)}
	var found []Found
	for i := 0; i < len(p.toks); {
		end, when, ok := p.expression(i)
		if !ok || !when.sane() || !p.toks[i].head || !p.toks[end-1].tail {
			i++
			continue
		}
		f := Found{First: p.toks[i].word, End: p.toks[end-1].word + 1, When: when.when()}
		f.Past, f.Ahead = p.reading(i, end, past, f.When), p.reading(i, end, ahead, f.When)
		found = append(found, f)
		i = end
	}
	return found
}

// reading resolves the expression toks[i:end] again with another leaning.
func (p *parser) reading(i, end int, l leaning, usual schema.When) schema.When {
	p.lean = l
	e, when, ok := p.expression(i)
	p.lean = near
	if !ok || e != end || !when.sane() {
		return usual
	}
	return when.when()
}

// Parse reads a line that holds a date and nothing else but a label ("Published
// on"), a weekday, a time of day and a time zone. It reports false for a line
// that says anything more.
func Parse(line string, ref schema.Date) (schema.When, bool) {
	if len(line) > 100 {
		return schema.When{}, false
	}
	if line != "" && line[0] >= '0' && line[0] <= '9' {
		if d, err := schema.ParseDate(line); err == nil {
			return schema.When{Start: d}, true
		}
	}
	words := split(line)
	for len(words) > 0 && isLabel(words[0]) {
		words = words[1:]
	}
	if len(words) == 0 || !promising(words) {
		return schema.When{}, false
	}
	p := parser{toks: lex(words), ref: newReference(ref)}
	start := p.clock(0)
	end, when, ok := p.expression(start)
	if !ok {
		end, when, ok = p.bareYear(start)
	}
	if !ok || !when.sane() || p.clock(end) != len(p.toks) {
		return schema.When{}, false
	}
	return when.when(), true
}
