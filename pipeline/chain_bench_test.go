package pipeline_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// report reads some of the diplomatic history beside the repository, as documents of
// a page each.
func report(b *testing.B, n int) []schema.Document {
	b.Helper()
	file := filepath.Join(shared, "data/text/history-state/history_state.jsonl")
	f, err := os.Open(file)
	if err != nil {
		b.Skipf("%s is absent: it stands beside the repository", file)
	}
	defer f.Close()
	var docs []schema.Document
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() && len(docs) < n {
		var d struct {
			ID         string
			Paragraphs []string
		}
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, schema.Document{ID: d.ID, Text: strings.Join(d.Paragraphs, "\n\n")})
	}
	return docs
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

// BenchmarkChain measures the stages that read and name, one worker, each by
// itself and together.
func BenchmarkChain(b *testing.B) {
	stages, err := story()
	if err != nil {
		b.Fatal(err)
	}
	docs := report(b, 40)
	end := 0
	for i, s := range stages {
		if s.Name == "entities" {
			end = i + 1
		}
	}
	measure := func(name string, part []stage.Stage, docs []schema.Document) []schema.Document {
		var out []schema.Document
		tokens, bytes := 0, 0
		through := func() {
			out = out[:0]
			for _, doc := range docs {
				for _, s := range part {
					if doc, err = stage.Apply(b.Context(), s, doc); err != nil {
						b.Fatal(err)
					}
				}
				out = append(out, doc)
			}
		}
		through()
		for _, doc := range out {
			tokens += len(doc.Tokens)
			bytes += len(doc.Text)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(bytes))
			start := cpu()
			for b.Loop() {
				through()
			}
			b.ReportMetric(float64(tokens*b.N)/(cpu()-start).Seconds(), "tokens/cpu-s")
		})
		return out
	}
	measure("all", stages[:end], docs)
	next := docs
	for _, s := range stages[:end] {
		next = measure(s.Name, []stage.Stage{s}, next)
	}
}
