package compile

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"backchannel/schema"
)

// places reads our own list of regions, seas and buildings, and the rivers and
// seas of corpora.
func places(b *builder, src source) error {
	rows, err := list("places.txt", 5)
	if err != nil {
		return err
	}
	for _, f := range rows {
		weight := 30.0
		if f[4] != "" {
			if weight, err = strconv.ParseFloat(f[4], 64); err != nil {
				return fmt.Errorf("lists/places.txt: %s: %w", f[0], err)
			}
		}
		weight *= 4
		var e *entity
		if have := b.known(plain(f[0]), schema.Place); have != nil && have.id[0] == 'Q' {
			e = have // a territory of country-codes
			weight = max(weight, e.weight)
		} else {
			e = b.entity(schema.Place, "", f[0], f[1], weight)
		}
		b.name(e, plain(f[0]), roleName, weight)
		if f[0] != plain(f[0]) {
			b.name(e, f[0], roleAlias, weight)
		}
		for _, other := range several(f[2]) {
			b.name(e, other, roleAlias, weight)
		}
		for _, word := range nationality(f[3], "") {
			b.name(e, word, roleDemonym, weight)
		}
	}
	var seas struct {
		Seas []struct{ Name string }
	}
	if err := src.json("corpora/geography/oceans.json", &seas); err != nil {
		return err
	}
	var rivers struct {
		Rivers []struct{ Name string }
	}
	if err := src.json("corpora/geography/rivers.json", &rivers); err != nil {
		return err
	}
	for _, s := range seas.Seas {
		if strings.Contains(s.Name, " ") && b.known(s.Name, schema.Place) == nil {
			b.name(b.entity(schema.Place, "", s.Name, "", 5), s.Name, roleName, 5)
		}
	}
	for _, r := range rivers.Rivers {
		name := r.Name + " River"
		if b.known(name, schema.Place) == nil && len(r.Name) > 3 {
			b.name(b.entity(schema.Place, "", name, "", 5), name, roleName, 5)
		}
	}
	return nil
}

// big is the population from which on the spellings of other languages are kept.
const big = 100_000

// cities reads the cities of GeoNames: the newer list for names, the older for
// population and other spellings.
func cities(b *builder, src source) error {
	newer, err := src.csv("cities/world-cities.csv")
	if err != nil {
		return err
	}
	older, err := src.tsv("cities/cities15000.tsv")
	if err != nil {
		return err
	}
	byName := map[string]*entity{} // countries as world-cities writes them
	name, admin := map[string]string{}, map[string]string{}
	for _, row := range newer {
		name[row["geonameid"]], admin[row["geonameid"]] = row["name"], row["subcountry"]
	}
	seen := map[string]bool{}
	var others []func()
	for _, row := range older {
		id := row["geonameid"]
		if seen[id] || row["feature"] == "PPLX" && row["population"] < "100000" && len(row["population"]) < 6 {
			continue // a part of a town
		}
		seen[id] = true
		country := b.iso2[row["country_iso2"]]
		if country == nil {
			continue
		}
		people, _ := strconv.Atoi(row["population"])
		n := row["name"]
		if now := name[id]; now != "" {
			n = now
		}
		e := b.city(id, n, admin[id], country, people, strings.Count(row["alternate_names"], "|"), row["feature"])
		if e == nil {
			continue
		}
		for _, other := range []string{row["name"], row["asciiname"]} {
			if other != "" && other != n {
				b.name(e, other, roleAlias, e.weight*0.9)
			}
		}
		if people >= big || row["feature"] == "PPLC" {
			spellings := strings.Split(row["alternate_names"], "|")
			others = append(others, func() { b.spellings(e, spellings) })
		}
	}
	for _, row := range newer {
		country := byName[row["country"]]
		if country == nil {
			country = b.known(row["country"], schema.Country, schema.Place)
			byName[row["country"]] = country
		}
		if seen[row["geonameid"]] || country == nil {
			continue
		}
		b.city(row["geonameid"], row["name"], row["subcountry"], country, 15_000, 0, "")
	}
	for _, add := range others {
		add()
	}
	return nil
}

// city adds one city, or nothing where its name is more often something else.
func (b *builder) city(id, name, admin string, country *entity, people, spellings int, feature string) *entity {
	weight := math.Pow(float64(max(people, 5_000))/1e5, 1.1) * (1 + float64(spellings)/8)
	switch feature {
	case "PPLC":
		weight = max(weight*8, country.weight*0.4)
	case "PPLA":
		weight *= 2
	}
	var e *entity
	if have := b.known(name, schema.Country, schema.Place); have != nil && have.iso3 == country.iso3 && have.id[0] == 'Q' {
		if sameName[country.iso3] || have.kind == schema.Place {
			return nil // Singapore is one thing
		}
		weight = min(weight, have.weight/10)
	}
	canonical := name
	if id == "4140963" { // the one Washington that the law calls a district
		canonical = "Washington, D.C."
	}
	e = b.entity(schema.City, "geonames:"+id, canonical, country.iso3, weight)
	if id == "281133" {
		canonical = "Gaza City"
	}
	e.name, e.population, e.admin = canonical, people, admin
	b.name(e, canonical, roleName, weight)
	b.name(e, name, roleName, weight)
	if id == "5128581" {
		b.name(e, "New York", roleAlias, weight*3)
	}
	if id == "4140963" {
		for _, other := range []string{"Washington, DC", "Washington DC", "Washington D.C.", "District of Columbia"} {
			b.name(e, other, roleAlias, weight)
		}
	}
	e.part = country
	return e
}

// spellings adds the other spellings of a large city, but for those that are
// somebody's name, another place's name, short, or not written as names are.
func (b *builder) spellings(e *entity, others []string) {
	for _, other := range others {
		letters := 0
		for _, r := range other {
			if r > 0x24F && !(0x1E00 <= r && r < 0x1F00) {
				letters = -99
			}
			letters++
		}
		key := foldKey(other)
		seat := len(b.names[key]) > 0 && b.names[key][0].role == roleCapital && b.names[key][0].entity.iso3 == e.iso3
		if letters < 5 && !seat || letters < 0 || other[0] < 'A' || other[0] > 'Z' && other[0] < 0x80 || acronym(other) || strings.ContainsAny(other, "=0123456789(),'") {
			continue
		}
		weight := e.weight * 0.05
		for _, n := range b.names[key] {
			switch {
			case n.role == roleCapital && n.entity.iso3 == e.iso3:
				weight = e.weight * 0.9 // "Peking": known to be a name of the capital
			case n.entity.kind == schema.City && n.weight < e.weight/5:
				weight = max(weight, e.weight*0.3)
			default:
				weight = 0
			}
			if weight == 0 {
				break
			}
		}
		if weight > 0 {
			b.name(e, other, roleAlias, weight)
		}
	}
}

// regions makes a place of each province that the cities of GeoNames lie in.
func regions(b *builder, src source) error {
	rows, err := src.csv("cities/world-cities.csv")
	if err != nil {
		return err
	}
	people := map[string]int{}
	var order [][2]string
	seen := map[[2]string]bool{}
	for _, row := range rows {
		country := b.known(row["country"], schema.Country, schema.Place)
		if country == nil || row["subcountry"] == "" {
			continue
		}
		key := [2]string{country.iso3, row["subcountry"]}
		if !seen[key] {
			seen[key] = true
			order = append(order, key)
		}
		if e := b.byID["geonames:"+row["geonameid"]]; e != nil {
			people[key[0]+key[1]] += e.population
		}
	}
	for _, key := range order {
		iso3, name := key[0], key[1]
		country := b.iso3[iso3]
		weight := 4 * math.Sqrt(float64(people[iso3+name])/1e5)
		if iso3 == "USA" {
			weight = 100 + 5*weight
		}
		if have := b.known(name, schema.Place, schema.Country); have != nil && (have.iso3 == iso3 || have.kind == schema.Country && iso3 != "USA" && have.iso3 == "") {
			continue
		}
		if c := b.inCountry(name, iso3); c != nil && iso3 != "USA" {
			continue // named for its city, which is meant more often
		}
		id := schema.EntityID(schema.Place, name+" "+country.name, "")
		if iso3 == "USA" {
			id = "wp:" + name
			switch name {
			case "Georgia":
				id += " (U.S. state)"
			case "New York", "Washington":
				id += " (state)"
			}
		}
		e := b.entity(schema.Place, id, name, iso3, weight)
		e.part = country
		b.name(e, name, roleName, weight)
		if iso3 == "USA" {
			b.name(e, name+" State", roleAlias, weight)
			b.name(e, "State of "+name, roleAlias, weight)
		}
	}
	provinces := map[[2]string]*entity{}
	for _, e := range b.entities {
		if e.kind == schema.Place && e.iso3 != "" {
			provinces[[2]string{e.iso3, foldKey(e.name)}] = e
		}
	}
	for _, e := range b.entities {
		if p := provinces[[2]string{e.iso3, foldKey(e.admin)}]; e.kind == schema.City && p != nil {
			e.part = p
		}
	}
	return nil
}

// capitals lets a capital mean its government half as often as the city.
func (b *builder) capitals() {
	for key, list := range b.names {
		city := 0.0
		for _, n := range list {
			if n.entity.kind == schema.City {
				city = max(city, n.weight)
			}
		}
		for _, n := range list {
			if n.role != roleCapital || city == 0 {
				continue
			}
			for _, c := range list {
				if c.entity.kind == schema.City && c.entity.iso3 == n.entity.iso3 && c.spell != n.spell {
					b.names[key] = append(b.names[key], &naming{entity: c.entity, role: c.role, weight: c.weight, caps: n.caps, spell: n.spell})
					break // "Malé", which GeoNames writes Male
				}
			}
			share := 0.5 * n.weight / capitalWeight // less for a second seat
			if len(n.entity.offices) > 0 {
				share = 0.08 // a state that is no more
			}
			n.weight = city * share
		}
	}
}

// inCountry is the city of that name in a country.
func (b *builder) inCountry(name, iso3 string) *entity {
	for _, n := range b.names[foldKey(name)] {
		if n.entity.kind == schema.City && n.entity.iso3 == iso3 && n.role == roleName {
			return n.entity
		}
	}
	return nil
}
