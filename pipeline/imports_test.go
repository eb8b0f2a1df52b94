package pipeline_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "backchannel"

// rooms are the steps of the story and what stands around it. A room knows
// schema, stage and its own sub-packages, and never another room.
var rooms = []string{
	"read", "segment", "tokenize", "tag", "entities", "resolve", "relations", "fold", "load", "state", "score",
}

// keepers are the modules that only some packages may import.
var keepers = map[string][]string{
	"github.com/spf13/viper":       {"cmd"},
	"github.com/spf13/cobra":       {"cmd"},
	"github.com/neo4j/":            {"pipeline/load/neo4j"},
	"github.com/jdkato/prose/":     {"pipeline/tokenize", "pipeline/tag", "cmd/benchmark"},
	"github.com/markusmobius/go-t": {"pipeline/read"},
	"github.com/prometheus/":       {"cmd"},
}

type listed struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// TestImportMap draws the map of the house: schema ← stage ← rooms ← pipeline ←
// run ← cmd. Change it when the house changes.
func TestImportMap(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...")
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	found := map[string]bool{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(p.ImportPath, module+"/")
		found[path] = true
		for _, imported := range p.Imports {
			if why := breach(path, imported, false); why != "" {
				t.Errorf("%s imports %s: %s", path, imported, why)
			}
		}
		for _, imported := range append(p.TestImports, p.XTestImports...) {
			if why := breach(path, imported, true); why != "" {
				t.Errorf("a test of %s imports %s: %s", path, imported, why)
			}
		}
	}
	for _, name := range append([]string{"schema", "pipeline", "pipeline/stage", "pipeline/run", "cmd/backchannel"}, under("pipeline/", rooms)...) {
		if !found[name] {
			t.Errorf("the map has %s, the module has not", name)
		}
	}
}

func under(prefix string, names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, prefix+n)
	}
	return out
}

// within reports whether a package is the other one or below it.
func within(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}

func roomOf(path string) string {
	i := slices.IndexFunc(rooms, func(r string) bool { return within(path, "pipeline/"+r) })
	if i < 0 {
		return ""
	}
	return rooms[i]
}

// breach says which rule an import breaks, and nothing where it breaks none.
func breach(path, imported string, test bool) string {
	for begin, allowed := range keepers {
		if strings.HasPrefix(imported, begin) && !slices.ContainsFunc(allowed, func(a string) bool { return within(path, a) }) {
			return "that lives in " + strings.Join(allowed, " and ")
		}
	}
	to, inside := strings.CutPrefix(imported, module+"/")
	if !inside {
		return ""
	}
	schema := within(to, "schema")
	stage := within(to, "pipeline/stage")
	room := roomOf(path)
	switch {
	case within(path, "schema"):
		if !schema {
			return "schema knows nobody"
		}
	case within(path, "pipeline/stage"):
		if !schema && !stage {
			return "stage knows schema alone"
		}
	case room != "":
		if !schema && !stage && roomOf(to) != room {
			return "a room knows schema, stage and itself"
		}
	case path == "pipeline":
		if !schema && !stage && roomOf(to) == "" && to != "pipeline" && !test {
			return "the story knows schema, stage and the rooms"
		}
	case within(path, "configs"):
		return "the options know nobody"
	case within(path, "explore"):
		if !schema && roomOf(to) != "load" && !within(to, "explore") {
			return "explore knows schema and load"
		}
	case within(path, "pipeline/run"):
		if within(to, "cmd") || within(to, "configs") || within(to, "explore") {
			return "the runner knows nothing of who runs it"
		}
	case within(path, "cmd"):
	default:
		return "the map does not know " + path
	}
	return ""
}

// The rules themselves, on imports that must never come.
func TestBreach(t *testing.T) {
	for _, c := range []struct {
		path, imported string
		breaks         bool
	}{
		{"schema", "backchannel/pipeline/stage", true},
		{"schema/gazetteer", "backchannel/schema", false},
		{"pipeline/stage", "backchannel/pipeline/tag", true},
		{"pipeline/tag", "backchannel/pipeline/tokenize", true},
		{"pipeline/tag", "backchannel/pipeline/tag/internal/model", false},
		{"pipeline/tagger", "backchannel/schema", true},
		{"pipeline/load/sqlite", "backchannel/pipeline/load", false},
		{"pipeline/load/sqlite", "backchannel/pipeline/state", true},
		{"pipeline/fold", "backchannel/pipeline", true},
		{"pipeline", "backchannel/pipeline/run", true},
		{"pipeline/run", "backchannel/pipeline/state", false},
		{"pipeline/run", "backchannel/configs", true},
		{"pipeline/run", "github.com/spf13/viper", true},
		{"cmd/backchannel", "github.com/spf13/viper", false},
		{"cmd/backchannel", "github.com/neo4j/neo4j-go-driver/v5/neo4j", true},
		{"pipeline/load/neo4j", "github.com/neo4j/neo4j-go-driver/v5/neo4j", false},
		{"pipeline/relations", "github.com/jdkato/prose/v2", true},
		{"explore", "backchannel/pipeline/fold", true},
	} {
		if why := breach(c.path, c.imported, false); (why != "") != c.breaks {
			t.Errorf("%s imports %s: %q, breaks a rule: %v", c.path, c.imported, why, c.breaks)
		}
	}
}
