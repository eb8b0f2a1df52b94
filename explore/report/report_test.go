package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/sqlite"
	"backchannel/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func mustWrite(t *testing.T, g schema.Graph, scope Scope) string {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Write(t.Context(), store, scope, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// denied is the story, its events with their types of PLOVER and with a sentence that
// denies the meetings in Jordan.
func denied() schema.Graph {
	g := loadtest.Story()
	for _, n := range g.Nodes {
		if kind, ok := n.Props["type"].(string); ok {
			n.Props["plover"] = map[string]string{
				"AGREED_ON": "AGREE", "AGREED_WITH": "AGREE", "THREATENED": "THREATEN", "BROKERED": "CONSULT/third-party",
				"REJECTED": "REJECT", "SUPPORTED": "SUPPORT", "MET_WITH": "CONSULT", "MET_IN": "CONSULT",
			}[kind]
		}
	}
	for _, e := range g.Edges {
		if e.Type != schema.EdgeEvidencedBy || !strings.HasPrefix(e.To, "amman#p1") {
			continue
		}
		e.ID += "-denied"
		e.Props = map[string]any{"start": e.Props["start"], "end": e.Props["end"], "trigger": "met", "rule": "x", "speaker": "the ministry", "status": "negated"}
		g.Edges = append(g.Edges, e)
	}
	g.Sort()
	return g
}

// The page of all that the story holds, as a file to open in a browser.
func TestGolden(t *testing.T) {
	have := mustWrite(t, denied(), Scope{Title: "Backchannel report"})
	golden := filepath.Join("testdata", "report.html")
	if *update {
		if err := os.WriteFile(golden, []byte(have), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), have); d != "" {
		t.Errorf("the page differs from %s (-want +have):\n%s", golden, d)
	}
}

var heading = regexp.MustCompile(`<h2><span class="n">(\d+)</span>([^<]+)</h2>`)

// counts are the numbers of items by section.
func counts(page string) map[string]string {
	out := map[string]string{}
	for _, m := range heading.FindAllStringSubmatch(page, -1) {
		out[m[2]] = m[1]
	}
	return out
}

// A period holds what its documents report, and a meeting that was known before is
// not new; a run holds what its documents report, whatever their dates.
func TestScope(t *testing.T) {
	for _, c := range []struct {
		name  string
		scope Scope
		want  map[string]string
	}{
		{"2016", Scope{To: "2016"}, map[string]string{"New meetings": "0", "New agreements": "0", "Threats": "1", "Planned": "1", "Reported and denied": "0", "First appearances": "5"}},
		{"since", Scope{From: "2017-05-20"}, map[string]string{"New meetings": "3", "New agreements": "0", "Threats": "0", "Planned": "0", "Reported and denied": "2", "First appearances": "0"}},
		{"run", Scope{Documents: map[string]bool{"astana": true}}, map[string]string{"New meetings": "0", "New agreements": "6", "Threats": "0", "Planned": "0", "Reported and denied": "0", "First appearances": "1"}},
		{"nothing", Scope{From: "2030"}, map[string]string{"New meetings": "0", "New agreements": "0", "Threats": "0", "Planned": "0", "Reported and denied": "0", "First appearances": "0"}},
	} {
		have := counts(mustWrite(t, denied(), c.scope))
		if d := cmp.Diff(c.want, have); d != "" {
			t.Errorf("%s: -want +have\n%s", c.name, d)
		}
	}
}

// Hostile names and addresses stay text, and the page loads and runs nothing.
func TestHostile(t *testing.T) {
	g := denied()
	for _, n := range g.Nodes {
		switch n.Labels[0] {
		case schema.LabelDocument:
			n.Props["name"], n.Props["publisher"] = `</p><script>alert("title")</script>`, `<img src=x onerror=alert(1)>`
			n.Props["uri"] = "javascript:alert(1)"
		case schema.LabelEntity, schema.LabelEvent:
			n.Props["name"] = `"><svg onload=alert(2)>` + "\u202e" + strings.Repeat("x", 9000)
		}
	}
	page := mustWrite(t, g, Scope{Title: `<script>alert("scope")</script>`})
	for _, bad := range []string{"<script", "<img", "<svg onload", "javascript:", "http-equiv", "@import", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(") {
		t.Error("the title is not there as text")
	}
	// Every element that is opened is closed.
	in := xml.NewDecoder(strings.NewReader(strings.Replace(page, "<!doctype html>", "", 1)))
	in.Entity = xml.HTMLEntity
	for {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// Addresses of the web are links.
func TestLinks(t *testing.T) {
	if page := mustWrite(t, loadtest.Story(), Scope{}); !strings.Contains(page, `<a href="https://example.org/geneva">`) {
		t.Error("no link to the source")
	}
}

// Many days become months, so that the columns stay readable.
func TestTimeline(t *testing.T) {
	var events []dated
	for _, month := range []string{"01", "02", "03"} {
		for day := 10; day < 29; day++ {
			events = append(events, dated{"2026-" + month + "-" + string(rune('0'+day/10)) + string(rune('0'+day%10)), day % 3})
		}
	}
	have := drawTimeline(events)
	if have.Unit != "month" || len(have.Columns) != 3 || have.Columns[1].Total != 19 || have.Peak != 19 {
		t.Errorf("57 days are drawn as %+v", have)
	}
	height := 0.0
	for _, p := range have.Columns[1].Parts {
		height += p.H
	}
	if height < plotHeight-0.01 || height > plotHeight+0.01 {
		t.Errorf("the highest column is %.2f high, of %.0f", height, plotHeight)
	}
}
