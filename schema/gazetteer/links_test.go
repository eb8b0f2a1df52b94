package gazetteer

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
	"backchannel/schema/gazetteer/compile"
)

var update = flag.Bool("update", false, "draw the sample of links again and rewrite the golden figures")

const currentEvents = "../../../shared/data/linking/current-events/current_events.jsonl"

// sure is the prior from which on the first reading is taken as the answer.
const sure = 0.5

type sampled struct{ line, start, end int }

type truth struct{ text, title, kind string }

// TestLinks measures how often the first reading of a name is what the editors of
// the encyclopedia linked, on 1,000 links to countries, cities and organizations in
// items that were left out of all counts. The sample is kept as lines and offsets.
//
// The figures are those of names alone: resolve, which sees the context, does better.
func TestLinks(t *testing.T) {
	items := mustReadItems(t)
	if *update {
		mustDraw(t, items)
	}
	x := mustOpen(t)
	type count struct{ all, answered, right int }
	counts := map[string]*count{"COUNTRY": {}, "CITY": {}, "ORG": {}, "all": {}}
	var misses bytes.Buffer
	for _, s := range mustSample(t) {
		links, ok := items[s.line]
		if !ok {
			t.Fatalf("the sample has line %d, which is not held out", s.line)
		}
		gold, ok := links[s]
		if !ok {
			t.Fatalf("line %d has no link at %d:%d", s.line, s.start, s.end)
		}
		answer := first(x.Lookup(gold.text))
		right := answer.Prior >= sure && same(x, answer, gold.title)
		for _, c := range []*count{counts[gold.kind], counts["all"]} {
			c.all++
			if answer.Prior >= sure {
				c.answered++
			}
			if right {
				c.right++
			}
		}
		if !right {
			fmt.Fprintf(&misses, "%s %q is %q; %s %s %s %.2f\n", gold.kind, gold.text, gold.title, answer.Type, answer.Name, answer.ID, answer.Prior)
		}
	}
	var got bytes.Buffer
	for _, kind := range []string{"COUNTRY", "CITY", "ORG", "all"} {
		c := counts[kind]
		fmt.Fprintf(&got, "%s: %d links, %d answered, %d right: precision %.3f, recall %.3f\n",
			kind, c.all, c.answered, c.right, float64(c.right)/float64(c.answered), float64(c.right)/float64(c.all))
	}
	t.Logf("misses:\n%s\n%s", &misses, &got)
	golden(t, "links.golden", got.Bytes())
}

func first(c []schema.Candidate) schema.Candidate {
	if len(c) == 0 {
		return schema.Candidate{}
	}
	return c[0]
}

// same reports whether a candidate is what the Wikipedia article of that title is about.
func same(x *Index, c schema.Candidate, title string) bool {
	if c.ID == "wp:"+title {
		return true
	}
	if m := government.FindStringSubmatch(title); m != nil {
		state := first(x.Lookup(m[1] + m[2])) // a government counts as its state
		return c.Type == schema.Country && c.ID == state.ID
	}
	if i := strings.Index(title, " ("); i > 0 {
		return title[i:] == " (country)" && c.Type == schema.Country && c.Name == title[:i]
	}
	name, within, qualified := strings.Cut(title, ", ")
	if qualified {
		in, _ := x.Within(c.ID)
		country := first(x.Lookup(within))
		return schema.Slug(c.Name) == schema.Slug(name) && (in.Name == within || country.Type == schema.Country && country.ISO3 == c.ISO3) ||
			schema.Slug(c.Name) == schema.Slug(title)
	}
	for _, other := range x.Lookup(title) {
		if other.Role != Capital && other.Role != Demonym && other.Role != Metonym {
			return other.ID == c.ID
		}
	}
	return schema.Slug(c.Name) == schema.Slug(title)
}

var government = regexp.MustCompile(`^(?:(?:Federal g|G)overnment of (?:the )?(.+)|(.+) government)$`)

func mustReadItems(t *testing.T) map[int]map[sampled]truth {
	t.Helper()
	f, err := os.Open(currentEvents)
	if err != nil {
		t.Skipf("no linking data: %v", err)
	}
	defer f.Close()
	out := map[int]map[sampled]truth{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 0; lines.Scan(); n++ {
		if !compile.HeldOut(n) {
			continue
		}
		var row struct {
			Links []struct {
				Start, End        int
				Text, Title, Type string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		out[n] = map[sampled]truth{}
		for _, l := range row.Links {
			out[n][sampled{n, l.Start, l.End}] = truth{l.Text, l.Title, l.Type}
		}
	}
	return out
}

// mustDraw draws 1,000 links by hash, so that the same data gives the same sample.
func mustDraw(t *testing.T, items map[int]map[sampled]truth) {
	t.Helper()
	skip := mustExcluded(t)
	var all []sampled
	for line, links := range items {
		for s, l := range links {
			if !skip[line] && (l.kind == "COUNTRY" || l.kind == "CITY" || l.kind == "ORG") {
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
	if err := os.WriteFile(filepath.Join("testdata", "links.tsv"), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mustSample(t *testing.T) []sampled {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "links.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var out []sampled
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		var s sampled
		if _, err := fmt.Sscanf(line, "%d\t%d\t%d", &s.line, &s.start, &s.end); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out = append(out, s)
	}
	return out
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", path, got, want)
	}
}

// mustExcluded reads the lines of current_events.jsonl that gold texts stand in.
func mustExcluded(t *testing.T) map[int]bool {
	t.Helper()
	data, err := os.ReadFile("../../../shared/gold/exclude.tsv")
	if err != nil {
		t.Skipf("no list of excluded items: %v", err)
	}
	out := map[int]bool{}
	for _, line := range strings.Split(string(data), "\n") {
		var n int
		file, rest, _ := strings.Cut(line, "\t")
		if _, err := fmt.Sscanf(rest, "line %d", &n); err == nil && strings.HasSuffix(file, "current_events.jsonl") {
			out[n] = true
		}
	}
	return out
}
