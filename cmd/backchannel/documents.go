package main

import (
	"context"
	"iter"
	"os"

	"backchannel/pipeline/segment"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// story returns the stages as the configuration wants them.
func (p *program) story() ([]stage.Stage, error) {
	stages := []stage.Stage{segment.New()}
	return stages, stage.Validate(stages)
}

// documents reads the inputs that a command line names.
func (p *program) documents(ctx context.Context, inputs []string) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for _, in := range inputs {
			data, err := os.ReadFile(in)
			if !yield(schema.Document{ID: in, Text: string(data)}, err) {
				return
			}
		}
	}
}

func fingerprint([]stage.Stage) string { return "" }
