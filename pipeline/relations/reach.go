package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// How far a frame reaches beyond the token to which its path leads. A trained
// parser hangs a phrase one noun too high or too low in every tenth sentence, and
// writers say "targets in Bryansk" or "a group of U.S. senators" for the place that
// was hit and the state that came. Types keep this honest: only an entity that the
// relation allows is taken.

// reach is how many nouns may stand between a slot and the entity that fills it.
const reach = 3

// denoted are the entities of the allowed types for which a token stands: its own,
// or those of the name that its noun belongs to ("Russian airstrikes", "members of
// the PKK", "towns of Pokrovsk and Myrnohrad", "positions near Kobani").
func (s *sentence) denoted(t int, allowed []schema.EntityType, acts bool, limit int) []int {
	var out []int
	for _, e := range s.entitiesAt(t) {
		if typed(s.doc.Entities[e].Type, allowed) {
			out = append(out, e)
		}
	}
	if len(out) > 0 || limit == 0 || acts && !portion[s.lemma(t)] && !agent[s.lemma(t)] || !s.is(t, "NOUN") && !s.is(t, "PROPN") || s.mentionKind(t) == schema.Named {
		return out
	}
	from := func(tokens []int) bool {
		for _, o := range tokens {
			for _, c := range s.coordinated(o) {
				for _, e := range s.denoted(c, allowed, acts, limit-1) {
					if !slices.Contains(out, e) {
						out = append(out, e)
					}
				}
			}
		}
		return len(out) > 0
	}
	places := !slices.Contains(allowed, schema.Person) && !slices.Contains(allowed, schema.Organization)
	switch {
	case portion[s.lemma(t)]:
		_ = from(s.wholes(t)) || !places && (from(s.owners(t)) || from(s.authors(t))) || from(s.inside(t))
	case places && (s.lemma(t) == "border" || s.lemma(t) == "frontier"):
		_ = from(s.brings(t, "with")) || from(s.brings(t, "of")) || from(s.owners(t))
	case places:
		_ = from(s.inside(t)) || territory[s.lemma(t)] && (from(s.brings(t, "of")) || from(s.owners(t)))
	default:
		_ = from(s.owners(t)) || from(s.wholes(t)) || from(s.authors(t))
	}
	return out
}

// spot reports the name of a place that is not used for those who live there: "the
// Geneva talks" are held there, "Chechen fighters" come from there.
func (s *sentence) spot(t int) bool {
	m := s.mentionAt(t)
	if m < 0 || s.doc.Mentions[m].Kind == schema.Demonym {
		return false
	}
	for _, e := range s.text.entities[m] {
		if k := s.doc.Entities[e].Type; k == schema.City || k == schema.Place {
			return true
		}
	}
	return false
}

// owners are the possessor of a noun and the names before it.
func (s *sentence) owners(t int) []int {
	if c := s.child(t, "nmod:poss"); c >= 0 {
		return []int{c}
	}
	return s.modifiers(t)
}

// wholes are the nouns that "of" joins to t, also where the parser hung them on the
// verb: "killed 18 rebels [of the PKK]".
func (s *sentence) wholes(t int) []int {
	out := s.brings(t, "of")
	if h := s.head(t); len(out) == 0 && h >= 0 && s.depIs(t, "obj") && s.verb(h) && s.has(t+1) && s.word(t+1) == "of" {
		out = s.brings(h, "of")
	}
	return out
}

// authors are those by whom a noun is or was done: "attempts by the United States",
// "a proposal backed by Trump".
func (s *sentence) authors(t int) []int {
	out := s.brings(t, "by")
	for _, c := range s.children(t) {
		if s.depIs(c, "acl") && s.passive(c) {
			if a := s.agent(c); a >= 0 {
				out = append(out, a)
			}
		}
	}
	return out
}

// utterance are nouns that speak or act for those who make them: "his remarks urging
// soldiers to disobey", "approves a resolution condemning Iran".
var utterance = set("statement", "resolution", "letter", "remark", "speech", "article", "report", "memorandum", "order", "decree", "bill", "law", "act", "legislation", "motion", "tweet", "post", "comment",
	"message", "note", "declaration", "vote", "decision", "move", "measure", "step", "text", "communique", "communiqué", "petition", "document", "announcement", "address", "interview", "video",
	"telegram", "cable", "protest", "campaign", "operation", "policy", "plan", "proposal", "directive", "amendment", "ruling", "verdict", "lawsuit", "complaint", "appeal", "call", "warning", "demand",
	"ultimatum", "leaflet", "broadcast", "editorial", "attack", "strike", "raid", "airstrike", "bombing", "assault", "offensive")

// author is who stands behind an utterance: its possessor, its by-phrase, or the
// subject of the verb whose object it is; -1 if none.
func (s *sentence) author(t, limit int) int {
	if c := s.child(t, "nmod:poss"); c >= 0 {
		return c
	}
	if a := s.authors(t); len(a) > 0 {
		return a[0]
	}
	if a := s.brings(t, "from"); len(a) > 0 {
		return a[0]
	}
	if m := s.modifiers(t); len(m) > 0 && !s.spot(m[0]) {
		return m[0]
	}
	h := s.head(t)
	switch {
	case h < 0:
	case s.depIs(t, "conj"):
		return s.author(h, limit-1)
	case s.verb(h) && s.tag(t).Dep == "nsubj:pass":
		return s.agent(h)
	case s.verb(h) && s.depIs(t, "obj", "obl"):
		return s.subject(h, limit-1)
	}
	return -1
}

// inside are the places in which the thing that a noun names stands.
func (s *sentence) inside(t int) []int {
	for _, p := range [...]string{"in", "near", "at", "on", "around", "across", "outside", "inside", "throughout", "along"} {
		if out := s.brings(t, p); len(out) > 0 {
			return out
		}
	}
	return nil
}

// portion are nouns that say how much or which part of what "of" brings.
var portion = set("group", "number", "member", "dozen", "hundred", "thousand", "score", "million", "couple", "series", "part", "rest", "majority", "half", "most", "some",
	"team", "delegation", "contingent", "crowd", "handful", "pair", "range", "round", "wave", "string", "spate", "side", "one", "many", "several", "all", "both", "each", "piece",
	"town", "city", "village", "island", "region", "province", "district", "state", "capital", "outskirts", "suburb", "area", "port", "coast", "shore", "border", "territory",
	"enclave", "neighborhood", "neighbourhood", "peninsula", "republic", "kingdom", "government", "people", "authority", "parliament", "leader", "official", "representative",
	"foothold", "center", "centre", "heart", "north", "south", "east", "west", "edge", "slope", "vicinity", "swath", "stretch", "bank", "county", "oblast")

// agent are nouns that act for the state or group before them, or in its hands.
var agent = set("soldier", "policeman", "militiaman", "cleric", "separatist", "insurgent", "jihadist", "terrorist", "bomber", "assassin", "extremist", "supporter", "counterpart", "troop", "troops", "force", "fighter", "militant", "rebel", "gunman", "sniper", "pilot", "crew", "commando", "marine", "paratrooper", "peacekeeper", "guard", "agent", "spy", "diplomat",
	"ambassador", "envoy", "negotiator", "minister", "senator", "lawmaker", "legislator", "congressman", "politician", "chief", "head", "commander", "general", "spokesman", "spokesperson", "spokeswoman",
	"source", "ministry", "embassy", "cabinet", "army", "military", "navy", "police", "regime", "administration", "leadership", "court", "prosecutor", "judge", "intelligence", "mediator", "side", "lobby", "faction",
	"missile", "rocket", "drone", "jet", "warplane", "plane", "aircraft", "bomber", "helicopter", "gunship", "tank", "artillery", "shell", "bomb", "ship", "warship", "submarine", "frigate", "destroyer", "vessel", "boat", "carrier",
	"strike", "airstrike", "attack", "raid", "bombing", "bombardment", "shelling", "assault", "offensive", "fire", "barrage", "salvo", "bullet", "mine", "convoy", "patrol", "unit", "battalion", "brigade", "division", "squadron", "fleet", "column")

// territory are nouns that name a piece of what they belong to.
var territory = set("territory", "soil", "airspace", "water", "coast", "border", "capital", "side", "outskirts", "region", "province", "city", "town", "village", "island",
	"waters", "war", "conflict", "crisis", "land", "area", "airport", "base", "port", "shore", "mainland", "south", "north", "east", "west", "frontier", "countryside", "interior")

// brings returns the nouns that a preposition brings to t itself.
func (s *sentence) brings(t int, prep string) []int {
	var out []int
	for _, c := range s.children(t) {
		switch {
		case s.depIs(c, "obl", "nmod", "advmod", "advcl", "xcomp", "acl", "obj", "parataxis", "nsubj") && s.hasCase(c, prep):
			out = append(out, c)
		case c > t && s.depIs(c, "acl", "advcl") && strings.EqualFold(s.word(c), prep):
			out = append(out, s.objects(c)...) // "sanctions targeting Russian banks"
		}
	}
	return out
}

// prepositional returns the nouns that a preposition joins to t: its own, or else
// the nearest of those that hang on a noun below it, on a noun coordinated with it,
// or on the word that it completes.
func (s *sentence) prepositional(t int, prep string) []int {
	if out := s.brings(t, prep); len(out) > 0 {
		return append(out, s.continued(t, out[len(out)-1], prep)...)
	}
	level := []int{t}
	for range reach {
		var next, out []int
		for _, g := range level {
			for _, c := range s.children(g) {
				if c > g && (s.depIs(c, "obj", "obl", "nmod", "conj", "appos", "xcomp", "dep") && !s.clausal(c) || g == t && s.depIs(c, "nsubj:pass")) {
					next = append(next, c)
					out = append(out, s.brings(c, prep)...)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
		level = next
	}
	for h := s.head(t); h >= 0 && !s.verb(t); t, h = h, s.head(h) {
		switch {
		case s.verb(h):
			if s.depIs(t, "obj", "obl", "nsubj") {
				return s.brings(h, prep)
			}
			return nil
		case s.depIs(t, "conj") || s.depIs(t, "nmod") && s.mentionKind(h) != schema.Named:
			if out := slices.DeleteFunc(s.brings(h, prep), func(c int) bool { return c == t || c < t && !s.depIs(t, "conj") }); len(out) > 0 {
				return out // "a series of meetings … with"
			}
		default:
			return nil
		}
	}
	return nil
}

// continued are the nouns of a row whose preposition is said again and which the
// parser hung higher: "attacks on ships in the Red Sea and on Israel".
func (s *sentence) continued(t, last int, prep string) []int {
	for c := last + 1; c < s.end; c++ {
		if h := s.head(c); s.depIs(c, "conj") && h >= 0 && h != last && s.hasCase(c, prep) && s.child(c, "cc") >= 0 && !s.below(c, last) && (h == t || s.below(t, h)) && !s.verb(c) {
			return []int{c}
		}
	}
	return nil
}

// clausal reports a word that begins a clause of its own.
func (s *sentence) clausal(t int) bool { return s.verb(t) || s.child(t, "nsubj", "cop") >= 0 }
