// Package compile makes the gazetteer's index from the lists of a data folder
// (gazetteers/, linking/) and from the lists of its own (lists/): facts, no
// sentences. README.md of the gazetteer names the sources and their licences.
//
// Each list adds entities and names with a weight, roughly how often news would
// mean the entity by the name. At the end the weights of a name become priors,
// corrected by what the links of linking/current-events say; the items listed in
// gold/exclude.tsv and the held-out ones (HeldOut) are not read.
package compile

import (
	"embed"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/gazetteer/internal/table"
)

//go:embed lists/*.txt
var lists embed.FS

// Report says what a compilation took in.
type Report struct {
	Entities, Names, Words int
	Bytes                  int
	Lines                  []int // of current_events.jsonl that were counted, from 0
	ByType                 map[schema.EntityType]int
}

func (r Report) String() string {
	return fmt.Sprintf("%d entities (%d countries, %d cities, %d places, %d organizations, %d persons), %d names, %d first and personal names, %d bytes; links of %d items",
		r.Entities, r.ByType[schema.Country], r.ByType[schema.City], r.ByType[schema.Place], r.ByType[schema.Organization], r.ByType[schema.Person],
		r.Names, r.Words, r.Bytes, len(r.Lines))
}

// Compile reads the lists under data and the list of excluded lines, and returns
// the index. The same files give the same bytes.
func Compile(data, exclude string) ([]byte, Report, error) {
	b := newBuilder()
	src := source{dir: filepath.Join(data, "gazetteers")}
	skip, err := excluded(exclude)
	if err != nil {
		return nil, Report{}, err
	}
	items, err := readItems(filepath.Join(data, "linking", "current-events", "current_events.jsonl"), skip)
	if err != nil {
		return nil, Report{}, err
	}
	for _, step := range []func(*builder, source) error{
		countries, historic, places, cities, regions, organizations, institutions, metonyms, persons, personalNames,
	} {
		if err := step(b, src); err != nil {
			return nil, Report{}, fmt.Errorf("compile gazetteer: %w", err)
		}
	}
	b.links(items)
	b.nations()
	b.capitals()
	w, err := b.writer()
	if err != nil {
		return nil, Report{}, err
	}
	out, err := w.Bytes()
	if err != nil {
		return nil, Report{}, err
	}
	rep := Report{Entities: len(w.Entities), Names: len(w.Names), Words: len(w.Words), Bytes: len(out), ByType: map[schema.EntityType]int{}}
	for _, e := range b.entities {
		rep.ByType[e.kind]++
	}
	for _, item := range items {
		rep.Lines = append(rep.Lines, item.line)
	}
	return out, rep, nil
}

// Roles, by their number in the table; the order is that of gazetteer's roles.
const (
	roleName = iota
	roleDemonym
	roleCapital
	roleMetonym
	roleAcronym
	roleFormer
	roleAlias
	roleMedia
	roleLastName
)

var typeNumber = map[schema.EntityType]uint8{schema.Country: 0, schema.City: 1, schema.Place: 2, schema.Organization: 3, schema.Person: 4}

type entity struct {
	index    int
	id, name string
	iso3     string
	kind     schema.EntityType
	weight   float64 // of its own name
	offices  []table.Office

	population int
	admin      string   // of a city: the name of its province
	part       *entity  // what it lies in: a province or a country
	adjectives []string // of a country: "Syrian"
}

type naming struct {
	entity *entity
	role   uint8
	weight float64
	caps   uint32
	spell  uint16
	flags  uint8
	seen   float64 // links that say so
}

type builder struct {
	entities []*entity
	byID     map[string]*entity
	names    map[string][]*naming
	given    map[string]bool
	surname  map[string]bool
	lower    map[string]int // words of the items in lower case, counted
	iso2     map[string]*entity
	iso3     map[string]*entity
	current  map[string]*entity // countries by factbook code
	lowFirst map[string]bool
	common   map[string]bool // personal names of the lists
}

func newBuilder() *builder {
	return &builder{
		byID: map[string]*entity{}, names: map[string][]*naming{}, given: map[string]bool{}, surname: map[string]bool{},
		lower: map[string]int{}, iso2: map[string]*entity{}, iso3: map[string]*entity{}, current: map[string]*entity{}, common: map[string]bool{}, lowFirst: map[string]bool{},
	}
}

// entity returns the entity of that id, made when it is new.
func (b *builder) entity(kind schema.EntityType, id, name, iso3 string, weight float64) *entity {
	if id == "" {
		id = "wp:" + name
	}
	if e, ok := b.byID[id]; ok {
		return e
	}
	name = plain(name)
	if before, _, ok := strings.Cut(name, ", "); ok && (kind == schema.Place || kind == schema.City) && name != "Washington, D.C." {
		name = before
	}
	e := &entity{index: len(b.entities), id: id, name: name, iso3: iso3, kind: kind, weight: weight}
	b.entities = append(b.entities, e)
	b.byID[id] = e
	return e
}

// plain is a Wikipedia title without what tells it from others: "Mercury (planet)",
// "Paris, Texas".
func plain(title string) string {
	if i := strings.Index(title, " ("); i > 0 && strings.HasSuffix(title, ")") && title != "Cocos (Keeling) Islands" {
		title = title[:i]
	}
	return title
}

// small words of names are as good in lower case.
var small = map[string]bool{}

func init() {
	for _, w := range strings.Fields("a al an and as ash at az bin by d da das de del della den der des di do dos du e el en et for i ibn in la las le les lez los of on or os sur the to ul van ve von y") {
		small[w] = true
	}
}

// demand is the capitals that a name must have, and whether it may begin in lower case.
func demand(k *table.Key, name string) (caps uint32, low bool) {
	caps = k.Caps
	words := strings.Fields(string(k.Bytes()))
	allCaps := name == strings.ToUpper(name)
	at := 0
	for i, w := range words {
		if small[w] && len(words) > 1 && !(allCaps && i == 0) && at < 32 {
			caps &^= 1 << at
		}
		at += len([]byte(w))
	}
	return caps, caps&1 == 0
}

// name says that an entity is called so.
func (b *builder) name(e *entity, name string, role uint8, weight float64) *naming {
	name = strings.TrimSpace(name)
	for _, article := range []string{"the ", "The "} {
		if rest, ok := strings.CutPrefix(name, article); ok && rest != "Hague" {
			name = rest
		}
	}
	var k table.Key
	if name == "" || !k.Add(name) || k.Words == 0 {
		return nil
	}
	n := &naming{entity: e, role: role, weight: weight, spell: k.Spell}
	var low bool
	n.caps, low = demand(&k, name)
	if n.caps == 0 && k.Bytes()[0] > '9' {
		return nil // a name has a capital somewhere, or begins with a digit
	}
	if k.Comma {
		n.flags |= table.NeedsComma
	}
	if k.Poss {
		n.flags |= table.EndsInPoss
	}
	if low {
		b.lowFirst[string(k.First())] = true
	}
	key := string(k.Bytes())
	for _, have := range b.names[key] {
		if have.entity == e && have.caps == n.caps && have.spell == n.spell {
			if weight > have.weight && !(have.role == roleName && role != roleName) {
				have.role, have.weight = role, weight
			}
			return have
		}
	}
	b.names[key] = append(b.names[key], n)
	// "Nato" for "NATO": only where the word is long enough to be no other
	if k.Words == 1 && k.Caps == 1<<len(key)-1 && len(key) >= 4 && len(key) < 16 && role != roleMetonym && !ordinary[key] {
		b.name(e, name[:1]+strings.ToLower(name[1:]), role, weight/2)
	}
	return n
}

// ordinary words that acronyms look like.
var ordinary = map[string]bool{}

func init() {
	for _, w := range strings.Fields("aids care star swat apes alba maps mice iron isis hope peace unity drum force corps seed hurt pace page cape rest plan able aims acts arms cast cats case core crew data east fast fact fame fate goal grip guard have lead list mass mine mint near next nine once past pure ring rise road rock role rose save self ship sole soon star step team then they this time tree trip true unit vote wall wave wing wish work year hand mega euro arab asia iran asian made safe swap trust rebel alert amber dignity faith falcon flag focus frank green horizon justice liberty light lion merit nation order phoenix pride proud radar reform rights spark spear state sword tiger voice") {
		ordinary[w] = true
	}
}

// known returns the entity of a type best known by that name.
func (b *builder) known(name string, kind ...schema.EntityType) *entity {
	var k table.Key
	if !k.Add(strings.TrimPrefix(strings.TrimPrefix(name, "The "), "the ")) {
		return nil
	}
	var best *naming
	for _, n := range b.names[string(k.Bytes())] {
		if slices.Contains(kind, n.entity.kind) && n.caps&^k.Caps == 0 && n.role != roleDemonym && n.role != roleCapital && n.role != roleMetonym && n.role != roleLastName && (best == nil || n.weight > best.weight) {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	return best.entity
}

// writer turns weights into priors.
func (b *builder) writer() (*table.Writer, error) {
	w := &table.Writer{Names: map[string][]table.Reading{}, Words: map[string]table.Word{}, Offices: map[int][]table.Office{}}
	for _, e := range b.entities {
		part := -1
		if e.part != nil {
			part = e.part.index
		}
		w.Entities = append(w.Entities, table.Entity{ID: e.id, Name: e.name, ISO3: e.iso3, Type: typeNumber[e.kind], Part: part})
		if len(e.offices) > 0 {
			w.Offices[e.index] = e.offices
		}
	}
	for key, list := range b.names {
		if readings := b.priors(key, list); len(readings) > 0 {
			w.Names[key] = readings
			first, _, _ := strings.Cut(key, " ")
			word := w.Words[first]
			word.Longest = max(word.Longest, strings.Count(key, " ")+1)
			if b.lowFirst[first] {
				word.Flags |= table.LowFirst
			}
			w.Words[first] = word
		}
	}
	for _, list := range []struct {
		words map[string]bool
		flag  uint8
	}{{b.given, table.Given}, {b.surname, table.Surname}} {
		for name := range list.words {
			word := w.Words[name]
			word.Flags |= list.flag
			w.Words[name] = word
		}
	}
	return w, nil
}

// inertia is how many links the weights are worth, rare how small a share is dropped.
const (
	inertia = 3.0
	rare    = 0.004
)

// priors shares one among the readings of a name and what it may mean besides.
// Capitals and metonyms keep their share whatever the links say: an encyclopedia
// links the city even where the government is meant.
func (b *builder) priors(key string, list []*naming) []table.Reading {
	unknown := b.unknown(key)
	best := map[*entity]float64{} // an entity counts once, however it is spelled
	role := map[*entity]uint8{}
	for _, n := range list {
		if n.weight > best[n.entity] {
			best[n.entity], role[n.entity] = n.weight, n.role
		}
	}
	links := map[*entity]float64{}
	for _, n := range list {
		links[n.entity] = max(links[n.entity], n.seen)
	}
	sum := unknown
	fixed := 0.0
	for _, e := range b.entities2(best) {
		sum += best[e]
	}
	for _, e := range b.entities2(best) {
		if r := role[e]; r == roleCapital || r == roleMetonym {
			fixed += best[e] / sum
		}
	}
	total := 0.0
	for _, e := range b.entities2(best) {
		total += links[e]
	}
	if anyones(key) {
		total += 4 // somebody else's foreign ministry
	}
	var out []table.Reading
	for _, n := range list {
		p := best[n.entity] / sum
		if r := role[n.entity]; r != roleCapital && r != roleMetonym && fixed < 1 {
			p = (1 - fixed) * (links[n.entity] + inertia*p/(1-fixed)) / (total + inertia)
		}
		if p < rare {
			continue
		}
		out = append(out, table.Reading{Entity: n.entity.index, Role: n.role, Flags: n.flags, Prior: p, Caps: n.caps, Spell: n.spell})
	}
	return out
}

// entities2 are the keys of the map in a fixed order, so that sums are the same
// in every run.
func (b *builder) entities2(of map[*entity]float64) []*entity {
	out := make([]*entity, 0, len(of))
	for e := range of {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *entity) int { return a.index - b.index })
	return out
}

// anyones reports whether a name is made of words that every state has an
// institution for: "Foreign Ministry", "Supreme Court", "Parliament".
func anyones(key string) bool {
	for _, word := range strings.Fields(key) {
		if !institution[word] {
			return false
		}
	}
	return true
}

var institution = map[string]bool{}

func init() {
	for _, w := range strings.Fields("foreign interior defense defence health finance justice education energy trade home ministry minister office supreme constitutional high federal court appeal of appeals national peoples assembly parliament senate congress house representatives commons cabinet government army navy air force forces armed police guard coast civil central bank council state security party democratic republican labour socialist communist liberal conservative military general staff president presidential prime ministers electoral commission election board chamber deputies lower upper border service intelligence agency prosecutor prosecutors attorney generals university hospital airport embassy church opposition red cross republicans democrats union front transitional authority for affairs and the revolutionary independent unity new peace people s islamic legislative department directorate judicial judiciary") {
		institution[w] = true
	}
}

// unknown is the weight of all that a name may mean and no list has: people, and
// ordinary words at the beginning of a sentence.
func (b *builder) unknown(key string) float64 {
	u := 0.15
	if strings.Contains(key, " ") {
		return 0.05
	}
	if b.common[key] {
		u += 8
	}
	return u + 3*math.Sqrt(float64(b.lower[key]))
}
