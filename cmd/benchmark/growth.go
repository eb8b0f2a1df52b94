package main

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // questions to the finished store

	"backchannel/pipeline/state"
)

// Growth is a whole run over so many documents, into a new SQLite file.
type Growth struct {
	Documents int    `json:"documents"`
	Tokens    int    `json:"tokens"`
	Commit    string `json:"commit"`
	Used
	Reading float64 `json:"reading_s"` // seconds of the clock, reading and extracting
	Folding float64 `json:"folding_s"`
	Loading float64 `json:"loading_s"`

	Texts int64 `json:"texts_bytes"` // as JSON lines
	State int64 `json:"state_bytes"` // records and trees of every document
	Store int64 `json:"store_bytes"`

	Entities int `json:"entities"`
	Events   int `json:"events"`
	Nodes    int `json:"nodes"` // those and documents and chunks
	Edges    int `json:"edges"`
	Text     int `json:"text_edges"`  // of the edges, those that lead to chunks and documents or join them
	Pairs    int `json:"joined_once"` // what would be left of the edges between entities with one for each pair and type

	Hub     int    `json:"hub"` // edges of the entity that has the most
	HubName string `json:"hub_name"`
}

// Length is the tokens of a document.
func (g Growth) Length() float64 { return float64(g.Tokens) / float64(g.Documents) }

// growth measures how a run's cost grows with its input.
func growth(ctx context.Context, b *bench) error {
	for _, n := range b.sizes {
		g, err := b.grown(ctx, n)
		if err != nil {
			return err
		}
		b.Growth = slices.DeleteFunc(b.Growth, func(old Growth) bool { return old.Documents == n })
		b.Growth = append(b.Growth, g)
		slices.SortFunc(b.Growth, func(a, b Growth) int { return cmp.Compare(a.Documents, b.Documents) })
		if err := b.keep(); err != nil {
			return err
		}
		say("growth: %d documents: %.1f s of CPU, %.0f tokens/CPU-s, %.0f MiB", n, g.CPU, float64(g.Tokens)/g.CPU, g.Memory)
	}
	return nil
}

func (b *bench) grown(ctx context.Context, n int) (g Growth, err error) {
	file, err := b.texts(ctx, n)
	if err != nil {
		return g, err
	}
	if n > filtered {
		defer os.Remove(file)
	}
	dir, err := os.MkdirTemp(b.dir, "growth")
	if err != nil {
		return g, err
	}
	defer os.RemoveAll(dir)
	store, metrics := filepath.Join(dir, "graph.db"), filepath.Join(dir, "run.prom")
	g = Growth{Documents: n, Commit: b.commit}
	if g.Used, err = measure(ctx, nil, io.Discard, b.binary, "run", "--quiet", "--workers", "2", "--store", store, "--metrics", metrics, file); err != nil {
		return g, err
	}
	if g.Texts, err = bytesOf(file); err != nil {
		return g, err
	}
	if g.Store, err = bytesOf(store); err != nil {
		return g, err
	}
	if g.State, err = bytesOf(store + ".state"); err != nil {
		return g, err
	}
	for phase, into := range map[string]*float64{"reading": &g.Reading, "folding": &g.Folding, "loading": &g.Loading} {
		if *into, err = phaseSeconds(metrics, phase); err != nil {
			return g, err
		}
	}
	records, err := state.Peek(ctx, store+".state")
	if err != nil {
		return g, err
	}
	defer records.Close()
	if _, _, g.Tokens, err = records.Size(ctx); err != nil {
		return g, err
	}
	return g, g.ask(ctx, store)
}

// ask counts what the store holds.
func (g *Growth) ask(ctx context.Context, store string) error {
	db, err := sql.Open("sqlite", "file:"+store+"?mode=ro")
	if err != nil {
		return err
	}
	defer db.Close()
	for query, into := range map[string]*int{
		"SELECT count(*) FROM entities": &g.Entities,
		"SELECT count(*) FROM events":   &g.Events,
		"SELECT count(*) FROM edges":    &g.Edges,
		"SELECT count(*) FROM edges WHERE type IN ('FROM_CHUNK', 'EVIDENCED_BY', 'FROM_DOCUMENT', 'NEXT_CHUNK')":                                                                            &g.Text,
		"SELECT count(*) FROM (SELECT DISTINCT type, source, target FROM edges WHERE type NOT IN ('FROM_CHUNK', 'EVIDENCED_BY', 'FROM_DOCUMENT', 'NEXT_CHUNK', 'SUBJECT', 'OBJECT', 'AT'))": &g.Pairs,
		"SELECT (SELECT count(*) FROM entities) + (SELECT count(*) FROM events) + (SELECT count(*) FROM documents) + (SELECT count(*) FROM chunks)":                                         &g.Nodes,
	} {
		if err := db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return err
		}
	}
	return db.QueryRowContext(ctx, `
		WITH ends AS (SELECT source AS id FROM edges UNION ALL SELECT target FROM edges)
		SELECT e.name, count(*) AS n FROM ends JOIN entities e USING (id) GROUP BY e.id ORDER BY n DESC, e.id LIMIT 1`).Scan(&g.HubName, &g.Hub)
}

func bytesOf(file string) (int64, error) {
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// phaseSeconds reads one figure of a run from the file that it writes for Prometheus.
func phaseSeconds(file, phase string) (float64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "} ")
		if ok && strings.HasPrefix(name, "backchannel_run_phase_seconds{") && strings.Contains(name, `phase="`+phase+`"`) {
			v, err := strconv.ParseFloat(value, 64)
			return math.Round(1e4*v) / 1e4, err
		}
	}
	return 0, fmt.Errorf("%s does not tell the seconds of %s", file, phase)
}

// exponent is the slope of a straight line through the logarithms of both, by least
// squares: y grows as x to that power.
func exponent(all []Growth, y func(Growth) float64) float64 {
	var sx, sy, sxx, sxy float64
	for _, g := range all {
		lx, ly := math.Log(float64(g.Documents)), math.Log(y(g))
		sx, sy, sxx, sxy = sx+lx, sy+ly, sxx+lx*lx, sxy+lx*ly
	}
	n := float64(len(all))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
