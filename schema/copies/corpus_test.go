package copies

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
)

// TestCorpus finds the copies in news items recombined by cmd/corpus, which knows
// what it copied: cut at the end, paragraphs in another order, another headline, an
// agency line. Documents that are no copies share items by chance, as reports of one
// week do.
func TestCorpus(t *testing.T) {
	const data = "../../../shared/data"
	if _, err := os.Stat(data); err != nil {
		t.Skipf("%s is absent: it stands beside the repository", data)
	}
	generate := exec.Command("go", "run", "../../cmd/corpus", "-documents", "6000", "-seed", "6", "-copies", "0.4", "-data", data)
	var stderr bytes.Buffer
	generate.Stderr = &stderr
	out, err := generate.Output()
	if err != nil {
		t.Fatalf("cmd/corpus: %v\n%s", err, stderr.String())
	}
	var docs []Document
	truth := map[string]string{} // document → original
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var d struct {
			ID, Date, Title, Text string
			CopyOf                string `json:"copy_of"`
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		truth[d.ID] = d.ID
		if d.CopyOf != "" {
			truth[d.ID] = d.CopyOf
		}
		docs = append(docs, Document{d.ID, d.Date, Signature(d.Title + "\n\n" + d.Text)})
	}
	found := find(docs)
	said := func(id string) string {
		if of, ok := found[id]; ok {
			return of
		}
		return id
	}
	gold, system, both := sets(docs, func(id string) string { return truth[id] }), sets(docs, said), sets(docs, func(id string) string { return truth[id] + " " + said(id) })
	precision, recall := float64(both)/float64(system), float64(both)/float64(gold)
	t.Logf("copies: pairs of one text P %.3f R %.3f (%d of %d found, %d said, among %d documents)", precision, recall, both, gold, system, len(docs))
	if precision < 0.98 || recall < 0.90 {
		t.Errorf("precision %.3f, want 0.98; recall %.3f, want 0.90", precision, recall)
	}
}

// sets counts the pairs of documents of one set.
func sets(docs []Document, of func(id string) string) (pairs int) {
	size := map[string]int{}
	for _, d := range docs {
		s := of(d.ID)
		pairs += size[s]
		size[s]++
	}
	return pairs
}
