package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/spf13/pflag"
)

func flagsOf(t *testing.T, args ...string) *pflag.FlagSet {
	t.Helper()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	addFlags(flags, options())
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	return flags
}

func TestEveryOptionHasAMeaning(t *testing.T) {
	opts := options()
	if len(opts) < 20 {
		t.Fatalf("only %d options were found in configs/default.yaml", len(opts))
	}
	for _, o := range opts {
		if o.doc == "" || strings.Contains(o.doc, "#") {
			t.Errorf("option %s: meaning %q", o.key, o.doc)
		}
	}
}

func TestDefaults(t *testing.T) {
	got, err := loadConfig(flagsOf(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Store: "backchannel.db", Graph: "backchannel", State: "backchannel.db.state", Log: "text", Ontology: "diplomacy",
		Neo4j: Neo4j{User: "neo4j", Patience: "5m"}, patience: 5 * time.Minute,
		Input: Input{Format: "auto", MaxMB: 16, MaxArchiveMB: 1 << 20, MaxRatio: 200, Fields: map[string]string{
			"id": "id", "text": "text", "title": "title", "url": "url", "date": "date",
			"author": "author", "publisher": "publisher", "actor": "actor", "place": "place", "country": "country",
		}},
		Gazetteers: []string{},
	}
	if got.Workers < 1 {
		t.Errorf("%d workers, want one for each processor", got.Workers)
	}
	got.Workers = 0
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Config{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

// Flags win over variables, variables over the file, the file over the defaults;
// each option is set in each way.
func TestWhoWins(t *testing.T) {
	dir := t.TempDir()
	csv := filepath.Join(dir, "names.csv")
	file := filepath.Join(dir, "config.yaml")
	err := os.WriteFile(csv, nil, 0o644)
	if err == nil {
		err = os.WriteFile(file, []byte("store: file.db\ngraph: file\nworkers: 3\nneo4j:\n  user: file\n  password: file\ninput:\n  fields:\n    text: file\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"BACKCHANNEL_GRAPH": "variable", "BACKCHANNEL_WORKERS": "4", "BACKCHANNEL_NEO4J_USER": "variable",
		"BACKCHANNEL_INPUT_MAX_MB": "7", "BACKCHANNEL_QUIET": "true", "BACKCHANNEL_GAZETTEERS": csv,
		"BACKCHANNEL_INPUT_FIELDS_URL": "variable", "BACKCHANNEL_INPUT_FIELDS_AUTHOR": "",
	} {
		t.Setenv(name, value)
	}
	got, err := loadConfig(flagsOf(t, "--config", file, "--workers=5", "--neo4j-user", "flag", "--input-max-mb=8", "--input-fields-url=flag", "--state=flag"), os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"store", got.Store, "file.db"},
		{"graph", got.Graph, "variable"},
		{"workers", got.Workers, 5},
		{"neo4j.user", got.Neo4j.User, "flag"},
		{"neo4j.password", got.Neo4j.Password, secret("file")},
		{"input.max_mb", got.Input.MaxMB, 8},
		{"input.fields.text", got.Input.Fields["text"], "file"},
		{"input.fields.url", got.Input.Fields["url"], "flag"},
		{"input.fields.author", got.Input.Fields["author"], ""},
		{"quiet", got.Quiet, true},
		{"gazetteers", got.Gazetteers, []string{csv}},
		{"state", got.State, "flag"},
	} {
		if !cmp.Equal(c.got, c.want) {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestStateOfAServer(t *testing.T) {
	got, err := loadConfig(flagsOf(t, "--store", "bolt://example.org:7687"), nil)
	if err != nil || got.State != "backchannel.state" {
		t.Errorf("state %q, %v; want backchannel.state", got.State, err)
	}
}

func FuzzCheckFile(f *testing.F) {
	for _, seed := range []string{"workers: 2", "neo4j: {user: x}", "a: &a [*a]", "<<: {workers: 1}", "- x", "? [a]: b", "\x00", "workers: !!str 3", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		at, err := checkFile("f", data)
		if err != nil && !strings.HasPrefix(err.Error(), "f:") {
			t.Errorf("error without the file's name: %v", err)
		}
		for key := range at {
			if !slices.Contains(optionKeys(), key) {
				t.Errorf("%q was taken for an option", key)
			}
		}
	})
}
