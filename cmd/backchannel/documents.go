package main

import (
	"context"
	"iter"

	"backchannel/pipeline/read"
	"backchannel/pipeline/segment"
	"backchannel/pipeline/stage"
	"backchannel/pipeline/tokenize"
	"backchannel/schema"
)

// story returns the stages as the configuration wants them.
func (p *program) story() ([]stage.Stage, error) {
	stages := []stage.Stage{segment.New(), tokenize.New()}
	return stages, stage.Validate(stages)
}

// documents reads the inputs that a command line names.
func (p *program) documents(ctx context.Context, inputs []string) iter.Seq2[schema.Document, error] {
	in := p.cfg.Input
	return read.Documents(ctx, read.Options{
		Format: read.Format(in.Format), Encoding: in.Encoding, Fields: in.Fields, MaxBytes: int64(in.MaxMB) << 20, Stdin: p.stdin,
		Skipped: func(path, why string) { p.log.Debug("left alone", "path", path, "why", why) },
	}, inputs)
}

func fingerprint([]stage.Stage) string { return "" }
