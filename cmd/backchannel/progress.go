package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"backchannel/pipeline/run"
)

// progress tells how far a run is: by a bar on a terminal, else by a line now
// and then.
type progress struct {
	program *program
	bar     *progressbar.ProgressBar // nil where there is no terminal
	last    time.Time
	phase   run.Phase
}

// every is the pause between two lines where there is no terminal.
const every = 10 * time.Second

func (p *program) newProgress() *progress {
	g := &progress{program: p, last: time.Now()}
	if !p.cfg.Quiet && !p.json() && isTerminal(p.stderr) {
		g.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(past(p.stderr)),
			progressbar.OptionSetDescription(string(run.Reading)),
			progressbar.OptionShowCount(),
			progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("documents"),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	return g
}

func (g *progress) tell(at run.Progress) {
	if f := at.Failure; f != nil && g.bar == nil {
		g.program.logFailure(*f)
	}
	switch {
	case g.bar != nil:
		text := string(at.Phase)
		if at.Failed > 0 {
			text = fmt.Sprintf("%s, %d skipped", text, at.Failed)
		}
		// A bar that cannot be drawn is no reason to stop.
		g.bar.Describe(text)
		_ = g.bar.Set(at.Documents)
	case g.program.cfg.Quiet:
	case at.Phase != g.phase && at.Phase != run.Reading, time.Since(g.last) > every:
		g.last = time.Now()
		g.program.log.Info(string(at.Phase), "documents", at.Documents, "skipped", at.Failed)
	}
	g.phase = at.Phase
}

func (g *progress) done() {
	if g.bar != nil {
		_ = g.bar.Finish()
	}
}
