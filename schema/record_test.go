package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRecordCountsCodePoints(t *testing.T) {
	text := "São Tomé — “Lavrov” flew to Łódź."
	doc := Document{
		ID: "d", Text: text,
		Sections: []Section{{Span: Span{0, len(text)}, Kind: Body}},
		Mentions: []Mention{{Span: find(t, text, "Łódź"), Kind: Named}, {Span: find(t, text, "Lavrov"), Kind: Named}},
		Entities: []Entity{{ID: "b", Type: City, Name: "Łódź", Mentions: []int{0}}, {ID: "a", Type: Person, Name: "Lavrov", Mentions: []int{1}}},
		Relations: []Relation{{
			Type: "VISITED", Subject: 1, Object: 0, Status: Actual, Place: -1, Speaker: -1,
			Evidence: []Evidence{{Span: Span{0, len(text)}, Trigger: find(t, text, "flew"), Rule: "VISITED/fly"}},
		}},
	}
	rec := NewRecord(doc, "f")
	runes := []rune(text)
	check := func(rt RecordText) {
		t.Helper()
		if got := string(runes[rt.Start:rt.End]); got != rt.Text {
			t.Errorf("code points %d:%d are %q, the record says %q", rt.Start, rt.End, got, rt.Text)
		}
	}
	for _, e := range rec.Entities {
		for _, m := range e.Mentions {
			check(m)
		}
	}
	check(rec.Relations[0].Evidence[0].Trigger)
	if rec.Entities[0].ID != "a" {
		t.Errorf("entities are not sorted by id: %v first", rec.Entities[0].ID)
	}
	if got, want := rec.Relations[0].Evidence[0].Chunk, "d#p1"; got != want {
		t.Errorf("evidence stands in chunk %q, want %q", got, want)
	}
	if _, err := json.Marshal(rec); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, text, word string) Span {
	t.Helper()
	for i := range text {
		if len(text[i:]) >= len(word) && text[i:i+len(word)] == word {
			return Span{i, i + len(word)}
		}
	}
	t.Fatalf("%q is not in %q", word, text)
	return Span{}
}

func FuzzPoints(f *testing.F) {
	f.Add("Łódź and “Zürich”")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		p := newPoints(text)
		n := 0
		for i := range text {
			if got := p.at(i); got != n {
				t.Fatalf("byte %d of %q is code point %d, want %d", i, text, got, n)
			}
			n++
		}
		if got := p.at(len(text)); got != n {
			t.Fatalf("the end of %q is code point %d, want %d", text, got, n)
		}
	})
}

func TestChunksKeepItemsTogether(t *testing.T) {
	text := "headA bodyA1 bodyA2 headB bodyB furniture"
	s := func(word string, kind SectionKind, item int) Section {
		return Section{Span: find(t, text, word), Kind: kind, Item: item}
	}
	doc := Document{ID: "d", Text: text, Sections: []Section{
		s("headA", Headline, 1), s("bodyA1", Body, 1), s("bodyA2", Body, 1), s("headB", Headline, 2), s("bodyB", Body, 2), s("furniture", Boilerplate, 0),
	}}
	chunks := Chunks(doc)
	if len(chunks) != 2 || chunks[0].ID != "d#1" || chunks[1].ID != "d#2" {
		t.Fatalf("chunks are %v, want the two items d#1 and d#2", chunks)
	}
	if got, want := chunks[0].Of(text), "headA bodyA1 bodyA2"; got != want {
		t.Errorf("the first chunk is %q, want %q", got, want)
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Bashar Al-Assad":       "bashar-al-assad",
		"U.S.":                  "us",
		"São Tomé and Príncipe": "sao-tome-and-principe",
		"Côte d'Ivoire":         "cote-divoire",
		"  G-20   summit ":      "g-20-summit",
		"":                      "",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]Date{
		"2016-08-26": "2016-08-26", "2016-08-26T10:00:00Z": "2016-08-26", "2016-08": "2016-08", "2016": "2016",
		"2016-13": "", "26 Aug": "", "": "",
	} {
		got, err := ParseDate(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	first, last, ok := Date("2016-02").Bounds()
	if !ok || DayOf(first) != "2016-02-01" || DayOf(last) != "2016-02-29" {
		t.Errorf("February 2016 is %v to %v", first, last)
	}
	if _, _, ok := Date("").Bounds(); ok {
		t.Error("an unknown date has bounds")
	}
}

// TestSignature says that an agency's report has one signature in every paper.
func TestSignature(t *testing.T) {
	report := strings.Repeat("Norway and Chile signed an accord on fishing in Lima. ", 3) + "It ends a quarrel of twelve years over the waters in the south, and opens the ports of both to the other's trawlers from the first day of next year, the ministers told reporters."
	signed := func(headline, byline string) []byte {
		doc := Document{ID: "d", Text: headline + "\n" + byline + "\n" + report}
		at := len(headline) + 1
		doc.Sections = []Section{
			{Span: Span{Start: 0, End: len(headline)}, Kind: Headline},
			{Span: Span{Start: at, End: at + len(byline)}, Kind: Byline},
			{Span: Span{Start: at + len(byline) + 1, End: len(doc.Text)}, Kind: Body},
		}
		return NewRecord(doc, "").Signature
	}
	one, other := signed("Accord in Lima", "By Lia Roth"), signed("Fishing: quarrel of twelve years ends", "From our own correspondent")
	if len(one) == 0 || !bytes.Equal(one, other) {
		t.Errorf("signatures %x and %x", one, other)
	}
}

// TestFurniture says that chunks and furniture are the whole text, and what furniture is.
func TestFurniture(t *testing.T) {
	const text = "Home\n\nGenève — Anna met Boris.\n\n \nThey spoke.\n\nSign up\n\nThey left.\n© Us\n"
	at := func(part string) Span {
		i := strings.Index(text, part)
		return Span{i, i + len(part)}
	}
	doc := Document{ID: "d", Text: text, Sections: []Section{
		{Span: at("Home"), Kind: Boilerplate}, {Span: at("Genève — Anna met Boris."), Kind: Body}, {Span: at("They spoke."), Kind: Body},
		{Span: at("Sign up"), Kind: Boilerplate}, {Span: at("They left."), Kind: Body}, {Span: at("© Us"), Kind: Boilerplate},
	}}
	want := []RecordText{{0, 6, "Home\n\n"}, {45, 56, "\n\nSign up\n\n"}, {66, 72, "\n© Us\n"}}
	if have := NewRecord(doc, "").Furniture; !slices.Equal(have, want) {
		t.Errorf("furniture %+v, want %+v", have, want)
	}
	doc.Sections = []Section{{Span: Span{0, len(text)}, Kind: Boilerplate}}
	if have := NewRecord(doc, "").Furniture; len(have) != 1 || have[0].Text != text {
		t.Errorf("of a text that is all furniture: %+v", have)
	}
}
