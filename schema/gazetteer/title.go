package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TitleKind says what a title makes of the person who bears it.
type TitleKind string

const (
	OfficeTitle    TitleKind = "office"    // held in a country, city or organization: "Foreign Minister", "King"
	MilitaryTitle  TitleKind = "military"  // a rank: "Gen.", "Field Marshal"
	ReligiousTitle TitleKind = "religious" // "Ayatollah", "Cardinal"
	CourtesyTitle  TitleKind = "courtesy"  // "Mr.", "Sir", "Sheikh"
)

// Title returns the length in words of the longest title that begins at words[0]:
// "Foreign Minister", "Secretary of State", "Secretary-General" as one token or
// three, "Gen.", "Mr."; 0 where none does. Offices may be written in lower case
// ("deputy prime minister"), ranks and forms of address may not.
//
// Titles are built, not listed: modifiers (Deputy, Acting, Former), portfolios
// (Foreign, Finance), a head (Minister, Envoy), and what follows it ("of State",
// "General", "-elect").
func (x *Index) Title(words []string) int {
	n, _ := x.TitleKind(words)
	return n
}

// TitleKind is Title, and says which kind of title it is; "" where there is none.
// The kind is that of the head: "Former General Secretary" is an office.
func (x *Index) TitleKind(words []string) (n int, kind TitleKind) {
	if len(words) == 0 || classOf(words[0])&begins == 0 {
		return 0, ""
	}
	var p titleParser
	p.split(words)
	return p.parse()
}

// classes of words in titles, one bit each.
type class uint16

const (
	modifier    class = 1 << iota // Deputy, Acting, Former
	portfolio                     // Foreign, Finance, National Security
	head                          // Minister, Envoy: an office
	rank                          // General, Colonel: needs a capital
	cleric                        // needs a capital
	address                       // Mr., Sir: needs a capital
	abbreviated                   // may be followed by a point of its own
	subject                       // what offices are "of" or "for": State, Defense, Foreign Affairs
	general                       // stands before "General": Secretary, Attorney
	needs                         // a head only behind a modifier or portfolio: "Lady", "Chief"
	phrased                       // begins a title that is listed whole
	begins      = modifier | portfolio | head | rank | cleric | address | phrased
)

var titleClasses = []struct {
	class class
	words string
}{
	{modifier, "deputy vice acting former ex first second third assistant associate chief interim senior principal permanent special outgoing incoming caretaker transitional provisional retired lead top co honorary under joint undersecretary incumbent designate then late ousted exiled"},
	{portfolio, "foreign defense defence finance financial interior justice health trade economy economic energy oil petroleum agriculture education home prime treasury labor labour commerce transport transportation environment environmental information culture security intelligence press external internal affairs national homeland planning development water irrigation tourism immigration migration science technology youth sports social religious political presidential government ministry military naval navy army police party opposition parliament parliamentary house senate majority minority supreme spiritual royal crown high budget communications housing infrastructure industry investment digital climate cabinet state war executive general managing council commission legislative regional provincial federal municipal city peace nuclear humanitarian communist central bank air force missile border coast guard rebel militia faction veterans public human rights international diplomatic legal policy campaign media counterterrorism counter-terrorism arms control disarmament refugee lower upper union ruling"},
	{head, "minister secretary president premier chancellor governor mayor ambassador envoy representative commissioner adviser advisor director chairman chairwoman chairperson chair speaker spokesman spokeswoman spokesperson senator congressman congresswoman lawmaker king queen emperor empress emir amir sultan pope monarch negotiator mediator coordinator prosecutor judge justice attorney consul nuncio taoiseach tánaiste taniste caliph shah tsar czar kaiser administrator inspector comptroller solicitor undersecretary undersecretary counselor counsellor councilor treasurer vice-president vice-chancellor plenipotentiary delegate diplomat ministress rapporteur ombudsman dictator ruler strongman"},
	{head | needs, "chief leader head lady commander counsel whip manager lord officer minister-president aide prince princess premier-designate deputy boss czar negotiator whip attaché attache marshal member leadership secretary-treasurer official ruler clerk"},
	{rank | abbreviated, "gen lt col maj capt adm brig sgt cmdr cpl lieut"},
	{rank, "general lieutenant colonel major captain admiral brigadier sergeant commander marshal commodore corporal field rear"},
	{cleric, "ayatollah patriarch archbishop cardinal bishop rabbi imam mullah pastor father sister monsignor metropolitan mufti"},
	{cleric | abbreviated, "rev fr msgr"},
	{address | abbreviated, "mr mrs ms dr prof messrs mme st hon sr"},
	{address, "miss sir dame lord lady madam madame professor reverend baroness baron sheikh sheik count countess duke duchess excellency majesty highness emir maulana hajj sayyid sayed"},
	{head | abbreviated, "sen rep gov pres amb"},
	{subject, "state defense defence treasury interior exchequer finance war commerce labor labour health energy education justice transportation agriculture staff intelligence government mission parliament house senate affairs cooperation expatriates trade economy development industry planning security information culture tourism environment religious endowments foreign internal external national homeland public international economic social political military european veterans human rights services welfare family water resources oil petroleum gas electricity transport communications technology science research sports youth women interior army navy state council chiefs joint general air force committee cabinet republic integration migration asylum consumer protection housing urban local religious immigration refugees citizenship disarmament drugs crime peace near eastern african asian south central western hemisphere inter-american pacific east"},
	{phrased, "chargé charge ceo mp mep his her dalai leader head"},
	{general, "secretary attorney governor director consul inspector surgeon solicitor comptroller auditor controller commander prosecutor procurator quartermaster lieutenant major brigadier"},
}

var classesOf, titleWords = func() (map[string]class, string) {
	m := map[string]class{}
	var all strings.Builder
	for _, c := range titleClasses {
		for _, w := range strings.Fields(c.words) {
			m[w] |= c.class
		}
		all.WriteString(c.words)
	}
	return m, all.String()
}()

// classOf returns the classes of a token's first part, in any case.
func classOf(token string) class {
	if i := strings.IndexByte(token, '-'); i > 0 {
		token = token[:i]
	}
	var buf [24]byte
	return classesOf[string(lower(buf[:0], token))]
}

// lower writes a word in lower case, without a point at its end.
func lower(buf []byte, word string) []byte {
	for _, r := range strings.TrimSuffix(word, ".") {
		if len(buf)+utf8.UTFMax > cap(buf) {
			return buf[:0]
		}
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
	}
	return buf
}

const maxTitle = 16

// part is a word of a title: a token, or what stands between a token's hyphens.
type part struct {
	class  class
	word   [24]byte
	n      int
	upper  bool
	last   bool // of its token
	token  int  // tokens up to and with its own
	hyphen bool // a hyphen stands before it
}

func (p *part) is(words ...string) bool {
	for _, w := range words {
		if string(p.word[:p.n]) == w {
			return true
		}
	}
	return false
}

type titleParser struct {
	parts [maxTitle]part
	n     int
}

func (p *titleParser) split(words []string) {
	hyphen := false
	for i, w := range words {
		if w == "-" || w == "‐" || w == "‑" {
			if p.n == 0 {
				return
			}
			hyphen = true
			continue
		}
		for first := true; ; first = false {
			if p.n == maxTitle {
				return
			}
			piece, rest, more := strings.Cut(w, "-")
			next := &p.parts[p.n]
			next.n = len(lower(next.word[:0], piece))
			next.class = classesOf[string(next.word[:next.n])]
			r, _ := utf8.DecodeRuneInString(piece)
			next.upper, next.last, next.token, next.hyphen = unicode.IsUpper(r), !more, i+1, hyphen || !first
			p.n++
			hyphen = false
			if !more {
				break
			}
			w = rest
		}
	}
}

func (p *titleParser) at(i int) *part {
	if i < p.n {
		return &p.parts[i]
	}
	return &part{}
}

// parse reads modifiers and portfolios up to the last head, then what follows it.
func (p *titleParser) parse() (int, TitleKind) {
	best, kind := 0, TitleKind("")
	keep := func(i int, k TitleKind) {
		if i > 0 && p.parts[i-1].last {
			best, kind = p.parts[i-1].token, k
		}
	}
	before := false // a modifier or portfolio stands before
	for i := 0; i < p.n; {
		at := p.at(i)
		// "chief of staff", "head of state", "charge d'affaires"
		if end := p.phrase(i); end > 0 {
			keep(end, OfficeTitle)
			end = p.behind(end)
			keep(end, OfficeTitle)
			return best, kind
		}
		c := at.class
		switch {
		case c&general != 0 && p.at(i+1).is("general") && (at.upper == p.at(i+1).upper || p.at(i+1).hyphen):
			k := OfficeTitle
			if c&rank != 0 {
				k = MilitaryTitle
			}
			keep(i+2, k)
			end := p.behind(i + 2)
			keep(end, k)
			return best, kind
		case c&head != 0 && (c&needs == 0 || before) && !(p.heads(i+1) && !at.is("president", "premier")):
			if c&abbreviated != 0 && !at.upper {
				return best, kind
			}
			keep(i+1, OfficeTitle)
			end := p.behind(i + 1)
			keep(end, OfficeTitle)
			return best, kind
		case c&rank != 0 && at.upper && !(c&portfolio != 0 && p.heads(i+1)):
			// "Lt. Gen.", "Field Marshal"
			end := i + 1
			for p.at(end).class&rank != 0 && p.at(end).upper {
				end++
			}
			if p.at(i).is("field", "rear") && end == i+1 {
				return best, kind
			}
			keep(end, MilitaryTitle)
			return best, kind
		case c&cleric != 0 && at.upper:
			keep(i+1, ReligiousTitle)
			return best, kind
		case c&address != 0 && at.upper && !before:
			keep(i+1, CourtesyTitle)
			return best, kind
		case c&(modifier|portfolio) != 0:
			// a title in capitals begins with one
			if i > 0 && p.at(0).upper && !at.upper && !at.hyphen && c&head == 0 && !p.heads(i+1) {
				return best, kind
			}
			before = true
			i++
		case before && (at.is("and") || at.is("&")) && p.at(i+1).class&portfolio != 0:
			i++ // "Foreign and Defense Minister"
		default:
			return best, kind
		}
	}
	return best, kind
}

// heads reports whether a head stands at i, or modifiers and portfolios that lead to one.
func (p *titleParser) heads(i int) bool {
	for ; i < p.n; i++ {
		c := p.at(i).class
		if c&head != 0 && p.at(i).upper == p.at(0).upper {
			return true
		}
		if c&(modifier|portfolio) == 0 {
			return false
		}
	}
	return false
}

// phrases are titles that are not built so.
var phrases = [...][]string{
	{"chief", "of", "staff"}, {"chief", "of", "the", "general", "staff"}, {"chief", "of", "general", "staff"}, {"chief", "of", "defence", "staff"}, {"chief", "of", "defense", "staff"},
	{"chief", "of", "mission"}, {"head", "of", "state"}, {"head", "of", "government"}, {"chargé", "d'affaires"}, {"charge", "d'affaires"}, {"chargé", "d’affaires"}, {"charge", "d’affaires"}, {"chargé", "d'", "affaires"},
	{"chief", "executive"}, {"chief", "executive", "officer"}, {"chief", "financial", "officer"}, {"chief", "operating", "officer"}, {"managing", "director"}, {"chairman", "of", "the", "board"},
	{"commander", "in", "chief"}, {"minister", "of", "state"}, {"dalai", "lama"}, {"joint", "chiefs", "chairman"}, {"ceo"}, {"mp"}, {"mep"}, {"leader", "of", "the", "opposition"},
	{"his", "excellency"}, {"her", "excellency"}, {"his", "majesty"}, {"her", "majesty"}, {"leader", "of", "the", "house"},
}

func (p *titleParser) phrase(i int) int {
	best := 0
	for _, words := range phrases {
		j := 0
		for j < len(words) && p.at(i+j).is(words[j]) {
			j++
		}
		if j == len(words) && i+j > best {
			best = i + j
		}
	}
	return best
}

// behind returns where the title ends whose head ends at i: "of State", "for
// Political Affairs", "-elect".
func (p *titleParser) behind(i int) int {
	if p.at(i).is("elect", "designate") || p.at(i).hyphen && p.at(i).is("general") {
		return i + 1
	}
	if !p.at(i).is("of", "for") {
		return i
	}
	j := i + 1
	if p.at(j).is("the") {
		j++
	}
	end := i
	for j < p.n {
		at := p.at(j)
		switch {
		case at.class&subject != 0:
			j++
			end = j
			// "Assistant Secretary of State for Near Eastern Affairs"
			if p.at(j).is("for", "of") && (p.at(j+1).class&subject != 0 || p.at(j+1).is("the") && p.at(j+2).class&subject != 0) {
				j++
				if p.at(j).is("the") {
					j++
				}
			}
		case end > i && at.is("and", "&") && p.at(j+1).class&subject != 0 && p.at(j+1).upper == p.at(end-1).upper:
			j++
		default:
			return end
		}
	}
	return end
}
