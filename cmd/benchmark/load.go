package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Loading is how fast a graph of random nodes and edges goes into a store.
type Loading struct {
	Name string  `json:"name"`
	Rows float64 `json:"rows_per_s"` // nodes and edges a second of the clock
}

// Beside is a first load into Neo4j beside a bare loop over its driver.
type Beside struct {
	Ratio  float64 `json:"ratio"`     // of rows a second of the clock
	CPU    float64 `json:"cpu_ratio"` // of rows a second of CPU, of client and server
	Memory float64 `json:"client_mb"` // the most that the process held which loaded
}

// Where the benchmarks that stand beside the stores tell the rows of the table.
var loads = []struct{ name, folder, benchmark, unit string }{
	{"SQLite, first load", sqliteFolder, "BenchmarkLoad/first", "rows/s"},
	{"SQLite, again, nothing to write", sqliteFolder, "BenchmarkLoad/again", "rows/s"},
	{"Neo4j, a bare loop over its driver", neo4jFolder, "BenchmarkLoad", "bare-rows/s"},
	{neo4jFirst, neo4jFolder, "BenchmarkLoad", "rows/s"},
	{"Neo4j, again, nothing to write", neo4jFolder, "BenchmarkLoad", "again-rows/s"},
}

const neo4jFirst = "Neo4j, first load"

const sqliteFolder, neo4jFolder = "./pipeline/load/sqlite", "./pipeline/load/neo4j"

// loading runs the benchmarks that stand beside the stores; a Neo4j that was not
// running before is stopped after.
func loading(ctx context.Context, b *bench) error {
	folders := []string{sqliteFolder, neo4jFolder}
	const script = "scripts/neo4j.sh"
	ran := exec.CommandContext(ctx, script, "status").Run() == nil
	if out, err := exec.CommandContext(ctx, script, "start").CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		b.lacks("load", "Neo4j: "+first)
		folders = folders[:1]
	} else if !ran {
		defer func() {
			if err := exec.Command(script, "stop").Run(); err != nil {
				say("%s stop: %v", script, err)
			}
		}()
	}
	told := map[string]map[string]float64{} // figures by unit, by folder and benchmark
	for _, folder := range folders {
		test := `exec go test -run '^$' -bench '^BenchmarkLoad$' -benchtime 1x "$1"`
		if folder == neo4jFolder {
			test = `eval "$(` + script + ` env)"; ` + test
		}
		var out bytes.Buffer
		if _, err := measure(ctx, nil, &out, "bash", "-ec", test, "bash", folder); err != nil {
			return fmt.Errorf("%w\n%s", err, out.String())
		}
		for line := range strings.Lines(out.String()) {
			name, figures := benchmarked(line)
			told[folder+name] = figures
		}
	}
	b.Load, b.Beside = nil, nil
	for _, l := range loads {
		rate, ok := told[l.folder+l.benchmark][l.unit]
		if ok {
			b.Load = append(b.Load, Loading{l.name, rate})
		} else if slices.Contains(folders, l.folder) {
			return fmt.Errorf("%s of %s told no %s", l.benchmark, l.folder, l.unit)
		}
	}
	if f := told[neo4jFolder+"BenchmarkLoad"]; f != nil {
		b.Beside = &Beside{f["ratio"], f["cpu-ratio"], f["client-MB"]}
	}
	return nil
}

// benchmarked reads a line of a benchmark, "BenchmarkLoad/first-2  1  123 ns/op  456 rows/s":
// its name and its figures by unit.
func benchmarked(line string) (name string, figures map[string]float64) {
	fields := strings.Fields(line)
	if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
		return "", nil
	}
	name = fields[0]
	if dash := strings.LastIndex(name, "-"); dash > 0 {
		name = name[:dash]
	}
	figures = map[string]float64{}
	for i := 2; i+1 < len(fields); i += 2 {
		if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
			figures[fields[i+1]] = v
		}
	}
	return name, figures
}

// Import is the graph of a run as neo4j-admin takes it in at once, and how large a
// database it makes.
type Import struct {
	Documents int `json:"documents"`
	Nodes     int `json:"nodes"`
	Edges     int `json:"edges"`
	Used
	Bytes int64 `json:"database_bytes"` // without the indexes over text and ids
}

const imported = 3000

// bulk has neo4j-admin import the graph of a run, as the program exports it, into a
// database of its own, which nobody serves.
func bulk(ctx context.Context, b *bench) error {
	home, err := neo4jHome()
	if err != nil {
		return err
	}
	if home == "" {
		b.lacks("import", "neo4j-admin: there is no server that scripts/neo4j.sh has installed with Java")
		return nil
	}
	file, err := b.texts(ctx, imported)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(b.dir, "import")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"conf", "data"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "conf", "neo4j.conf"), nil, 0o644); err != nil {
		return err
	}
	admin := filepath.Join(dir, "neo4j-admin")
	script := fmt.Sprintf("#!/bin/sh\nexport NEO4J_HOME='%s'\nexec java -cp '%s/lib/*' -Dbasedir=\"$NEO4J_HOME\" org.neo4j.server.startup.Neo4jAdminCommand \"$@\"\n", dir, home)
	if err := os.WriteFile(admin, []byte(script), 0o755); err != nil {
		return err
	}
	store, tables := filepath.Join(dir, "graph.db"), filepath.Join(dir, "tables")
	if _, err := measure(ctx, nil, io.Discard, b.binary, "run", "--quiet", "--store", store, file); err != nil {
		return err
	}
	if _, err := measure(ctx, nil, io.Discard, b.binary, "export", "--format", "neo4j-admin", "--store", store, "--out", tables); err != nil {
		return err
	}
	var held Growth
	if err := held.ask(ctx, store); err != nil {
		return err
	}
	im := Import{Documents: imported, Nodes: held.Nodes, Edges: held.Edges}
	if im.Used, err = measure(ctx, nil, io.Discard, "env", "NEO4J_ADMIN="+admin, filepath.Join(tables, "import.sh")); err != nil {
		return err
	}
	if im.Bytes, err = folderBytes(filepath.Join(dir, "data", "databases")); err != nil {
		return err
	}
	b.Import = &im
	return nil
}

// neo4jHome is where scripts/neo4j.sh has installed a server, empty where it has not.
func neo4jHome() (string, error) {
	if _, err := exec.LookPath("java"); err != nil {
		return "", nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	found, err := filepath.Glob(filepath.Join(cache, "backchannel", "neo4j", "server-*", "installed"))
	if err != nil || len(found) == 0 {
		return "", err
	}
	return filepath.Dir(found[len(found)-1]), nil
}

func folderBytes(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		n += info.Size()
		return err
	})
	return n, err
}
