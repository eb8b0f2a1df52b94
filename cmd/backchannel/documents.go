package main

import (
	"context"
	"iter"
	"os"

	"backchannel/pipeline"
	"backchannel/pipeline/read"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// story returns the stages as the configuration wants them.
func (p *program) story() ([]stage.Stage, error) {
	onto, err := p.ontology()
	if err != nil {
		return nil, err
	}
	gaz, err := p.gazetteer()
	if err != nil {
		return nil, err
	}
	story, err := pipeline.Story(onto, gaz)
	return pipeline.AtLeast(story, p.cfg.MinScore), err
}

// gazetteer is the one that ships with the rows of the configured files.
func (p *program) gazetteer() (*gazetteer.Index, error) {
	gaz, err := gazetteer.Default()
	if err != nil {
		return nil, err
	}
	for _, file := range p.cfg.Gazetteers {
		if gaz, err = withRows(gaz, file); err != nil {
			return nil, &exit{exitConfig, err, "the files are those of the option gazetteers"}
		}
	}
	return gaz, nil
}

func withRows(gaz *gazetteer.Index, file string) (*gazetteer.Index, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return gaz.With(f, file)
}

// documents reads the inputs that a command line names.
func (p *program) documents(ctx context.Context, inputs []string) iter.Seq2[schema.Document, error] {
	return read.Documents(ctx, p.reading(), inputs)
}

// reading is how the configuration wants inputs to be read.
func (p *program) reading() read.Options {
	in := p.cfg.Input
	return read.Options{
		Format: read.Format(in.Format), Encoding: in.Encoding, Fields: in.Fields, MaxBytes: int64(in.MaxMB) << 20,
		MaxArchive: int64(in.MaxArchiveMB) << 20, MaxRatio: in.MaxRatio, Stdin: p.stdin,
		Skipped: func(path, why string) { p.log.Debug("left alone", "path", path, "why", why) },
	}
}
