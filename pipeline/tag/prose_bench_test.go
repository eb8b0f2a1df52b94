package tag

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// BenchmarkPeer tags the same sentences of news with the stage and with prose,
// whose names come with its tags; each has its model loaded.
func BenchmarkPeer(b *testing.B) {
	sentences := news(b, 500)
	doc := document(sentences...)
	text := strings.Join(sentences, "\n")
	loaded, err := prose.NewDocument("Load.", prose.WithSegmentation(false))
	if err != nil {
		b.Fatal(err)
	}
	read := func(names bool) int {
		d, err := prose.NewDocument(text, prose.UsingModel(loaded.Model), prose.WithSegmentation(false), prose.WithExtraction(names))
		if err != nil {
			b.Fatal(err)
		}
		return len(d.Tokens())
	}
	for _, by := range []struct {
		name string
		read func() (tokens int)
	}{
		{"by=backchannel/tags-and-trees", func() int { apply(b, doc); return len(doc.Tokens) }},
		{"by=prose/tags", func() int { return read(false) }},
		{"by=prose/tags-and-names", func() int { return read(true) }},
	} {
		b.Run(by.name, func(b *testing.B) {
			b.ReportAllocs()
			tokens := 0
			start := cpu()
			for b.Loop() {
				tokens += by.read()
			}
			b.ReportMetric(float64(tokens)/(cpu()-start).Seconds(), "tokens/cpu-s")
		})
	}
}
