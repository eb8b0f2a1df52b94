package main

import (
	"errors"
	"fmt"
	"os"
	"time"

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
	start := time.Now()
	return train.Run(data, out, train.Full, func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%4.0fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	})
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
