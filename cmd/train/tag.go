package main

import (
	"errors"

	"backchannel/pipeline/tag/train"
)

func init() {
	verbs["tag"] = trainTag
}

func trainTag(data, out string) error {
	if out == "" {
		return errors.New("want --out FILE")
	}
	return train.Run(data, out, train.Full, progress())
}
