package compile

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// source reads the files of gazetteers/.
type source struct{ dir string }

// tsv returns the rows of a file as maps from the header's names.
func (s source) tsv(path string) ([]map[string]string, error) {
	f, err := os.Open(filepath.Join(s.dir, path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var header []string
	var out []map[string]string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Split(strings.TrimPrefix(lines.Text(), "\ufeff"), "\t")
		if header == nil {
			header = fields
			header[0] = strings.TrimPrefix(header[0], "# ")
			continue
		}
		row := make(map[string]string, len(header))
		for i, f := range fields {
			if i < len(header) {
				row[header[i]] = f
			}
		}
		out = append(out, row)
	}
	return out, lines.Err()
}

// csv is tsv for a file with commas.
func (s source) csv(path string) ([]map[string]string, error) {
	f, err := os.Open(filepath.Join(s.dir, path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []map[string]string
	for _, fields := range rows[1:] {
		row := make(map[string]string, len(fields))
		for i, f := range fields {
			row[strings.TrimPrefix(rows[0][i], "\ufeff")] = f
		}
		out = append(out, row)
	}
	return out, nil
}

// lines returns the lines of a text file.
func (s source) lines(path string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(s.dir, path))
	return strings.Split(string(data), "\n"), err
}

// json reads a JSON file.
func (s source) json(path string, into any) error {
	data, err := os.ReadFile(filepath.Join(s.dir, path))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// list reads one of our own lists: fields between semicolons, "#" begins a comment line.
func list(name string, fields int) ([][]string, error) {
	data, err := lists.ReadFile("lists/" + name)
	if err != nil {
		return nil, err
	}
	var out [][]string
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, ";")
		if len(row) > fields || row[0] == "" && row[1] == "" {
			return nil, fmt.Errorf("lists/%s:%d: %d fields, at most %d are known", name, i+1, len(row), fields)
		}
		for len(row) < fields {
			row = append(row, "")
		}
		for j := range row {
			row[j] = strings.TrimSpace(row[j])
		}
		out = append(out, row)
	}
	return out, nil
}

// several splits "a|b|c".
func several(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// HeldOut says which items of linking/current-events, by line from 0, are kept out
// of all counts, so that linking can be measured on them.
func HeldOut(line int) bool { return line%10 == 7 }

// item is one news item: the links in it and its words in lower case.
type item struct {
	line  int
	text  string
	links []link
}

type link struct {
	Text  string `json:"text"`
	Title string `json:"title"`
	Start int    `json:"start"` // in code points
	Type  string `json:"type"`
}

// excluded reads the lines of current_events.jsonl that gold texts stand in.
func excluded(path string) (map[int]bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("compile gazetteer: read the excluded items: %w", err)
	}
	out := map[int]bool{}
	for i, line := range strings.Split(string(data), "\n") {
		rest, ok := strings.CutPrefix(line, "linking/current-events/current_events.jsonl\tline ")
		if !ok {
			continue
		}
		n, err := strconv.Atoi(strings.Fields(rest)[0])
		if err != nil {
			return nil, fmt.Errorf("compile gazetteer: %s:%d: %w", path, i+1, err)
		}
		out[n] = true
	}
	return out, nil
}

// readItems reads the items that may be counted.
func readItems(path string, skip map[int]bool) ([]item, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("compile gazetteer: %w", err)
	}
	defer f.Close()
	var out []item
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for n := 0; lines.Scan(); n++ {
		if skip[n] || HeldOut(n) {
			continue
		}
		var row struct {
			Text  string `json:"text"`
			Links []link `json:"links"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("compile gazetteer: %s:%d: %w", path, n+1, err)
		}
		out = append(out, item{n, row.Text, row.Links})
	}
	return out, lines.Err()
}
