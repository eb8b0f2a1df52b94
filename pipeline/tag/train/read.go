// Package train learns the tag stage's model from treebanks and raw text.
//
// What comes in is the folder of data beside the project: Universal Dependencies
// treebanks (EWT and GUM; train to learn from, dev to score on) and running text
// for word clusters. What goes out is one file. The texts that gold/exclude.tsv
// names are left out. The same data give the same bytes.
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

	"backchannel/schema/conllu"
)

// The treebanks. Their folder is the genre's first word in the scores.
var (
	trainFiles = []string{"treebank/ewt/en_ewt-ud-train.conllu", "treebank/gum/en_gum-clean-train.conllu"}
	devFiles   = []string{"treebank/ewt/en_ewt-ud-dev.conllu", "treebank/gum/en_gum-clean-dev.conllu"}
)

// Data is the folder of data and what must not be learnt of it.
type Data struct {
	Dir     string
	exclude map[string]bool // "file<TAB>place"
}

// OpenData reads what is excluded, from ../gold/exclude.tsv beside dir.
func OpenData(dir string) (*Data, error) {
	d := &Data{Dir: dir, exclude: map[string]bool{}}
	file := filepath.Join(dir, "../gold/exclude.tsv")
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read what must not be learnt: %w", err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		name, place, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("%s line %d: want a file, a tab and a place", file, i+1)
		}
		place = strings.TrimSuffix(place, " (from 0)")
		d.exclude[name+"\t"+place] = true
	}
	return d, nil
}

// Excluded reports whether the place in the file must not be learnt from.
func (d *Data) Excluded(file, place string) bool { return d.exclude[file+"\t"+place] }

// trees reads the sentences of a treebank.
func (d *Data) trees(file string) ([]conllu.Sentence, error) {
	f, err := os.Open(filepath.Join(d.Dir, file))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []conllu.Sentence
	document := ""
	for s, err := range conllu.Read(f) {
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if id, begins := s.NewDoc(); begins {
			document = id
		}
		if d.Excluded(file, "newdoc id "+document) || d.Excluded(file, "sent_id "+s.ID()) {
			continue
		}
		all = append(all, s)
	}
	return all, nil
}

// Text calls use for each sentence of the running text, split into words roughly
// as the treebanks split them.
func (d *Data) Text(use func(words []string)) error {
	var words []string
	paragraph := func(text string) {
		words = words[:0]
		for w := range pieces(text) {
			words = append(words, w)
			if w == "." || w == "?" || w == "!" {
				use(words)
				words = words[:0]
			}
		}
		if len(words) > 0 {
			use(words)
		}
	}
	for _, read := range []func(func(string)) error{d.speeches, d.history, d.events, d.factbook} {
		if err := read(paragraph); err != nil {
			return err
		}
	}
	return d.news(use)
}

func (d *Data) speeches(use func(string)) error {
	f, err := os.Open(filepath.Join(d.Dir, "text/presidential-speeches/speeches-1945-2020.tar.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read speeches: %w", err)
	}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read speeches: %w", err)
		}
		if !strings.HasSuffix(h.Name, ".txt") {
			continue
		}
		b, err := io.ReadAll(files)
		if err != nil {
			return fmt.Errorf("read speech %s: %w", h.Name, err)
		}
		for line := range strings.Lines(string(b)) {
			use(line)
		}
	}
}

func (d *Data) history(use func(string)) error {
	return d.lines("text/history-state/history_state.jsonl", func(_ int, line []byte) error {
		var doc struct {
			ID         string
			Paragraphs []string
		}
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		if d.Excluded("text/history-state/history_state.jsonl", "id "+doc.ID) {
			return nil
		}
		for _, p := range doc.Paragraphs {
			use(p)
		}
		return nil
	})
}

func (d *Data) events(use func(string)) error {
	const file = "linking/current-events/current_events.jsonl"
	return d.lines(file, func(n int, line []byte) error {
		var item struct{ Text string }
		if err := json.Unmarshal(line, &item); err != nil {
			return err
		}
		if !d.Excluded(file, fmt.Sprintf("line %d", n)) {
			use(item.Text)
		}
		return nil
	})
}

func (d *Data) factbook(use func(string)) error {
	return d.lines("text/factbook_background.tsv", func(n int, line []byte) error {
		if _, text, ok := bytes.Cut(line, []byte("\t")); ok && n > 0 {
			use(string(text))
		}
		return nil
	})
}

// lines calls use for each line of the file, counted from 0.
func (d *Data) lines(file string, use func(n int, line []byte) error) error {
	b, err := os.ReadFile(filepath.Join(d.Dir, file))
	if err != nil {
		return err
	}
	for n, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		if err := use(n, line); err != nil {
			return fmt.Errorf("read %s line %d: %w", file, n+1, err)
		}
	}
	return nil
}

// news reads the words of the Groningen Meaning Bank; its tags are not used.
func (d *Data) news(use func(words []string)) error {
	f, err := os.Open(filepath.Join(d.Dir, "ner/gmb/gmb_voa.conll.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("read news: %w", err)
	}
	var words []string
	in := bufio.NewScanner(z)
	for in.Scan() {
		line := in.Text()
		switch {
		case line == "":
			use(words)
			words = words[:0]
		case !strings.HasPrefix(line, "# "):
			word, _, _ := strings.Cut(line, "\t")
			for w := range pieces(word) {
				words = append(words, w)
			}
		}
	}
	use(words)
	return in.Err()
}

// pieces splits at white space, between letters and marks, and before clitics.
func pieces(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for field := range strings.FieldsSeq(text) {
			for field != "" {
				n := 0
				for i, r := range field {
					inside := unicode.IsLetter(r) || unicode.IsDigit(r) ||
						i > 0 && n == i && (r == '\'' || r == '’' || r == '.' || r == ',') && i+len(string(r)) < len(field) && isWordByte(field[i+len(string(r))])
					if !inside {
						break
					}
					n = i + len(string(r))
				}
				if n == 0 {
					for i := range field {
						if i > 0 {
							n = i
							break
						}
					}
					if n == 0 {
						n = len(field)
					}
				}
				word := field[:n]
				field = field[n:]
				if field == "." && strings.Contains(word, ".") {
					word, field = word+".", ""
				}
				if at := clitic(word); at > 0 {
					if !yield(word[:at]) {
						return
					}
					word = word[at:]
				}
				if !yield(word) {
					return
				}
			}
		}
	}
}

func isWordByte(c byte) bool {
	return c >= 0x80 || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// clitic says where "n't", "'s" and the like begin, 0 where there is none.
func clitic(word string) int {
	lower := strings.ToLower(strings.ReplaceAll(word, "’", "'"))
	for _, end := range []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"} {
		if strings.HasSuffix(lower, end) && len(lower) > len(end) {
			n := len(end)
			if strings.Contains(word, "’") {
				n += len("’") - 1
			}
			return len(word) - n
		}
	}
	return 0
}
