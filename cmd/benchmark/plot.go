package main

import (
	"fmt"
	"html"
	"math"
	"strings"

	"github.com/dustin/go-humanize"
)

// plots draws what was measured, by name.
func (b *bench) plots() map[string]string {
	out := map[string]string{}
	var bars []bar
	for _, r := range b.StageRows() {
		if r.Name != allStages {
			bars = append(bars, bar{r.Name, 1e6 * r.One.CPU / float64(r.One.Tokens)})
		}
	}
	if len(bars) > 0 {
		out["stages"] = drawBars("Seconds of CPU for a million tokens, by stage", bars, false)
	}
	bars = nil
	for _, r := range b.Peers {
		bars = append(bars, bar{r.Name, r.PerCPU()})
	}
	if len(bars) > 0 {
		out["peers"] = drawBars("Tokens a second of CPU (logarithmic)", bars, true)
	}
	if len(b.Growth) > 1 {
		var time, memory []dot
		for _, g := range b.Growth {
			time = append(time, dot{float64(g.Documents), g.CPU})
			memory = append(memory, dot{float64(g.Documents), g.Memory})
		}
		out["growth-time"] = drawDots("Seconds of CPU of a run, by documents (both logarithmic); the line is n^"+fmt.Sprintf("%.2f", b.Exponent()), time, true)
		out["growth-memory"] = drawDots("Memory of a run in MiB, by documents (logarithmic)", memory, false)
	}
	return out
}

const (
	plotWidth = 720
	ink       = "#1f2933"
	blue      = "#2b6cb0"
)

// bar is a named length.
type bar struct {
	name  string
	value float64
}

func begin(out *strings.Builder, height int, title string) {
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" fill="%s">`+"\n", plotWidth, height, ink)
	fmt.Fprintf(out, `<rect width="100%%" height="100%%" fill="#ffffff"/>`+"\n"+`<text x="16" y="26" font-weight="bold">%s</text>`+"\n", html.EscapeString(title))
}

// drawBars draws horizontal bars from 0, or from 1 where they are logarithmic.
func drawBars(title string, bars []bar, logarithmic bool) string {
	const left, top, step, room = 250, 48, 26, 90
	length := func(v float64) float64 { return v }
	if logarithmic {
		length = func(v float64) float64 { return math.Log10(math.Max(v, 1)) }
	}
	longest := 0.0
	for _, b := range bars {
		longest = max(longest, length(b.value))
	}
	var out strings.Builder
	begin(&out, top+step*len(bars)+10, title)
	for i, b := range bars {
		y := top + step*i
		w := (plotWidth - left - room) * length(b.value) / longest
		fmt.Fprintf(&out, `<text x="%d" y="%d" text-anchor="end">%s</text>`, left-8, y+14, html.EscapeString(b.name))
		fmt.Fprintf(&out, `<rect x="%d" y="%d" width="%.1f" height="18" fill="%s"/>`, left, y, w, blue)
		fmt.Fprintf(&out, `<text x="%.1f" y="%d">%s</text>`+"\n", left+w+6, y+14, figure(b.value))
	}
	out.WriteString("</svg>\n")
	return out.String()
}

type dot struct{ x, y float64 }

// drawDots draws points over a logarithmic axis of documents. Where the other axis
// is logarithmic too, the straight line of least squares goes through them.
func drawDots(title string, dots []dot, logarithmic bool) string {
	const left, right, top, bottom, height = 70, 30, 48, 40, 340
	lx, hx := math.Floor(math.Log10(dots[0].x)), math.Ceil(math.Log10(dots[len(dots)-1].x))
	ly, hy := 0.0, 0.0
	up := func(v float64) float64 { return v }
	if logarithmic {
		up = math.Log10
		ly, hy = math.Inf(1), math.Inf(-1)
	}
	for _, d := range dots {
		ly, hy = min(ly, up(d.y)), max(hy, up(d.y))
	}
	var ticks []float64
	if logarithmic {
		ly, hy = math.Floor(ly), math.Ceil(hy)
		for p := ly; p <= hy; p++ {
			ticks = append(ticks, math.Pow(10, p))
		}
	} else {
		step := math.Pow(10, math.Floor(math.Log10(hy)))
		if hy/step < 4 {
			step /= 2
		}
		hy = step * math.Ceil(hy/step)
		for v := 0.0; v <= hy; v += step {
			ticks = append(ticks, v)
		}
	}
	x := func(v float64) float64 { return left + (plotWidth-left-right)*(math.Log10(v)-lx)/max(hx-lx, 1) }
	y := func(v float64) float64 { return height - bottom - (height-top-bottom)*(up(v)-ly)/(hy-ly) }
	var out strings.Builder
	begin(&out, height, title)
	for _, v := range ticks {
		fmt.Fprintf(&out, `<path d="M%d %.1fH%d" stroke="#d9dee3"/><text x="%d" y="%.1f" text-anchor="end">%s</text>`+"\n", left, y(v), plotWidth-right, left-8, y(v)+4, humanize.Ftoa(v))
	}
	for p := lx; p <= hx; p++ {
		v := math.Pow(10, p)
		fmt.Fprintf(&out, `<path d="M%.1f %dV%d" stroke="#d9dee3"/><text x="%.1f" y="%d" text-anchor="middle">%s</text>`+"\n", x(v), top, height-bottom, x(v), height-bottom+18, humanize.Comma(int64(v)))
	}
	if logarithmic {
		var all []Growth
		for _, d := range dots {
			all = append(all, Growth{Documents: int(d.x), Used: Used{CPU: d.y}})
		}
		power := exponent(all, func(g Growth) float64 { return g.CPU })
		mean := 0.0 // of log y - power × log x
		for _, d := range dots {
			mean += (math.Log(d.y) - power*math.Log(d.x)) / float64(len(dots))
		}
		first, last := dots[0].x, dots[len(dots)-1].x
		at := func(v float64) float64 { return y(math.Exp(mean) * math.Pow(v, power)) }
		fmt.Fprintf(&out, `<path d="M%.1f %.1fL%.1f %.1f" stroke="%s" stroke-width="1.5"/>`+"\n", x(first), at(first), x(last), at(last), blue)
	}
	for _, d := range dots {
		fmt.Fprintf(&out, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/><text x="%.1f" y="%.1f" font-size="11">%s</text>`+"\n", x(d.x), y(d.y), blue, x(d.x)+7, y(d.y)+14, figure(d.y))
	}
	out.WriteString("</svg>\n")
	return out.String()
}
