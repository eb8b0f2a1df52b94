package compile

import (
	"strings"

	"backchannel/schema"
)

// organizations reads our own lists, the factbook's parties and the groups of the
// event coder.
func organizations(b *builder, src source) error {
	ours, err := list("organizations.txt", 4)
	if err != nil {
		return err
	}
	for _, f := range ours {
		e := b.organization(f[0], f[1], roleName, 150)
		for _, other := range several(f[2]) {
			role := uint8(roleAlias)
			if acronym(other) {
				role = roleAcronym
			}
			b.name(e, other, role, 120)
		}
		for _, word := range several(f[3]) {
			b.name(e, word, roleDemonym, 60)
		}
	}
	press, err := list("media.txt", 3)
	if err != nil {
		return err
	}
	for _, f := range press {
		e := b.organization(f[0], f[1], roleMedia, 100)
		for _, other := range several(f[2]) {
			b.name(e, other, roleMedia, 60)
		}
	}
	more, err := src.tsv("own/intl_organisations.tsv")
	if err != nil {
		return err
	}
	for _, row := range more {
		e := b.known(row["name"], schema.Organization)
		if e == nil {
			e = b.known(row["abbreviation"], schema.Organization)
		}
		if row["kind"] == "ministry" && len(row["abbreviation"]) < 5 {
			continue // every state has one
		}
		if e == nil {
			e = b.organization(row["name"], "", roleName, 60)
		}
		b.name(e, row["name"], roleName, 60)
		role := uint8(roleAlias)
		if acronym(row["abbreviation"]) {
			role = roleAcronym
		}
		b.name(e, row["abbreviation"], role, 40)
	}
	var papers struct{ Newspapers []string }
	if err := src.json("corpora/corporations/newspapers.json", &papers); err != nil {
		return err
	}
	for _, name := range papers.Newspapers {
		if strings.Contains(strings.TrimPrefix(name, "The "), " ") && b.known(name, schema.Organization) == nil {
			b.organization(name, "USA", roleMedia, 20)
		}
	}
	var companies struct{ Companies []string }
	if err := src.json("corpora/corporations/fortune500.json", &companies); err != nil {
		return err
	}
	for _, name := range companies.Companies {
		if len(name) > 4 && !b.used(name) {
			b.organization(name, "USA", roleName, 3)
		}
	}
	var agencies struct{ Agencies []string }
	if err := src.json("corpora/governments/us_federal_agencies.json", &agencies); err != nil {
		return err
	}
	for _, name := range agencies.Agencies {
		name, _, _ = strings.Cut(name, " (")
		if strings.Contains(name, " ") && !strings.Contains(name, "/") && b.known(name, schema.Organization) == nil {
			b.organization(name, "USA", roleName, 10)
		}
	}
	parties, err := src.tsv("factbook/parties.tsv")
	if err != nil {
		return err
	}
	for _, row := range parties {
		country := b.current[row["code"]]
		name := row["party"]
		if country == nil || len(name) < 4 || len(name) > 80 || strings.ContainsAny(name, "[;") || !strings.Contains(name, " ") {
			continue
		}
		e := b.known(name, schema.Organization)
		if e == nil || e.iso3 != country.iso3 {
			e = b.entity(schema.Organization, schema.EntityID(schema.Organization, name+" "+country.name, ""), name, country.iso3, 3)
			b.name(e, name, roleName, 3)
		}
		for _, short := range strings.FieldsFunc(row["abbreviation"], func(r rune) bool { return r == ' ' || r == '/' || r == ',' }) {
			if acronym(short) && len(short) > 2 {
				b.name(e, short, roleAcronym, 1)
			}
		}
	}
	for _, file := range []string{"event-actors/Phoenix.MilNonState.actors.txt", "event-actors/Phoenix.International.actors.txt"} {
		lines, err := src.lines(file)
		if err != nil {
			return err
		}
		b.groups(lines)
	}
	return nil
}

// used reports whether somebody has the name already.
func (b *builder) used(name string) bool { return len(b.names[foldKey(name)]) > 0 }

// organization returns the organization of that Wikipedia title, known by it.
func (b *builder) organization(title, iso3 string, role uint8, weight float64) *entity {
	e := b.entity(schema.Organization, "wp:"+title, title, iso3, weight)
	b.name(e, e.name, role, weight)
	if e.name != title {
		b.name(e, title, roleAlias, weight)
	}
	return e
}

// institutions gives each state an army, a parliament and so on under the names
// that English makes from the state's: "Indonesian Army", "Parliament of Singapore".
// Governments, ministries and "forces" are the state itself and none of these.
func institutions(b *builder, _ source) error {
	for _, country := range b.entities[:len(b.entities):len(b.entities)] {
		if country.kind != schema.Country || len(country.offices) > 0 || len(country.adjectives) == 0 {
			continue
		}
		own := append([]string{country.name}, country.adjectives...)
		if country.iso3 == "USA" {
			own = append(own, "US", "U.S.")
		}
		if country.iso3 == "GBR" {
			own = append(own, "UK")
		}
		for _, kind := range stateBodies {
			var names []string
			for _, a := range own {
				names = append(names, a+" "+kind)
			}
			names = append(names, kind+" of "+country.name, kind+" of the "+country.name, kind+" ("+country.name+")")
			var e *entity
			for _, n := range names {
				if e = b.known(n, schema.Organization); e != nil {
					break
				}
			}
			if e == nil {
				canonical := country.adjectives[0] + " " + kind
				if ofState[kind] {
					canonical = kind + " of " + country.name
				}
				e = b.entity(schema.Organization, schema.EntityID(schema.Organization, canonical, ""), canonical, country.iso3, 4)
			}
			for _, n := range names {
				b.name(e, n, roleAlias, 4)
			}
		}
	}
	return nil
}

var stateBodies = []string{
	"Army", "Navy", "Air Force", "Armed Forces", "Parliament", "Senate", "Supreme Court", "Constitutional Court", "National Assembly", "National Police",
	"National Guard", "Coast Guard", "Central Bank",
}

var ofState = map[string]bool{"Parliament": true, "Supreme Court": true, "Constitutional Court": true, "Senate": true, "National Assembly": true, "Central Bank": true}

// groups reads an actors file of PETRARCH2: "ABU_NIDAL_ORGANIZATION [IMGMUSALQ]"
// and below it "+SYNONYM". People and companies are left out.
func (b *builder) groups(lines []string) {
	var e *entity
	for _, line := range lines {
		line, _, _ = strings.Cut(line, "#")
		head, code, hasCode := strings.Cut(line, "[")
		head = strings.TrimSpace(head)
		other, synonym := strings.CutPrefix(head, "+")
		switch {
		case head == "":
			if !hasCode {
				e = nil
			}
		case synonym:
			if name := title(other); e != nil && strings.Contains(name, " ") && !b.used(name) {
				b.name(e, name, roleAlias, 0.7)
			}
		case hasCode:
			e = nil
			name := title(head)
			if strings.HasPrefix(code, "MNC") || strings.ContainsAny(code, ">0123456789") || !strings.Contains(name, " ") || len(name) > 80 {
				continue
			}
			if e = b.known(name, schema.Organization); e != nil {
				continue
			}
			if b.used(name) {
				continue
			}
			iso3 := ""
			if len(code) > 3 && b.iso3[code[:3]] != nil {
				iso3 = code[:3]
			}
			e = b.entity(schema.Organization, schema.EntityID(schema.Organization, name, ""), name, iso3, 1)
			b.name(e, name, roleName, 1)
		}
	}
}

// title writes "AL-INTIQAMI_AL-PAKISTANI_" as "Al-Intiqami al-Pakistani".
func title(s string) string {
	s = strings.Trim(strings.ReplaceAll(s, "_", " "), " ")
	s, _, _ = strings.Cut(s, " (")
	var out strings.Builder
	first := true
	for _, word := range strings.Fields(s) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		for i, part := range strings.Split(word, "-") {
			if i > 0 {
				out.WriteByte('-')
			}
			lower := strings.ToLower(part)
			switch {
			case !first && small[lower]:
				out.WriteString(lower)
			case part != "":
				out.WriteString(part[:1] + lower[1:])
			}
			first = false
		}
	}
	return out.String()
}

// metonyms reads the palaces and streets that stand for governments.
func metonyms(b *builder, src source) error {
	rows, err := src.tsv("own/metonyms.tsv")
	if err != nil {
		return err
	}
	for _, row := range rows {
		country := b.iso2[row["country_iso2"]]
		name := row["surface"]
		switch {
		case name == "Brussels":
			b.name(b.byID["wp:European Union"], name, roleMetonym, 200)
			continue
		case name == "Turtle Bay":
			b.name(b.byID["wp:United Nations"], name, roleMetonym, 3)
			continue
		case name == "Berlaymont":
			b.name(b.byID["wp:European Commission"], name, roleMetonym, 30)
			continue
		case country == nil || row["kind"] == "venue" || row["kind"] == "sector" || row["kind"] == "religious" || row["kind"] == "church" || strings.HasPrefix(name, "the "):
			continue
		case b.known(name, schema.Organization) != nil || b.known(name, schema.Country) != nil:
			continue // the organization has the name itself
		}
		weight := 200.0
		if c := b.known(name, schema.City, schema.Place); c != nil {
			weight = c.weight / 2
		}
		if generic[name] {
			weight = 3
		}
		b.name(country, name, roleMetonym, weight)
	}
	// palaces and departments that are read as their government and as themselves
	for name, iso3 := range alsoGovernment {
		b.name(b.iso3[iso3], name, roleMetonym, 100)
	}
	return nil
}

// generic names stand for a government only where the text speaks of it.
var generic = map[string]bool{
	"State House": true, "Government House": true, "National Palace": true, "Green Zone": true, "Foreign Office": true, "Chancellery": true,
	"The Lodge": true, "Beehive": true, "Istana": true, "Union Buildings": true, "Unity Palace": true, "Merdeka Palace": true, "Miraflores": true,
	"Langley": true, "Westminster": true, "Pretoria": true, "Rawalpindi": true, "Palacio Nacional": true, "Carondelet": true, "Los Pinos": true,
}

var alsoGovernment = map[string]string{
	"White House": "USA", "State Department": "USA", "U.S. State Department": "USA", "US State Department": "USA", "U.S. government": "USA", "US government": "USA",
	"Downing Street": "GBR", "Buckingham Palace": "GBR", "British Foreign Office": "GBR", "UK government": "GBR",
}
