package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// BenchmarkFrames moves a graph of 2,000 entities and 10,000 relations under the
// mouse and reports the time between two frames, and what of it the page's own
// script takes: by the clock, and in time of the processor, to which a busy machine
// does nothing. Chromium draws without a graphics card here, which is the greater
// part of a frame; on a desktop the script's part is what is felt.
func BenchmarkFrames(b *testing.B) {
	const hubs, entities, relations = 40, 2000, 10_000
	var rows []row
	for i := range entities {
		label := []string{"Person", "Country", "City", "Organization"}[i%4]
		rows = append(rows, row{ID: fmt.Sprint("Q", i), Labels: []string{"Entity", label}, Props: map[string]any{"name": fmt.Sprint(label, " ", i), "aliases": []string{}, "mentions": 1}})
	}
	kinds, stati := []string{"MET_WITH", "SUPPORTED", "CRITICIZED"}, []string{"actual", "actual", "actual", "planned", "possible", "negated"}
	var ids []string
	for i := range hubs {
		ids = append(ids, fmt.Sprint("Q", i))
	}
	for i := range relations {
		kind := kinds[i%len(kinds)]
		rows = append(rows, row{ID: fmt.Sprint(kind, "|", i), Type: kind, From: fmt.Sprint("Q", i%hubs), To: fmt.Sprint("Q", hubs+(i*7919+i/hubs)%(entities-hubs)), Props: map[string]any{
			"event": fmt.Sprint("event/", i), "status": stati[i%len(stati)], "start": fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28), "sources": 1 + i%5, "score": 0.8,
		}})
	}
	t := open(b, mustServe(b, mustLoad(b, rows)), "")
	begin := eval[float64](t, "performance.now()")
	t.turn("#/graph?limit=10000&ids=" + strings.Join(ids, ","))
	shown := eval[float64](t, "performance.now()") - begin
	t.until(`document.querySelector('.canvas[data-settled]')`)
	settled := eval[float64](t, "performance.now()") - begin
	if have := t.text(".state"); have != "2,000 entities, 10,000 relations" {
		b.Fatalf("drawn are %s", have)
	}
	var frames, scripts []float64
	if _, err := chromedp.Call(t.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
		b.Fatal(err)
	}
	begun := t.threadTimes()
	for b.Loop() {
		eval[any](t, `(() => {
  window.times = []; window.spent = [];
  const real = window.requestAnimationFrame;
  window.requestAnimationFrame = (f) => real((at) => { const begin = performance.now(); f(at); window.spent?.push(performance.now() - begin) });
  let last = performance.now();
  const tick = (at) => { window.times?.push(at - last); last = at; if (window.times) real(tick) };
  real(tick);
})()`)
		for i := range 30 {
			x, y := 480+float64(i*7%200), 300+float64(i*11%150)
			if i == 0 {
				t.do(chromedp.MouseEvent(chromedp.MousePressed, 480, 300, chromedp.ButtonLeft, chromedp.ClickCount(1)))
			}
			t.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y, chromedp.ButtonLeft))
		}
		t.do(chromedp.MouseEvent(chromedp.MouseReleased, 500, 300, chromedp.ButtonLeft, chromedp.ClickCount(1)))
		t.press("+++---")
		eval[any](t, `new Promise((done) => setTimeout(done, 500))`)
		frames = append(frames, eval[[]float64](t, `times`)...)
		scripts = append(scripts, eval[[]float64](t, `(() => { const s = spent; window.times = window.spent = null; return s })()`)...)
	}
	ended := t.threadTimes()
	spent := func(name string) float64 { return 1000 * (ended[name] - begun[name]) / float64(len(frames)) }
	slices.Sort(frames)
	slices.Sort(scripts)
	at := func(list []float64, share float64) float64 {
		return list[min(len(list)-1, int(share*float64(len(list))))]
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(at(frames, 0.5), "frame-ms")
	b.ReportMetric(at(frames, 0.95), "frame-p95-ms")
	b.ReportMetric(at(scripts, 0.5), "script-ms")
	b.ReportMetric(at(scripts, 0.95), "script-p95-ms")
	b.ReportMetric(spent("ScriptDuration"), "script-cpu-ms/frame")
	b.ReportMetric(spent("TaskDuration"), "page-cpu-ms/frame")
	b.ReportMetric(float64(len(frames))/float64(b.N), "frames")
	b.ReportMetric(shown, "shown-ms")
	b.ReportMetric(settled, "settled-ms")
}

// threadTimes is what the page's thread has spent on each kind of work, in seconds.
func (b *tab) threadTimes() map[string]float64 {
	b.t.Helper()
	times := map[string]float64{}
	list, err := chromedp.Call(b.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range list.Metrics {
		times[m.Name] = m.Value
	}
	return times
}
