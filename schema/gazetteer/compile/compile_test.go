package compile

import (
	"bytes"
	"os"
	"testing"
)

// The index in the repository is what the lists give: make gazetteer.
func TestIndex(t *testing.T) {
	const data, exclude = "../../../../shared/data", "../../../../shared/gold/exclude.tsv"
	if _, err := os.Stat(data); err != nil {
		t.Skipf("%s is absent: it stands beside the repository", data)
	}
	got, report, err := Compile(data, exclude)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../index.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("index.bin differs from what the lists give (%v): make gazetteer", report)
	}
	for _, line := range report.Lines {
		if HeldOut(line) {
			t.Fatalf("line %d of the links is held out and was counted", line)
		}
	}
}
