package train

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Raw reads running text for counting and clustering, as sentences of words. The
// same name stands in it with and without capitals as its authors wrote it.
func (c *Corpora) Raw(docs []Document) ([][]string, error) {
	var out [][]string
	for _, d := range docs {
		if strings.HasPrefix(d.Source, "wire") || strings.HasPrefix(d.Source, "relations/knowledgenet") {
			continue // made up; read below
		}
		for _, s := range d.Sentences {
			out = append(out, s.Words)
		}
	}
	text := func(t string) {
		ws, _ := words(t)
		first := 0
		for _, end := range sentences(ws) {
			if end > first {
				out = append(out, ws[first:end])
			}
			first = end
		}
	}
	if err := c.speeches(text); err != nil {
		return nil, err
	}
	if err := c.history(text); err != nil {
		return nil, err
	}
	rows, err := readTable(filepath.Join(c.Dir, "text/factbook_background.tsv"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows[1:] {
		text(col(r, 2))
	}
	seen := map[string]bool{}
	for _, f := range []struct {
		file   string
		column int
	}{{"facts.tsv", 9}, {"negatives.tsv", 3}} {
		rows, err := readTable(filepath.Join(c.Dir, "relations/knowledgenet", f.file))
		if err != nil {
			return nil, err
		}
		for _, r := range rows[1:] {
			if p := col(r, f.column); !seen[p] {
				seen[p] = true
				text(p)
			}
		}
	}
	for _, file := range []string{"treebank/ewt/en_ewt-ud-train.conllu", "treebank/gum/en_gum-clean-train.conllu"} {
		b, err := os.ReadFile(filepath.Join(c.Dir, file))
		if err != nil {
			return nil, err
		}
		var sent []string
		for _, line := range strings.Split(string(b), "\n") {
			switch {
			case line == "":
				if len(sent) > 0 {
					out = append(out, sent)
				}
				sent = nil
			case line[0] != '#':
				cols := strings.Split(line, "\t")
				if !strings.ContainsAny(cols[0], "-.") {
					sent = append(sent, cols[1])
				}
			}
		}
	}
	return out, nil
}

func (c *Corpora) speeches(text func(string)) error {
	f, err := os.Open(filepath.Join(c.Dir, "text/presidential-speeches/speeches-1945-2020.tar.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read speeches: %w", err)
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read speeches: %w", err)
		}
		if !strings.HasSuffix(h.Name, ".txt") {
			continue
		}
		b, err := io.ReadAll(t)
		if err != nil {
			return fmt.Errorf("read speech %s: %w", h.Name, err)
		}
		for _, p := range strings.Split(string(b), "\n\n") {
			text(p)
		}
	}
}

func (c *Corpora) history(text func(string)) error {
	const file = "text/history-state/history_state.jsonl"
	b, err := os.ReadFile(filepath.Join(c.Dir, file))
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var d struct {
			ID         string
			Paragraphs []string
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
		if c.Excluded(file + " id " + d.ID) {
			continue
		}
		for _, p := range d.Paragraphs {
			text(p)
		}
	}
	return lines.Err()
}

// counts tells how often each folded word was seen inside a sentence, capitalized
// and not.
type count struct{ capped, small int }

// trueCase lowers words at the start of sentences that are usually small, and
// leaves out sentences that use capitals for everything.
func trueCase(raw [][]string) ([][]string, map[string]count) {
	counts := map[string]count{}
	shouting := func(s []string) bool {
		small := 0
		for _, w := range s {
			if w == strings.ToLower(w) && len(w) > 3 {
				small++
			}
		}
		return small*5 < len(s)
	}
	for _, s := range raw {
		if shouting(s) {
			continue
		}
		for i, w := range s {
			if i == 0 || !unicode.IsLetter(rune(s[i-1][len(s[i-1])-1])) && s[i-1] != "," {
				continue
			}
			c := counts[strings.ToLower(w)]
			if w == strings.ToLower(w) {
				c.small++
			} else {
				c.capped++
			}
			counts[strings.ToLower(w)] = c
		}
	}
	var out [][]string
	for _, s := range raw {
		if shouting(s) && len(s) > 1 {
			continue
		}
		t := make([]string, len(s))
		for i, w := range s {
			t[i] = w
			if i == 0 || s[i-1] == "\"" || s[i-1] == "“" || s[i-1] == ":" {
				if c := counts[strings.ToLower(w)]; c.small > c.capped {
					t[i] = strings.ToLower(w)
				}
			}
		}
		out = append(out, t)
	}
	return out, counts
}
