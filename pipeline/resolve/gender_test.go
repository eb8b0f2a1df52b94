package resolve

import (
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// shared is the folder of data beside the repository; the test is skipped where
// it is absent.
func shared(t *testing.T, path string) string {
	t.Helper()
	file := filepath.Join("../../../shared", path)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("%s is absent: it is read from the shared data beside the repository", file)
	}
	return file
}

// TestGivenNames checks given.txt against the lists that it is compiled from:
// M. Kantrowitz's names corpus and the popular names by country.
func TestGivenNames(t *testing.T) {
	dir := shared(t, "data/gazetteers/person-names")
	of := map[string]map[gender]bool{}
	add := func(name string, g gender) {
		w := nameWords(name)
		if len(w) != 1 || len(w[0]) < 2 {
			return
		}
		if of[w[0]] == nil {
			of[w[0]] = map[gender]bool{}
		}
		of[w[0]][g] = true
	}
	for file, g := range map[string]gender{"male.txt": male, "female.txt": female} {
		data, err := os.ReadFile(filepath.Join(dir, "kantrowitz-names", file))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			add(strings.TrimSpace(line), g)
		}
	}
	f, err := os.Open(filepath.Join(dir, "common-forenames-by-country.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	g, name := slices.Index(rows[0], "Gender"), slices.Index(rows[0], "Romanized Name")
	for _, row := range rows[1:] {
		switch row[g] {
		case "M":
			add(row[name], male)
		case "F":
			add(row[name], female)
		}
	}
	var men, women []string
	for w, g := range of {
		switch {
		case len(g) > 1:
		case g[male]:
			men = append(men, w)
		default:
			women = append(women, w)
		}
	}
	slices.Sort(men)
	slices.Sort(women)
	want := strings.Join(men, " ") + "\n" + strings.Join(women, " ") + "\n"
	if *update {
		if err := os.WriteFile("given.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if givenNames != want {
		t.Error("given.txt is not what its sources say; run go test -update")
	}
}
