package entities

import (
	"strings"

	"backchannel/schema"
)

// Closed classes of English words. They are language, not ontology: any ontology
// of states and people reads the same English.

// offices are nouns for one who holds an office, alone or with words before them.
var offices = set("president", "minister", "premier", "chancellor", "secretary", "king", "queen", "emir", "sultan", "emperor", "prince",
	"pope", "ambassador", "envoy", "leader", "chairman", "chairwoman", "governor", "mayor", "senator", "general", "commander", "dictator",
	"secretary-general", "prime minister", "representative", "adviser", "advisor", "statesman", "strongman", "monarch", "shah", "negotiator",
	"mediator", "successor", "predecessor", "counterpart", "candidate", "incumbent", "speaker", "pontiff", "ruler", "diplomat", "commissioner", "director", "chief")

// agents are nouns for unnamed people and bodies that act for a state.
var agents = set("official", "spokesman", "spokeswoman", "spokesperson", "spokespeople", "government", "regime", "administration", "authority",
	"troop", "force", "soldier", "serviceman", "diplomat", "delegation", "delegate", "negotiator", "envoy", "embassy", "leadership", "cabinet",
	"kremlin", "junta", "warplane", "airstrike", "jet", "warship", "troops", "missile", "drone", "warplanes", "prosecutor", "president's office", "representative", "ministry",
	"consulate", "army", "navy", "lawmaker", "side", "government's", "peacekeeper", "foreign ministry", "defence ministry", "defense ministry", "state television", "citizen", "national")

// services are branches of a state that count as the state.
var services = set("ministry", "military", "police", "government", "embassy", "troops", "forces", "administration", "regime", "coastguard", "consulate")

// nameKinds are nouns that, with "of", say what is called by the name behind it.
var nameKinds = map[string]schema.EntityType{
	"town": schema.City, "city": schema.City, "village": schema.City, "settlement": schema.City, "capital": schema.City, "suburb": schema.City, "hamlet": schema.City,
	"province": schema.Place, "region": schema.Place, "district": schema.Place, "county": schema.Place, "governorate": schema.Place, "prefecture": schema.Place,
	"island": schema.Place, "peninsula": schema.Place, "strait": schema.Place, "gulf": schema.Place, "valley": schema.Place, "territory": schema.Place, "department": schema.Place,
}

// organs are words in the names of bodies that belong to their state: "Finnish
// Parliament", but not "American Airlines".
var organs = set("parliament", "senate", "congress", "assembly", "court", "ministry", "department", "army", "navy", "force", "forces", "police", "guard",
	"cabinet", "government", "command", "house", "council", "agency", "directorate", "military", "embassy", "legislature", "diet", "chamber", "marines", "bureau", "commission", "committee", "party")

// deeds are last words of names that are no body: laws, prizes, plans.
var deeds = set("act", "prize", "plan", "policy", "hero", "order", "award", "medal", "law", "bill", "amendment", "doctrine", "war", "day", "cup", "games",
	"election", "elections", "constitution", "system", "program", "programme", "strategy", "report", "theory", "era", "revolution", "crisis", "affair", "scandal", "operation")

// realms begin the names of states.
var realms = set("kingdom", "republic", "empire", "emirate", "sultanate", "duchy", "principality", "caliphate", "khanate", "grand-duchy")

// works are last words of names of plans and laws that bear the name of a person and
// are nobody's family name: "Marshall Plan".
var works = set("plan", "doctrine", "tariff", "act", "amendment", "policy", "system", "initiative", "proposal", "formula", "report", "commission", "committee", "line", "prize", "award", "memorandum", "affair", "scandal", "resolution")

// kinds are nouns that with "the" or "this" take up what was named before: "the
// Council", "this country", "the city".
var kinds = kindsOf(map[schema.EntityType]string{
	schema.Country: "country nation republic kingdom homeland",
	schema.City:    "city town village capital",
	schema.Place:   "region province island territory peninsula district county enclave governorate",
	schema.Organization: "council organization organisation alliance bloc union group movement party agency committee commission company coalition militia league firm bank club team body " +
		"institution association foundation federation corporation network newspaper broadcaster university court parliament tribunal assembly airline",
})

func kindsOf(nouns map[schema.EntityType]string) map[string]schema.EntityType {
	of := map[string]schema.EntityType{}
	for typ, words := range nouns {
		for w := range strings.FieldsSeq(words) {
			of[w] = typ
		}
	}
	return of
}

// several are nouns that, with a number, stand for as many entities at once.
var several = map[string]schema.EntityType{
	"country": schema.Country, "nation": schema.Country, "state": schema.Country, "side": schema.Country, "government": schema.Country,
	"neighbor": schema.Country, "neighbour": schema.Country, "power": schema.Country, "superpower": schema.Country, "party": schema.Country,
	"ally": schema.Country, "capital": schema.Country,
	"leader": schema.Person, "president": schema.Person, "minister": schema.Person, "man": schema.Person, "woman": schema.Person,
	"diplomat": schema.Person, "statesman": schema.Person, "official": schema.Person, "counterpart": schema.Person,
}

var numbers = set("two", "three", "four", "five", "six", "both", "2", "3", "4", "5", "6")

// bodies are nouns of events that in a name mean a standing body.
var bodies = set("congress", "congresses", "assembly", "mission", "forum", "session", "convention", "contract", "partition", "reception", "gathering", "settlement", "resolution", "tour", "trip", "visit")

// meetings are nouns that make an event of what lists know as an organization.
var meetings = set("conference", "summit", "talk", "negotiation", "meeting")

var ordinals = set("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "annual")

// ofs are prepositions inside names of agreements and events.
var ofs = set("of", "on", "for")

// lowWords begin sentences and headlines with a capital but no name.
var lowWords = set("the", "a", "an", "this", "that", "these", "those", "in", "on", "at", "of", "for", "from", "to", "by", "with", "after", "before",
	"during", "under", "and", "or", "but", "as", "his", "her", "its", "their", "following", "since", "both", "all", "attended", "signed", "met", "visited",
	"addressed", "participated", "accompanied", "discussed", "delivered", "co", "opened", "also", "new", "first", "second", "former", "when", "while", "although", "despite")

var months = set("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "jan", "jan.", "feb", "feb.", "aug", "aug.", "sept", "sept.", "sep.", "oct", "oct.", "nov", "nov.", "dec", "dec.",
	"week", "weekend", "month", "year", "yesterday", "today", "tomorrow", "morning", "evening", "afternoon")

// judging adjectives say what somebody thinks of a thing, or which one of a row
// it is.
var judging = set("critical", "crucial", "historical", "historic", "dramatic", "tragic", "final", "vital", "special", "partial", "substantial", "actual", "potential",
	"controversial", "successful", "additional", "usual", "original", "total", "real", "principal", "temporary", "necessary", "typical", "realistic", "optimistic",
	"frantic", "enthusiastic", "ambitious", "initial", "essential", "influential", "logical", "radical", "preliminary", "eventual", "general", "local", "equal", "loyal", "legal", "illegal",
	"several", "fundamental", "pivotal", "public", "alleged")

// sorting adjectives say of which kind a thing is.
var sorting = set("armed", "joint", "nuclear", "high-level", "direct", "indirect", "rival", "nationwide", "foreign", "military", "free", "global", "secret", "peace",
	"bilateral", "trilateral", "multilateral", "opening", "closing", "annual", "interim", "religious", "prime", "deputy", "vice", "chief", "senior", "top", "special", "bilateral", "private", "syrian",
	"joint", "civil", "federal", "official", "economic", "separatist", "islamist", "jihadist", "anti-government", "pro-government", "open", "monetary", "collective", "visiting", "armed", "aligned", "supreme", "permanent", "naval")

// pronounType is the type that a pronoun's entity most likely has; resolve
// decides.
var pronounType = map[string]schema.EntityType{
	"he": schema.Person, "him": schema.Person, "his": schema.Person, "himself": schema.Person,
	"she": schema.Person, "her": schema.Person, "hers": schema.Person, "herself": schema.Person,
	"who": schema.Person, "whom": schema.Person, "whose": schema.Person,
	"they": schema.Country, "them": schema.Country, "their": schema.Country, "theirs": schema.Country, "themselves": schema.Country,
	"it": schema.Country, "its": schema.Country, "itself": schema.Country,
	"i": schema.Person, "me": schema.Person, "my": schema.Person, "we": schema.Country, "us": schema.Country, "our": schema.Country,
}
