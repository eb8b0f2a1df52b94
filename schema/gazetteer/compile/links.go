package compile

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"
)

func foldKey(name string) string {
	var k table.Key
	k.Add(name)
	return string(k.Bytes())
}

// links counts what the links of the items say: new entities with their Wikipedia
// titles, other names, and how often a name means which.
func (b *builder) links(items []item) {
	types := map[string]map[string]int{} // by title
	for _, item := range items {
		for _, word := range strings.Fields(item.text) {
			word = strings.Trim(word, ".,;:\"'()“”’")
			if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
				b.lower[foldKey(word)]++
			}
		}
		for _, l := range item.links {
			if types[l.Title] == nil {
				types[l.Title] = map[string]int{}
			}
			types[l.Title][l.Type]++
		}
	}
	entities := map[string]*entity{}
	for _, item := range items {
		for _, l := range item.links {
			if _, ok := entities[l.Title]; !ok {
				entities[l.Title] = b.resolve(l.Title, types[l.Title])
			}
		}
	}
	for _, item := range items {
		for _, l := range item.links {
			if e := entities[l.Title]; e != nil {
				b.observe(e, l, []rune(item.text))
			}
		}
	}
}

// nations gives organizations the one country that their title names: "Labour Party
// (Norway)", "Argentine National Congress", "House of Commons of Canada".
func (b *builder) nations() {
	for _, e := range b.entities {
		title, linked := strings.CutPrefix(e.id, "wp:")
		if e.kind != schema.Organization || e.iso3 != "" || !linked {
			continue
		}
		words := strings.FieldsFunc(title, func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == ',' || r == '–' })
		found := map[string]bool{}
		for first := 0; first < len(words); {
			n, iso3 := b.nation(words[first:])
			if n > 0 {
				found[iso3] = true
			}
			first += max(n, 1)
		}
		if len(found) == 1 {
			for iso3 := range found {
				e.iso3 = iso3
			}
		}
	}
}

// nation is the longest name or adjective of a country that words begin with.
func (b *builder) nation(words []string) (n int, iso3 string) {
	for n := min(len(words), 5); n > 0; n-- {
		if words[0] == "the" {
			break
		}
		for _, reading := range b.names[foldKey(strings.Join(words[:n], " "))] {
			e := reading.entity
			if e.kind == schema.Country && len(e.offices) == 0 && e.weight > 100 && reading.role != roleCapital && reading.role != roleMetonym && reading.weight > e.weight*0.3 {
				return n, e.iso3
			}
		}
	}
	return 0, ""
}

// observe counts one link.
func (b *builder) observe(e *entity, l link, text []rune) {
	surface := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(l.Text), "'s"), "’s")
	r, _ := utf8.DecodeRuneInString(surface)
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !strings.HasPrefix(surface, "al-") && !strings.HasPrefix(surface, "the ") || titled.MatchString(surface) {
		return
	}
	key := foldKey(strings.TrimPrefix(surface, "the "))
	if b.ofState(surface) {
		return // "Israeli soldiers", "the British government": the state, whatever was linked
	}
	if e.kind == schema.Place && l.Start > 1 && l.Start <= len(text) && string(text[l.Start-2:l.Start]) == ", " {
		return // "Albany, New York" says nothing about "New York"
	}
	// "Israeli" linked to the army, "Syria" to its government: still the country
	for _, n := range b.names[key] {
		if n.entity == e || n.role == roleCapital || n.role == roleMetonym || n.role == roleLastName {
			continue
		}
		switch {
		case n.entity.kind == schema.Country && n.entity.weight > 300 && e.kind == schema.Organization:
			return
		// "Kyiv" linked to its oblast, "Washington" to a court there
		// in an encyclopedia "New York" is linked to the state, the city is "New York City"
		case n.entity.kind == schema.City && e.kind == schema.Place && n.weight > e.weight:
			return
		case n.entity.kind != schema.Organization && n.entity.kind != schema.Person && n.weight >= 1 && key != foldKey(e.name):
			return
		}
	}
	role := uint8(roleAlias)
	switch {
	case foldKey(e.name) == key:
		role = roleName
	case acronym(surface):
		role = roleAcronym
	}
	n := b.name(e, surface, role, min(e.weight, 10))
	if n == nil {
		return
	}
	n.seen++
	if e.kind == schema.Person {
		if words := strings.Fields(e.name); len(words) > 1 {
			given, family := b.parts(words)
			b.personal(b.given, given)
			b.personal(b.surname, family)
		}
	}
}

// ofState reports whether a surface is a state's name and common nouns.
func (b *builder) ofState(surface string) bool {
	words := strings.Fields(surface)
	if len(words) < 2 {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(words[len(words)-1]); !unicode.IsLower(r) {
		return false
	}
	for n := len(words) - 1; n > 0; n-- {
		for _, reading := range b.names[foldKey(strings.Join(words[:n], " "))] {
			if reading.entity.kind == schema.Country && reading.role != roleCapital && reading.role != roleMetonym {
				return true
			}
		}
	}
	return false
}

var (
	// titled are surfaces that name an office.
	titled   = regexp.MustCompile(`(?i)^(?:(?:vice |deputy |acting |former |prime |foreign |defen[cs]e |interior |crown )*(?:president|minister|secretary|king|queen|prince|pope|emir|sultan|premier|chancellor|governor|mayor|senator|ambassador|general|spokesman|leader|supreme leader|speaker|chairman)s?)(?: of .*|-elect)?$`)
	notThing = regexp.MustCompile(`national .* team| list of |^(?:\d{4}|List of|President|Prime Minister|Vice President|Minister|Secretary|King|Queen|Ministry of|Politics|Religion|History|Timeline|Demographics|Government of|Capital punishment|Human rights|Aftermath|Next |First |Second |Third |COVID|Death|Murder|Assassination|Killing|Impeachment|Trial|Arrest|Bombing|Battle|Siege|Operation|Treaty|Territorial|Water|Economy|Chief|Head|Premier|Governor|Mayor|Supreme Leader|Foreign relations)\b`)
	eventful = regexp.MustCompile(`(?i)\b(?:war|conflict|attack|attacks|invasion|offensive|crisis|protests?|election|elections|massacre|bombings?|shooting|crash|earthquake|hurricane|cyclone|typhoon|airstrikes?|campaign|insurgency|genocide|ceasefire|agreement|treaty|summit|championships?|cup|games|film|album|series|law|act|coup|uprising|revolution|referendum|relations|pandemic|outbreak|language|people|flight \d+|season|award|awards|prize|scandal|controversy|case|affair|plot)\b`)
	group    = regexp.MustCompile(`\b(?:Army|Armed Forces|Air Force|Navy|Forces|Force|Guard|Police|Party|Movement|Front|Union|Council|Committee|Court|Parliament|Assembly|Senate|Congress|Agency|Authority|Service|Bureau|Department|Ministry|Bank|Company|Corporation|Group|University|Institute|Association|Federation|Organization|Organisation|Club|F\.?C\.?|League|Network|Brigade|Brigades|Militia|Command|Commission|Board|Foundation|Church|Airlines|Airways|Cartel|Coalition|Alliance|Tribunal|Chamber|House of|Cabinet|Directorate|Observatory|Times|Post|Herald|News|TV|Television|Radio|Office|Inc\.|plc|Ltd|Administration|Coast Guard|Battalion|Regiment|Division|Corps|Legion|Liberation|Gang|Mafia|Society|Fund|Airline|Railway|Motors|Energy|Media|Press)\b`)
	spot     = regexp.MustCompile(`\b(?:Oblast|Province|State|Governorate|Region|District|County|Strait|Sea|Gulf|Bay|Island|Islands|River|Lake|Mountain|Mountains|Mount|Valley|Desert|Airport|Air Base|Base|Park|Street|Square|Bridge|Canal|Prison|Palace|Mosque|Cathedral|Peninsula|Territory|Raion|Prefecture|Department|Division|Zone|Crossing|Border|Hospital|Port|Dam|Plant|Camp|Hills?|Volcano|Ocean|Coast|Municipality|Krai|Republic|refugee camp|crossing|Stadium|Arena|Tower|Temple|Heights|Plateau|Pass|Corridor|Pipeline|Station|Highway|Avenue)\b`)
)

// resolve finds or makes the entity of a Wikipedia title; nil where the title is no
// country, city, place, organization or person.
func (b *builder) resolve(title string, types map[string]int) *entity {
	if e, ok := b.byID["wp:"+title]; ok {
		return e
	}
	main, most := "", 0
	for _, t := range slices.Sorted(maps.Keys(types)) {
		if types[t] > most {
			main, most = t, types[t]
		}
	}
	if notThing.MatchString(title) || strings.HasSuffix(title, " people") {
		return nil
	}
	if e := b.known(title, schema.Country); e != nil {
		return e
	}
	if bare, ok := strings.CutSuffix(title, " (country)"); ok {
		return b.known(bare, schema.Country)
	}
	if bare, ok := strings.CutSuffix(title, " (US state)"); ok {
		title = bare + " (U.S. state)"
		return b.byID["wp:"+title]
	}
	if title == "Washington, D.C." || title == "Gaza City" {
		return b.byID[map[string]string{"Washington, D.C.": "geonames:4140963", "Gaza City": "geonames:281133"}[title]]
	}
	name := plain(title)
	if e := b.located(title, main); e != nil {
		b.rename(e, title)
		return e
	}
	kind := schema.EntityType("")
	switch main {
	case "ORG":
		kind = schema.Organization
	case "CITY":
		kind = schema.City
	case "COUNTRY", "REGION", "PLACE?", "FAC":
		kind = schema.Place
	case "PER":
		kind = schema.Person
	case "PER?", "NORP", "OTHER":
	default:
		return nil
	}
	switch {
	case eventful.MatchString(name) && kind != schema.Organization:
		return nil
	case group.MatchString(name) && kind != schema.City && kind != schema.Person:
		kind = schema.Organization
	case spot.MatchString(name) && kind != schema.Organization && !strings.Contains(name, "Islamic State"):
		kind = schema.Place
	case kind == schema.Person && !strings.Contains(name, " "), kind == schema.Person && digits.MatchString(name):
		return nil
	case main == "PER?" && strings.Count(name, " ") == 1 && kind == "":
		kind = schema.Person
	}
	if main == "NORP" && kind != schema.Organization {
		return nil
	}
	if kind == "" {
		return nil
	}
	if e := b.known(title, kind); e != nil && kind == schema.Organization && e.weight >= 4 && !anyones(foldKey(title)) {
		if strings.HasPrefix(e.id, "organization/") {
			b.adopt(e, title)
		}
		return e // another title of a page that our own lists have
	}
	if e := b.known(name, kind); e != nil && strings.EqualFold(foldKey(e.name), foldKey(name)) && !strings.HasPrefix(e.id, "Q") && !strings.HasPrefix(e.id, "geonames:") && !strings.HasPrefix(e.id, "wp:") {
		b.adopt(e, title)
		return e
	} else if e != nil && kind == schema.Person {
		if strings.HasPrefix(e.id, "person/") {
			b.adopt(e, title)
			e.name = name
		}
		return e
	}
	weight := 2.0
	if kind == schema.City {
		if before, _, ok := strings.Cut(name, ", "); ok {
			name = before
		}
	}
	e := b.entity(kind, "wp:"+title, name, "", weight)
	b.name(e, name, roleName, weight)
	return e
}

var digits = regexp.MustCompile(`\d`)

// rename lets a city have the name of its Wikipedia article where GeoNames has a
// spelling of another language.
func (b *builder) rename(e *entity, title string) {
	name, _, _ := strings.Cut(plain(title), ", ")
	if e.kind == schema.City && strings.HasPrefix(e.id, "geonames:") && title != "Washington, D.C." {
		e.name = name
		b.name(e, name, roleName, e.weight)
	}
}

// adopt gives an entity that had no link its Wikipedia title.
func (b *builder) adopt(e *entity, title string) {
	delete(b.byID, e.id)
	e.id = "wp:" + title
	b.byID[e.id] = e
}

// located finds the city or region of a title: "Kyiv", "Bari, Somalia",
// "Springfield, Illinois", "Niger State".
func (b *builder) located(title, main string) *entity {
	name, within, qualified := strings.Cut(title, ", ")
	if main == "CITY" || main == "REGION" || main == "COUNTRY" || main == "PLACE?" || main == "PER" || main == "OTHER" || main == "NORP" || main == "PER?" {
		if !qualified && name == plain(name) {
			if e := b.known(name, schema.Place); e != nil && (foldKey(e.name) == foldKey(name) || strings.HasPrefix(e.id, "wp:")) && (main != "CITY" || e.weight > 90 || b.known(name, schema.City) == nil) {
				if strings.HasPrefix(e.id, "place/") {
					b.adopt(e, title)
				}
				return e
			}
		}
	}
	if main != "CITY" && main != "REGION" && main != "PLACE?" {
		return nil
	}
	name = plain(name)
	var country *entity
	if qualified {
		country = b.known(within, schema.Country)
	}
	var best *entity
	for _, n := range b.names[foldKey(name)] {
		e := n.entity
		if e.kind != schema.City || n.role == roleDemonym {
			continue
		}
		if qualified && !(country != nil && e.iso3 == country.iso3 || foldKey(e.admin) == foldKey(within)) {
			continue
		}
		if n.weight < e.weight*0.5 && !(main == "CITY" && e.population > 200_000) {
			continue // only a spelling of some other language
		}
		if best == nil || e.weight > best.weight {
			best = e
		}
	}
	return best
}
