package run

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"backchannel/schema"
)

// Meter tells at any moment how far a run is. Everything about it may be called from any
// goroutine; the zero Meter is ready.
type Meter struct {
	Clock Clock // on the stages; reading and keeping are added to it

	mu     sync.Mutex
	at     Readout
	gauges []*gauge
	way    map[int]onWay
}

// Readout is what a meter shows.
type Readout struct {
	Phase Phase

	Documents, Failed, Tokens int // done with so far, failed and unchanged ones among the documents; tokens of those that were extracted

	Step        string // of folding and loading
	Done, Total int    // of its records or rows; Total is 0 where nobody knows

	Queues []Queue
	Oldest Waiting                  // of the documents on their way
	Spent  map[string]time.Duration // by stage, over all workers
}

// Queue is how full one is.
type Queue struct {
	Name            string // of what takes from it: "extract", "keep", "sort"
	Depth, Capacity int
}

// Waiting is a document and for how long it has been on its way, 0 where there is none.
type Waiting struct {
	ID  string
	For time.Duration
}

type gauge struct {
	name     string
	capacity int
	depth    func() int
}

type onWay struct {
	id    string
	since time.Time
}

// Now reads the meter.
func (m *Meter) Now() Readout {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.at
	r.Spent = m.Clock.Spent()
	for _, g := range m.gauges {
		r.Queues = append(r.Queues, Queue{g.name, min(g.depth(), g.capacity), g.capacity})
	}
	if len(m.way) > 0 {
		var first onWay
		for _, w := range m.way {
			if first.since.IsZero() || w.since.Before(first.since) || w.since.Equal(first.since) && w.id < first.id {
				first = w
			}
		}
		r.Oldest = Waiting{first.id, time.Since(first.since)}
	}
	return r
}

// Enter begins a phase.
func (m *Meter) Enter(p Phase) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at.Phase = p
	m.at.Step, m.at.Done, m.at.Total = "", 0, 0
}

// Step begins a step of the phase, which takes so many items; 0 where nobody knows.
func (m *Meter) Step(name string, total int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at.Step, m.at.Done, m.at.Total = name, 0, total
}

// Did counts items of a step.
func (m *Meter) Did(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at.Done += n
}

// count adds documents that are done with.
func (m *Meter) count(documents, failed, tokens int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.at.Documents += documents
	m.at.Failed += failed
	m.at.Tokens += tokens
}

// Watch shows a queue until stop is called.
func (m *Meter) Watch(name string, capacity int, depth func() int) (stop func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	queue := &gauge{name, capacity, depth}
	m.gauges = append(m.gauges, queue)
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.gauges = slices.DeleteFunc(m.gauges, func(g *gauge) bool { return g == queue })
	}
}

// entered and left tell which documents are on their way.
func (m *Meter) entered(index int, doc schema.Document) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.way == nil {
		m.way = map[int]onWay{}
	}
	m.way[index] = onWay{cmp.Or(doc.ID, doc.Source.URI), time.Now()}
}

func (m *Meter) left(index int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.way, index)
}
