package main

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// measure writes the figures of a run that ended with code for node_exporter's
// textfile collector. A run that failed keeps the figures of the graph and the
// time of the last success, which it did not change. The file appears whole or
// not at all; a run that never began (a bad configuration, a held lock) leaves it.
func (s *session) measure(ctx context.Context, noted state.Run, did run.Summary, code int) error {
	if s.cfg.Metrics == "" {
		return nil
	}
	ctx = context.WithoutCancel(ctx)
	done, ever, err := s.file.LastDone(ctx)
	if err != nil {
		return err
	}
	failures, err := s.file.Failures(ctx)
	if err != nil {
		return err
	}
	m := newMetrics(prometheus.Labels{"graph": s.cfg.Graph, "store": s.cfg.Store})

	documents := m.gauges("run_documents", "Documents of the last run's inputs, by what became of them.", "became")
	for became, n := range map[string]int{
		"new": did.New, "changed": did.Changed, "unchanged": did.Unchanged, "gone": did.Gone,
		"failed": did.Lost(), "waiting": did.Waiting, "twice": did.Twice, "kept": did.Kept, "listed": did.Listed,
	} {
		documents(became, float64(n))
	}
	failed := m.gauges("run_failures", "Documents that failed in the last run, by stage.", "stage")
	failed("read", 0)
	for name := range s.meter.Clock.Spent() {
		failed(name, 0)
	}
	for stage, n := range did.Failed {
		failed(stage, float64(n))
	}
	waits, tried := 0, 0
	for _, f := range failures {
		if f.Waits() {
			waits++
		} else {
			tried++
		}
	}
	letters := m.gauges("failures", "Documents that failed and have not been read since, by whether the next run tries them again.", "next_run")
	letters("tries", float64(tried))
	letters("waits", float64(waits))

	stages := m.gauges("run_stage_seconds", "Time that each stage took in the last run, summed over the workers.", "stage")
	for name, spent := range s.meter.Clock.Spent() {
		stages(name, spent.Seconds())
	}
	phases := m.gauges("run_phase_seconds", "Time that each part of the last run took.", "phase")
	for phase, spent := range map[run.Phase]time.Duration{run.Reading: did.Extracting, run.Folding: s.projected.Folding, run.Loading: s.projected.Loading} {
		phases(string(phase), spent.Seconds())
	}
	m.gauge("run_written_rows", "Nodes and edges that the last run wrote to the store or deleted there.", float64(noted.Written))
	m.gauge("run_exit_code", "How the last run ended: 0 done, 3 some documents failed, 4 the store is away, 130 interrupted.", float64(code))
	m.time("run_end_timestamp_seconds", "When the last run ended.", noted.Ended)

	if ever {
		m.time("success_timestamp_seconds", "When the last run ended that brought the store up to date.", done.Ended)
		entities := m.gauges("entities", "Entities in the graph, by type.", "type")
		for kind, n := range done.Entities {
			entities(kind, float64(n))
		}
		relations := m.gauges("relations", "Relations in the graph, by type.", "type")
		for kind, n := range done.Relations {
			relations(kind, float64(n))
		}
		m.gauge("nodes", "Nodes in the graph.", float64(done.Nodes))
		m.gauge("edges", "Edges in the graph.", float64(done.Edges))
	}
	m.time("newest_document_timestamp_seconds", "Date of the newest document that a run saw: the begin of its day, month or year.", noted.Newest)
	if err := prometheus.WriteToTextfile(s.cfg.Metrics, m.registry); err != nil {
		return fmt.Errorf("metrics: %w", err)
	}
	return nil
}

// metrics makes the figures of one file.
type metrics struct {
	registry *prometheus.Registry
	labels   prometheus.Labels // of every figure
}

func newMetrics(labels prometheus.Labels) metrics {
	return metrics{prometheus.NewRegistry(), labels}
}

// gauges registers a figure with a label and returns what sets it for one.
func (m metrics) gauges(name, help, label string) func(value string, n float64) {
	vec := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "backchannel", Name: name, Help: help, ConstLabels: m.labels}, []string{label})
	m.registry.MustRegister(vec)
	return func(value string, n float64) { vec.WithLabelValues(value).Set(n) }
}

func (m metrics) gauge(name, help string, n float64) {
	g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "backchannel", Name: name, Help: help, ConstLabels: m.labels})
	m.registry.MustRegister(g)
	g.Set(n)
}

// time registers a moment, unless it never was.
func (m metrics) time(name, help string, t time.Time) {
	if !t.IsZero() {
		m.gauge(name, help, float64(t.UnixMilli())/1000)
	}
}

// checkMetrics reports a file that could not be written at the end of a run.
func checkMetrics(file string) error {
	if file == "" {
		return nil
	}
	folder, err := os.Stat(filepath.Dir(file))
	switch {
	case err != nil || !folder.IsDir():
		return fmt.Errorf("must name a file in a folder that is there, not %q", file)
	case filepath.Ext(file) != ".prom":
		return fmt.Errorf("must name a *.prom file, the only ones that the collector reads, not %q", file)
	}
	return nil
}

// newest remembers the date of the newest document that passed.
type newest struct {
	mu   sync.Mutex
	date time.Time
}

func (n *newest) of(docs iter.Seq2[schema.Document, error]) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for doc, err := range docs {
			if first, _, ok := doc.Source.Published.Bounds(); ok {
				n.mu.Lock()
				if first.After(n.date) {
					n.date = first
				}
				n.mu.Unlock()
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func (n *newest) seen() time.Time {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.date
}
