package segment

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/stage"
	"backchannel/schema"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func segmented(t testing.TB, text string, published schema.Date) schema.Document {
	t.Helper()
	doc, err := stage.Apply(context.Background(), New(), schema.Document{ID: "doc", Text: text, Source: schema.Source{Published: published}})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// print writes one section a line: kind, item, date and the words.
func print(doc schema.Document) string {
	var b strings.Builder
	for _, s := range doc.Sections {
		item := ""
		if s.Item > 0 {
			item = fmt.Sprintf(" #%d", s.Item)
		}
		if s.Date != "" {
			item += " " + string(s.Date)
		}
		fmt.Fprintf(&b, "%s%s: %s\n", s.Kind, item, strings.Join(strings.Fields(s.Of(doc.Text)), " "))
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := print(segmented(t, string(text), ""))
			golden := strings.TrimSuffix(file, ".txt") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// checkCover reports a text whose sections are not in order, overlap, begin or
// end within a character or on white space, or leave out anything else.
func checkCover(t testing.TB, doc schema.Document) {
	t.Helper()
	end := 0
	for i, s := range doc.Sections {
		if s.Start < end || s.End <= s.Start || s.End > len(doc.Text) {
			t.Fatalf("section %d is %d:%d behind %d in %d bytes of %q", i, s.Start, s.End, end, len(doc.Text), doc.Text)
		}
		if gap := doc.Text[end:s.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%q stands in no section of %q", gap, doc.Text)
		}
		in := s.Of(doc.Text)
		if strings.TrimSpace(in) != in {
			t.Fatalf("section %q has white space around it", in)
		}
		if utf8.ValidString(doc.Text) && !utf8.ValidString(in) {
			t.Fatalf("section %d cuts a character of %q", i, doc.Text)
		}
		if s.Kind == "" {
			t.Fatalf("section %q has no kind", in)
		}
		end = s.End
	}
	if rest := doc.Text[end:]; strings.TrimFunc(rest, unicode.IsSpace) != "" {
		t.Fatalf("%q stands in no section", rest)
	}
}

func FuzzCover(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, s := range []string{"", " ", "\r\n", "•", "a\u2028b", "(AP) —", "— (AP) — x", "\xff\xfe", "ȺȺȺ's — X", "Date: \nFrom: ", "Sept. 4, 2016 | | X", "\u200b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := New().Run(context.Background(), schema.Document{Text: text, Source: schema.Source{Published: "2016-08-24"}})
		if err != nil {
			return // not English
		}
		checkCover(t, doc)
	})
}

func TestLines(t *testing.T) {
	wrapped := "The envoys of Norway and Chile met on Tuesday in the harbour of Lima and\nagreed to share the catch of the southern waters, a spokesman for both of\nthem said.\n\nThey will meet again in Oslo.\n"
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"wrapped":           {wrapped, 2},
		"wrapped with CRLF": {strings.ReplaceAll(wrapped, "\n", "\r\n"), 2},
		"wrapped, no blank": {strings.Replace(wrapped, "\n\nThey", "\n   They", 1), 2},
		"a line a paragraph": {"The envoys of Norway and Chile met on Tuesday in the harbour of Lima and agreed to share the catch of the southern waters, a spokesman said.\n" +
			"They will meet again in Oslo, where the foreign minister of Norway is to be the host of a dinner for both of the delegations and their staff.\n", 2},
		"headlines, no blank": {"Norway and Chile agree to share southern catch at last\nPeru hosts another round of talks on the waters it claims\nOslo invites the envoys of both countries for a dinner\n", 3},
		"short list":          {"Once\nMonthly\nAnnual\n", 3},
		"one sentence":        {"Met with the King.", 1},
	} {
		if got := len(cut(c.text, "")); got != c.want {
			t.Errorf("%s: %d blocks, want %d", name, got, c.want)
		}
	}
}

func TestInlineDateline(t *testing.T) {
	const rest = " The foreign ministers met for five hours."
	for _, d := range []string{
		"GENEVA (AP) —", "BEIRUT, Lebanon, Oct. 4 (Reuters) -", "WASHINGTON —", "MOSCOW, Aug. 26 —", "Geneva, 26 August 2016 (UN News) –", "UNITED NATIONS, May 3 (IPS) -",
		"(Reuters) -", "LONDON (AFP) -", "ANKARA, Turkey (AP) _", "BRUSSELS --", "JERUSALEM/GAZA (Reuters) -", "MOSCOW, August 26. /TASS/.", "TEL AVIV, Israel —", "PARIS –",
		"KABUL, Afghanistan (AP) —", "Beijing, May 4 (Xinhua) --", "PORT-AU-PRINCE, Haiti (AP) —", "GENEVA—", "WASHINGTON, D.C. —", "U.N. HEADQUARTERS (AP) -", "BAGHDAD, Oct 4 (Reuters) -", "Sarajevo (dpa) -",
		"MOSCOW, Jan 5 (Reuter) -", "GENEVA, 26 August (Xinhua) —", "SARAJEVO, Bosnia-Herzegovina (AP) _", "ABOARD AIR FORCE ONE (AP) --", "ON THE ISRAEL-LEBANON BORDER (AP) --",
		"Moscow, 14 May /TASS/ --", "BEIJING, May 4 /Xinhua/ --", "JERUSALEM, Oct. 5 [AP] --", "Kyiv, Ukraine —", "LIMA, March 3 /Andean Wire/.", "SEOUL, South Korea --", "ST. PETERSBURG, Russia (AP) —",
		"THE HAGUE, Netherlands —", "Gaza City, Gaza Strip –", "WASHINGTON/MOSCOW, Jan. 5 (Reuters) -", "TOKYO (Kyodo) —", "KINSHASA, Zaire, May 16 (Reuter) -",
	} {
		if got := datelineLen(d + rest); got != len(d) {
			t.Errorf("%q: dateline of %d bytes, want %d", d+rest, got, len(d))
		}
	}
	for _, text := range []string{
		"The talks — the third this year — ended without a deal.", "BREAKING — The foreign ministers met for five hours.", "Kerry - who had come from Rome - met the king on Monday.",
		"US-Russian talks went on for five hours on Monday.", "Russia, Turkey and Iran — the three guarantors — met in Astana.", "NATO - which has 29 members - met on Monday.", "Putin: The foreign ministers met for five hours.",
		"GENEVA (AP) — more", "He met the king (again) — a surprise to all who had come.", "On May 4 – a Sunday – they met again in Geneva.",
		"Iran, Iraq, Syria, Jordan — The four states met on Monday in Amman.", "Mr. Roth, a lawyer — The court heard him on Monday.", "Talks, Again — and this time they may work at last.",
	} {
		if got := datelineLen(text); got != 0 {
			t.Errorf("%q: dateline %q, want none", text, text[:got])
		}
	}
}

func TestCreditsAndBylines(t *testing.T) {
	of := func(text string) *block { return &cut(text, "")[0] }
	for _, text := range []string{"Amaq News Agency via AP", "Reuters / John Doe", "Photo: Jane Doe", "(Photo by Jane Doe)", "AP Photo/Sam Hill", "Getty Images", "Sergei Ivanov / TASS", "kremlin.ru", "(AP)", "AFP", "Image credit: Reuters", "Jane Doe/AFP via Getty Images", "Kremlin Press Service", "File photo", "Image source, Getty Images"} {
		if !isCredit(of(text)) {
			t.Errorf("%q is no credit", text)
		}
	}
	for _, text := range []string{"AP reporter freed in Myanmar", "Reuters photo shows Assad with general", "Bloomberg enters race for White House", "TASS and Xinhua sign accord", "UN calls for truce"} {
		if isCredit(of(text)) {
			t.Errorf("%q is a credit", text)
		}
	}
	for _, text := range []string{"By Jane Doe", "By Jane Doe and John Smith in Geneva", "BY JANE DOE", "Reporting by Jane Doe; Editing by John Smith", "(Reporting by Jane Doe; Editing by John Smith)", "Associated Press writer Jane Doe in Geneva contributed to this report.", "Written by Jane Doe"} {
		if !isByline(of(text)) {
			t.Errorf("%q is no byline", text)
		}
	}
	for _, text := range []string{"By January 1991 the coalition had sent half a million soldiers.", "By noon the town had fallen", "Edited transcripts were sent to Moscow"} {
		if isByline(of(text)) {
			t.Errorf("%q is a byline", text)
		}
	}
}

func TestLanguage(t *testing.T) {
	for language, text := range map[string]string{
		"German":  "Die Außenminister von Norwegen und Chile haben sich am Dienstag in Lima getroffen und ein Abkommen über den Fischfang unterzeichnet. Das teilte ein Sprecher der Regierung in Oslo mit. Beide Länder hatten seit dem Frühjahr verhandelt, ohne sich zu einigen. Im Herbst wollen sie sich wieder treffen.",
		"Russian": "Министры иностранных дел Норвегии и Чили встретились во вторник в Лиме и подписали соглашение о рыболовстве, сообщил представитель правительства. Обе страны вели переговоры с весны, но не могли договориться. Осенью они встретятся снова, чтобы обсудить границы в южных водах.",
		"Spanish": "Los ministros de Exteriores de Noruega y Chile se reunieron el martes en Lima y firmaron un acuerdo sobre la pesca, según informó un portavoz del Gobierno. Los dos países negociaban desde la primavera sin llegar a un acuerdo. En otoño volverán a reunirse para hablar de los límites.",
	} {
		_, err := New().Run(context.Background(), schema.Document{Text: text})
		if err == nil || err.Error() != "not English: looks like "+language {
			t.Errorf("%s: error %v", language, err)
		}
		// A few words in Latin script say nothing sure.
		if got := foreign(text[:200]); (got != "") != (language == "Russian") {
			t.Errorf("%s: a short text looks like %q", language, got)
		}
	}
	for language, text := range map[string]string{
		"French":           "Les ministres de la Norvège et du Chili se sont rencontrés mardi à Lima et ont signé un accord sur la pêche.",
		"another language": "De ministers van Noorwegen en Chili hebben elkaar dinsdag getroffen om te praten over de visserij, zei een woordvoerder van de regering gisteren.",
	} {
		_, err := New().Run(context.Background(), schema.Document{Text: "Chili et Norvège signent un accord\n\n" + text})
		if err == nil || err.Error() != "not English: looks like "+language {
			t.Errorf("%s: error %v", language, err)
		}
	}
	for _, text := range []string{
		strings.Repeat("Sergei Lavrov, Abdullah Gul, Ban Ki-moon, Angela Merkel, Recep Tayyip Erdogan, Hosni Mubarak. ", 5),
		strings.Repeat("Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ", 4),
		strings.Repeat("PEACE TALKS OPEN IN GENEVA, ENVOYS ARRIVE. ", 8),
	} {
		if l := foreign(text); l != "" {
			t.Errorf("%q looks like %s", text, l)
		}
	}
}

// TestFurnitureAround says that furniture around an article changes none of its
// sections.
func TestFurnitureAround(t *testing.T) {
	const article = "Norway and Chile sign accord\n\nLIMA, Peru (AP) — Norway and Chile signed an accord on fishing on Tuesday, a spokesman said.\n\nThe two governments had met four times since March, an official told reporters in the capital.\n"
	read := func(doc schema.Document) (out []string) {
		for _, s := range doc.Sections {
			if s.Kind != schema.Boilerplate {
				out = append(out, string(s.Kind)+" "+s.Of(doc.Text))
			}
		}
		return out
	}
	want := read(segmented(t, article, "2016-08-24"))
	for _, f := range []string{"Skip to main content\n\n%s", "We use cookies to improve your experience.\nAccept all\n\n%s", "%s\nSign up for our newsletter\n", "%s\nRead more\n", "Home\nWorld\nSport\n\n%s\nMost read\n\nPeru opens port\n",
		"%s\n© 2016 The Gazette. All rights reserved.", "%s\nSupport our journalism\n\nDear readers,\n\nWe need your help to go on.\n\nOnce\nMonthly\n", "Support The Gazette!\n\n%s\nShare this article\nFacebook\nTwitter\n"} {
		doc := segmented(t, fmt.Sprintf(f, article), "2016-08-24")
		if got := read(doc); !slices.Equal(got, want) {
			t.Errorf("%q:\n%s", f, cmp.Diff(want, got))
		}
	}
}

func TestSpeechSurvives(t *testing.T) {
	text := strings.Repeat("My fellow citizens, we need your help and your support. We ask you to stand with us, because our work is not done and the road before us is long and steep and full of stones.\n\n", 4)
	for _, s := range segmented(t, text, "").Sections {
		if s.Kind == schema.Boilerplate {
			t.Errorf("taken for furniture: %s", s.Of(text))
		}
	}
}

func TestTrailIsNotShared(t *testing.T) {
	trail := make([]string, 1, 8)
	trail[0] = "read: page"
	doc := schema.Document{Text: "Sign up for our newsletter", Trail: trail}
	first, err := New().Run(context.Background(), doc)
	if err != nil || len(first.Trail) != 2 {
		t.Fatalf("trail %v, error %v", first.Trail, err)
	}
	if trail[:2][1] != "" {
		t.Error("the trail of the document that came in was written to")
	}
}

func BenchmarkSegment(b *testing.B) {
	text, err := os.ReadFile("testdata/page.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc := schema.Document{Text: strings.Repeat(string(text), 4)}
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New().Run(context.Background(), doc); err != nil {
			b.Fatal(err)
		}
	}
}
