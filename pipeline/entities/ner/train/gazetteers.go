package train

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// lists gathers word and phrase lists from the gazetteers.
type lists struct {
	dir     string // …/data/gazetteers
	words   map[string]crf.Flag
	phrases map[string]crf.Kind
	err     error
}

// word puts a flag on a single word.
func (l *lists) word(w string, f crf.Flag) {
	if w = crf.Fold(strings.TrimSpace(w)); w != "" && !strings.Contains(w, " ") {
		l.words[w] |= f
	}
}

// phrase puts a kind on a phrase; in brackets is left out, articles in front too.
func (l *lists) phrase(p string, k crf.Kind) {
	if i := strings.IndexAny(p, "(["); i >= 0 {
		p = p[:i]
	}
	ws, _ := words(strings.TrimSpace(p))
	if len(ws) > 1 && strings.EqualFold(ws[0], "the") {
		ws = ws[1:]
	}
	p = crf.Fold(strings.Join(ws, " "))
	if len(p) < 2 || len(ws) > crf.MaxPhrase {
		return
	}
	l.phrases[p] |= k
	if len(ws) == 1 {
		switch k {
		case crf.CityName:
			l.words[p] |= crf.CityWord
		case crf.CountryName:
			l.words[p] |= crf.Country
		case crf.PlaceName:
			l.words[p] |= crf.RegionWord
		}
	}
}

func (l *lists) table(file string) [][]string {
	rows, err := readTable(filepath.Join(l.dir, file))
	return l.rows(rows, err)
}

func (l *lists) csv(file string) [][]string {
	rows, err := readCSV(filepath.Join(l.dir, file))
	return l.rows(rows, err)
}

func (l *lists) rows(rows [][]string, err error) [][]string {
	if err != nil && l.err == nil {
		l.err = err
	}
	if len(rows) == 0 {
		return nil
	}
	return rows[1:]
}

// json gives the strings in a JSON file that stand under one of the keys.
func (l *lists) json(file string, keys ...string) []string {
	b, err := os.ReadFile(filepath.Join(l.dir, file))
	if err != nil {
		l.rows(nil, err)
		return nil
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		l.rows(nil, fmt.Errorf("read %s: %w", file, err))
		return nil
	}
	var out []string
	var walk func(v any, take bool)
	walk = func(v any, take bool) {
		switch v := v.(type) {
		case string:
			if take {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				walk(x, take)
			}
		case map[string]any:
			for _, k := range keys {
				walk(v[k], true)
			}
		}
	}
	walk(v, len(keys) == 0)
	return out
}

func col(r []string, i int) string {
	if i < len(r) {
		return strings.TrimSpace(r[i])
	}
	return ""
}

// person lists a full name, its last word as a family name, its first as a given
// name.
func (l *lists) person(name string) {
	l.phrase(name, crf.PersonName)
	if ws := strings.Fields(name); len(ws) > 1 && len(ws) < 6 {
		l.word(strings.Trim(ws[len(ws)-1], ".,"), crf.Surname)
		l.word(strings.Trim(ws[0], ".,"), crf.Given)
	}
}

// readLists reads all gazetteers.
func readLists(dir string) (*lists, error) {
	l := &lists{dir: filepath.Join(dir, "gazetteers"), words: map[string]crf.Flag{}, phrases: map[string]crf.Kind{}}
	l.people()
	l.places()
	l.organizations()
	l.byHand()
	return l, l.err
}

func (l *lists) people() {
	for _, f := range []string{"female", "male"} {
		for _, r := range l.table("person-names/kantrowitz-names/" + f + ".txt") {
			l.word(col(r, 0), crf.Given)
		}
	}
	for _, r := range l.csv("person-names/common-forenames-by-country.csv") {
		for _, n := range strings.Fields(col(r, 11)) {
			l.word(n, crf.Given)
		}
	}
	for _, r := range l.csv("person-names/common-surnames-by-country.csv") {
		l.word(col(r, 5), crf.Surname)
	}
	for _, n := range l.json("corpora/humans/firstNames.json", "firstNames") {
		l.word(n, crf.Given)
	}
	for _, n := range l.json("corpora/humans/lastNames.json", "lastNames") {
		l.word(n, crf.Surname)
	}
	for _, r := range l.table("pocom/people.tsv") {
		l.word(col(r, 1), crf.Surname)
		if given := strings.Fields(col(r, 2)); len(given) > 0 {
			l.word(given[0], crf.Given)
			l.person(given[0] + " " + col(r, 1))
		}
		l.person(col(r, 4))
	}
	for _, r := range l.table("us-politicians/legislators-current.tsv") {
		l.person(col(r, 0))
		l.person(col(r, 1) + " " + col(r, 2))
		if col(r, 3) != "" {
			l.person(col(r, 3) + " " + col(r, 2))
		}
	}
	for _, r := range l.table("factbook/leaders.tsv") {
		// The family name is in capitals; titles and given names stand before it.
		ws := strings.Fields(col(r, 4))
		first := len(ws)
		for i, w := range ws {
			if len(w) > 1 && w == strings.ToUpper(w) && strings.ToLower(w) != w && i < first && !strings.Contains(w, ".") {
				first = i
			}
		}
		if first < len(ws) {
			end := first
			for end < len(ws) && ws[end] == strings.ToUpper(ws[end]) {
				end++
			}
			surname := strings.Trim(strings.Join(ws[first:end], " "), ",;")
			l.word(surname, crf.Surname)
			if first > 0 {
				l.word(ws[first-1], crf.Given)
				l.phrase(ws[first-1]+" "+surname, crf.PersonName)
			}
		}
	}
	dated := regexp.MustCompile(`\[[A-Z]+ [<>]?\d{6}`)
	l.actors("event-actors/Phoenix.Countries.actors.txt", func(names []string, codes string) {
		for _, n := range names {
			if k := len(strings.Fields(n)); dated.MatchString(codes) && k > 1 && k < 5 {
				l.person(n)
			}
		}
	})
}

// actors reads a dictionary of the event coder: names in upper case, underscores
// for blanks, synonyms behind "+", codes in brackets.
func (l *lists) actors(file string, each func(names []string, codes string)) {
	b, err := os.ReadFile(filepath.Join(l.dir, file))
	if err != nil {
		l.rows(nil, err)
		return
	}
	var names []string
	codes := ""
	flush := func() {
		if len(names) > 0 {
			each(names, codes)
		}
		names, codes = nil, ""
	}
	for _, line := range strings.Split(string(b), "\n") {
		line, _, _ = strings.Cut(line, "#")
		code := ""
		if i := strings.IndexByte(line, '['); i >= 0 {
			line, code = line[:i], line[i:]
		}
		name := strings.TrimSpace(strings.ReplaceAll(line, "_", " "))
		synonym := strings.HasPrefix(name, "+")
		name = strings.TrimSpace(strings.TrimPrefix(name, "+"))
		if name != "" && !synonym {
			flush()
		}
		if name != "" {
			names = append(names, name)
		}
		codes += code
	}
	flush()
}

func (l *lists) places() {
	for _, r := range l.table("cities/cities15000.tsv") {
		l.phrase(col(r, 1), crf.CityName)
		l.phrase(col(r, 2), crf.CityName)
	}
	for _, r := range l.csv("cities/world-cities.csv") {
		l.phrase(col(r, 0), crf.CityName)
		l.phrase(col(r, 1), crf.CountryName)
		l.phrase(col(r, 2), crf.PlaceName)
	}
	for _, r := range l.csv("country-codes/country-codes.csv") {
		for _, i := range []int{20, 40, 53} {
			l.phrase(col(r, i), crf.CountryName)
		}
		l.phrase(col(r, 48), crf.CityName)
	}
	for _, r := range l.table("factbook/countries.tsv") {
		l.phrase(col(r, 2), crf.CountryName)
		l.phrase(col(r, 3), crf.CountryName)
		for _, n := range strings.FieldsFunc(col(r, 6), func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
			l.phrase(n, crf.CountryName)
		}
		l.phrase(col(r, 8), crf.CityName)
	}
	for _, n := range l.json("corpora/geography/us_cities.json", "cities", "city") {
		l.phrase(n, crf.CityName)
	}
	for _, n := range l.json("corpora/geography/us_state_capitals.json", "capitals", "state") {
		l.phrase(n, crf.PlaceName)
	}
	for _, n := range l.json("corpora/geography/canada_provinces_and_territories.json", "provinces", "territories") {
		l.phrase(n, crf.PlaceName)
	}
	for _, n := range l.json("corpora/geography/oceans.json", "oceans", "seas", "name") {
		l.phrase(n, crf.PlaceName)
	}
	for _, n := range l.json("corpora/geography/rivers.json", "rivers", "name") {
		l.phrase(n+" River", crf.PlaceName)
	}
	for _, n := range demonyms(l.dir, l.rows) {
		l.word(n, crf.Demonym)
	}
}

func (l *lists) organizations() {
	for _, r := range l.table("own/intl_organisations.tsv") {
		l.phrase(col(r, 0), crf.OrgName)
		l.phrase(col(r, 1), crf.OrgName)
	}
	for _, r := range l.table("factbook/parties.tsv") {
		l.phrase(col(r, 2), crf.PartyName)
		if len(col(r, 3)) > 2 {
			l.phrase(col(r, 3), crf.PartyName)
		}
	}
	for _, n := range l.json("corpora/governments/uk_political_parties.json", "parties") {
		if strings.Contains(n, " ") {
			l.phrase(n, crf.PartyName)
		}
	}
	for _, r := range l.table("factbook/org_membership.tsv") {
		if w := col(r, 2); len(w) > 1 {
			l.phrase(w, crf.OrgName)
		}
	}
	for _, n := range l.json("corpora/governments/us_federal_agencies.json", "agencies") {
		l.phrase(n, crf.OrgName)
	}
	for _, n := range append(l.json("corpora/corporations/fortune500.json", "companies"), l.json("corpora/corporations/charities.json", "charities")...) {
		l.phrase(n, crf.CompanyName)
	}
	for _, n := range l.json("corpora/corporations/newspapers.json", "newspapers") {
		l.phrase(n, crf.CompanyName)
	}
	groups, err := filepath.Glob(filepath.Join(l.dir, "corpora/societies_and_groups/designated_terrorist_groups/*.json"))
	if err != nil {
		l.rows(nil, err)
	}
	for _, g := range groups {
		for _, n := range l.json(strings.TrimPrefix(g, l.dir)) {
			l.phrase(n, crf.GroupName)
		}
	}
	l.actors("event-actors/Phoenix.MilNonState.actors.txt", func(names []string, codes string) {
		for _, n := range names {
			l.phrase(n, crf.GroupName)
		}
	})
	dated := regexp.MustCompile(`\[[A-Z]+ [<>]?\d{6}`)
	l.actors("event-actors/Phoenix.International.actors.txt", func(names []string, codes string) {
		kind := crf.OrgName
		switch {
		case dated.MatchString(codes):
			for _, n := range names {
				if k := len(strings.Fields(n)); k > 1 && k < 5 {
					l.person(n)
				}
			}
			return
		case strings.HasPrefix(codes, "[MNC"):
			kind = crf.CompanyName
		}
		for _, n := range names {
			l.phrase(n, kind)
		}
	})
	for _, r := range l.table("own/agreements_and_summits.tsv") {
		l.phrase(col(r, 0), crf.EventName)
		for _, n := range strings.Split(col(r, 3), "|") {
			l.phrase(n, crf.EventName)
		}
	}
	for t := range titlePhrases(l.dir, l.rows) {
		l.phrases[t] |= crf.TitleName
		if !strings.Contains(t, " ") {
			l.words[t] |= crf.Title
		}
	}
}

// byHand are closed classes of words.
func (l *lists) byHand() {
	for f, ws := range map[crf.Flag]string{
		crf.Connector: "of the and for - – & ' 's ’s / , . de la le les del della di da do dos das du van von der den al el bin ibn abu y e in on at to st st. ul ur as et und",
		crf.Locative:  "in at near from to around outside inside into toward towards across throughout through via within northern southern eastern western central off",
		crf.Speaking:  "said says say told tells added adds warned warns announced announces insisted argued urged urges spoke noted notes who wrote writes stated denied met accused criticized praised",
		crf.Calendar: `january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
			jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.`,
		crf.Company: "inc inc. corp corp. ltd ltd. llc plc co. co gmbh ag s.a. group holdings",
		crf.OrgHead: `party ministry department university college institute committee council commission agency association federation union bank court
			front movement army brigade brigades force forces corps organization organisation group company corporation foundation congress parliament assembly senate
			house office bureau board authority alliance league center centre school church club team society network times post news press herald journal radio tv
			television international national police service administration secretariat fund coalition conference embassy directorate tribunal command guard guards
			industries airlines airways motors systems technologies energy partners associates hospital museum academy trust republicans democrats`,
		crf.PlaceHead: `river lake sea ocean bay gulf strait island islands mount mountain mountains valley desert province district county region state city town village
			street road avenue boulevard square park airport port harbor bridge palace square hills beach creek canyon forest peninsula cape coast north south east west
			northern southern eastern western central upper lower new san santa fort camp base hotel cathedral tower station territory territories heights strip bank plateau`,
	} {
		for _, w := range strings.Fields(ws) {
			l.words[crf.Fold(w)] |= f
		}
	}
}

// titlePhrases are office titles and forms of address, folded.
func titlePhrases(dir string, rows func([][]string, error) [][]string) map[string]bool {
	out := map[string]bool{}
	add := func(s string) {
		ws, _ := words(s)
		if p := crf.Fold(strings.Join(ws, " ")); p != "" && p != "dalai lama" && p != "deputy" {
			out[p] = true
		}
	}
	for _, r := range rows(readTable(filepath.Join(dir, "own/titles.tsv"))) {
		add(col(r, 0))
	}
	l := &lists{dir: dir}
	for _, n := range append(l.json("corpora/humans/englishHonorifics.json", "englishHonorifics"), l.json("corpora/humans/prefixes.json", "prefixes")...) {
		if len(n) > 2 && n != "AMN" {
			add(n)
		}
	}
	rows(nil, l.err)
	for _, s := range strings.Split(`mr,mrs,ms,dr,prof,sen,rep,gov,gov.,gen,lt,col,maj,capt,sgt,former president,president - elect,president elect,vice - president,vice president,prime minister,
		prime,minister,vice,deputy prime minister,foreign secretary,secretary,former,acting,madam,madame,tsar,shah,speaker,chair,congressman,congresswoman,councilman,spokesman,
		spokeswoman,first lady,opposition leader,army chief,chief,interim,outgoing,then,u.s.,us,american,king,queen,prince,princess,pope,sheikh,shaikh,sheik,sultan,emir,mullah,
		ayatollah,grand ayatollah,hojatoleslam,maulana,imam,lord,lady,sir,dame,judge,justice,chief justice,attorney general,treasury secretary,defense secretary,ambassador,envoy,
		chairman,governor,mayor,senator,representative,republican senator,democratic senator,commander,general,major general,brigadier general,lieutenant general,admiral,colonel,
		captain,lieutenant,sergeant,corporal,private,major,professor,cardinal,archbishop,bishop,father,sister,brother,reverend,rabbi,saint,interior minister,health minister,oil minister,
		trade minister,culture minister,information minister,justice minister,transport minister,education minister,environment minister,agriculture minister,labor minister`, ",") {
		add(strings.TrimSpace(s))
	}
	delete(out, "saint")
	delete(out, "u.s.")
	delete(out, "us")
	delete(out, "american")
	delete(out, "then")
	return out
}

// demonyms are the words for the people and things of a country, as written.
func demonyms(dir string, rows func([][]string, error) [][]string) []string {
	var out []string
	add := func(s string) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '/' }) {
			if i := strings.IndexByte(w, '('); i >= 0 {
				plural := strings.HasPrefix(w[i:], "(s)") || strings.HasPrefix(w[i:], "(es)")
				w = w[:i]
				if plural {
					out = append(out, strings.TrimSpace(w)+"s")
				}
			}
			if w = strings.TrimSpace(w); w != "" && !strings.Contains(w, " ") && capital(w) {
				out = append(out, w)
			}
		}
	}
	for _, r := range rows(readTable(filepath.Join(dir, "factbook/countries.tsv"))) {
		if col(r, 9) != "none" {
			add(col(r, 9))
			add(col(r, 10))
		}
	}
	l := &lists{dir: dir}
	for _, n := range l.json("corpora/geography/nationalities.json", "nationalities") {
		add(n)
	}
	rows(nil, l.err)
	out = append(out, strings.Fields(`American Americans British Britons Briton English Scottish Welsh Irish French German Germans Russian Russians Soviet Soviets Israeli Israelis Palestinian Palestinians Arab Arabs
		Kurdish Kurd Kurds Chechen Chechens Tibetan Tibetans European Europeans African Africans Asian Asians Western Latin Serb Serbs Serbian Bosnian Bosnians Croat Croats Croatian Albanian Albanians
		Kosovar Kosovars Yugoslav Korean Koreans Taiwanese Iraqi Iraqis Iranian Iranians Turkish Turk Turks Greek Greeks Dutch Swiss Swede Swedes Swedish Dane Danes Danish Finn Finns Finnish Pole Poles
		Polish Spaniard Spaniards Spanish Afghan Afghans Pakistani Pakistanis Indian Indians Burmese Thai Uighur Uyghur Uighurs Uyghurs Shiite Shiites Sunni Sunnis Shi'ite Muslim Muslims Christian Christians Jewish Jew Jews
		Hindu Hindus Buddhist Buddhists Catholic Catholics Islamic Islamist Islamists Orthodox Persian Ottoman Caucasian Balkan Slavic Hispanic Latino Congolese Darfuri Houthi Houthis Rohingya Catalan Basque Flemish
		Hungarian Hungarians Ukrainian Ukrainians Australian Australians Canadian Canadians Mexican Mexicans Chinese Japanese Cuban Cubans Syrian Syrians Lebanese Egyptian Egyptians Saudi Saudis Libyan Libyans`)...)
	return out
}

// readConventions reads what cleaning the corpora needs.
func readConventions(dir string) (conventions, error) {
	l, err := readLists(dir)
	c := conventions{titles: map[string]bool{}, demonyms: map[string]bool{}, people: map[string]bool{}, phrases: l.phrases}
	if err != nil {
		return c, err
	}
	c.titles = titlePhrases(l.dir, l.rows)
	for _, d := range demonyms(l.dir, l.rows) {
		c.demonyms[d] = true
	}
	for w, f := range l.words {
		if f&crf.Surname != 0 {
			c.people[w] = true
		}
	}
	for _, w := range []string{"president", "senator", "king", "queen", "prince", "pope", "general", "minister", "judge", "chief", "speaker", "father", "lord", "doctor", "captain", "mayor", "chair", "prime", "vice"} {
		delete(c.people, w)
	}
	return c, l.err
}
