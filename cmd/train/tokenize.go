package main

import (
	"errors"
	"os"

	"backchannel/pipeline/tokenize"
)

func init() { verbs["tokenize"] = trainTokenize }

func trainTokenize(data, out string) error {
	if out == "" {
		return errors.New("want --out FILE")
	}
	model, err := tokenize.Train(data, os.Stderr)
	if err != nil {
		return err
	}
	return os.WriteFile(out, model, 0o644)
}
