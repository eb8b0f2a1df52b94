package train

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviations keep their point.
var abbreviations = map[string]bool{}

func init() {
	for _, a := range strings.Fields(`Mr Mrs Ms Dr Prof Sr Jr St Gen Lt Col Maj Capt Sgt Adm Cmdr Brig Rev Hon Sen Rep Gov Pres Sec Amb Inc Corp Co Ltd Bros
		Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec vs etc No Mt Ft Messrs Mme Mlle`) {
		abbreviations[a] = true
	}
}

// words cuts raw text into words much as Universal Dependencies does: marks,
// hyphens and clitics apart. It serves counting and silver data, where a few
// errors do no harm. spans are byte offsets.
func words(text string) (words []string, spans [][2]int) {
	add := func(from, to int) {
		if from < to {
			words = append(words, text[from:to])
			spans = append(spans, [2]int{from, to})
		}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		end := i
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if unicode.IsSpace(r) {
				break
			}
			end += size
		}
		chunk(text, i, end, add)
		i = end
	}
	return words, spans
}

func chunk(text string, from, to int, add func(int, int)) {
	if strings.Contains(text[from:to], "://") || strings.Contains(text[from:to], "@") {
		add(from, to)
		return
	}
	for from < to { // leading marks
		r, size := utf8.DecodeRuneInString(text[from:to])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		add(from, from+size)
		from += size
	}
	var marks [][2]int
	for from < to { // trailing marks
		r, size := utf8.DecodeLastRuneInString(text[from:to])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' && keepsPoint(text[from:to]) {
			break
		}
		marks = append(marks, [2]int{to - size, to})
		to -= size
	}
	start := from
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == '-' || r == '–' || r == '—' || r == '/' || r == '(' || r == ')' || r == '"':
			add(start, i)
			add(i, i+size)
			start = i + size
		case r == '\'' || r == '’':
			switch rest := strings.ToLower(text[i+size : to]); rest {
			case "s", "d", "m", "re", "ve", "ll":
				add(start, i)
				start = i
			case "t":
				if i > start+1 && text[i-1] == 'n' {
					add(start, i-1)
					start = i - 1
				}
			}
		}
		i += size
	}
	add(start, to)
	for i := len(marks) - 1; i >= 0; i-- {
		add(marks[i][0], marks[i][1])
	}
}

// keepsPoint reports whether a word that ends in a point keeps it: "U.S.", "J.",
// "Mr.".
func keepsPoint(w string) bool {
	stem := w[:len(w)-1]
	return utf8.RuneCountInString(stem) == 1 && capital(stem) || strings.Contains(stem, ".") && len(stem) <= 6 && !strings.ContainsAny(stem, "0123456789") ||
		abbreviations[stem]
}

// sentences cuts words at ends of sentences.
func sentences(words []string) (ends []int) {
	for i, w := range words {
		if w != "." && w != "!" && w != "?" {
			continue
		}
		j := i + 1
		for j < len(words) && (words[j] == "\"" || words[j] == "”" || words[j] == ")" || words[j] == "'") {
			j++
		}
		if j < len(words) && (len(ends) == 0 || ends[len(ends)-1] < j) {
			ends = append(ends, j)
		}
	}
	return append(ends, len(words))
}
