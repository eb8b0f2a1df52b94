package pipeline_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	names "backchannel/pipeline/entities/ner/train"
	tags "backchannel/pipeline/tag/train"
	"backchannel/pipeline/tokenize"
	"backchannel/schema/gazetteer/compile"
)

// TestGoldIsNotLearnt reads all that the models and the gazetteer learn or count
// as they read it, and looks for the texts that gold/exclude.tsv names: sixteen words
// in a row of one of them must not occur, for so many are no accident.
func TestGoldIsNotLearnt(t *testing.T) {
	data, exclude := filepath.Join(shared, "data"), filepath.Join(shared, "gold/exclude.tsv")
	if _, err := os.Stat(exclude); err != nil {
		t.Skipf("%s is absent: it stands beside the repository", exclude)
	}
	gold := excludedTexts(t, data, exclude)
	check := func(learner string, words []string) {
		t.Helper()
		eachRow(words, func(row uint64) {
			if where, ok := gold.rows[row]; ok {
				t.Errorf("%s learns of %s: %q", learner, where, words[:min(len(words), 20)])
				delete(gold.rows, row)
			}
		})
	}

	for _, bank := range []string{"ewt", "gum"} {
		docs, err := tokenize.OpenTreebank(data, bank, "train")
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			check("tokenize", []string{d.Text})
		}
	}

	d, err := tags.OpenData(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Text(func(words []string) { check("tag", words) }); err != nil {
		t.Fatal(err)
	}

	c, err := names.OpenCorpora(data, exclude)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := c.Training()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := c.Raw(docs)
	if err != nil {
		t.Fatal(err)
	}
	for _, sentence := range raw { // the documents' own among them
		check("ner", sentence)
	}

	_, report, err := compile.Compile(data, exclude)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Lines) == 0 {
		t.Error("the gazetteer says of no item that it counted it")
	}
	for _, line := range report.Lines {
		if gold.lines[line] {
			t.Errorf("the gazetteer counts line %d of current events", line)
		}
	}
}

type excluded struct {
	lines map[int]bool      // of current events, from 0
	rows  map[uint64]string // hash of words in a row → the text they are from
}

func excludedTexts(t *testing.T, data, exclude string) excluded {
	t.Helper()
	const events, history = "linking/current-events/current_events.jsonl", "text/history-state/history_state.jsonl"
	out := excluded{map[int]bool{}, map[uint64]string{}}
	ids := map[string]bool{}
	for line := range strings.Lines(mustReadFile(t, exclude)) {
		file, place, _ := strings.Cut(strings.TrimSpace(line), "\t")
		place, _, _ = strings.Cut(place, " (")
		switch file {
		case events:
			n, err := strconv.Atoi(strings.TrimPrefix(place, "line "))
			if err != nil {
				t.Fatal(err)
			}
			out.lines[n] = true
		case history:
			ids[strings.TrimPrefix(place, "id ")] = true
		}
	}
	if len(out.lines) == 0 || len(ids) == 0 {
		t.Fatalf("%s names %d lines and %d texts: its form has changed", exclude, len(out.lines), len(ids))
	}
	add := func(where, text string) {
		eachRow([]string{text}, func(row uint64) { out.rows[row] = where })
	}
	n := 0
	for line := range strings.Lines(mustReadFile(t, filepath.Join(data, events))) {
		var item struct{ Text string }
		if err := json.Unmarshal([]byte(line), &item); err != nil {
			t.Fatal(err)
		}
		if out.lines[n] {
			add(events+" line "+strconv.Itoa(n), item.Text)
		}
		n++
	}
	for line := range strings.Lines(mustReadFile(t, filepath.Join(data, history))) {
		var doc struct {
			ID         string
			Paragraphs []string
		}
		if err := json.Unmarshal([]byte(line), &doc); err != nil {
			t.Fatal(err)
		}
		if ids[doc.ID] {
			for _, p := range doc.Paragraphs {
				add(history+" "+doc.ID, p)
			}
		}
	}
	return out
}

// eachRow calls use with the hash of every row of sixteen words, which are runs
// of letters in small letters, whatever stands between them.
func eachRow(text []string, use func(row uint64)) {
	const length = 16
	var last [length]uint64
	n := 0
	word := func(h uint64) {
		last[n%length] = h
		if n++; n >= length {
			var row uint64
			for i := range length {
				row = row*0x9E3779B97F4A7C15 + last[(n+i)%length]
			}
			use(row)
		}
	}
	for _, s := range text {
		h := uint64(0)
		for _, r := range s {
			if unicode.IsLetter(r) {
				h = h*31 + uint64(unicode.ToLower(r)) + 1
			} else if h != 0 {
				word(h)
				h = 0
			}
		}
		if h != 0 {
			word(h)
		}
	}
}

func mustReadFile(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
