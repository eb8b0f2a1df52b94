package main

import (
	"errors"
	"path/filepath"

	names "backchannel/pipeline/entities/ner/train"
)

func init() { verbs["names"] = trainNames }

func trainNames(data, out string) error {
	if out == "" {
		return errors.New("want --out FILE")
	}
	return names.Run(data, filepath.Join(data, "..", "gold", "exclude.tsv"), out, progress())
}
