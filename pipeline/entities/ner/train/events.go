package train

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// Events reads the news items of Wikipedia's current events. Editors link the
// first mention of a name and the links carry types made by rules.
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
	var texts []marked
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		t := marked{source: fmt.Sprintf("%s line %d", file, n)}
		if c.Excluded(t.source) {
			continue
		}
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, fmt.Errorf("read %s: line %d: %w", file, n, err)
		}
		t.read(it.Text)
		for _, link := range it.Links {
			first, end := t.cover(link.Start, link.End)
			if first == end {
				continue
			}
			if class, ok := c.linkClass(link.Type, t.words[first:end]); ok {
				t.mark(c.rules.name(t.words, crf.Name{First: first, End: end, Class: class}))
			}
		}
		texts = append(texts, t)
	}
	return c.spreadNames(texts, 0.5), lines.Err()
}

// Facts reads the passages of KnowledgeNet, where the two ends of facts are marked
// and the fact says what they are.
func (c *Corpora) Facts() ([]Document, error) {
	const file = "relations/knowledgenet/facts.tsv"
	rows, err := readTable(filepath.Join(c.Dir, file))
	if err != nil {
		return nil, err
	}
	var texts []marked
	at := map[string]int{} // of the passage in texts
	for n, r := range rows[1:] {
		ends, ok := factEnds[col(r, 2)]
		if len(r) < 10 || !ok {
			continue
		}
		i, seen := at[r[9]]
		if !seen {
			i = len(texts)
			at[r[9]] = i
			texts = append(texts, marked{source: fmt.Sprintf("%s line %d", file, n+1)})
			texts[i].read(r[9])
		}
		t := &texts[i]
		for k, class := range ends {
			from, err1 := strconv.Atoi(r[3+2*k])
			to, err2 := strconv.Atoi(r[4+2*k])
			if err1 != nil || err2 != nil {
				return nil, fmt.Errorf("read %s: line %d: offsets %q", file, n+2, r[3:7])
			}
			first, end := t.cover(from, to)
			if first < end && capital(t.words[first]) && capital(t.words[end-1]) && end-first < 8 && !pronoun[strings.ToLower(t.words[first])] {
				t.mark(c.rules.name(t.words, crf.Name{First: first, End: end, Class: class}))
			}
		}
	}
	return c.spreadNames(texts, 0.3), nil
}

// factEnds are the classes of the two ends of a fact.
var factEnds = map[string][]crf.Class{
	"EMPLOYEE_OR_MEMBER_OF": {crf.Person, crf.Organization},
	"PLACE_OF_RESIDENCE":    {crf.Person, crf.Place},
	"PLACE_OF_BIRTH":        {crf.Person, crf.Place},
	"EDUCATED_AT":           {crf.Person, crf.Organization},
	"POLITICAL_AFFILIATION": {crf.Person, crf.Organization},
	"HEADQUARTERS":          {crf.Organization, crf.Place},
	"SUBSIDIARY_OF":         {crf.Organization, crf.Organization},
	"CEO":                   {crf.Organization, crf.Person},
	"FOUNDED_BY":            {crf.Organization, crf.Person},
	"SPOUSE":                {crf.Person, crf.Person},
	"CHILD_OF":              {crf.Person, crf.Person},
	"NATIONALITY":           {crf.Person},
	"DATE_OF_BIRTH":         {crf.Person},
	"DATE_OF_DEATH":         {crf.Person},
	"DATE_FOUNDED":          {crf.Organization},
}

var pronoun = map[string]bool{}

func init() {
	for _, w := range strings.Fields("he she it they his her its their him them i we our my who which the this that") {
		pronoun[w] = true
	}
}

// marked is a text in which some of the names are marked. Words with a capital
// are unknown until somebody tells.
type marked struct {
	labelled
	source string
	spans  [][2]int // of the words, in bytes
	runes  []int    // byte of each rune
}

func (t *marked) read(text string) {
	t.words, t.spans = words(text)
	t.unknown = make([]bool, len(t.words))
	for i, w := range t.words {
		t.unknown[i] = capital(w) && !calendar[strings.ToLower(w)]
	}
	t.runes = runeOffsets(text)
}

// cover is the row of words that fills the runes [from, to); empty when a word
// stands across the border.
func (t *marked) cover(from, to int) (first, end int) {
	if from < 0 || to >= len(t.runes) || from >= to {
		return 0, 0
	}
	return cover(t.spans, t.runes[from], t.runes[to])
}

func (t *marked) mark(n crf.Name) {
	if n.First < n.End && !overlaps(t.names, n.First, n.End) {
		t.names = append(t.names, n)
	}
}

// spreadNames makes documents of texts in which a name is marked once: a mark is
// spread over its text, names that are mostly marked as one class elsewhere are
// recognized here, and capitals that nobody tells of stay unknown.
func (c *Corpora) spreadNames(texts []marked, weight float32) []Document {
	known := map[string]*[crf.NumClasses]int{}
	for _, t := range texts {
		for _, n := range t.names {
			key := strings.Join(t.words[n.First:n.End], " ")
			if known[key] == nil {
				known[key] = new([crf.NumClasses]int)
			}
			known[key][n.Class]++
		}
	}
	sure := map[string]crf.Class{}
	for key, counts := range known {
		if class, ok := mostly(counts, 2, 90); ok {
			sure[key] = class
		}
	}
	var docs []Document
	for i := range texts {
		l := &texts[i].labelled
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
		d := Document{Source: texts[i].source, Weight: weight}
		first := 0
		for _, end := range sentences(l.words) {
			if first == end {
				continue
			}
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
	return docs
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
