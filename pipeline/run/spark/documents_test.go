//go:build unix

package spark

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Documents of one or two sentences. Some of the sentences are those of
// testdata/cases, so that what they name is named very often; the others have
// people who are named now in full, now by a middle name or a last name alone,
// and accords and summits without a name, so that there is much to decide across
// documents. Every thousandth has no text.
type writer struct{ cases []string }

func newWriter(t *testing.T) writer {
	t.Helper()
	files, err := filepath.Glob("../../../testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var w writer
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); strings.HasSuffix(line, ".") {
				w.cases = append(w.cases, line)
			}
		}
	}
	return w
}

var (
	first  = strings.Fields("Ana Boris Clara Dmitri Elena Farid Greta Hamid Irina Jonas Karin Leila Marko Nadia Omar Petra Rashid Sofia Tomas Vera")
	middle = strings.Fields("Maria Ivanovich Luisa Karim")
	last   = strings.Fields("Abadi Brandt Castro Dvorak Eriksen Fischer Galvez Haddad Ivanov Jansen Kowalski Larsen Moreno Novak Orlov Petrov Quiroga Rahimi Silva Tanaka Urbina Vasquez Weber Yilmaz Zoubi")
	states = strings.Fields("Peru Chile Norway Sweden Egypt Jordan Kenya Uganda Russia Finland Poland Turkey Iran Iraq Japan Mongolia")
	cities = strings.Fields("Lima Oslo Cairo Amman Nairobi Helsinki Warsaw Ankara Tokyo Geneva Vienna Paris")
)

// line is the nth document as a line of JSON.
func (w writer) line(n int) string {
	dice := rand.New(rand.NewPCG(9, uint64(n)))
	text := w.sentence(dice)
	if dice.IntN(4) == 0 {
		text += " " + w.sentence(dice)
	}
	if n%1000 == 999 {
		text = ""
	}
	id := fmt.Sprintf("doc-%05d", n)
	data, err := json.Marshal(map[string]string{
		"id": id, "url": "https://news.example/" + id, "text": text,
		"date": time.Date(2021, 1, 1+dice.IntN(90), 0, 0, 0, 0, time.UTC).Format(time.DateOnly),
	})
	if err != nil {
		panic(err) // strings can always be written
	}
	return string(data)
}

func (w writer) sentence(dice *rand.Rand) string {
	of := func(list []string) string { return list[dice.IntN(len(list))] }
	who := func() string {
		f, l := of(first), of(last)
		switch dice.IntN(6) {
		case 0:
			return f + " " + of(middle) + " " + l
		case 1:
			return l
		}
		return f + " " + l
	}
	switch dice.IntN(6) {
	case 0:
		return fmt.Sprintf("%s met with %s in %s on Monday.", who(), who(), of(cities))
	case 1:
		return fmt.Sprintf("%s signed a fishing accord with %s in %s.", of(states), of(states), of(cities))
	case 2:
		return fmt.Sprintf("%s will attend a summit with %s on Friday.", of(states), of(states))
	case 3:
		return fmt.Sprintf("President %s of %s visited %s.", who(), of(states), of(cities))
	case 4:
		return fmt.Sprintf("%s threatened %s with sanctions, %s said.", of(states), of(states), who())
	}
	return of(w.cases)
}
