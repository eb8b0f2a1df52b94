package score_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline/score"
	"backchannel/schema"
)

// must stops the test with a panic, so that it can take a call's two results.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func parse(t *testing.T, lines ...string) []score.Record {
	t.Helper()
	return must(read(strings.Join(lines, "\n")))
}

func read(text string) ([]score.Record, error) { return score.Read(strings.NewReader(text), "test") }

const gold = `{"id": "d", "text": "…", "entities": [
	{"id": "e1", "type": "PERSON", "name": "Ana Vasquez", "mentions": ["Ana Vasquez", "Vasquez"]},
	{"id": "e2", "type": "COUNTRY", "name": "Peru", "mentions": ["Peruvian"]},
	{"id": "e3", "type": "AGREEMENT", "name": "fishing accord", "mentions": ["fishing accord"]},
	{"id": "e4", "type": "PERSON", "name": "José Peña", "mentions": []}],
 "relations": [
	{"type": "MET_WITH", "subject": "e1", "object": "e4", "status": "planned", "evidence": ["…"]},
	{"type": "AGREED_ON", "subject": "e2", "object": "e3", "status": "actual", "evidence": ["…"]},
	{"type": "VISITED", "subject": "e1", "object": "e2", "status": "actual", "implied": true, "evidence": ["…"]}]}`

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestCompare(t *testing.T) {
	entities := `{"id": "d", "entities": [
		{"id": "p", "type": "PERSON", "name": "Minister A. Vasquez", "mentions": [{"text": "Vasquez"}]},
		{"id": "q", "type": "PLACE", "name": "Republic of Peru", "aliases": ["the Peru"], "mentions": [{"text": "Peru"}]},
		{"id": "r", "type": "AGREEMENT", "name": "new accord", "mentions": [{"text": "new accord"}]},
		{"id": "s", "type": "PERSON", "name": "Jose Pena", "mentions": [{"text": "Jose Pena"}]}], "relations": [`
	for _, c := range []struct{ name, relations, want string }{
		{"nothing", ``, "entities 2/2/2 ends 0/0/2 relations 0/0/2 notactual 0/0/0 status 0/0"},
		{"symmetric types in either order, by last name and without accents",
			`{"type": "MET_WITH", "subject": "s", "object": "p", "status": "planned"}`,
			"entities 2/2/2 ends 1/1/2 relations 1/1/2 notactual 1/1/1 status 1/1"},
		{"the others in theirs; agreements by head noun",
			`{"type": "AGREED_ON", "subject": "q", "object": "r", "status": "actual"}, {"type": "AGREED_ON", "subject": "r", "object": "q", "status": "actual"}`,
			"entities 2/2/2 ends 1/1/2 relations 1/2/2 notactual 0/0/0 status 1/1"},
		{"twice is once, with both statuses",
			`{"type": "MET_WITH", "subject": "s", "object": "p", "status": "actual"}, {"type": "MET_WITH", "subject": "p", "object": "s", "status": "planned"}`,
			"entities 2/2/2 ends 1/1/2 relations 1/1/2 notactual 1/1/1 status 1/1"},
		{"implied counts neither way",
			`{"type": "VISITED", "subject": "p", "object": "q", "status": "actual"}`,
			"entities 2/2/2 ends 0/0/2 relations 0/0/2 notactual 0/0/0 status 0/0"},
		{"a wrong type still has the right ends",
			`{"type": "SPOKE_WITH", "subject": "s", "object": "p", "status": "planned"}`,
			"entities 2/2/2 ends 1/1/2 relations 0/1/2 notactual 0/0/0 status 0/0"},
		{"a wrong status",
			`{"type": "MET_WITH", "subject": "s", "object": "p", "status": "actual"}`,
			"entities 2/2/2 ends 1/1/2 relations 1/1/2 notactual 0/0/1 status 0/1"},
		{"an end that nobody knows",
			`{"type": "MET_WITH", "subject": "s", "object": "x", "status": "actual"}`,
			"entities 2/2/2 ends 0/1/2 relations 0/1/2 notactual 0/0/0 status 0/0"},
	} {
		r := score.Compare(parse(t, oneLine(gold)), parse(t, oneLine(entities+c.relations+"]}")))
		count := func(c score.Count) string { return fmt.Sprintf("%d/%d/%d", c.Hit, c.Said, c.Gold) }
		got := fmt.Sprintf("entities %s ends %s relations %s notactual %s status %d/%d",
			count(r.Entities), count(r.Ends), count(r.Relations), count(r.NotActual), r.Status.Hit, r.Status.Gold)
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestErrorsNameWhatIsWrong(t *testing.T) {
	said := parse(t, oneLine(`{"id": "d", "entities": [
		{"id": "p", "type": "ORGANIZATION", "name": "Ana Vasquez", "mentions": [{"text": "Ana Vasquez"}]},
		{"id": "q", "type": "CITY", "name": "Lima", "mentions": [{"text": "Lima"}]}],
		"relations": [{"type": "VISITED", "subject": "p", "object": "q", "status": "planned",
			"evidence": [{"text": "Ana Vasquez will visit Lima.", "rule": "VISITED/visit"}]}]}`))
	var out bytes.Buffer
	if err := score.Compare(parse(t, oneLine(gold)), said).Print(&out, "errors"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"EXTRA ENTITY d  ORGANIZATION Ana Vasquez for PERSON Ana Vasquez\n",
		"EXTRA ENTITY d  CITY Lima\n",
		"MISS ENTITY  d  COUNTRY Peru\n",
		"MISS         d  MET_WITH Ana Vasquez -> José Peña [planned]\n",
		"EXTRA        d  VISITED Ana Vasquez -> Lima? [planned]  by VISITED/visit\n             | Ana Vasquez will visit Lima.\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("missing %q in\n%s", want, out.String())
		}
	}
}

func TestReadNamesTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"{\"id\": \"a\"}\n\n{\"id\": ":              "test:3: not a record",
		"{\"id\": \"a\"}\n{\"entities\": []}":       "test:2: a record needs an id",
		"{\"id\": \"a\", \"entities\": [\"Peru\"]}": "test:1: not a record",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestGoldBecomesADocument(t *testing.T) {
	r := parse(t, `{"id": "trip-1", "date": "1999-06", "text": "Met with President X.", "traveller": "Ana Vasquez", "locale": "Lima", "country": "Peru"}`)[0]
	want := schema.Source{Published: "1999-06", Actor: "Ana Vasquez", Place: "Lima", Country: "Peru"}
	if d := must(r.Document()); d.ID != "trip-1" || d.Text != "Met with President X." || d.Source != want {
		t.Errorf("got %+v, want %+v", d, want)
	}
	r.Date = "last week"
	if _, err := r.Document(); err == nil || !strings.Contains(err.Error(), "trip-1") {
		t.Errorf("a bad date: error %v, want one that names the record", err)
	}
}

// The measure is score.py of the gold annotations: on spoilt copies of them both
// must print the same figures, letter by letter.
func TestSameFiguresAsTheReferenceScorer(t *testing.T) {
	const folder = "../../../shared/gold"
	script, err := filepath.Abs(filepath.Join(folder, "score.py"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Skip("skipped: ../shared/gold/score.py is not there")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3 is not installed")
	}
	files := must(filepath.Glob(filepath.Join(folder, "*.jsonl")))
	if len(files) == 0 {
		t.Fatal("no gold file beside score.py")
	}
	for i, file := range files {
		data := must(os.ReadFile(file))
		records := must(read(string(data)))
		spoilt := spoil(records, rand.New(rand.NewPCG(uint64(i), 7)))
		var lines bytes.Buffer
		enc := json.NewEncoder(&lines)
		for _, r := range spoilt {
			if err := enc.Encode(r); err != nil {
				t.Fatal(err)
			}
		}
		pred := filepath.Join(t.TempDir(), "pred.jsonl")
		if err := os.WriteFile(pred, lines.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		report := score.Compare(records, must(read(lines.String())))
		if report.Relations.Hit == 0 || report.Relations.Hit == report.Relations.Gold {
			t.Errorf("%s: spoiling left %d of %d relations: this compares nothing", file, report.Relations.Hit, report.Relations.Gold)
		}
		for _, by := range []string{"", "type", "doc"} {
			cmd := exec.Command(python, script, file, pred, "--by", by)
			cmd.Stderr = os.Stderr
			want := must(cmd.Output())
			var got bytes.Buffer
			if err := report.Print(&got, by); err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("%s --by %q: got\n%s\nwant\n%s", filepath.Base(file), by, got.String(), want)
			}
		}
	}
}

// spoil returns copies of records with the errors that an extraction makes.
func spoil(records []score.Record, r *rand.Rand) []score.Record {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var out []score.Record
	for _, rec := range records {
		if r.IntN(20) == 0 {
			continue // not extracted
		}
		entities := []score.Entity{}
		for _, e := range rec.Entities {
			words := strings.Fields(e.Name)
			switch r.IntN(12) {
			case 0:
				continue
			case 1:
				e.Name = words[len(words)-1]
			case 2:
				e.Name, e.Mentions = "The "+strings.ToUpper(e.Name), []score.Text{}
			case 3:
				e.Type = pick("PERSON", "CITY", "ORGANIZATION", "EVENT")
			case 4:
				e.Name, e.Aliases = "something else", []string{e.Name}
			case 5:
				e.Name, e.Mentions = "former President "+e.Name+"'s", nil
			}
			e.ID = "x" + e.ID
			entities = append(entities, e)
			if r.IntN(8) == 0 {
				e.ID += "-again"
				entities = append(entities, e)
			}
		}
		relations := []score.Relation{}
		for _, x := range rec.Relations {
			x.Subject, x.Object = "x"+x.Subject, "x"+x.Object
			switch r.IntN(8) {
			case 0:
				continue
			case 1:
				x.Subject, x.Object = x.Object, x.Subject
			case 2:
				x.Status = pick("actual", "planned", "possible", "negated")
				relations = append(relations, x)
				x.Status = "PLANNED"
			case 3:
				x.Type = pick("MET_WITH", "VISITED", "ASKED")
			case 4:
				x.Subject += "-again"
			}
			relations = append(relations, x)
		}
		rec.Entities, rec.Relations = entities, relations
		out = append(out, rec)
	}
	return out
}
