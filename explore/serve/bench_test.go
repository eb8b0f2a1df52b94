package serve_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"backchannel/explore/serve"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/sqlite"
	"backchannel/schema"
)

var (
	benchRelations = flag.Int("relations", 250_000, "relations of the benchmark's graph; it has five edges for each")
	benchStore     = flag.String("keep", "", "file that keeps the benchmark's store for another time")
)

var (
	given    = strings.Fields("Anna Boris Carlos Dmitri Elena Farid Georgi Hassan Ingrid Jamal Karim Leila Miguel Nadia Oleg Pavel Qasim Rosa Sergei Tariq Ursula Viktor Wei Ximena Yusuf Zoya")
	syllable = strings.Fields("ba ko ri mas ten lov ski ham ed al zu ber gen dor fel ig na pra sto ul ver wen xi yan za chi dro esh")
	verbs    = strings.Fields("MET_WITH AGREED_WITH SUPPORTED CRITICIZED THREATENED AIDED VISITED SPOKE_WITH ATTACKED ASKED")
	stati    = []string{"actual", "actual", "actual", "planned", "possible", "negated"}
	filler   = strings.Fields("the talks about a trade agreement and the border went on for hours while ministers said that sanctions would follow if no progress was made before winter in spite of pressure from allies")
)

// hub writes a store as fold makes it, with that many entities and relations, of
// which Q1 has the first many; the others are spread as in real graphs, few having
// most. Unless bare, each has its event, with its sentence in a chunk, and every
// third its place.
func hub(t testing.TB, entities, relations, many int, bare bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.db")
	if *benchStore != "" && !bare {
		path = *benchStore
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := rand.New(rand.NewPCG(1, 2))
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(syllable[r.IntN(len(syllable))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	var c load.Change
	flush := func(least int) {
		if len(c.Nodes)+len(c.Edges) < least {
			return
		}
		if err := store.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		c = load.Change{}
	}
	edge := func(kind, from, to, distinct string, props map[string]any) {
		c.Edges = append(c.Edges, schema.Edge{ID: kind + "|" + from + "|" + to + distinct, Type: kind, From: from, To: to, Props: props})
	}
	labels := []string{"Person", "Person", "Person", "Country", "City", "Organization", "Place"}
	names := make([]string, entities+1)
	for i := 1; i <= entities; i++ {
		label := labels[i%len(labels)]
		name := word(2 + r.IntN(2))
		aliases := []string{}
		if label == "Person" {
			aliases = []string{name}
			name = given[r.IntN(len(given))] + " " + name
		}
		if i == 1 {
			label, name, aliases = "Country", "Ruritania", []string{"Ruritanians", "Strelsau"}
		}
		names[i] = name
		c.Nodes = append(c.Nodes, schema.Node{ID: fmt.Sprint("Q", i), Labels: []string{schema.LabelEntity, label}, Props: map[string]any{
			"name": name, "aliases": aliases, "mentions": int64(1 + 2*relations/(i+1)), "wikidata": fmt.Sprint("Q", i), "first_seen": "1990-01-01", "last_seen": "2026-11-01",
		}})
		flush(50_000)
	}
	begin := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	zipf := rand.NewZipf(r, 1.1, 20, uint64(entities-1))
	for i := range relations {
		day := begin.AddDate(0, 0, i*13_400/relations).Format("2006-01-02")
		a, b := int(zipf.Uint64())+1, 1+r.IntN(entities)
		if i*many/relations != (i+1)*many/relations || many == relations {
			a = 1
		}
		if a == b {
			b = b%entities + 1
		}
		kind, status := verbs[r.IntN(len(verbs))], stati[r.IntN(len(stati))]
		from, to, event := fmt.Sprint("Q", a), fmt.Sprint("Q", b), fmt.Sprintf("event/%016x", r.Uint64())
		score := float64(r.IntN(1000)) / 1000
		edge(kind, from, to, "|"+event, map[string]any{"event": event, "status": status, "start": day, "sources": int64(1), "score": score})
		if flush(50_000); bare {
			continue
		}
		doc := fmt.Sprint("doc", i/6)
		chunk := fmt.Sprint(doc, "#p", i/2%3+1)
		if i%6 == 0 {
			c.Nodes = append(c.Nodes, schema.Node{ID: doc, Labels: []string{schema.LabelDocument}, Props: map[string]any{"name": "News of " + day, "title": "News of " + day, "published": day, "publisher": "Sample"}})
		}
		said := fmt.Sprintf("%s met %s on %s over %s.", names[a], names[b], day, strings.Join(filler[r.IntN(8):8+r.IntN(24)], " "))
		if i%2 == 0 {
			c.Nodes = append(c.Nodes, schema.Node{ID: chunk, Labels: []string{schema.LabelChunk}, Props: map[string]any{"name": day, "text": said + " " + strings.Join(filler, " "), "index": int64(i / 2 % 3), "start": int64(i / 2 % 3 * 1000), "end": int64(i/2%3*1000 + len(said))}})
			edge(schema.EdgeFromDocument, chunk, doc, "", nil)
		}
		c.Nodes = append(c.Nodes, schema.Node{ID: event, Labels: []string{schema.LabelEvent}, Props: map[string]any{
			"name": names[a] + " " + names[b], "type": kind, "plover": "CONSULT", "status": status, "start": day, "precision": "day", "sources": int64(1), "score": score,
		}})
		edge(schema.EdgeSubject, from, event, "", nil)
		edge(schema.EdgeObject, to, event, "", nil)
		if i%3 == 0 {
			edge(schema.EdgeAt, event, fmt.Sprint("Q", 4+7*r.IntN(entities/8)), "", nil)
		}
		edge(schema.EdgeEvidencedBy, event, chunk, fmt.Sprint("|", i), map[string]any{"start": int64(i / 2 % 3 * 1000), "end": int64(i/2%3*1000 + len(said)), "trigger": "met", "rule": kind + "/meet", "status": status})
		if i%2 == 0 {
			edge(schema.EdgeFromChunk, from, chunk, "", map[string]any{"mentions": int64(1)})
			edge(schema.EdgeFromChunk, to, chunk, "", map[string]any{"mentions": int64(1)})
		}
	}
	flush(0)
	return path
}

// BenchmarkServe asks a graph of 250,000 relations, 100,000 of them those of one
// entity, as people do, and reports how long answers take: the half, 95 of 100, and
// the slowest; how many edges the graph has; and the most memory that the process
// has taken until then. The slowest of many on a busy machine is one that waited for
// its turn, so worst-ms says which question costs most: the slowest of a hundred, each
// taken at the best of five.
func BenchmarkServe(b *testing.B) {
	path := hub(b, 60_000, *benchRelations, 100_000, false)
	edges := countEdges(b, path)
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // what making the graph took does not count
	s := mustServe(b, serve.Options{Store: path})
	begun := time.Now()
	mustGet[serve.Start](b, s, "/api/start")
	ready := time.Since(begun)

	r := rand.New(rand.NewPCG(3, 4))
	entity := func() string { // half of the visits are to the best known
		if r.IntN(2) == 0 {
			return fmt.Sprint("Q", 1+r.IntN(20))
		}
		return fmt.Sprint("Q", 1+r.IntN(60_000))
	}
	queries := []string{"ruritania", "strelsau", "sergei ", "anna bako", "viktor lov", "sergej stolov", "ruritanya", "talks about", "sanctions would follow", "the", "xyzzy", "trade agreement and"}
	var keys []string
	for _, q := range queries {
		for i := range q {
			keys = append(keys, q[:i+1])
		}
	}
	event := func() string {
		list := mustGet[serve.Relations](b, s, "/api/entity/"+entity()+"/relations?limit=1")
		if len(list.Relations) == 0 {
			return ""
		}
		return url.PathEscape(list.Relations[0].ID)
	}
	for _, c := range []struct {
		name string
		path func() string
	}{
		{"start", func() string { return "/api/start" }},
		{"search", func() string { return "/api/search?limit=8&q=" + url.QueryEscape(keys[r.IntN(len(keys))]) }},
		{"entity", func() string { return "/api/entity/" + entity() }},
		{"hub", func() string { return "/api/entity/Q1" }},
		{"relations", func() string { return "/api/entity/" + entity() + "/relations?status=actual&min_score=0.5" }},
		{"hub-relations", func() string { return "/api/entity/Q1/relations?type=ASKED&from=1999&to=2003" }},
		{"event", func() string { return "/api/event/" + event() }},
		{"document", func() string { return fmt.Sprint("/api/document/doc", r.IntN(*benchRelations/6)) }},
		{"neighbourhood", func() string { return "/api/graph?ids=" + entity() }},
		{"hub-neighbourhood", func() string { return "/api/graph?ids=Q1&min_score=0.2" }},
		{"two-steps", func() string { return "/api/graph?depth=2&ids=" + entity() }},
		{"path", func() string { return "/api/path?from=" + entity() + "&to=" + entity() }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				b.StopTimer()
				path := c.path()
				b.StartTimer()
				begun := time.Now()
				w := ask(s, path)
				took = append(took, time.Since(begun))
				if w.Code != 200 && !(c.name == "event" && w.Code == 404) {
					b.Fatalf("%s: %d %s", path, w.Code, w.Body)
				}
			}
			slices.Sort(took)
			ms := func(share float64) float64 {
				return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
			}
			b.ReportMetric(ms(0.5), "p50-ms")
			b.ReportMetric(ms(0.95), "p95-ms")
			b.ReportMetric(ms(1), "max-ms")
			worst, which := costliest(s, c.path)
			b.ReportMetric(worst.Seconds()*1000, "worst-ms")
			b.Log("worst:", which)
			b.ReportMetric(0, "ns/op") // the mean of them all says little
			if size := mostMemory(); size > 0 {
				b.ReportMetric(size, "rss-MB")
			}
			if c.name == "start" {
				b.ReportMetric(edges, "edges")
				b.ReportMetric(ready.Seconds(), "ready-s")
			}
		})
	}
}

// costliest is the question of a hundred that takes longest, at the best of five times.
func costliest(s *serve.Server, path func() string) (worst time.Duration, which string) {
	asked := map[string]bool{}
	for range 100 {
		p := path()
		if asked[p] {
			continue
		}
		asked[p] = true
		best := time.Hour
		for range 5 {
			begun := time.Now()
			ask(s, p)
			best = min(best, time.Since(begun))
		}
		if best > worst {
			worst, which = best, p
		}
	}
	return worst, which
}

func countEdges(t testing.TB, path string) float64 {
	t.Helper()
	store, err := sqlite.OpenReaders(t.Context(), path, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var n float64
	if err := store.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM edges").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// mostMemory is the greatest resident size of the process, in millions of bytes; 0
// where the system does not tell.
func mostMemory() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		var kib float64
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kib); err == nil {
			return kib * 1024 / 1e6
		}
	}
	return 0
}
