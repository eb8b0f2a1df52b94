package tokenize

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jdkato/prose/v2"

	"backchannel/schema"
)

// history reads the first pages of the diplomatic history beside the repository.
func history(b *testing.B, n int) []string {
	b.Helper()
	const file = "../../../shared/data/text/history-state/history_state.jsonl"
	f, err := os.Open(file)
	if err != nil {
		b.Skipf("%s is absent: it stands beside the repository", file)
	}
	defer f.Close()
	var pages []string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() && len(pages) < n {
		var d struct{ Paragraphs []string }
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		pages = append(pages, strings.Join(d.Paragraphs, "\n\n"))
	}
	return pages
}

// cpu is the time that all threads of the process have worked.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkTokenize cuts pages into sentences and words: the stage, and prose
// beside it, for words alone (segment=false, or it would load its model of
// sentences for every page) and for both.
func BenchmarkTokenize(b *testing.B) {
	pages := history(b, 40)
	stage := New()
	for _, by := range []struct {
		name string
		cut  func(text string) (tokens int)
	}{
		{"by=backchannel", func(text string) int {
			doc, err := stage.Run(b.Context(), schema.Document{Text: text, Sections: []schema.Section{{Span: schema.Span{End: len(text)}, Kind: schema.Body}}})
			if err != nil {
				b.Fatal(err)
			}
			return len(doc.Tokens)
		}},
		{"by=prose", func(text string) int { return proseTokens(b, text, true) }},
		{"by=prose-words-alone", func(text string) int { return proseTokens(b, text, false) }},
	} {
		b.Run(by.name, func(b *testing.B) {
			b.ReportAllocs()
			tokens, bytes := 0, int64(0)
			for _, p := range pages {
				bytes += int64(len(p))
			}
			b.SetBytes(bytes)
			start := cpu()
			for b.Loop() {
				for _, p := range pages {
					tokens += by.cut(p)
				}
			}
			b.ReportMetric(float64(tokens)/(cpu()-start).Seconds(), "tokens/cpu-s")
		})
	}
}

func proseTokens(b *testing.B, text string, segment bool) int {
	doc, err := prose.NewDocument(text, prose.WithSegmentation(segment), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		b.Fatal(err)
	}
	return len(doc.Tokens())
}
