package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var corpus = flag.Int("corpus", 1000, "how many documents BenchmarkReprocess reads")

// BenchmarkReprocess measures what a run costs after another one, into an embedded
// store: nothing new, one changed document, a row more in a gazetteer of one's own, a
// frame more in the ontology; and how large the state is. Seconds are of the clock,
// shares are of the processor's time for the first run. The figures of
// docs/REPROCESSING.md are those of 10,000 documents:
//
//	go test ./cmd/backchannel -run '^$' -bench Reprocess -benchtime 1x -corpus 10000
func BenchmarkReprocess(b *testing.B) {
	const data = "../../../shared/data"
	if _, err := os.Stat(data); err != nil {
		b.Skipf("%s is absent: it stands beside the repository", data)
	}
	texts, err := exec.Command("go", "run", "../corpus", "-documents", strconv.Itoa(*corpus), "-data", data).Output()
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for line := range bytes.Lines(texts) {
		var doc struct{ Text string }
		if err := json.Unmarshal(line, &doc); err != nil {
			b.Fatal(err)
		}
		size += len(doc.Text)
	}
	for b.Loop() {
		dir := b.TempDir()
		put := func(name string, data []byte) {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		run := func(says string, options ...string) (seconds, cpu float64) {
			cmd := exec.Command("backchannel", append([]string{"run", "corpus.jsonl"}, options...)...)
			cmd.Dir = dir
			begin := time.Now()
			out, err := cmd.CombinedOutput()
			took := time.Since(begin)
			if code := cmd.ProcessState.ExitCode(); code != 0 && code != exitFailures {
				b.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), says) {
				b.Fatalf("%v says\n%s\nwant %q", cmd.Args, out, says)
			}
			return took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		}
		put("corpus.jsonl", texts)
		first, full := run(" new")
		b.ReportMetric(first, "s/first")
		b.ReportMetric(full, "cpu-s/first")
		share := func(what, says string, options ...string) {
			seconds, cpu := run(says, options...)
			b.ReportMetric(seconds, "s/"+what)
			b.ReportMetric(100*cpu/full, "%cpu/"+what)
		}
		info, err := os.Stat(filepath.Join(dir, "backchannel.db.state"))
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/float64(size), "state/text")
		share("second", "nothing to change")

		put("corpus.jsonl", bytes.Replace(texts, []byte(`"text":"`), []byte(`"text":"Peru and Chile signed a fishing accord in Lima. `), 1))
		share("document", "1 changed")

		put("own.csv", []byte("name,type,id\nAna Vasquez,PERSON,X1\n"))
		share("gazetteer", "changed", "--gazetteers", "own.csv")

		if err := os.CopyFS(filepath.Join(dir, "mine"), os.DirFS("../../schema/diplomacy")); err != nil {
			b.Fatal(err)
		}
		agreements, err := os.ReadFile("../../schema/diplomacy/agreements.yaml")
		if err != nil {
			b.Fatal(err)
		}
		put("mine/agreements.yaml", bytes.Replace(agreements, []byte("{verb: [broker, "), []byte("{verb: [midwife, broker, "), 1))
		share("frame", "changed", "--gazetteers", "own.csv", "--ontology", "mine")
	}
}
