package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"backchannel/schema"
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

// bulk dumps the graph of a run, writes it as neo4j-admin wants it, and has it
// imported into a database of its own, which nobody serves.
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
	store := filepath.Join(dir, "graph.db")
	if _, err := measure(ctx, nil, io.Discard, b.binary, "run", "--quiet", "--store", store, file); err != nil {
		return err
	}
	im := Import{Documents: imported}
	if im.Nodes, im.Edges, err = b.tables(ctx, store, dir); err != nil {
		return err
	}
	for _, name := range []string{"conf", "data"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "conf", "neo4j.conf"), nil, 0o644); err != nil {
		return err
	}
	if err := os.Symlink(filepath.Join(home, "lib"), filepath.Join(dir, "lib")); err != nil {
		return err
	}
	im.Used, err = measure(ctx, nil, io.Discard, "env", "NEO4J_HOME="+dir, "java", "-cp", filepath.Join(home, "lib", "*"), "-Dbasedir="+dir,
		"org.neo4j.server.startup.Neo4jAdminCommand", "database", "import", "full", "neo4j",
		"--nodes", filepath.Join(dir, "nodes.csv"), "--relationships", filepath.Join(dir, "edges.csv"), "--array-delimiter=U+001F", "--multiline-fields=true")
	if err != nil {
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

// tables writes a store's dump as tables with headers as neo4j-admin reads them.
func (b *bench) tables(ctx context.Context, store, dir string) (nodes, edges int, err error) {
	var out bytes.Buffer
	if _, err := measure(ctx, nil, &out, b.binary, "dump", "--store", store); err != nil {
		return 0, 0, err
	}
	// Columns are those that occur; a column's type is that of its values.
	var all []schema.Node
	var joins []schema.Edge
	columns, between := map[string]string{}, map[string]string{}
	dec := json.NewDecoder(&out)
	dec.UseNumber()
	for dec.More() {
		var line struct {
			schema.Node
			Type, From, To string
		}
		if err := dec.Decode(&line); err != nil {
			return 0, 0, err
		}
		into := columns
		if line.From == "" {
			all = append(all, line.Node)
		} else {
			joins = append(joins, schema.Edge{ID: line.ID, Type: line.Type, From: line.From, To: line.To, Props: line.Props})
			into = between
		}
		for name, v := range line.Props {
			if _, known := into[name]; !known || into[name] == "long" {
				into[name] = columnType(v)
			}
		}
	}
	write := func(file string, head []string, columns map[string]string, rows func(put func(fixed []string, props map[string]any) error) error) error {
		f, err := os.Create(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		defer f.Close()
		w := csv.NewWriter(f)
		var names []string
		for name := range columns {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			head = append(head, name+":"+columns[name])
		}
		if err := w.Write(head); err != nil {
			return err
		}
		err = rows(func(fixed []string, props map[string]any) error {
			for _, name := range names {
				fixed = append(fixed, cell(props[name]))
			}
			return w.Write(fixed)
		})
		w.Flush()
		return errors.Join(err, w.Error(), f.Close())
	}
	// Every node and edge in Neo4j carries the name of its graph.
	err = write("nodes.csv", []string{":ID", "id:string", ":LABEL", "graph:string"}, columns, func(put func([]string, map[string]any) error) error {
		for _, n := range all {
			if err := put([]string{n.ID, n.ID, strings.Join(n.Labels, "\x1f"), "backchannel"}, n.Props); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return len(all), len(joins), write("edges.csv", []string{":START_ID", ":END_ID", ":TYPE", "id:string", "graph:string"}, between, func(put func([]string, map[string]any) error) error {
		for _, e := range joins {
			if err := put([]string{e.From, e.To, e.Type, e.ID, "backchannel"}, e.Props); err != nil {
				return err
			}
		}
		return nil
	})
}

func columnType(v any) string {
	switch v := v.(type) {
	case []any:
		return "string[]"
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			return "double"
		}
		return "long"
	}
	return "string"
}

func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, fmt.Sprint(one))
		}
		return strings.Join(parts, "\x1f")
	}
	return fmt.Sprint(v)
}
