package ner

import (
	"syscall"
	"testing"
	"time"

	"backchannel/pipeline/entities/ner/train"
	"backchannel/schema"
)

// BenchmarkNames finds the names of web texts and news, words and sentences given.
func BenchmarkNames(b *testing.B) {
	const shared = "../../../../shared"
	corpora, err := train.OpenCorpora(shared+"/data", shared+"/gold/exclude.tsv")
	if err != nil {
		b.Skipf("no corpora beside the repository: %v", err)
	}
	m, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	for _, set := range []string{"uner-ewt", "gum-names"} {
		docs, err := corpora.Test(set)
		if err != nil {
			b.Fatal(err)
		}
		read := make([]schema.Document, len(docs))
		for i, d := range docs {
			read[i].Text, read[i].Sentences, read[i].Tokens = d.Text()
		}
		b.Run("text="+set, func(b *testing.B) {
			b.ReportAllocs()
			tokens := 0
			start := cpu()
			for b.Loop() {
				for _, d := range read {
					m.Names(d.Text, d.Sentences, d.Tokens, nil)
					tokens += len(d.Tokens)
				}
			}
			b.ReportMetric(float64(tokens)/(cpu()-start).Seconds(), "tokens/cpu-s")
		})
	}
}

// cpu is the time that all threads of the process have worked.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
