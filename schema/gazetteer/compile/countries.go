package compile

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"
)

// states that the gold guidelines call a country though ISO does not.
var states = map[string]bool{"PSE": true, "TWN": true, "VAT": true, "XKX": true}

// countries reads country-codes, the factbook and our own corrections.
func countries(b *builder, src source) error {
	codes, err := src.csv("country-codes/country-codes.csv")
	if err != nil {
		return err
	}
	facts, err := src.tsv("factbook/countries.tsv")
	if err != nil {
		return err
	}
	fixes, err := list("countries.txt", 6)
	if err != nil {
		return err
	}
	fix := map[string][]string{}
	for _, f := range fixes {
		fix[f[0]] = f
	}
	people := map[string]float64{} // millions, by ISO2
	lines, err := src.lines("cities/geonames_countryInfo.txt")
	if err != nil {
		return err
	}
	for _, line := range lines {
		if f := strings.Split(line, "\t"); len(f) > 7 && !strings.HasPrefix(line, "#") {
			var n float64
			fmt.Sscanf(f[7], "%g", &n)
			people[f[0]] = n / 1e6
		}
	}
	codes = append(codes, map[string]string{
		"ISO3166-1-Alpha-3": "XKX", "ISO3166-1-Alpha-2": "XK", "is_independent": "Yes", "CLDR display name": "Kosovo",
		"official_name_en": "Kosovo", "Capital": "Pristina", "FIPS": "KV",
	})
	for _, row := range codes {
		iso3, iso2 := row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"]
		f := fix[iso3]
		if f == nil {
			f = make([]string, 6)
		}
		delete(fix, iso3)
		name := row["CLDR display name"]
		if f[2] != "" {
			name = f[2]
		}
		id := row["wikidata_id"][strings.LastIndexByte(row["wikidata_id"], '/')+1:]
		if f[1] != "" {
			id = f[1]
		}
		kind := schema.Place
		if row["is_independent"] == "Yes" && iso3 != "BES" && iso3 != "CXR" || states[iso3] {
			kind = schema.Country
		}
		weight := 500 * math.Sqrt(1+people[iso2])
		if kind == schema.Place {
			weight = 30 * math.Sqrt(1+100*people[iso2])
		}
		e := b.entity(kind, id, name, iso3, weight)
		b.iso2[iso2], b.iso3[iso3] = e, e
		for _, code := range strings.Split(row["FIPS"], ",") {
			b.current[strings.ToLower(code)] = e
		}
		b.name(e, name, roleName, weight)
		for _, other := range []string{row["CLDR display name"], row["UNTERM English Short"], row["UNTERM English Formal"], row["official_name_en"]} {
			role := uint8(roleAlias)
			if acronym(other) {
				role = roleAcronym
			}
			b.name(e, formal(other), role, weight)
		}
		for _, other := range several(f[3]) {
			role := uint8(roleAlias)
			if former[other] {
				role = roleFormer
			} else if acronym(other) {
				role = roleAcronym
			}
			other, doubt := strings.CutSuffix(other, "?")
			if doubt {
				b.name(e, other, role, weight*doubtful)
			} else {
				b.name(e, other, role, weight*0.8)
			}
		}
		seats := several(f[5])
		if len(seats) == 0 && kind == schema.Country && !sameName[iso3] {
			seats = []string{strings.TrimSpace(row["Capital"])}
		}
		for i, seat := range seats {
			b.name(e, seat, roleCapital, capitalWeight/float64(1+i))
		}
		for _, word := range nationality(f[4], "") {
			stem, doubt := strings.CutSuffix(word, "?")
			if doubt {
				b.name(e, stem, roleDemonym, weight*doubtful)
				b.name(e, stem+"s", roleDemonym, weight*doubtful)
			} else {
				b.name(e, word, roleDemonym, weight)
				e.adjectives = append(e.adjectives, word)
			}
		}
	}
	if len(fix) > 0 {
		return fmt.Errorf("lists/countries.txt: %v are no ISO codes of country-codes.csv", fix)
	}
	for _, row := range facts {
		e := b.current[row["code"]]
		if e == nil || territory[row["code"]] {
			continue
		}
		for _, other := range []string{row["name"], row["long_form"], row["local_short"]} {
			if other != "none" {
				b.name(e, formal(other), roleAlias, e.weight*0.5)
			}
		}
		for _, other := range splitNames.Split(row["former"], -1) {
			if words := strings.Fields(other); len(words) > 0 && len(words) < 7 && !historicName[formal(other)] {
				b.name(e, formal(other), roleFormer, e.weight*0.2)
			}
		}
		f := ""
		for _, l := range fixes {
			if l[0] == e.iso3 {
				f = l[4]
			}
		}
		for _, word := range append(nationality(row["demonym_noun"], f), nationality(row["demonym_adjective"], f)...) {
			if b.known(word, schema.Country, schema.Place) != e {
				b.name(e, word, roleDemonym, e.weight)
				e.adjectives = append(e.adjectives, word)
			}
		}
	}
	return nil
}

// doubtful is how often a name with a question mark means the country.
const doubtful = 0.15

// capitalWeight is the weight of a capital as its government; half that of the city.
const capitalWeight = 400

// former names of countries that are in use still.
var former = map[string]bool{}

func init() {
	for _, n := range strings.Split("Dahomey|Upper Volta|Belorussia|Byelorussia|Central African Empire|Communist China|Red China|British Guiana|Dutch East Indies|Netherlands East Indies|Irish Free State|Persia|Transjordan|Trans-Jordan|Kirghizia|Kirgizia|Kampuchea|Democratic Kampuchea|Khmer Republic|Gilbert Islands|Ceylon|Basutoland|Moldavia|Malagasy Republic|Macedonia|Republic of Macedonia|Former Yugoslav Republic of Macedonia|FYROM|F.Y.R.O.M.|Burma|Union of Burma|Mongolian People's Republic|Malaya|Federation of Malaya|Nyasaland|South West Africa|South-West Africa|West Pakistan|Polish People's Republic|Rumania|Roumania|Surinam|Dutch Guiana|Swaziland|Siam|Turkmenia|Formosa|Nationalist China|Free China|Tanganyika|Ukrainian SSR|New Hebrides|Union of South Africa|Northern Rhodesia|Southern Rhodesia|French Cameroons|French Somaliland|Gold Coast|British Honduras|Libyan Arab Jamahiriya|Jamahiriya|Spanish Sahara|Abyssinia", "|") {
		former[n] = true
	}
}

// sameName are states whose capital has the state's name.
var sameName = map[string]bool{"SGP": true, "MCO": true, "VAT": true, "LUX": true, "DJI": true, "SMR": true}

// territory are factbook codes of places that are not what their ISO code says.
var territory = map[string]bool{"": true, "ee": true, "gz": true, "we": true, "cr": true, "sb": true, "hk": true, "mc": true, "aa": true, "uc": true}

// historicNames are former names in the factbook that are states of their own.
var historicName = map[string]bool{"United Arab Republic": true, "Soviet Union": true, "Yugoslavia": true, "German Empire": true, "Zaire": true, "Congo Free State": true, "Belgian Congo": true, "South Vietnam": true, "North Vietnam": true}

var splitNames = regexp.MustCompile(`\s*[,;/]\s*|\s+or\s+`)

// formal takes the article and the notes out of an official name.
func formal(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), "**"), "*")
	if i := strings.Index(name, " ("); i > 0 {
		name = name[:i]
	}
	name = strings.TrimPrefix(strings.TrimSpace(name), "the ")
	if strings.EqualFold(name, "none") || name == "NA" {
		return ""
	}
	return name
}

// acronym reports whether a name is capitals and points alone.
func acronym(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
			letters++
		case r != '.' && r != ' ' && r != '+' && r != '-' && r != '/':
			return false
		}
	}
	return letters >= 2
}

var notes = regexp.MustCompile(`\([^)]*\)|note - .*`)

// nationality reads words for the people of a country: "Jordanian(s)",
// "Frenchman(men), Frenchwoman(women)", "Briton(s), British (collective plural)",
// or our own "Kazakh|Kazakhstani". except holds our own field, in which a word
// after "-" is none. Plurals are added.
func nationality(field, except string) []string {
	not := map[string]bool{}
	for _, w := range several(except) {
		if w, ok := strings.CutPrefix(w, "-"); ok {
			not[w] = true
		}
	}
	var out []string
	for _, word := range regexp.MustCompile(`\s*[,;|/]\s*(?:or\s+)?|\s+or\s+`).Split(field, -1) {
		if not[word] || strings.HasPrefix(word, "-") || strings.HasPrefix(word, "note") {
			continue
		}
		stem, isMan := strings.CutSuffix(strings.ReplaceAll(word, " (", "("), "man(men)")
		if isMan {
			out = append(out, stem+"man", stem+"men")
			continue
		}
		if stem, ok := strings.CutSuffix(word, "woman(women)"); ok {
			out = append(out, stem+"woman", stem+"women")
			continue
		}
		word = strings.TrimSpace(notes.ReplaceAllString(word, ""))
		if word == "" || word == "none" || word == "NA" || not[word] || word[0] >= 'a' && word[0] <= 'z' {
			continue
		}
		out = append(out, word)
		if !invariable.MatchString(word) {
			out = append(out, word+"s")
		}
	}
	return out
}

// invariable are words for people that have no plural in s.
var invariable = regexp.MustCompile(`(?:ese|sh|ch|ss|x|s|ic|men|man|women|woman|ois|\?|hellenic|Ni-Vanuatu|I-Kiribati|Dutch|Greek Cypriots|Batswana|Basotho)$`)

// historic reads the states that are no more.
func historic(b *builder, _ source) error {
	rows, err := list("historic.txt", 8)
	if err != nil {
		return err
	}
	for _, f := range rows {
		e := b.entity(schema.Country, f[0], f[1], f[2], 400)
		e.offices = append(e.offices, table.Office{ISO3: f[2], Start: f[3], End: f[4]})
		if f[2] != "" {
			b.iso3[f[2]] = e
		}
		b.name(e, e.name, roleName, 400)
		for _, other := range several(f[5]) {
			role := uint8(roleAlias)
			if acronym(other) {
				role = roleAcronym
			}
			b.name(e, other, role, 300)
		}
		for _, word := range nationality(f[6], "") {
			b.name(e, word, roleDemonym, 400)
		}
		for _, seat := range several(f[7]) {
			b.name(e, seat, roleCapital, 25)
		}
	}
	return nil
}
