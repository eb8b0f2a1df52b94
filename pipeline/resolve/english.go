package resolve

// Closed classes of English words.

var numbers = map[string]int{"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6}

// counted are nouns that with a number stand for that many entities.
var counted = set("country", "nation", "state", "side", "government", "neighbor", "neighbour", "power", "superpower", "party", "ally", "capital")

// agent are nouns for those who act for a state without a name.
var agent = set("official", "spokesman", "spokeswoman", "spokesperson", "government", "regime", "administration", "authority", "troop", "force",
	"soldier", "delegation", "delegate", "negotiator", "envoy", "embassy", "leadership", "cabinet", "ministry", "army", "navy", "military", "police",
	"warplane", "jet", "lawmaker", "representative", "diplomat", "minister")

// inside are nouns for those who act in and for the place behind "in".
var inside = set("government", "regime", "authority", "leadership", "junta", "administration")

// placeNouns are nouns that take up a country, city or region named before.
var placeNouns = set("country", "nation", "republic", "kingdom", "homeland", "city", "town", "village", "capital", "region", "province", "island", "territory", "peninsula", "district", "county",
	"enclave", "governorate")

// anyBody are nouns that take up an organization whatever its name.
var anyBody = set("organization", "organisation", "company", "firm", "group", "body", "institution", "agency", "team", "club", "corporation", "movement", "alliance", "bloc")

// emptyVerbs have an "it" that means nothing.
var emptyVerbs = set("seem", "appear", "rain", "snow", "turn", "happen", "matter")

// people, men and women are nouns for unnamed people, whom "he" and "she" may mean
// instead of somebody named.
var (
	people = set("person", "child", "parent", "doctor", "lawyer", "teacher", "student", "officer", "soldier", "official", "leader", "president", "minister", "writer", "author", "artist", "actor",
		"victim", "suspect", "witness", "patient", "neighbor", "neighbour", "friend", "colleague", "judge", "worker", "driver", "player", "candidate", "citizen", "director", "manager", "owner",
		"reporter", "journalist", "editor", "singer", "scientist", "professor", "expert", "researcher", "engineer", "nurse", "priest", "prosecutor", "attorney", "agent", "spokesperson", "founder",
		"partner", "spouse", "cousin", "baby", "kid", "teenager", "adult", "somebody", "someone", "everyone", "anyone", "member", "employee", "customer", "client", "reader", "prisoner", "detainee",
		"hostage", "refugee", "immigrant", "migrant", "protester", "activist", "gunman", "attacker", "commander", "general", "pilot", "captain", "sergeant", "detective", "guard", "politician", "lawmaker",
		"senator", "governor", "mayor", "ambassador", "diplomat", "envoy", "monk", "pope", "bishop", "rabbi", "imam", "successor", "predecessor", "rival", "opponent", "ally", "aide", "adviser", "secretary", "translator")
	men = set("man", "boy", "father", "son", "brother", "uncle", "nephew", "husband", "grandfather", "grandson", "king", "prince", "emperor", "guy", "gentleman", "businessman", "spokesman", "policeman",
		"chairman", "congressman", "fiancé", "boyfriend", "actor", "tsar", "sultan", "emir", "sheikh", "lord", "duke", "monk", "priest", "cleric", "stepfather", "widower", "serviceman", "fisherman")
	women = set("woman", "girl", "mother", "daughter", "sister", "aunt", "niece", "wife", "grandmother", "granddaughter", "queen", "princess", "empress", "lady", "businesswoman", "spokeswoman",
		"policewoman", "chairwoman", "congresswoman", "fiancée", "girlfriend", "actress", "nun", "widow", "stepmother", "duchess", "waitress", "heroine")
	times = set("year", "month", "week", "day", "hour", "minute", "time", "morning", "evening", "afternoon", "night", "decade", "century", "moment", "weekend", "season", "percent", "today", "part", "way", "number", "lot")
)

// deliberate are verbs of what states and organizations do and persons would say
// "he" of; belongings are what only states and organizations have.
var (
	deliberate = set("say", "reject", "deny", "accuse", "agree", "announce", "warn", "want", "hope", "plan", "decide", "refuse", "accept", "urge", "call", "condemn", "support", "back", "vow",
		"threaten", "insist", "demand", "believe", "claim", "declare", "pledge", "promise", "sign", "withdraw", "send", "deploy", "attack", "launch", "invade", "criticize", "criticise", "seek",
		"intend", "propose", "offer", "impose", "recognize", "recognise", "join", "consider", "oppose", "ask", "request", "negotiate", "ratify", "recall", "expel", "pull", "suspend", "respond", "admit",
		"acknowledge", "argue", "maintain", "expect", "welcome", "regret", "confirm", "approve", "ban", "invite", "host", "mediate", "broker", "retaliate", "bomb", "export", "import")
	belongings = set("ambassador", "border", "army", "president", "foreign minister", "capital", "parliament", "embassy", "territory", "sovereignty", "ally", "neighbor", "neighbour", "airspace",
		"membership", "constitution", "economy", "navy", "citizen", "national", "policy", "weapon", "arsenal", "population", "currency", "independence", "coast", "veto", "leader", "spokesman", "member", "headquarters", "fighter", "nuclear program", "program")
)
