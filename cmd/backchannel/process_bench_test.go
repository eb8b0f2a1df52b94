package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkProcess measures the program as a process of its own: the time from its
// start to the first word that it prints, and for a report of a hundred pages
// its speed, by the clock and by the time of the processor, and the most memory
// that it held. Two workers stand beside two processes with half of the pages each.
func BenchmarkProcess(b *testing.B) {
	b.Run("first-word", func(b *testing.B) {
		for b.Loop() {
			cmd := exec.Command("backchannel", "parse", "-")
			cmd.Stdin = strings.NewReader("The envoys met in Oslo.\n")
			out, err := cmd.StdoutPipe()
			if err != nil {
				b.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				b.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for lines.Scan() && !strings.HasPrefix(lines.Text(), "1\t") {
			}
			b.StopTimer()
			if err := cmd.Wait(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	for _, c := range []struct {
		name      string
		workers   string
		processes int
	}{{"workers=1", "1", 1}, {"workers=2", "2", 1}, {"processes=2", "1", 2}} {
		b.Run(c.name, func(b *testing.B) {
			files := pages(b, 100, c.processes)
			words := 0
			var spent time.Duration
			var memory int64
			for b.Loop() {
				words = 0
				var running []*exec.Cmd
				for _, file := range files {
					cmd := exec.Command("backchannel", "parse", "--workers", c.workers, file)
					cmd.Stdout = new(bytes.Buffer)
					if err := cmd.Start(); err != nil {
						b.Fatal(err)
					}
					running = append(running, cmd)
				}
				held := int64(0)
				for _, cmd := range running {
					if err := cmd.Wait(); err != nil {
						b.Fatal(err)
					}
					for line := range bytes.Lines(cmd.Stdout.(*bytes.Buffer).Bytes()) {
						if line[0] >= '1' && line[0] <= '9' {
							words++
						}
					}
					spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
					if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
						held += use.Maxrss // KiB on Linux
					}
				}
				memory = max(memory, held)
			}
			b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "tokens/s")
			b.ReportMetric(float64(words*b.N)/spent.Seconds(), "tokens/cpu-s")
			b.ReportMetric(float64(memory)/1024, "MiB-resident")
		})
	}
}

// BenchmarkFilter measures what it costs to start each filter: an engine starts one
// for each part of its work. Extract reads a sentence, so it has every model.
func BenchmarkFilter(b *testing.B) {
	for _, c := range []struct{ args, input string }{
		{"extract --failures - --input-format jsonl -", `{"id":"a","text":"The envoys met in Oslo."}`},
		{"rows", ""},
		{"decide", ""},
		{"settle", ""},
		{"fold", ""},
	} {
		b.Run(strings.Fields(c.args)[0], func(b *testing.B) {
			var spent time.Duration
			memory := int64(0)
			for b.Loop() {
				cmd := exec.Command("backchannel", append(strings.Fields(c.args), "--workers", "1")...)
				cmd.Stdin = strings.NewReader(c.input)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					memory = max(memory, use.Maxrss)
				}
			}
			b.ReportMetric(float64(spent.Milliseconds())/float64(b.N), "cpu-ms")
			b.ReportMetric(float64(memory)/1024, "MiB-resident")
		})
	}
}

// pages writes the first pages of the diplomatic history beside the repository into
// files of JSON lines.
func pages(b *testing.B, n, parts int) []string {
	b.Helper()
	const source = "../../../shared/data/text/history-state/history_state.jsonl"
	in, err := os.Open(source)
	if err != nil {
		b.Skipf("%s is absent: it stands beside the repository", source)
	}
	defer in.Close()
	texts := make([]bytes.Buffer, parts)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for i := 0; lines.Scan() && i < n; i++ {
		var page struct{ Paragraphs []string }
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			b.Fatal(err)
		}
		if err := json.NewEncoder(&texts[i%parts]).Encode(map[string]string{"id": strconv.Itoa(i), "text": strings.Join(page.Paragraphs, "\n\n")}); err != nil {
			b.Fatal(err)
		}
	}
	var files []string
	for i := range texts {
		file := filepath.Join(b.TempDir(), "pages.jsonl")
		if err := os.WriteFile(file, texts[i].Bytes(), 0o644); err != nil {
			b.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
