package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// figures reads a file as Prometheus does: by name and label, without those that
// every figure has, which must be there.
func figures(t *testing.T, file string) map[string]float64 {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	problems, err := promlint.New(bytes.NewReader(data)).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v in\n%s", problems, err, data)
	}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	got := map[string]float64{}
	for name, family := range families {
		for _, m := range family.Metric {
			own, all := "", 0
			for _, l := range m.Label {
				switch l.GetName() {
				case "graph", "store":
					all++
				default:
					own = "{" + l.GetValue() + "}"
				}
			}
			if all != 2 {
				t.Errorf("%s%s says not of which graph and store it is", name, own)
			}
			got[strings.TrimPrefix(name, "backchannel_")+own] = m.Gauge.GetValue()
		}
	}
	return got
}

func TestMetrics(t *testing.T) {
	dir := t.TempDir()
	in, prom := filepath.Join(dir, "in"), filepath.Join(dir, "prom")
	for _, folder := range []string{in, prom} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(prom, "backchannel.prom")
	mustWrite(t, filepath.Join(in, "a.jsonl"), docLine(t, 1)+docLine(t, 2)+"{broken\n", 0o644)
	mustWrite(t, filepath.Join(in, "b.txt"), "Ana Vasquez met Omar Haddad in Amman.", 0o644)
	run := []string{"run", "--metrics", file, "in"}

	begin := time.Now()
	mustEnd(t, exitFailures, dir, run...)
	first := figures(t, file)
	for name, want := range map[string]float64{
		"run_documents{new}": 3, "run_documents{changed}": 0, "run_documents{unchanged}": 0, "run_documents{failed}": 1,
		"run_failures{read}": 1, "run_failures{tag}": 0, "failures{tries}": 1, "failures{waits}": 0,
		"run_exit_code": exitFailures, "entities{Person}": 2, "entities{Country}": 2, "relations{AGREED_WITH}": 1,
		"newest_document_timestamp_seconds": float64(time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC).Unix()),
	} {
		if got, there := first[name]; !there || got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	for _, name := range []string{
		"run_stage_seconds{segment}", "run_stage_seconds{tag}", "run_stage_seconds{relations}",
		"run_phase_seconds{reading}", "run_phase_seconds{folding}", "run_phase_seconds{loading}", "nodes", "edges", "run_written_rows", "relations{MET_WITH}",
	} {
		if first[name] <= 0 {
			t.Errorf("%s is %v", name, first[name])
		}
	}
	for _, name := range []string{"success_timestamp_seconds", "run_end_timestamp_seconds"} {
		if first[name] < float64(begin.Unix()) || first[name] > float64(time.Now().Unix()+1) {
			t.Errorf("%s is %v, the run was at %v", name, first[name], begin)
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("the collector cannot read it: %v, %v", info.Mode(), err)
	}

	// Nothing new: no time in the stages, the same graph, nothing written.
	if err := os.Remove(filepath.Join(in, "b.txt")); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(in, "a.jsonl"), docLine(t, 1)+docLine(t, 2), 0o644)
	mustEnd(t, 0, dir, run...)
	second := figures(t, file)
	for name, want := range map[string]float64{
		"run_documents{new}": 0, "run_documents{unchanged}": 2, "run_documents{gone}": 1, "run_documents{failed}": 0,
		"failures{tries}": 0, "run_exit_code": 0, "run_failures{read}": 0,
	} {
		if got, there := second[name]; !there || got != want {
			t.Errorf("second run: %s is %v, want %v", name, got, want)
		}
	}

	// A store that cannot be reached: the graph and the last success stay.
	mustEnd(t, exitStore, dir, "run", "--metrics", file, "--state", "backchannel.db.state", "--store", "bolt://127.0.0.1:1", "--neo4j-patience", "0s", "in")
	third := figures(t, file)
	if third["run_exit_code"] != exitStore || third["success_timestamp_seconds"] != second["success_timestamp_seconds"] || third["run_end_timestamp_seconds"] <= second["run_end_timestamp_seconds"] {
		t.Errorf("after a store that is away: exit code %v, last success %v, want %v", third["run_exit_code"], third["success_timestamp_seconds"], second["success_timestamp_seconds"])
	}
	for name, n := range second {
		for _, of := range []string{"entities{", "relations{", "nodes", "edges", "newest_"} {
			if strings.HasPrefix(name, of) && third[name] != n {
				t.Errorf("after a store that is away: %s is %v, was %v", name, third[name], n)
			}
		}
	}

	left, err := os.ReadDir(prom)
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
	for _, bad := range []string{filepath.Join(dir, "none", "a.prom"), filepath.Join(prom, "a.txt")} {
		if p := mustEnd(t, exitConfig, dir, "run", "--metrics", bad, "in"); !strings.Contains(p.errors.String(), "flag --metrics: metrics must name a ") {
			t.Errorf("%s: %s", bad, p.errors.String())
		}
	}
}

// With --quiet a run says nothing unless something went wrong; with --log json each
// line that any command tells is a JSON object, whatever went wrong.
func TestQuietAndJSON(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, filepath.Join(dir, "a.txt"), "Ana Vasquez met Omar Haddad in Amman on March 4, 2021.", 0o644)
	mustWrite(t, filepath.Join(dir, "broken.jsonl"), "{broken\n", 0o644)
	mustWrite(t, filepath.Join(dir, "bad.yaml"), "wokers: 2\nlog: jsn\n", 0o644)

	for _, c := range []struct {
		code  int
		args  []string
		quiet bool // says nothing with --quiet
	}{
		{0, []string{"run", "a.txt"}, true},
		{0, []string{"run", "a.txt"}, true},
		{exitFailures, []string{"run", "a.txt", "broken.jsonl"}, false},
		{exitFailures, []string{"retry"}, false},
		{exitFailures, []string{"extract", "broken.jsonl"}, false},
		{exitFailures, []string{"parse", "broken.jsonl"}, false},
		{exitFailures, []string{"show", "broken.jsonl"}, false},
		{exitFailures, []string{"explain", "broken.jsonl"}, false},
		{exitConfig, []string{"run", "--wrkers", "2", "a.txt"}, false},
		{exitConfig, []string{"run", "--config", "bad.yaml", "a.txt"}, false},
		{exitConfig, []string{"run"}, false},
		{exitConfig, []string{"rnu"}, false},
		{exitConfig, []string{"forget", "none"}, false},
		{exitConfig, []string{"ask", "none"}, false},
		{exitStore, []string{"run", "--store", "bolt://127.0.0.1:1", "--neo4j-patience", "0s", "a.txt"}, false},
		{0, []string{"ask", "everything-about", "Nobody"}, true},
		{0, []string{"forget", "a.txt"}, true},
	} {
		for _, form := range [][]string{{"--quiet"}, {"--quiet", "--log", "json"}, {"--log=json"}} {
			args := append(append([]string{}, c.args...), form...)
			if c.args[0] == "forget" && c.code == 0 {
				mustEnd(t, 0, dir, "run", "a.txt")
			}
			var out, told bytes.Buffer
			t.Chdir(dir)
			if code := mainCode(args, strings.NewReader(""), &out, &told); code != c.code {
				t.Errorf("%v: exit code %d, want %d\n%s%s", args, code, c.code, out.String(), told.String())
			}
			if form[0] == "--quiet" && (told.Len() == 0) != c.quiet {
				t.Errorf("%v says %q", args, told.String())
			}
			if form[0] == "--quiet" && c.quiet && c.args[0] != "ask" && out.Len() > 0 {
				t.Errorf("%v prints %q", args, out.String())
			}
			if len(form) == 1 && form[0] == "--quiet" {
				continue
			}
			for line := range strings.Lines(told.String()) {
				var entry struct {
					Time  time.Time
					Level string
					Msg   string
				}
				if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Time.IsZero() || entry.Level == "" || entry.Msg == "" {
					t.Errorf("%v tells %q, %v", args, line, err)
				}
			}
		}
	}
}

// The exit code and the hint stand in the last line of a log in JSON.
func TestLastLineOfJSON(t *testing.T) {
	t.Chdir(t.TempDir())
	var told bytes.Buffer
	code := mainCode([]string{"run", "--log", "json", "--workers", "-1", "x"}, strings.NewReader(""), &told, &told)
	lines := strings.Split(strings.TrimSpace(told.String()), "\n")
	var last struct {
		Exit      int
		Msg, Hint string
		Level     string
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("%d ERROR", exitConfig)
	if diff := cmp.Diff(want, fmt.Sprintf("%d %s", last.Exit, last.Level)); diff != "" || code != exitConfig || last.Hint == "" || !strings.Contains(last.Msg, "workers") {
		t.Errorf("it ends with %+v, exit code %d", last, code)
	}
}
