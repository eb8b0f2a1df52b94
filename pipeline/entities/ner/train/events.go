package train

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// Events reads the news items of Wikipedia's current events. Editors link the
// first mention of a name and the links carry types made by rules, so a link is
// spread over its item, names that are linked elsewhere are recognized here, and
// capitals that nobody tells of are unknown.
func (c *Corpora) Events() ([]Document, error) {
	const file = "linking/current-events/current_events.jsonl"
	b, err := os.ReadFile(filepath.Join(c.Dir, file))
	if err != nil {
		return nil, err
	}
	type item struct {
		Text  string
		Links []struct {
			Start, End int
			Type       string
		}
	}
	var items []item
	var sources []string
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		source := fmt.Sprintf("%s line %d", file, n)
		if c.Excluded(source) {
			continue
		}
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, fmt.Errorf("read %s: line %d: %w", file, n, err)
		}
		items, sources = append(items, it), append(sources, source)
	}

	// First the names and what they are linked as, over all items.
	known := map[string]*[crf.NumClasses]int{}
	texts := make([]labelled, len(items))
	for i, it := range items {
		ws, spans := words(it.Text)
		l := labelled{words: ws, unknown: make([]bool, len(ws))}
		for j, w := range ws {
			l.unknown[j] = capital(w)
		}
		offsets := runeOffsets(it.Text)
		for _, link := range it.Links {
			if link.Start < 0 || link.End >= len(offsets) || link.Start >= link.End {
				continue
			}
			first, end := cover(spans, offsets[link.Start], offsets[link.End])
			if first >= end || overlaps(l.names, first, end) {
				continue
			}
			class, ok := c.linkClass(link.Type, ws[first:end])
			if !ok {
				continue
			}
			n := c.rules.name(ws, crf.Name{First: first, End: end, Class: class})
			if n.First >= n.End {
				continue
			}
			l.names = append(l.names, n)
			key := strings.Join(ws[n.First:n.End], " ")
			if known[key] == nil {
				known[key] = new([crf.NumClasses]int)
			}
			known[key][n.Class]++
		}
		texts[i] = l
	}
	sure := map[string]crf.Class{}
	for key, counts := range known {
		for class, n := range counts {
			total := 0
			for _, k := range counts {
				total += k
			}
			if n >= 2 && n*10 >= total*9 {
				sure[key] = crf.Class(class)
			}
		}
	}

	var docs []Document
	for i := range texts {
		l := &texts[i]
		here := map[string]crf.Class{}
		for _, n := range l.names {
			here[strings.Join(l.words[n.First:n.End], " ")] = n.Class
			if n.Class == crf.Person && n.End-n.First > 1 {
				here[l.words[n.End-1]] = crf.Person
			}
		}
		spread(l, here)
		spread(l, sure)
		sort.Slice(l.names, func(a, b int) bool { return l.names[a].First < l.names[b].First })
		d := Document{Source: sources[i], Weight: 0.3}
		first := 0
		for _, end := range sentences(l.words) {
			part := labelled{words: l.words[first:end], unknown: l.unknown[first:end]}
			if r, _ := utf8.DecodeRuneInString(l.words[first]); unicode.IsUpper(r) && len(part.words) > 1 && startWords[strings.ToLower(l.words[first])] {
				part.unknown[0] = false
			}
			for _, n := range l.names {
				if n.First >= first && n.End <= end {
					part.names = append(part.names, crf.Name{First: n.First - first, End: n.End - first, Class: n.Class})
				}
			}
			d.Sentences = append(d.Sentences, c.rules.sentence(part))
			first = end
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// startWords begin sentences and are no names.
var startWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`a an the at in on of by for from with after before during following as it its he she they their his her this that these those
		two three four five six seven eight nine ten several many some at least over more thousands hundreds police protests protesters voters clashes authorities gunmen
		former heavy and but while when officials people dozens one both about nearly around`) {
		startWords[w] = true
	}
}

// linkClass is the class of a link; false when the link tells nothing sure.
func (c *Corpora) linkClass(kind string, ws []string) (crf.Class, bool) {
	if !capital(ws[0]) && ws[0] != "al" {
		return 0, false
	}
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !particles[w] && w != "'s" {
			return 0, false // "Israeli military": a description with a name in it
		}
	}
	if len(ws) == 1 && c.rules.demonyms[ws[0]] {
		return crf.Misc, true
	}
	switch kind {
	case "PER":
		return crf.Person, len(ws) <= 7
	case "COUNTRY", "CITY", "REGION", "FAC":
		return crf.Place, true
	case "ORG":
		return crf.Organization, true
	case "EVENT", "LAW", "WORK":
		return crf.Misc, true
	}
	return 0, false
}

// particles stand in lower case inside names.
var particles = map[string]bool{}

func init() {
	for _, w := range strings.Fields("of the and for de la del al el bin ibn von van der den du da di do dos das e y on in to 's & - ’s") {
		particles[w] = true
	}
}

// spread marks names that stand unmarked in a text, the longest first.
func spread(l *labelled, names map[string]crf.Class) {
	taken := make([]bool, len(l.words))
	for _, n := range l.names {
		for i := n.First; i < n.End; i++ {
			taken[i] = true
		}
	}
	for i := range l.words {
		if taken[i] || !capital(l.words[i]) {
			continue
		}
		for n := min(7, len(l.words)-i); n > 0; n-- {
			class, ok := names[strings.Join(l.words[i:i+n], " ")]
			if !ok || overlaps(l.names, i, i+n) {
				continue
			}
			// Part of a longer run of capitals tells nothing sure.
			if i > 0 && capital(l.words[i-1]) && !taken[i-1] && i > 1 || i+n < len(l.words) && capital(l.words[i+n]) && !taken[i+n] {
				break
			}
			l.names = append(l.names, crf.Name{First: i, End: i + n, Class: class})
			for k := i; k < i+n; k++ {
				taken[k] = true
			}
			break
		}
	}
}

func runeOffsets(text string) []int {
	var offsets []int
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

// cover is the row of words that fills the bytes [from, to); empty when a word
// stands across the border.
func cover(spans [][2]int, from, to int) (first, end int) {
	first = sort.Search(len(spans), func(i int) bool { return spans[i][0] >= from })
	end = first
	for end < len(spans) && spans[end][1] <= to {
		end++
	}
	if first >= len(spans) || spans[first][0] != from || end == first || spans[end-1][1] != to {
		return 0, 0
	}
	return first, end
}
