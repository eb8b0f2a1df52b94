package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// bar is one of the busiest: its number of events, and its length of 100.
type bar struct {
	Name  string
	Value int
	Long  int
}

const barMax = 12

func drawBusiest(counts map[string]*bar) []bar {
	var out []bar
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		b := *counts[id]
		b.Name = clip(b.Name, 40)
		out = append(out, b)
	}
	slices.SortStableFunc(out, func(a, b bar) int { return cmp.Or(b.Value-a.Value, cmp.Compare(a.Name, b.Name)) })
	out = out[:min(len(out), barMax)]
	for i := range out {
		out[i].Long = max(1, 100*out[i].Value/out[0].Value)
	}
	return out
}

// dated is an event's day and its class: 0 cooperation, 1 conflict, 2 neither.
type dated struct {
	day   string
	class int
}

// quad is the class of a PLOVER type.
func quad(plover string) int {
	switch kind, _, _ := strings.Cut(plover, "/"); kind {
	case "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT":
		return 0
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT":
		return 1
	}
	return 2
}

// timeline is a plot of stacked columns, in the units of its drawing.
type timeline struct {
	Unit    string // day, month or year
	Columns []column
	Peak    int
}

type column struct {
	Name  string
	Label bool // room for its name
	X, W  float64
	Parts []part
	Total int
}

type part struct {
	Y, H  float64
	Class int
}

// The drawing is so wide and high, and has so many columns at most.
const (
	plotWidth, plotHeight = 640.0, 120.0
	columnMax             = 40
)

// drawTimeline counts events by day, or by month or year where the days are many.
func drawTimeline(events []dated) timeline {
	for _, unit := range []struct {
		name   string
		length int
	}{{"day", 10}, {"month", 7}, {"year", 4}} {
		counts := map[string]*[3]int{}
		for _, e := range events {
			if len(e.day) < unit.length {
				continue
			}
			day := e.day[:unit.length]
			if counts[day] == nil {
				counts[day] = new([3]int)
			}
			counts[day][e.class]++
		}
		if len(counts) > columnMax && unit.name != "year" {
			continue
		}
		names := slices.Sorted(maps.Keys(counts))
		names = names[max(0, len(names)-columnMax):]
		return stack(unit.name, names, counts)
	}
	return timeline{}
}

func stack(unit string, names []string, counts map[string]*[3]int) timeline {
	t := timeline{Unit: unit}
	for _, name := range names {
		t.Peak = max(t.Peak, counts[name][0]+counts[name][1]+counts[name][2])
	}
	step := min(plotWidth/float64(max(len(names), 1)), 80)
	for i, name := range names {
		c := column{Name: name, X: float64(i)*step + step*0.1, W: step * 0.8}
		c.Label = i%max(1, int(80/step+0.5)) == 0
		top := plotHeight
		for class, n := range counts[name] {
			if n == 0 {
				continue
			}
			h := plotHeight * float64(n) / float64(t.Peak)
			top -= h
			c.Parts = append(c.Parts, part{Y: top, H: h, Class: class})
			c.Total += n
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

// Middle is where the column's name stands.
func (c column) Middle() float64 { return c.X + c.W/2 }
