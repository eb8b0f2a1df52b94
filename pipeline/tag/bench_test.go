package tag

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"backchannel/pipeline/tag/internal/grammar"
)

// news reads real sentences, one a line.
func news(b *testing.B, n int) []string {
	b.Helper()
	const path = data + "/ner/gmb/gmb_voa.conll.gz"
	f, err := os.Open(path)
	if err != nil {
		b.Skipf("no news at %s", path)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var all, words []string
	for in := bufio.NewScanner(z); in.Scan() && len(all) < n; {
		if line := in.Text(); line == "" {
			all, words = append(all, strings.Join(words, " ")), words[:0]
		} else if !strings.HasPrefix(line, "# ") {
			word, _, _ := strings.Cut(line, "\t")
			words = append(words, word)
		}
	}
	return all
}

func BenchmarkStage(b *testing.B) {
	doc := document(news(b, 500)...)
	apply(b, doc)
	b.ReportAllocs()
	for b.Loop() {
		apply(b, doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkParts shows what the tagger and parsers of several beams cost.
func BenchmarkParts(b *testing.B) {
	doc := document(news(b, 500)...)
	m, err := Model()
	if err != nil {
		b.Fatal(err)
	}
	read := func(wk *grammar.Worker, parse bool) {
		for _, s := range doc.Sentences {
			tokens := doc.Tokens[s.First:s.End]
			wk.Read(len(tokens), func(i int) string { return tokens[i].Of(doc.Text) })
			wk.Tag()
			if parse {
				wk.Parse()
			}
		}
	}
	for _, part := range []struct {
		name string
		beam int
	}{{"tag", 0}, {"beam=1", 1}, {"beam=4", 4}, {"beam=8", 8}} {
		b.Run(part.name, func(b *testing.B) {
			wk := grammar.NewWorker(m, max(part.beam, 1))
			b.ReportAllocs()
			for b.Loop() {
				read(wk, part.beam > 0)
			}
			b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := grammar.Open(file); err != nil {
			b.Fatal(err)
		}
	}
}
