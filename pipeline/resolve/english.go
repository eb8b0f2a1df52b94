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

// bodyNouns take up an organization named before.
var bodyNouns = set("council", "organization", "organisation", "alliance", "bloc", "union", "group", "movement", "party", "agency", "committee", "commission", "company", "coalition", "league")
