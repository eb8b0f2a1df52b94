// Command train rebuilds the models that the stages embed from the data that
// stands beside the project:
//
//	train tag|tokenize|names --data DIR --out FILE
//
// The same data give the same model, bit for bit.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// verbs holds what train can do; each model's file adds its own.
var verbs = map[string]func(data, out string) error{}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	names := strings.Join(slices.Sorted(maps.Keys(verbs)), "|")
	if len(args) == 0 || verbs[args[0]] == nil {
		return fmt.Errorf("want train %s --data DIR --out FILE", names)
	}
	flags := flag.NewFlagSet("train "+args[0], flag.ContinueOnError)
	data := flags.String("data", "../shared/data", "folder of treebanks, names and texts")
	out := flags.String("out", "", "file to write")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if err := verbs[args[0]](*data, *out); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return nil
}

// progress prints lines with the seconds since now.
func progress() func(format string, args ...any) {
	start := time.Now()
	return func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%4.0fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
}
