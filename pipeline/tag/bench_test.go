package tag

import (
	"bufio"
	"compress/gzip"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"backchannel/pipeline/tag/internal/grammar"

	"github.com/jdkato/prose/v2"
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

// cpu is the time that all threads of the process have worked: unlike the clock it
// tells little of what else the machine does.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkStage(b *testing.B) {
	doc := document(news(b, 500)...)
	apply(b, doc)
	b.ReportAllocs()
	b.SetBytes(int64(len(doc.Text)))
	start := cpu()
	for b.Loop() {
		apply(b, doc)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/(cpu()-start).Seconds(), "tokens/cpu-s")
}

// BenchmarkProse is a peer: prose's tagger, which has no parser, with its model
// read beforehand. Its time holds its tokenizer's, which is small.
func BenchmarkProse(b *testing.B) {
	text := document(news(b, 500)...).Text
	first, err := prose.NewDocument("Ready .", prose.WithSegmentation(false))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	tokens, start := 0, cpu()
	for b.Loop() {
		doc, err := prose.NewDocument(text, prose.UsingModel(first.Model), prose.WithSegmentation(false), prose.WithExtraction(false))
		if err != nil {
			b.Fatal(err)
		}
		tokens += len(doc.Tokens())
	}
	b.ReportMetric(float64(tokens)/(cpu()-start).Seconds(), "tokens/cpu-s")
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
			b.SetBytes(int64(len(doc.Text)))
			start := cpu()
			for b.Loop() {
				read(wk, part.beam > 0)
			}
			b.ReportMetric(float64(len(doc.Tokens)*b.N)/(cpu()-start).Seconds(), "tokens/cpu-s")
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
