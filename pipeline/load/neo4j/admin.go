package neo4j

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"backchannel/pipeline/load"
)

// listMark stands between the labels of a node and the texts of a list: a control
// character, for any other stands in names. One within a text becomes a space, which
// the Sync after the import mends.
const listMark = "\x1f"

// Import writes a graph as the files that neo4j-admin reads, and returns what stands
// behind "neo4j-admin database import full DATABASE", run in the folder that holds the
// files while the database does not run. create makes a file. The graph has the name, and no mark: the first Sync
// makes the constraints, and compares.
//
// The import writes store files directly: several times the rate of any transaction.
func Import(g load.Rows, name string, create func(file string) (io.WriteCloser, error)) (arguments []string, err error) {
	w := importer{graph: name, create: create, files: map[string]*importFile{}}
	defer func() {
		if failed := w.close(); err == nil {
			err = failed
		}
	}()
	for n, err := range g.Nodes() {
		if err != nil {
			return nil, fmt.Errorf("export nodes: %w", err)
		}
		shape, _ := load.NodeShape(n.Labels[0])
		f, err := w.file("nodes-"+n.Labels[0], "id:ID,graph,long_id,:LABEL", shape)
		if err != nil {
			return nil, err
		}
		f.text(storedID(n.ID))
		f.text(name)
		if storedID(n.ID) != n.ID {
			f.text(n.ID)
		} else {
			f.none()
		}
		f.list(n.Labels)
		if err := f.end(shape, n.Props); err != nil {
			return nil, err
		}
	}
	for e, err := range g.Edges() {
		if err != nil {
			return nil, fmt.Errorf("export edges: %w", err)
		}
		kind, shape := "relations", load.EdgeShape(e.Type)
		if !load.IsRelation(e.Type) {
			kind = e.Type
		}
		f, err := w.file("edges-"+kind, ":START_ID,:END_ID,:TYPE,graph,id", shape)
		if err != nil {
			return nil, err
		}
		for _, s := range []string{storedID(e.From), storedID(e.To), e.Type, name, e.ID} {
			f.text(s)
		}
		if err := f.end(shape, e.Props); err != nil {
			return nil, err
		}
	}
	return w.arguments(), nil
}

// importer writes the files, one for the nodes of a label, for the edges of one of
// the schema's own types, and for all relations.
type importer struct {
	graph   string
	create  func(file string) (io.WriteCloser, error)
	files   map[string]*importFile
	longest int // bytes of a row
}

type importFile struct {
	*importer
	out *bufio.Writer
	to  io.Closer
	row []byte
}

func (w *importer) file(name, head string, shape load.Shape) (*importFile, error) {
	if f, ok := w.files[name]; ok {
		return f, nil
	}
	to, err := w.create(name + ".csv")
	if err != nil {
		return nil, err
	}
	f := &importFile{importer: w, out: bufio.NewWriterSize(to, 1<<16), to: to}
	w.files[name] = f
	for _, p := range shape.Props {
		head += "," + p.Name + map[load.Kind]string{load.Integer: ":long", load.Number: ":double", load.List: ":string[]"}[p.Kind]
	}
	_, err = f.out.WriteString(head + "\n")
	return f, err
}

func (f *importFile) none() { f.row = append(f.row, ',') }

// text is quoted also where it is empty, for what is not quoted and empty is absent.
func (f *importFile) text(s string) {
	f.row = append(f.row, '"')
	for i := range len(s) {
		if s[i] == '"' {
			f.row = append(f.row, '"')
		}
		f.row = append(f.row, s[i])
	}
	f.row = append(f.row, '"', ',')
}

func (f *importFile) list(list []string) {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = strings.ReplaceAll(s, listMark, " ")
	}
	f.text(strings.Join(parts, listMark))
}

func (f *importFile) end(shape load.Shape, props map[string]any) error {
	for _, p := range shape.Props {
		switch v := props[p.Name].(type) {
		case string:
			f.text(v)
		case []string:
			f.list(v)
		case int64:
			f.row = append(strconv.AppendInt(f.row, v, 10), ',')
		case float64:
			f.row = append(strconv.AppendFloat(f.row, v, 'g', -1, 64), ',')
		default:
			f.none()
		}
	}
	f.longest = max(f.longest, len(f.row))
	f.row[len(f.row)-1] = '\n'
	_, err := f.out.Write(f.row)
	f.row = f.row[:0]
	return err
}

func (w *importer) close() error {
	var failed error
	for _, f := range w.files {
		if err := f.out.Flush(); err != nil && failed == nil {
			failed = err
		}
		if err := f.to.Close(); err != nil && failed == nil {
			failed = err
		}
	}
	return failed
}

// arguments names the files with their folder: the server of 2026 asks for one.
func (w *importer) arguments() []string {
	var nodes, edges []string
	for name := range w.files {
		if strings.HasPrefix(name, "nodes-") {
			nodes = append(nodes, "--nodes=./"+name+".csv")
		} else {
			edges = append(edges, "--relationships=./"+name+".csv")
		}
	}
	slices.Sort(nodes)
	slices.Sort(edges)
	// A row must fit into the buffer, which is 4 MiB unless one says so.
	buffer := max(4<<20, 2*w.longest)
	return slices.Concat([]string{"--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F", fmt.Sprintf("--read-buffer-size=%d", buffer)}, nodes, edges)
}
