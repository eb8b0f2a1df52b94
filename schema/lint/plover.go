package lint

// plover are the event types of PLOVER 0.8 with their modes, as its manual and its
// table from CAMEO (openeventdata/PLOVER, CAMEO2PLOVER-2021.txt) have them.
var plover = map[string][]string{
	"AGREE":     nil,
	"CONSULT":   {"phone", "visit", "host", "third-party"},
	"SUPPORT":   nil,
	"CONCEDE":   nil,
	"COOPERATE": nil,
	"AID":       {"asylum"},
	"RETREAT":   {"withdraw", "release", "return", "ease", "access", "disarm", "ceasefire"},
	"REQUEST":   {"assist", "change", "yield", "meet"},
	"REJECT":    {"assist", "change", "yield", "meet"},
	"ACCUSE":    {"disapprove", "investigate"},
	"THREATEN":  {"restrict", "ban", "arrest", "relations", "political", "expel", "territory", "violence"},
	"PROTEST":   {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
	"SANCTION":  {"withdraw", "discontinue", "expel"},
	"MOBILIZE":  {"troops", "weapons", "police"},
	"COERCE":    {"confiscate", "restrict", "ban", "curfew", "martial-law", "arrest", "deport"},
	"ASSAULT":   {"abduct", "beat", "sexual", "torture", "suicide-attack", "explosives", "assassinate", "destroy"},
}
