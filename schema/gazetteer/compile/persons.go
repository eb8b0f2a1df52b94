package compile

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"

	"go.yaml.in/yaml/v3"
)

// persons reads heads of state and government, ambassadors, presidents, members
// of Congress, and the chiefs of the US State Department.
func persons(b *builder, src source) error {
	leaders, err := src.tsv("factbook/leaders.tsv")
	if err != nil {
		return err
	}
	for _, row := range leaders {
		country := b.current[row["code"]]
		office, name := leader(row["title_and_name"])
		if country == nil || name == "" {
			continue
		}
		weight := 20.0
		of := country
		switch row["role"] {
		case "ambassador to the US":
			office, weight = "Ambassador to the United States", 2
		case "US ambassador":
			office, weight, of = "Ambassador to "+country.name, 2, b.iso3["USA"]
		}
		e := b.person(name, "", weight)
		e.offices = append(e.offices, table.Office{Title: office, ISO3: of.iso3, Start: isoDate(row["since"])})
		if weight > 2 && country.kind == schema.Country {
			_, family := b.parts(strings.Fields(name))
			b.name(e, family, roleLastName, 4)
		}
	}
	if err := executive(b, src); err != nil {
		return err
	}
	congress, err := src.tsv("us-politicians/legislators-current.tsv")
	if err != nil {
		return err
	}
	for _, row := range congress {
		e := b.person(row["wikipedia"], row["wikidata"], 5)
		b.name(e, row["full"], roleAlias, 5)
		b.name(e, row["first"]+" "+row["last"], roleAlias, 5)
		if row["nickname"] != "" {
			b.name(e, row["nickname"]+" "+row["last"], roleAlias, 5)
		}
		office := "Senator"
		if row["chamber"] == "rep" {
			office = "Representative"
		}
		e.offices = append(e.offices, table.Office{Title: office, ISO3: "USA", Start: row["first_term_start"]})
	}
	return departments(b, src)
}

// person returns the person of that name, known by it.
func (b *builder) person(name, id string, weight float64) *entity {
	title := name
	name = plain(name)
	if have := b.known(name, schema.Person); have != nil {
		return have
	}
	if id == "" {
		id = schema.EntityID(schema.Person, name, "")
	}
	e := b.entity(schema.Person, id, title, "", weight)
	b.name(e, name, roleName, weight)
	// "Joseph Robinette Biden": the words between are often left out
	if words := strings.Fields(name); len(words) > 2 && !slices.ContainsFunc(words, func(w string) bool { return small[strings.ToLower(w)] }) {
		b.name(e, words[0]+" "+words[len(words)-1], roleAlias, weight/4)
	}
	return e
}

// leader splits "Prime Minister Sifi Ghrieb" into office and name.
func leader(s string) (office, name string) {
	s, _, _ = strings.Cut(s, ";")
	s, _, _ = strings.Cut(s, ",")
	s, _, _ = strings.Cut(s, " (")
	words := strings.Fields(strings.TrimPrefix(s, "represented by "))
	n := 0
	for i, w := range words {
		w = strings.Trim(w, ".")
		if leaderTitle[w] || i > 0 && n == i && (w == "of" || w == "the" || w == "and" || w == "for" || w == "ad" || w == "interim") {
			n = i + 1
		}
	}
	name = strings.Join(words[n:], " ")
	if n == 0 || len(words)-n < 2 || len(words)-n > 6 {
		return "", ""
	}
	return strings.Join(words[:n], " "), name
}

var leaderTitle = map[string]bool{}

func init() {
	for _, w := range strings.Fields("President Prime Minister King Queen Emperor Emir Sultan Amir Prince Princess Grand Duke Pope Ambassador Governor Governor-General General Lieutenant Chancellor Premier Taoiseach Chairman Chairwoman Chairperson Chief Executive Interim Acting Transitional Transition Head Sir Dame Dr Crown Supreme Leader Councilor State Counsellor Government Vice Deputy Secretary Council Presidential Military Executive Commissioner Administrator Mr Gen Lt Col Captain Admiral Field Marshal Charge d'Affaires Chargé Co-prince Archbishop Federal Sheikh Ayatollah Envoy Representative Cardinal Minister-designate Territorial Assembly Republic Sovereign Commander Brigadier Major Junta Leadership Command Board Peace Rebuilding Salvation") {
		leaderTitle[w] = true
	}
}

// isoDate reads "12 December 2019", "December 2019" or "2019"; "" for anything else.
func isoDate(s string) string {
	for _, layout := range [][2]string{{"2 January 2006", "2006-01-02"}, {"January 2006", "2006-01"}, {"2006", "2006"}} {
		if t, err := time.Parse(layout[0], strings.TrimSpace(s)); err == nil {
			return t.Format(layout[1])
		}
	}
	return ""
}

// executive reads the presidents and vice presidents of the United States.
func executive(b *builder, src source) error {
	data, err := os.ReadFile(filepath.Join(src.dir, "us-politicians/executive.yaml"))
	if err != nil {
		return err
	}
	var people []struct {
		Name  struct{ First, Middle, Last, Suffix, Nickname string }
		Terms []struct{ Type, Start, End string }
	}
	if err := yaml.Unmarshal(data, &people); err != nil {
		return err
	}
	shared, seen := map[string]bool{}, map[string]bool{}
	for _, p := range people {
		name := p.Name.First + " " + p.Name.Last
		shared[name] = seen[name]
		seen[name] = true
	}
	for _, p := range people {
		n := p.Name
		e := b.person(strings.Join(strings.Fields(n.First+" "+n.Middle+" "+n.Last), " "), "", 15)
		b.name(e, n.First+" "+n.Last, roleAlias, 15)
		if n.Middle != "" {
			b.name(e, n.First+" "+n.Middle[:1]+". "+n.Last, roleAlias, 15)
			e.name = n.First + " " + n.Middle[:1] + ". " + n.Last
		}
		if !shared[n.First+" "+n.Last] {
			e.name = n.First + " " + n.Last
		}
		if n.Nickname != "" {
			b.name(e, n.Nickname+" "+n.Last, roleAlias, 15)
			e.name = n.Nickname + " " + n.Last
		}
		president := false
		for _, t := range p.Terms {
			office := "Vice President"
			if t.Type == "prez" {
				office, president = "President", true
			}
			e.offices = append(e.offices, table.Office{Title: office, ISO3: "USA", Start: t.Start, End: t.End})
		}
		if president {
			b.name(e, n.Last, roleLastName, 6)
		}
	}
	return nil
}

// departments reads who held the offices of the US State Department.
func departments(b *builder, src source) error {
	people, err := src.tsv("pocom/people.tsv")
	if err != nil {
		return err
	}
	byID := map[string]map[string]string{}
	for _, row := range people {
		byID[row["id"]] = row
		for _, w := range strings.Fields(row["forename"])[:min(1, len(strings.Fields(row["forename"])))] {
			b.personal(b.given, w)
		}
		if !strings.Contains(row["surname"], " ") {
			b.personal(b.surname, row["surname"])
		}
	}
	files, err := filepath.Glob(filepath.Join(src.dir, "pocom/positions-principals/*.xml"))
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var position struct {
			Title      string `xml:"names>singular"`
			Principals []struct {
				Person    string `xml:"person-id"`
				Started   string `xml:"started>date"`
				Appointed string `xml:"appointed>date"`
				Ended     string `xml:"ended>date"`
			} `xml:"principals>principal"`
		}
		if err := xml.Unmarshal(data, &position); err != nil {
			return err
		}
		office := strings.Join(strings.Fields(position.Title), " ")
		for _, p := range position.Principals {
			row := byID[p.Person]
			if row == nil || office == "" || len(row["forename"]) < 3 {
				continue
			}
			weight := 1.0
			if office == "Secretary of State" {
				weight = 12
			}
			forename := strings.Fields(row["forename"])
			name := row["forename"] + " " + row["surname"]
			e := b.person(name, "", weight)
			if e.name == name {
				e.name = forename[0] + " " + row["surname"]
			}
			if weight > 10 {
				b.name(e, row["surname"], roleLastName, 3)
			}
			for _, n := range []string{forename[0] + " " + row["surname"], row["altname"]} {
				if strings.Contains(n, " ") && !strings.Contains(n, ".") {
					b.name(e, n, roleAlias, weight/2)
				}
			}
			started := p.Started
			if started == "" {
				started = p.Appointed
			}
			e.offices = append(e.offices, table.Office{Title: office, ISO3: "USA", Start: whole(started), End: whole(p.Ended)})
		}
	}
	return nil
}

// whole is a date of pocom as ISO 8601, "" where it is not one.
func whole(s string) string {
	d, err := schema.ParseDate(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	return string(d)
}

// personal adds a word to the given names or the surnames.
func (b *builder) personal(to map[string]bool, word string) {
	var k table.Key
	if k.Add(strings.TrimSpace(word)) && k.Words == 1 && k.Caps != 0 && len(k.Bytes()) > 1 && !strings.Contains(word, ".") {
		to[string(k.Bytes())] = true
	}
}

// parts is the given name and the family name of a person of several words: the
// first and the last, unless the first is a Chinese or Korean family name and the
// others are nobody's elsewhere ("Xi Jinping", but "Kim Clijsters").
func (b *builder) parts(words []string) (given, family string) {
	last := words[len(words)-1]
	if !eastern[words[0]] || len(words) > 3 || len(words) == 1 {
		return words[0], last
	}
	for _, w := range words[1:] {
		if b.common[foldKey(w)] {
			return words[0], last
		}
	}
	return last, words[0]
}

// eastern are Chinese and Korean family names, which stand first.
var eastern = map[string]bool{}

func init() {
	for _, w := range strings.Fields("Xi Hu Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Lin Guo He Gao Luo Zheng Liang Xie Song Tang Deng Mao Jiang Hua Wen Peng Qin Yao Lu Han " +
		"Kim Lee Park Choi Choe Jung Jeong Kang Cho Yoon Yun Jang Lim Shin Seo Kwon Hwang Moon Roh Ri Pak Oh Chung Hong Yoo") {
		eastern[w] = true
	}
}

// personalNames reads the lists of given names and surnames.
func personalNames(b *builder, src source) error {
	for _, file := range []string{"person-names/kantrowitz-names/male.txt", "person-names/kantrowitz-names/female.txt"} {
		lines, err := src.lines(file)
		if err != nil {
			return err
		}
		for _, line := range lines {
			if !strings.HasPrefix(line, "#") {
				b.personal(b.given, line)
			}
		}
	}
	for _, list := range []struct {
		file string
		to   map[string]bool
	}{{"person-names/common-forenames-by-country.csv", b.given}, {"person-names/common-surnames-by-country.csv", b.surname}} {
		rows, err := src.csv(list.file)
		if err != nil {
			return err
		}
		for _, row := range rows {
			b.personal(list.to, row["Romanized Name"])
			b.personal(list.to, row["Localized Name"])
		}
	}
	var first struct{ FirstNames []string }
	var last struct{ LastNames []string }
	if err := src.json("corpora/humans/firstNames.json", &first); err != nil {
		return err
	}
	if err := src.json("corpora/humans/lastNames.json", &last); err != nil {
		return err
	}
	for _, n := range first.FirstNames {
		b.personal(b.given, n)
	}
	for _, n := range last.LastNames {
		b.personal(b.surname, n)
	}
	for word := range b.given {
		b.common[word] = true
	}
	for word := range b.surname {
		b.common[word] = true
	}
	for _, e := range b.entities {
		if words := strings.Fields(e.name); e.kind == schema.Person && len(words) > 1 {
			given, family := b.parts(words)
			b.personal(b.given, given)
			b.personal(b.surname, family)
		}
	}
	return nil
}
