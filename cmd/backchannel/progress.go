package main

import (
	"cmp"
	"io"
	"log/slog"
	"maps"
	"math"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/term"

	"backchannel/pipeline/run"
)

// Pauses between two lines of the log, and between two pictures on a terminal.
const (
	everyText = 10 * time.Second
	everyJSON = 5 * time.Second
	everyDraw = 200 * time.Millisecond
)

// progress tells how far a run is: by a live view on a terminal, else by a line now and
// then and at the begin of each phase.
type progress struct {
	program *program
	meter   *run.Meter
	view    *liveView // nil where there is no terminal
	back    func()    // gives standard error back
	stop    chan struct{}
	ended   sync.WaitGroup

	mu      sync.Mutex
	begun   time.Time
	reading time.Duration // how long it took, 0 until it is over
	last    lineTold
}

// lineTold is what the last line told.
type lineTold struct {
	at                time.Time
	documents, tokens int
}

func (p *program) newProgress(meter *run.Meter) *progress {
	now := time.Now()
	g := &progress{program: p, meter: meter, begun: now, last: lineTold{at: now}, back: func() {}, stop: make(chan struct{})}
	pause := everyText
	if p.json() {
		pause = everyJSON
	}
	if out, ok := p.stderr.(*harmless); ok && !p.cfg.Quiet && !p.json() && isTerminal(out) && os.Getenv("TERM") != "dumb" {
		screen := past(out).(*os.File)
		g.view = &liveView{
			to: screen, color: os.Getenv("NO_COLOR") == "",
			size: func() (int, int, error) { return term.GetSize(int(screen.Fd())) },
		}
		out.divert(g.view) // the log goes above it
		g.back = func() { out.divert(screen) }
		pause = everyDraw
	}
	g.ended.Go(func() {
		tick := time.NewTicker(pause)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				g.show(false)
			case <-g.stop:
				return
			}
		}
	})
	return g
}

// tell is told of every document and phase.
func (g *progress) tell(at run.Progress) {
	if f := at.Failure; f != nil && g.view == nil {
		g.program.logFailure(*f)
	}
	if at.Phase != run.Reading {
		g.mu.Lock()
		if g.reading == 0 {
			g.reading = time.Since(g.begun)
		}
		g.mu.Unlock()
		g.show(true)
	}
}

// show draws, or writes a line.
func (g *progress) show(phase bool) {
	at := g.meter.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	if g.view != nil {
		// A view that cannot be drawn is no reason to stop.
		_ = g.view.draw(g.picture(at, now))
		return
	}
	if g.program.cfg.Quiet {
		return
	}
	since := g.last
	if phase { // all that there was
		since = lineTold{at: now.Add(-g.reading)}
	}
	took := now.Sub(since.at).Seconds()
	attrs := []any{"documents", at.Documents, "failed", at.Failed}
	if at.Phase == run.Reading || phase {
		attrs = append(attrs, "tokens", at.Tokens, "documents_per_second", rate(at.Documents-since.documents, took), "tokens_per_second", rate(at.Tokens-since.tokens, took))
	}
	g.last = lineTold{now, at.Documents, at.Tokens}
	if at.Step != "" {
		attrs = append(attrs, "step", at.Step, "done", at.Done, "total", at.Total)
	}
	if g.program.json() {
		attrs = append(attrs, "seconds", tenths(now.Sub(g.begun)), "stage_seconds", stageSeconds(at.Spent), "queues", queues(at.Queues))
		if at.Oldest.ID != "" {
			attrs = append(attrs, "oldest", at.Oldest.ID, "oldest_seconds", tenths(at.Oldest.For))
		}
	}
	g.program.log.Info(string(at.Phase), attrs...)
}

// done gives the terminal back and leaves a line there.
func (g *progress) done(err error) {
	close(g.stop)
	g.ended.Wait()
	if g.view == nil {
		return
	}
	_ = g.view.clear()
	g.back()
	g.mu.Lock()
	defer g.mu.Unlock()
	// What it says of documents may be wrong only where it was stopped.
	_, _ = io.WriteString(g.program.stderr, g.closing(g.meter.Now(), time.Now(), err)+"\n")
}

func rate(n int, seconds float64) float64 {
	if seconds <= 0 {
		return 0
	}
	return math.Round(10*float64(n)/seconds) / 10
}

func tenths(d time.Duration) float64 { return math.Round(10*d.Seconds()) / 10 }

// stageSeconds are the stages by name.
func stageSeconds(spent map[string]time.Duration) slog.Value {
	var attrs []slog.Attr
	for _, name := range slices.Sorted(maps.Keys(spent)) {
		attrs = append(attrs, slog.Float64(name, math.Round(1000*spent[name].Seconds())/1000))
	}
	return slog.GroupValue(attrs...)
}

func queues(list []run.Queue) slog.Value {
	var attrs []slog.Attr
	for _, q := range list {
		attrs = append(attrs, slog.Group(q.Name, "depth", q.Depth, "capacity", q.Capacity))
	}
	return slog.GroupValue(attrs...)
}

// slowest are the stages, the slowest first.
func slowest(spent map[string]time.Duration) []string {
	return slices.SortedFunc(maps.Keys(spent), func(a, b string) int {
		return cmp.Or(cmp.Compare(spent[b], spent[a]), cmp.Compare(a, b))
	})
}
