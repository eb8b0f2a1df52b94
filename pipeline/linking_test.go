package pipeline_test

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
	"backchannel/schema/gazetteer/compile"
)

// sample holds 1,000 links to countries, cities and organizations in items that
// the gazetteer's counts leave out, as lines and offsets.
const sample = "../testdata/links.tsv"

// certain is the prior from which on the first reading of a name alone counts as
// an answer.
const certain = 0.5

type sampled struct{ line, start, end int }

type linkedItem struct {
	text  string
	date  schema.Date
	links map[sampled]truth
}

type truth struct{ text, title, kind string }

// measureLinking counts how often a name is linked to what the editors of the
// encyclopedia linked it to: by the first reading of the name alone, and by the
// whole story, which sees the context. A name that the story takes for something
// without a link is not answered.
func measureLinking(t *testing.T) string {
	items := mustReadItems(t)
	links := mustSample(t, items)
	x, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	tell := *errs != "" && strings.Contains("linking", *errs)
	kinds := []string{"COUNTRY", "CITY", "ORG", "all"}
	type count struct{ all, answered, right int }
	alone, story := map[string]*count{}, map[string]*count{}
	for _, k := range kinds {
		alone[k], story[k] = &count{}, &count{}
	}
	add := func(to map[string]*count, gold truth, answer schema.Candidate, answered bool) bool {
		right := answered && (same(x, answer, gold.title) || ofState(x, answer, gold.text))
		for _, k := range []string{gold.kind, "all"} {
			to[k].all++
			if answered {
				to[k].answered++
			}
			if right {
				to[k].right++
			}
		}
		return right
	}
	docs := map[int]schema.Document{}
	for _, s := range links {
		gold := items[s.line].links[s]
		reading := first(x.Lookup(gold.text))
		add(alone, gold, reading, reading.Prior >= certain)
		doc, ok := docs[s.line]
		if !ok {
			doc = mustRead(t, schema.Document{ID: fmt.Sprint(s.line), Text: items[s.line].text, Source: schema.Source{Published: items[s.line].date}})
			docs[s.line] = doc
		}
		answer, answered := linkedAt(x, doc, bytesOf(doc.Text, s.start, s.end))
		if !add(story, gold, answer, answered) && tell {
			what := "WRONG"
			if !answered {
				what = "MISS"
			}
			t.Logf("%s %s %q is %q, not %s %s %s: %s", what, gold.kind, gold.text, gold.title, answer.Type, answer.Name, answer.ID, doc.Text)
		}
	}
	var out strings.Builder
	for _, m := range []struct {
		name string
		of   map[string]*count
	}{{"name alone", alone}, {"story", story}} {
		for _, k := range kinds {
			c := m.of[k]
			fmt.Fprintf(&out, "%-10s %-7s precision %.3f recall %.3f  (%d of %d links right, %d answered)\n",
				m.name, strings.ToLower(k), float64(c.right)/float64(max(c.answered, 1)), float64(c.right)/float64(c.all), c.right, c.all, c.answered)
		}
	}
	return out.String()
}

// bytesOf turns offsets in code points into bytes.
func bytesOf(text string, start, end int) schema.Span {
	at := func(n int) (i int) {
		for ; n > 0; n-- {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		return i
	}
	return schema.Span{Start: at(start), End: at(end)}
}

// linkedAt is the entity that the mention over a span is linked to: the longest
// one within the span, else the shortest around it.
func linkedAt(x *gazetteer.Index, doc schema.Document, span schema.Span) (schema.Candidate, bool) {
	best, score := -1, 0
	for i, m := range doc.Mentions {
		if m.Kind != schema.Named && m.Kind != schema.Demonym {
			continue
		}
		s := 0
		switch {
		case span.Contains(m.Span):
			s = 1<<20 + m.Span.Len()
		case m.Span.Contains(span):
			s = 1<<20 - m.Span.Len()
		}
		if s > score {
			best, score = i, s
		}
	}
	for _, e := range doc.Entities {
		if best < 0 || !slices.Contains(e.Mentions, best) {
			continue
		}
		c, ok := x.Entity(e.ID)
		return c, ok
	}
	return schema.Candidate{}, false
}

func first(c []schema.Candidate) schema.Candidate {
	if len(c) == 0 {
		return schema.Candidate{}
	}
	return c[0]
}

// ofState reports a link over a description ("Israeli soldiers", "the Chilean
// military"), whatever army or body the editors chose, that is answered by the state
// named in it: soldiers, ministries and governments count as their state.
func ofState(x *gazetteer.Index, answer schema.Candidate, text string) bool {
	words := strings.Fields(text)
	if last, _ := utf8.DecodeRuneInString(words[len(words)-1]); answer.Type != schema.Country || len(words) < 2 || !unicode.IsLower(last) {
		return false
	}
	if words[0] == "the" {
		words = words[1:]
	}
	n, readings := x.Longest(words[:len(words)-1])
	return n > 0 && readings[0].ID == answer.ID && readings[0].Role != gazetteer.Capital
}

// same reports whether a candidate is what the Wikipedia article of that title is about.
func same(x *gazetteer.Index, c schema.Candidate, title string) bool {
	if c.ID == "wp:"+title {
		return true
	}
	if m := government.FindStringSubmatch(title); m != nil {
		state := first(x.Lookup(m[1] + m[2])) // a government counts as its state
		return c.Type == schema.Country && c.ID == state.ID
	}
	if i := strings.Index(title, " ("); i > 0 {
		name, kind := title[:i], strings.Trim(title[i:], " ()")
		state := first(x.Lookup(kind))
		return strings.HasPrefix(schema.Slug(c.Name), schema.Slug(name)) &&
			(kind == "country" && c.Type == schema.Country || kind == "city" && c.Type == schema.City || kind == "state" && c.Type == schema.Place ||
				state.Type == schema.Country && state.ISO3 == c.ISO3)
	}
	name, within, qualified := strings.Cut(title, ", ")
	if qualified {
		in, _ := x.Within(c.ID)
		country := first(x.Lookup(within))
		return schema.Slug(c.Name) == schema.Slug(name) && (in.Name == within || country.Type == schema.Country && country.ISO3 == c.ISO3) ||
			schema.Slug(c.Name) == schema.Slug(title)
	}
	for _, other := range x.Lookup(title) {
		if other.Role != gazetteer.Capital && other.Role != gazetteer.Demonym && other.Role != gazetteer.Metonym {
			return other.ID == c.ID
		}
	}
	return schema.Slug(c.Name) == schema.Slug(title)
}

var government = regexp.MustCompile(`^(?:(?:Federal g|G)overnment of (?:the )?(.+)|(.+) government)$`)

// mustReadItems reads the items that the gazetteer's counts leave out.
func mustReadItems(t *testing.T) map[int]linkedItem {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, "data/linking/current-events/current_events.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[int]linkedItem{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 0; lines.Scan(); n++ {
		if !compile.HeldOut(n) {
			continue
		}
		var row struct {
			Date  schema.Date
			Text  string
			Links []struct {
				Start, End        int
				Text, Title, Type string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		item := linkedItem{row.Text, row.Date, map[sampled]truth{}}
		for _, l := range row.Links {
			item.links[sampled{n, l.Start, l.End}] = truth{l.Text, l.Title, l.Type}
		}
		out[n] = item
	}
	return out
}

// mustSample reads the sample; with -update, and without one, it draws it.
func mustSample(t *testing.T, items map[int]linkedItem) []sampled {
	t.Helper()
	data, err := os.ReadFile(sample)
	if os.IsNotExist(err) && *update {
		data = draw(t, items)
		err = os.WriteFile(sample, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []sampled
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		var s sampled
		if _, err := fmt.Sscanf(line, "%d\t%d\t%d", &s.line, &s.start, &s.end); err != nil {
			t.Fatalf("%s: %q: %v", sample, line, err)
		}
		if _, ok := items[s.line].links[s]; !ok {
			t.Fatalf("%s: no link at %d:%d of line %d, or the line is not held out", sample, s.start, s.end, s.line)
		}
		out = append(out, s)
	}
	return out
}

// draw draws 1,000 links by hash, so that the same data gives the same sample;
// items that gold records were made of are left out.
func draw(t *testing.T, items map[int]linkedItem) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared, "gold/exclude.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	gold := map[int]bool{}
	for line := range strings.Lines(string(data)) {
		var n int
		file, rest, _ := strings.Cut(line, "\t")
		if _, err := fmt.Sscanf(rest, "line %d", &n); err == nil && strings.HasSuffix(file, "current_events.jsonl") {
			gold[n] = true
		}
	}
	var all []sampled
	for line, item := range items {
		for s, l := range item.links {
			if !gold[line] && (l.kind == "COUNTRY" || l.kind == "CITY" || l.kind == "ORG") {
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b sampled) int {
		x, y := sha256.Sum256([]byte(fmt.Sprint(a))), sha256.Sum256([]byte(fmt.Sprint(b)))
		return bytes.Compare(x[:], y[:])
	})
	all = all[:1000]
	slices.SortFunc(all, func(a, b sampled) int { return (a.line-b.line)*10_000 + a.start - b.start })
	var out bytes.Buffer
	out.WriteString("# line of linking/current-events/current_events.jsonl from 0, start and end in code points\n")
	for _, s := range all {
		fmt.Fprintf(&out, "%d\t%d\t%d\n", s.line, s.start, s.end)
	}
	return out.Bytes()
}
