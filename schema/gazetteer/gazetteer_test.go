package gazetteer

import (
	"fmt"
	"strings"
	"testing"

	"backchannel/schema"
)

// reading writes a candidate as "COUNTRY Russia capital".
func reading(c schema.Candidate) string { return fmt.Sprintf("%s %s %s", c.Type, c.Name, c.Role) }

func TestLookup(t *testing.T) {
	x := mustOpen(t)
	for name, want := range map[string]string{
		"Russia":                        "COUNTRY Russia name",
		"RUSSIA":                        "COUNTRY Russia name",
		"Russian Federation":            "COUNTRY Russia alias",
		"Russians":                      "COUNTRY Russia demonym",
		"U.S.":                          "COUNTRY United States acronym",
		"US":                            "COUNTRY United States acronym",
		"the United States":             "COUNTRY United States name",
		"Burma":                         "COUNTRY Myanmar former",
		"Türkiye":                       "COUNTRY Turkey alias",
		"Kremlin":                       "COUNTRY Russia metonym",
		"Downing Street":                "COUNTRY United Kingdom metonym",
		"Soviet Union":                  "COUNTRY Soviet Union name",
		"Palestinian":                   "COUNTRY Palestine demonym",
		"Geneva":                        "CITY Geneva name",
		"Washington":                    "CITY Washington, D.C. name",
		"Crimea":                        "PLACE Crimea name",
		"NATO":                          "ORGANIZATION NATO name",
		"Nato":                          "ORGANIZATION NATO name",
		"OSCE":                          "ORGANIZATION Organization for Security and Co-operation in Europe acronym",
		"Security Council":              "ORGANIZATION United Nations Security Council alias",
		"Sergey Lavrov":                 "PERSON Sergey Lavrov name",
		"turkey":                        "",
		"us":                            "",
		"Qwertzuiop":                    "",
		"":                              "",
		"Democratic Republic of Congo":  "COUNTRY Democratic Republic of the Congo alias",
		"People's Republic of China":    "COUNTRY China alias",
		"Guinea-Bissau":                 "COUNTRY Guinea-Bissau name",
		"Supreme Court of Canada":       "ORGANIZATION Supreme Court of Canada alias",
		"Norwegian Parliament":          "ORGANIZATION Parliament of Norway alias",
		"Zaire":                         "COUNTRY Zaire name",
		"Korea":                         "COUNTRY South Korea alias",
		"United Arab Emirates":          "COUNTRY United Arab Emirates name",
		"International Criminal Court ": "ORGANIZATION International Criminal Court name",
	} {
		got := ""
		if c := x.Lookup(name); len(c) > 0 {
			got = reading(c[0])
		}
		if got != want {
			t.Errorf("Lookup(%q) begins with %q, want %q", name, got, want)
		}
	}
}

// Readings of a name share one: the rest is for what the lists do not know.
func TestPriors(t *testing.T) {
	x := mustOpen(t)
	for _, name := range []string{"Georgia", "Jordan", "Congo", "Washington", "Labour Party", "Senate", "Russia", "Paris"} {
		sum, last := 0.0, 2.0
		for _, c := range x.Lookup(name) {
			sum += c.Prior
			if c.Prior > last {
				t.Errorf("%s: %s stands behind a reading of a smaller prior", name, reading(c))
			}
			last = c.Prior
		}
		if sum <= 0 || sum > 1.02 {
			t.Errorf("the priors of %q add up to %.3f", name, sum)
		}
	}
}

func TestLongest(t *testing.T) {
	x := mustOpen(t)
	for text, want := range map[string]string{
		"United Nations Security Council members": "4 ORGANIZATION United Nations Security Council name",
		"United Nations members":                  "2 ORGANIZATION United Nations name",
		"Guinea - Bissau said":                    "3 COUNTRY Guinea-Bissau name",
		"Guinea said":                             "1 COUNTRY Guinea name",
		"South Korean troops":                     "2 COUNTRY South Korea demonym",
		"Washington , D.C. and":                   "3 CITY Washington, D.C. name",
		"proposal by":                             "0",
	} {
		n, c := x.Longest(strings.Fields(text))
		got := fmt.Sprint(n)
		if n > 0 {
			got += " " + reading(c[0])
		}
		if got != want {
			t.Errorf("Longest(%q) = %s, want %s", text, got, want)
		}
	}
	words := strings.Fields("nothing here is a name of anybody")
	if n := testing.AllocsPerRun(100, func() { x.Longest(words) }); n > 0 {
		t.Errorf("a search that finds nothing allocates %v times", n)
	}
}

// A name in the user's rows has their readings and no other; the rest stays.
func TestWith(t *testing.T) {
	x := mustOpen(t)
	mine, err := x.With(strings.NewReader("name,type,id,canonical,iso3,role\nGeorgia,ORGANIZATION,,Georgia Group,,\nBlue Lotus Pact,AGREEMENT,,,,\nHemedti,PERSON,Q1,Mohamed Hamdan Dagalo,SDN,alias\n"), "mine.csv")
	if err != nil {
		t.Fatal(err)
	}
	if c := mine.Lookup("Georgia"); len(c) != 1 || reading(c[0]) != "ORGANIZATION Georgia Group name" || c[0].ID != "organization/georgia-group" || c[0].Prior != 1 {
		t.Errorf("Georgia is %v", c)
	}
	if n, c := mine.Own(strings.Fields("Blue Lotus Pact members")); n != 3 || c[0].Type != schema.Agreement {
		t.Errorf("Own finds %d words, %v", n, c)
	}
	if n, _ := mine.Own(strings.Fields("Russia said")); n != 0 {
		t.Errorf("Own finds Russia, which only the shipped lists have")
	}
	if c, ok := mine.Entity("Q1"); !ok || c.Name != "Mohamed Hamdan Dagalo" {
		t.Errorf("Entity(Q1) = %v, %v", c, ok)
	}
	if c := mine.Lookup("Russia"); len(c) == 0 || c[0].ID != "Q159" {
		t.Errorf("Russia is %v", c)
	}
	if c := x.Lookup("Georgia"); len(c) == 0 || c[0].Type != schema.Country {
		t.Errorf("With changed the index that it was called on: %v", c)
	}
	if mine.Fingerprint() == x.Fingerprint() {
		t.Error("rows do not show in the fingerprint")
	}
	later, err := mine.With(strings.NewReader("name,type\nGeorgia,CITY\n"), "later.csv")
	if err != nil {
		t.Fatal(err)
	}
	if c := later.Lookup("Georgia"); len(c) != 1 || c[0].Type != schema.City {
		t.Errorf("the last file that holds a name wins: %v", c)
	}
}

func TestWithErrors(t *testing.T) {
	for rows, want := range map[string]string{
		"":                                "the file is empty",
		"name,kind\n":                     `mine.csv:1: unknown column "kind"`,
		"name,id\nA,B\n":                  `column "type" is missing`,
		"name,type\n,CITY\n":              "mine.csv:2: the name is empty",
		"name,type\nA,city\n":             `mine.csv:2: type "city" is no entity type`,
		"name,type,iso3\nA,CITY,ru\n":     `iso3 "ru" is not three capitals`,
		"name,type\nA,CITY\nB,CITY,x,y\n": "mine.csv:3: 4 fields, the header has 2",
	} {
		if _, err := mustOpen(t).With(strings.NewReader(rows), "mine.csv"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q in it", rows, err, want)
		}
	}
}

func TestYears(t *testing.T) {
	x := mustOpen(t)
	c := x.Lookup("Soviet Union")
	if len(c) == 0 {
		t.Fatal("no Soviet Union")
	}
	if start, end, ok := x.Years(c[0].ID); !ok || start > "1923" || end < "1991" {
		t.Errorf("the Soviet Union stood from %q to %q, %v", start, end, ok)
	}
	if _, _, ok := x.Years("Q159"); ok {
		t.Error("Russia has an end")
	}
}
