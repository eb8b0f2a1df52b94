package gazetteer

import (
	"strings"
	"testing"
)

func TestTitles(t *testing.T) {
	x := mustOpen(t)
	for _, c := range []struct {
		words string // the title ends at "|"
		kind  TitleKind
	}{
		{"President | Putin", OfficeTitle},
		{"president | of Russia", OfficeTitle},
		{"Prime Minister | Netanyahu", OfficeTitle},
		{"Deputy Prime Minister | Novak", OfficeTitle},
		{"Foreign Minister | Lavrov", OfficeTitle},
		{"foreign minister | , Sergei Lavrov", OfficeTitle},
		{"Deputy Foreign Minister | Bogdanov", OfficeTitle},
		{"First Deputy Foreign Minister | X", OfficeTitle},
		{"Secretary of State | Kerry", OfficeTitle},
		{"secretary of state | John Kerry", OfficeTitle},
		{"Assistant Secretary of State | Nuland", OfficeTitle},
		{"Assistant Secretary of State for Near Eastern Affairs | Jones", OfficeTitle},
		{"Under Secretary of State for Political Affairs | Burns", OfficeTitle},
		{"Defense Secretary | Carter", OfficeTitle},
		{"Minister of Foreign Affairs | Wang", OfficeTitle},
		{"Minister of Foreign Affairs and Expatriates | Safadi", OfficeTitle},
		{"Minister for Foreign Affairs | Aso", OfficeTitle},
		{"Minister of the Interior | Soylu", OfficeTitle},
		{"minister of defence | and others", OfficeTitle},
		{"Secretary - General | Guterres", OfficeTitle},
		{"Secretary-General | Guterres", OfficeTitle},
		{"Secretary General | Stoltenberg", OfficeTitle},
		{"Deputy Secretary-General | Mohammed", OfficeTitle},
		{"Director-General | Grossi", OfficeTitle},
		{"General Secretary | Xi", OfficeTitle},
		{"Attorney General | Bondi", OfficeTitle},
		{"Special Envoy | de Mistura", OfficeTitle},
		{"special envoy | Staffan", OfficeTitle},
		{"Chancellor | Merkel", OfficeTitle},
		{"Chancellor of the Exchequer | Reeves", OfficeTitle},
		{"Ambassador | Kislyak", OfficeTitle},
		{"Supreme Leader | Khamenei", OfficeTitle},
		{"King | Abdullah", OfficeTitle},
		{"Crown Prince | Mohammed", OfficeTitle},
		{"National Security Adviser | Bolton", OfficeTitle},
		{"national security advisor | Flynn", OfficeTitle},
		{"President - elect | Trump", OfficeTitle},
		{"President-elect | Trump", OfficeTitle},
		{"Chief of Staff | Kelly", OfficeTitle},
		{"Chief of the General Staff | Gerasimov", OfficeTitle},
		{"Commander-in-Chief | Syrskyi", OfficeTitle},
		{"Foreign Ministry spokeswoman | Zakharova", OfficeTitle},
		{"press secretary | Peskov", OfficeTitle},
		{"House Speaker | Ryan", OfficeTitle},
		{"Speaker of the House | Pelosi", OfficeTitle},
		{"Former President | Carter", OfficeTitle},
		{"former prime minister | Tony Blair", OfficeTitle},
		{"Acting President | Jones", OfficeTitle},
		{"Vice President | Pence", OfficeTitle},
		{"First Lady | Melania", OfficeTitle},
		{"High Representative | Borrell", OfficeTitle},
		{"Permanent Representative | Nebenzya", OfficeTitle},
		{"Chargé d'affaires | Smith", OfficeTitle},
		{"Sen. | McCain", OfficeTitle},
		{"Pope | Francis", OfficeTitle},
		{"Chief Justice | Roberts", OfficeTitle},
		{"chief negotiator | Saeb Erekat", OfficeTitle},
		{"opposition leader | Lapid", OfficeTitle},
		{"Gen. | Dunford", MilitaryTitle},
		{"Lt. Gen. | Smith", MilitaryTitle},
		{"General | Sisi", MilitaryTitle},
		{"Major General | Soleimani", MilitaryTitle},
		{"Field Marshal | Haftar", MilitaryTitle},
		{"Col. | Gaddafi", MilitaryTitle},
		{"Ayatollah | Sistani", ReligiousTitle},
		{"Mr. | Ban", CourtesyTitle},
		{"Mrs. | Clinton", CourtesyTitle},
		{"Sheikh | Tamim", CourtesyTitle},
		{"Sir | Keir Starmer", CourtesyTitle},
		{"| general elections were held", ""},
		{"| major powers agreed", ""},
		{"| Foreign troops left", ""},
		{"| Russia and Iran", ""},
		{"| first talks in Geneva", ""},
		{"| field visits", ""},
		{"| captain", ""},
		{"| Former rebels", ""},
		{"| State Department", ""},
		{"| chief among them", ""},
	} {
		title, rest, _ := strings.Cut(c.words, "|")
		want := len(strings.Fields(title))
		words := append(strings.Fields(title), strings.Fields(rest)...)
		got, kind := x.TitleKind(words)
		if got != want || kind != c.kind {
			t.Errorf("TitleKind(%q) = %d words, %q; want %d, %q", words, got, kind, want, c.kind)
		}
		if n := x.Title(words); n != got {
			t.Errorf("Title(%q) = %d, TitleKind says %d", words, n, got)
		}
	}
}

func mustOpen(t testing.TB) *Index {
	t.Helper()
	x, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return x
}
