package train

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// Corpora reads corpora from the folder of data sets.
type Corpora struct {
	Dir     string // …/data
	rules   conventions
	exclude map[string]bool // Source of the documents that must not be learnt from
}

// OpenCorpora reads what cleaning needs and the list of texts to leave out, a
// table of files and places in them ("line 27", "id oslo").
func OpenCorpora(dir, exclude string) (*Corpora, error) {
	c := &Corpora{Dir: dir, exclude: map[string]bool{}}
	rows, err := readTable(exclude)
	if err != nil {
		return nil, err
	}
	for _, r := range rows[1:] {
		if len(r) < 2 {
			return nil, fmt.Errorf("read %s: row %q has no place", exclude, r)
		}
		place, _, _ := strings.Cut(r[1], " (")
		c.exclude[r[0]+" "+place] = true
	}
	c.rules, err = readConventions(dir)
	return c, err
}

// Excluded reports whether a text must not be learnt from.
func (c *Corpora) Excluded(source string) bool { return c.exclude[source] }

// readTable reads tab-separated rows.
func readTable(file string) ([][]string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimRight(string(b), "\n"), "\n") {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\r"), "\t"))
	}
	return rows, nil
}

func readCSV(file string) ([][]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	return r.ReadAll()
}

// columns reads a corpus of one word a line. label takes the columns of a line
// and gives the word, its class and whether it begins or continues a name.
func columns(r io.Reader, newDocument func(comment string) bool, label func(cols []string) (word, tag string), each func(l labelled, newDoc bool)) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	var l labelled
	first := true
	open := ""
	flush := func() {
		if len(l.words) > 0 {
			each(l, first)
			first = false
		}
		l, open = labelled{}, ""
	}
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.TrimSpace(line) == "":
			flush()
		case strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "#\t"):
			if newDocument(line) {
				flush()
				first = true
			}
		default:
			word, tag := label(strings.Split(line, "\t"))
			if word == "" {
				continue
			}
			prefix, class, _ := strings.Cut(tag, "-")
			i := len(l.words)
			l.words = append(l.words, word)
			cl, isName := classes[class]
			switch {
			case !isName:
				open = ""
			case prefix == "I" && open == class:
				l.names[len(l.names)-1].End = i + 1
			default:
				l.names = append(l.names, crf.Name{First: i, End: i + 1, Class: cl})
				open = class
			}
		}
	}
	flush()
	return lines.Err()
}

// classes of the corpora; what is missing here is no name.
var classes = map[string]crf.Class{
	"PER": crf.Person, "LOC": crf.Place, "ORG": crf.Organization, "OTH": crf.Misc,
	"person": crf.Person, "place": crf.Place, "organization": crf.Organization, "abstract": crf.Misc, "event": crf.Misc, "object": crf.Misc,
	"per": crf.Person, "geo": crf.Place, "gpe": crf.Place, "org": crf.Organization, "art": crf.Misc, "eve": crf.Misc, "nat": crf.Misc,
	"politician": crf.Person, "country": crf.Place, "location": crf.Place, "organisation": crf.Organization, "politicalparty": crf.Organization,
	"election": crf.Misc, "misc": crf.Misc,
}

func (c *Corpora) readColumns(file string, template Document, newDocument func(string) bool, label func([]string) (string, string), every int, clean func(labelled) Sentence) ([]Document, error) {
	f, err := os.Open(filepath.Join(c.Dir, file))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
	}
	var docs []Document
	n := 0
	err = columns(r, newDocument, label, func(l labelled, fresh bool) {
		if fresh || every > 0 && n%every == 0 {
			d := template
			d.Source = fmt.Sprintf("%s sentence %d", file, n)
			docs = append(docs, d)
		}
		n++
		d := &docs[len(docs)-1]
		l.gold = d.Gold
		d.Sentences = append(d.Sentences, clean(l))
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return docs, nil
}

func newdoc(comment string) bool { return strings.HasPrefix(comment, "# newdoc") }
func never(string) bool          { return false }

// UNER reads a split of the Universal NER layer over English EWT.
func (c *Corpora) UNER(split string) ([]Document, error) {
	return c.readColumns(unerFile(split), Document{Gold: true, Weight: 1.5}, newdoc, unerColumns, 0, c.rules.sentence)
}

func unerFile(split string) string { return "ner/uner-ewt/en_ewt-ud-" + split + ".iob2" }
func gumFile(split string) string  { return "ner/gum-names/" + split + ".iob2" }

func unerColumns(cols []string) (string, string) {
	if len(cols) < 3 {
		return "", ""
	}
	return cols[1], cols[2]
}

func threeColumns(cols []string) (string, string) {
	if len(cols) < 3 {
		return "", ""
	}
	return cols[0], cols[2]
}

// GUM reads a split of the names of GUM; titles are taken out of persons.
func (c *Corpora) GUM(split string) ([]Document, error) {
	return c.readColumns(gumFile(split), Document{Gold: true, Weight: 1.5}, newdoc, threeColumns, 0, c.rules.sentence)
}

// CrossNER reads the politics sentences of CrossNER.
func (c *Corpora) CrossNER(split string) ([]Document, error) {
	return c.readColumns("ner/crossner-politics/"+split+".txt", Document{Weight: 0.7}, never, func(cols []string) (string, string) {
		if len(cols) < 2 {
			return "", ""
		}
		return cols[0], cols[1]
	}, 1, c.rules.sentence)
}

// DocRED reads the documents of Re-DocRED. What it calls MISC is a mixture with
// persons in it and counts as unknown.
func (c *Corpora) DocRED() ([]Document, error) {
	b, err := os.ReadFile(filepath.Join(c.Dir, "relations/re-docred/dev_revised.json"))
	if err != nil {
		return nil, err
	}
	var texts []struct {
		Sents     [][]string
		VertexSet [][]struct {
			Type   string
			Pos    [2]int
			SentID int `json:"sent_id"`
		}
	}
	if err := json.Unmarshal(b, &texts); err != nil {
		return nil, fmt.Errorf("read Re-DocRED: %w", err)
	}
	var docs []Document
	for i, t := range texts {
		d := Document{Source: "relations/re-docred/dev_revised.json document " + strconv.Itoa(i), Weight: 0.5}
		ls := make([]labelled, len(t.Sents))
		for s, ws := range t.Sents {
			ls[s] = labelled{words: ws, unknown: make([]bool, len(ws))}
		}
		for _, e := range t.VertexSet {
			for _, m := range e {
				l := &ls[m.SentID]
				if m.Pos[0] >= m.Pos[1] || m.Pos[1] > len(l.words) {
					continue
				}
				class, ok := classes[m.Type]
				if m.Type == "MISC" {
					for k := m.Pos[0]; k < m.Pos[1]; k++ {
						l.unknown[k] = true
					}
				}
				if ok && !overlaps(l.names, m.Pos[0], m.Pos[1]) {
					l.names = append(l.names, crf.Name{First: m.Pos[0], End: m.Pos[1], Class: class})
				}
			}
		}
		for _, l := range ls {
			if len(l.words) > 0 {
				d.Sentences = append(d.Sentences, c.rules.sentence(l))
			}
		}
		docs = append(docs, d)
	}
	return docs, nil
}

func overlaps(names []crf.Name, first, end int) bool {
	for _, n := range names {
		if first < n.End && n.First < end {
			return true
		}
	}
	return false
}
