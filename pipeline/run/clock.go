package run

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Clock adds up the time that stages take, by name and over all workers. What a
// checkpoint spared takes none.
type Clock struct {
	mu    sync.Mutex
	spent map[string]time.Duration
}

// On returns the stages with the clock on them. What they answer, and their
// fingerprints, stay the same.
func (c *Clock) On(stages []stage.Stage) []stage.Stage {
	out := slices.Clone(stages)
	for i, s := range stages {
		out[i].Run = func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			begin := time.Now()
			defer func() { c.add(s.Name, time.Since(begin)) }()
			return s.Run(ctx, doc)
		}
	}
	return out
}

func (c *Clock) add(name string, spent time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.spent == nil {
		c.spent = map[string]time.Duration{}
	}
	c.spent[name] += spent
}

// Spent is the time that each stage took so far.
func (c *Clock) Spent() map[string]time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.spent)
}
