package main

import (
	"errors"
	"fmt"

	"backchannel/pipeline/tag"
	"backchannel/pipeline/tag/train"
)

func init() {
	verbs["tag"] = trainTag
	verbs["score"] = scoreTag
}

func trainTag(data, out string) error {
	if out == "" {
		return errors.New("want --out FILE")
	}
	return train.Run(data, out, train.Full, progress())
}

// scoreTag prints the tag stage's scores on the dev sets.
func scoreTag(data, _ string) error {
	m, err := tag.Model()
	if err != nil {
		return err
	}
	d, err := train.OpenData(data)
	if err != nil {
		return err
	}
	scores, err := d.Scores(m, tag.Beam)
	for _, s := range scores {
		fmt.Println(s)
	}
	return err
}
