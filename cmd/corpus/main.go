// Corpus prints documents for measurements, one JSON object a line, as many as are
// asked for:
//
//	corpus -documents 10000 -seed 1 -data ../shared/data >corpus.jsonl
//
// A document is made of news items that stand near each other in
// linking/current-events of the data folder: 150 to 300 words in paragraphs of one
// to three items, a title, a publisher, and a day between 1996 and 2025 as its
// date. Every item is drawn as often as any other, so names and pairs of names are
// as frequent as they are there: few of them very often, most of them rarely. The
// items of gold texts are left out.
//
// A document depends on the seed and its number alone: a larger corpus begins with
// the smaller one of the same seed, and memory is that of the items whatever the size.
//
// With -copies some documents are near-copies of one of the thousand before them, as
// agency texts are in many papers: "copy_of" names the original. Each is changed in
// one to three ways: cut at the end, paragraphs in another order, another headline,
// an agency line.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	documents := flag.Int("documents", 1000, "how many documents to print")
	seed := flag.Uint64("seed", 1, "another seed, other documents")
	data := flag.String("data", "../shared/data", "folder that holds linking/current-events; the list of gold items stands beside it")
	copies := flag.Float64("copies", 0, "share of near-copies, 0 to 1")
	flag.Parse()
	err := run(os.Stdout, *data, *documents, *seed, *copies)
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, data string, documents int, seed uint64, copies float64) error {
	if copies < 0 || copies >= 1 {
		return fmt.Errorf("-copies %v: must be at least 0 and less than 1", copies)
	}
	items, err := read(data)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: the data stand beside the project; -data names their folder", err)
	}
	if err != nil {
		return err
	}
	m := maker{items: items, seed: seed, copies: copies}
	out := bufio.NewWriterSize(w, 1<<20)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for n := range documents {
		if err := enc.Encode(m.document(n)); err != nil {
			return err
		}
	}
	return out.Flush()
}

type document struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Date      string `json:"date"`
	Publisher string `json:"publisher"`
	Text      string `json:"text"`
	CopyOf    string `json:"copy_of,omitempty"`
}

// item is a piece of news: a sentence or a few.
type item struct {
	Date    string
	Section string
	Topics  []string
	Text    string
	Sources []struct{ Name string }
}

// read returns the items of the data folder that no gold text is made of, in
// their order, which is that of their days.
func read(data string) ([]item, error) {
	const source = "linking/current-events/current_events.jsonl"
	gold, err := os.ReadFile(filepath.Join(data, "../gold/exclude.tsv"))
	if err != nil {
		return nil, err
	}
	skip := map[int]bool{}
	for line := range strings.Lines(string(gold)) {
		// FILE, tab, "line N (from 0)"
		file, what, _ := strings.Cut(line, "\t")
		if words := strings.Fields(what); file == source && len(words) > 1 {
			n, err := strconv.Atoi(words[1])
			if err != nil {
				return nil, fmt.Errorf("exclude.tsv: %q: %w", line, err)
			}
			skip[n] = true
		}
	}
	in, err := os.Open(filepath.Join(data, source))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var items []item
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		if skip[n] {
			continue
		}
		var it item
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", source, n+1, err)
		}
		items = append(items, it)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(items) <= near {
		return nil, fmt.Errorf("%s: %d items are too few", source, len(items))
	}
	return items, nil
}

const (
	near   = 100  // items that one document draws from: about a week of news
	recent = 1000 // documents before it that a near-copy copies one of
)

type maker struct {
	items  []item
	seed   uint64
	copies float64
}

// document is the nth of the corpus.
func (m maker) document(n int) document {
	rng := m.dice(n)
	if m.isCopy(rng, n) {
		for range 20 {
			original := n - 1 - rng.IntN(min(n, recent))
			if first := m.dice(original); !m.isCopy(first, original) {
				return m.copied(rng, n, original, first)
			}
		}
	}
	return m.original(rng, n).print()
}

func (m maker) dice(n int) *rand.Rand { return rand.New(rand.NewPCG(m.seed, uint64(n))) }

// isCopy is the first throw of every document's dice.
func (m maker) isCopy(rng *rand.Rand, n int) bool { return rng.Float64() < m.copies && n > 0 }

// draft is a document whose paragraphs are still apart.
type draft struct {
	document
	paragraphs []string
	titles     []string // of the items
}

func (d draft) print() document {
	d.Text = strings.Join(d.paragraphs, "\n\n")
	return d.document
}

var (
	firstDay = time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC)
	days     = int(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Sub(firstDay).Hours() / 24)
)

func (m maker) original(rng *rand.Rand, n int) draft {
	from := rng.IntN(len(m.items) - near)
	order := rng.Perm(near)
	lead := m.items[from+order[0]]
	d := draft{document: document{
		ID:        fmt.Sprintf("doc-%07d", n),
		Date:      firstDay.AddDate(0, 0, rng.IntN(days)).Format(time.DateOnly),
		Publisher: publisher(lead),
	}}
	words := 150 + rng.IntN(130)
	for i := 0; words > 0; {
		var p []string
		for range 1 + rng.IntN(3) {
			it := m.items[from+order[i]]
			p = append(p, it.Text)
			d.titles = append(d.titles, title(it))
			words -= len(strings.Fields(it.Text))
			i++
		}
		d.paragraphs = append(d.paragraphs, strings.Join(p, " "))
	}
	d.Title = d.titles[0]
	return d
}

func publisher(it item) string {
	if len(it.Sources) == 0 {
		return "Daily News"
	}
	return it.Sources[0].Name
}

func title(it item) string {
	if len(it.Topics) == 0 {
		return it.Section
	}
	return it.Topics[len(it.Topics)-1]
}

// copied is the document number original as another paper prints it, on the same day
// or one of the next two.
func (m maker) copied(rng *rand.Rand, n, original int, first *rand.Rand) document {
	d := m.original(first, original)
	d.CopyOf = d.ID
	d.ID = fmt.Sprintf("doc-%07d", n)
	d.Publisher = publisher(m.items[rng.IntN(len(m.items))])
	day, err := time.Parse(time.DateOnly, d.Date)
	if err != nil {
		panic(err) // it was printed here
	}
	d.Date = day.AddDate(0, 0, rng.IntN(3)).Format(time.DateOnly)
	ways := rng.Perm(4)[:1+rng.IntN(3)]
	for _, way := range ways {
		switch p := d.paragraphs; way {
		case 0: // cut: up to a third of the paragraphs go
			d.paragraphs = p[:len(p)-rng.IntN(len(p)/3+1)]
		case 1: // another order behind the first
			rng.Shuffle(len(p)-1, func(i, j int) { p[1+i], p[1+j] = p[1+j], p[1+i] })
		case 2:
			d.Title = d.titles[rng.IntN(len(d.titles))]
		case 3:
			d.agency(rng)
		}
	}
	return d.print()
}

// agency marks a text as an agency's, before or behind it.
func (d *draft) agency(rng *rand.Rand) {
	name := []string{"AP", "AFP", "Reuters", "dpa", "Xinhua", "TASS"}[rng.IntN(6)]
	switch rng.IntN(3) {
	case 0:
		d.paragraphs[0] = "(" + name + ") - " + d.paragraphs[0]
	case 1:
		d.paragraphs = append(d.paragraphs, "Reporting by "+name+"; editing by the newsroom.")
	case 2:
		d.paragraphs = append(d.paragraphs, "© "+d.Date[:4]+" "+name+". All rights reserved.")
	}
}
