package resolve

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// margin is by how much the best reading must lead the next to be taken.
const margin = 0.05

// places links countries, cities and other places. Mentions with one country to
// stand for come first: they are the context of the others.
func (r *resolver) places() {
	seen := map[string]int{} // ISO3: how often the document surely speaks of it
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if c, ok := certain(m); ok {
			seen[c.ISO3]++
			r.join(i, linked(c))
		}
	}
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if len(r.of[i]) > 0 || m.Kind != schema.Named && m.Kind != schema.Demonym || !location(m.Type) {
			continue
		}
		if c, ok := r.best(i, seen); ok {
			d := linked(c)
			if m.Type == schema.Country && c.Type != schema.Country && m.Kind == schema.Demonym {
				continue
			}
			r.join(i, d)
			continue
		}
		name := r.textOf(i)
		if d, ok := r.placeNamed(name); ok {
			r.attach(i, d)
			continue
		}
		r.join(i, unlinked(m.Type, name))
	}
	for _, d := range r.drafts {
		if d.nation != "" {
			r.nations[d.nation] += len(d.mentions)
		}
	}
}

func location(t schema.EntityType) bool {
	return t == schema.Country || t == schema.City || t == schema.Place
}

// certain reports a mention whose only reading as a location is one country.
func certain(m *schema.Mention) (schema.Candidate, bool) {
	if m.Kind != schema.Named && m.Kind != schema.Demonym || !location(m.Type) || len(m.Candidates) == 0 {
		return schema.Candidate{}, false
	}
	c := m.Candidates[0]
	if c.Type != schema.Country || c.Role == "metonym" || c.Role == "capital" {
		return schema.Candidate{}, false
	}
	for _, o := range m.Candidates[1:] {
		if o.ID != c.ID && location(o.Type) && o.Prior > 0.02 {
			return schema.Candidate{}, false
		}
	}
	return c, true
}

// best weighs the readings of a mention against its context.
func (r *resolver) best(i int, seen map[string]int) (schema.Candidate, bool) {
	m := r.mention(i)
	var cands []schema.Candidate
	acts := false
	stands, city := -1, -1
	for _, c := range m.Candidates {
		if !location(c.Type) {
			continue
		}
		if c.Type == schema.Country && (c.Role == "metonym" || c.Role == "capital") && stands < 0 {
			stands = len(cands)
		}
		if c.Type != schema.Country && city < 0 {
			city = len(cands)
		}
		cands = append(cands, c)
	}
	if len(cands) == 0 {
		return schema.Candidate{}, false
	}
	if stands >= 0 {
		acts = r.acting(i)
		switch {
		case acts:
			for _, c := range m.Candidates {
				if c.Type == schema.Organization && c.Role == "metonym" {
					return c, true // Brussels is the Union's before it is Belgium's
				}
			}
			return cands[stands], true
		case city < 0 && r.placed(i):
			return schema.Candidate{}, false
		case city < 0:
			return cands[stands], true
		}
		// not the state of Washington, unless the text says so
		k := slices.IndexFunc(cands, func(c schema.Candidate) bool {
			return c.Type == schema.City && (c.ISO3 == "" || c.ISO3 == cands[stands].ISO3)
		})
		if k >= 0 && !r.stateLike(i) && len(r.neighbours(i)) == 0 {
			return cands[k], true
		}
	}
	around := r.neighbours(i)
	top, next := -1, -1.0
	best := -1.0
	for k, c := range cands {
		score := c.Prior
		switch {
		case c.Type == schema.Country && (c.Role == "metonym" || c.Role == "capital"):
			score = 0
		case c.ISO3 != "" && slices.Contains(around, c.ISO3):
			score += 1
		case c.ISO3 != "" && seen[c.ISO3] > 0:
			score += 0.25
		}
		if c.Type == schema.Country && r.actorLike(i) {
			score += 0.4
		}
		if c.Type == schema.Place && r.stateLike(i) {
			score += 0.8
		}
		if score > best {
			if top < 0 || cands[top].ID != c.ID {
				next = best
			}
			top, best = k, score
		} else if score > next && cands[top].ID != c.ID {
			next = score
		}
	}
	if best-next < margin && len(cands) > 1 && next >= 0 {
		return schema.Candidate{}, false
	}
	if t := r.regionAfter(i); t >= 0 && cands[top].Type != schema.Country && !r.sharesNation(cands[top], r.mention(r.at[t])) {
		return schema.Candidate{}, false // "Tripoli, Iowa"
	}
	return cands[top], true
}

// neighbours are the countries set beside a place: "Paris, Texas", "Tripoli in
// Lebanon", "the Syrian city of Tripoli".
func (r *resolver) neighbours(i int) []string {
	m := r.mention(i)
	var out []string
	add := func(t int) {
		if t < r.first(m.First) || t >= r.end(m.First) || r.at[t] < 0 || r.at[t] == i {
			return
		}
		for _, c := range r.mention(r.at[t]).Candidates {
			if location(c.Type) {
				out = append(out, c.ISO3)
				break
			}
		}
	}
	if t := r.regionAfter(i); t >= 0 {
		add(t)
	}
	for t := m.First - 1; t >= r.first(m.First) && t >= m.First-4; t-- {
		if w := r.lower(t); w == "," && t < m.First-1 || r.dep(t) == "punct" && w != "-" && w != "," {
			break
		}
		add(t)
	}
	return out
}

// sharesNation reports that a reading may lie in the country of another mention.
func (r *resolver) sharesNation(c schema.Candidate, o *schema.Mention) bool {
	return c.ISO3 == "" || slices.ContainsFunc(o.Candidates, func(x schema.Candidate) bool { return x.ISO3 == "" || x.ISO3 == c.ISO3 })
}

// regionAfter is the token of the country or region that a place, or the row of
// places that it begins, is said to lie in: "Homs, Syria", "Tyre and Sidon, in
// southern Lebanon"; -1 if none.
func (r *resolver) regionAfter(i int) int {
	m := r.mention(i)
	inside := false // a comma, a bracket or "in" stands before t
	for t := m.End; t < r.end(m.First); t++ {
		switch w := r.lower(t); w {
		case ",", "(", "in":
			inside = true
			continue
		case "and":
			inside = false
			continue
		case "the", "northern", "southern", "eastern", "western", "central", "north", "south", "northeastern", "northwestern", "southeastern", "southwestern":
			if inside {
				continue
			}
		}
		at := r.at[t]
		if at < 0 || at == i || r.mention(at).Kind != schema.Named || !location(r.mention(at).Type) || len(r.mention(at).Candidates) == 0 {
			return -1
		}
		o := r.mention(at)
		if inside && o.Candidates[0].Type != schema.City {
			return t
		}
		if o.Type != schema.City && !inside {
			return -1
		}
		t = o.End - 1
		inside = false
	}
	return -1
}

// placeNamed finds a draft of a location under the same name.
func (r *resolver) placeNamed(name string) (int, bool) {
	slug := schema.Slug(name)
	for i, d := range r.drafts {
		if location(d.typ) && schema.Slug(d.name) == slug {
			return i, true
		}
	}
	return 0, false
}

// stateLike reports the words that set a part of a country apart: "the U.S.
// state of Georgia", "Georgia, Florida and Alabama".
func (r *resolver) stateLike(i int) bool {
	m := r.mention(i)
	for t := m.First - 1; t >= r.first(m.First) && t >= m.First-4; t-- {
		if w := r.lower(t); w == "state" || w == "states" || w == "province" || w == "region" || w == "county" {
			return true
		}
	}
	for t := m.First - 3; t <= m.End+2; t++ {
		if t < r.first(m.First) || t >= r.end(m.First) || r.at[t] < 0 || r.at[t] == i {
			continue
		}
		o := r.mention(r.at[t])
		if o.Type == schema.Place && len(o.Candidates) > 0 && len(m.Candidates) > 1 && slices.ContainsFunc(m.Candidates, func(c schema.Candidate) bool {
			return c.Type == schema.Place && c.ISO3 == o.Candidates[0].ISO3
		}) {
			return true
		}
	}
	return false
}

// actorLike reports a place that does what states do.
func (r *resolver) actorLike(i int) bool {
	h := r.mention(i).Head
	return r.dep(h) == "nsubj" || r.tag(h).Dep == "nmod:poss" || r.preposition(h) == "with" || r.preposition(h) == "between" || r.preposition(h) == "by"
}

// acting reports a capital or a seat of government that stands for its state: it
// says, agrees or is accused, has a policy or is talked with. What is visited,
// bombed or travelled to is the place.
func (r *resolver) acting(i int) bool {
	m := r.mention(i)
	if r.section(m.First).Kind == schema.Dateline {
		return false
	}
	if w := r.word(m.End, m.First); w == "," || w == "(" {
		if t := m.End + 1; t < r.end(m.First) && r.at[t] >= 0 && location(r.mention(r.at[t]).Type) && r.at[t] != i && r.mention(r.at[t]).Kind == schema.Named && r.within(m, r.mention(r.at[t])) {
			return false // "Moscow, Russia"
		}
	}
	if seats[r.word(m.First-1, m.First)] || r.word(m.First-1, m.First) == "of" && seats[r.word(m.First-2, m.First)] {
		return false
	}
	if w := r.word(m.End, m.First); w == "-" {
		return r.word(m.End+1, m.First) != "based" && r.word(m.End+1, m.First) != "area"
	}
	if w := r.word(m.First-1, m.First); w == "the" || w == "a" || w == "an" {
		// "the Belgrade meeting": the noun behind decides
		noun := -1
		for t := m.End; t < r.end(m.First); t++ {
			if pos := r.tag(t).UPOS; pos == "NOUN" {
				noun = t
			} else if pos != "ADJ" && r.words[t] != "-" && r.words[t-1] != "-" && r.word(t+1, t) != "-" {
				break
			}
		}
		if noun >= 0 {
			return policy[strings.ToLower(r.tag(noun).Lemma)]
		}
	}
	return r.acts(m.Head, 4)
}

func (r *resolver) acts(h, depth int) bool {
	tag := r.tag(h)
	gov := r.head(h)
	if gov < 0 || depth == 0 {
		return false
	}
	verb := strings.ToLower(r.tag(gov).Lemma)
	switch r.dep(h) {
	case "nsubj", "csubj":
		if tag.Dep == "nsubj:pass" {
			return addressed[verb]
		}
		return r.tag(gov).UPOS == "VERB" || r.cop(gov) && r.tag(gov).UPOS == "ADJ"
	case "obj", "iobj":
		return addressed[verb]
	case "conj":
		if r.preposition(h) == "" && r.at[gov] >= 0 {
			return r.acts(gov, depth-1)
		}
	case "nmod", "obl":
		if tag.Dep == "nmod:poss" {
			return !urban[r.lower(gov)]
		}
	case "compound", "amod", "flat":
		return policy[strings.ToLower(r.tag(gov).Lemma)]
	case "dep", "root", "appos", "parataxis":
		return false
	}
	switch p := r.preposition(h); p {
	case "with", "between", "by", "against", "among", "than":
		return true
	case "toward", "towards":
		return !motion[verb]
	case "to":
		if r.dep(gov) == "obj" && r.head(gov) >= 0 && reached[strings.ToLower(r.tag(r.head(gov)).Lemma)] {
			return true // "sold missiles to Baghdad", whatever the preposition hangs on
		}
		return reached[verb] || reached[r.lemma(gov)]
	case "on", "upon":
		return pressed[verb]
	case "from":
		return given[verb] || given[r.lower(gov)]
	case "for":
		return !motion[verb]
	}
	return false
}

// placed reports that a preposition sets something in or at the mention.
func (r *resolver) placed(i int) bool {
	switch r.preposition(r.mention(i).Head) {
	case "in", "at", "near", "outside", "inside", "from", "into", "to", "around":
		return true
	}
	return false
}

func (r *resolver) cop(t int) bool {
	return slices.ContainsFunc(r.kids[t], func(c int) bool { return r.dep(c) == "cop" })
}

// within reports that a reading of a lies in the country that b names.
func (r *resolver) within(a, b *schema.Mention) bool {
	for _, x := range a.Candidates {
		for _, y := range b.Candidates {
			if x.ISO3 != "" && x.ISO3 == y.ISO3 {
				return true
			}
		}
	}
	return false
}

var (
	seats  = set("capital", "city", "town", "downtown", "central", "suburban", "greater")
	motion = set("visit", "travel", "go", "fly", "come", "return", "arrive", "head", "depart", "leave", "move", "trip", "journey", "tour", "flight", "way",
		"drive", "bring", "take", "march", "advance", "ride", "sail", "rush", "transfer", "transport", "evacuate", "escape", "flee", "relocate", "invite", "road", "reach",
		"enter", "dispatch", "summon", "recall", "deport", "extradite", "pilgrimage", "stopover", "stop", "ambassador", "embassy", "next", "close", "train", "bound", "arrival")
	// reached are what comes to an actor: "sold arms to Moscow", "a warning to Tehran"
	reached = set("say", "give", "sell", "provide", "offer", "supply", "lend", "grant", "appeal", "complain", "respond", "reply", "apologize", "apologise", "propose", "present", "submit", "hand",
		"concede", "yield", "signal", "speak", "promise", "pledge", "loan", "listen", "belong", "answer", "object", "surrender", "cede", "convey", "communicate", "pay", "owe", "deliver", "explain",
		"message", "letter", "aid", "support", "warning", "threat", "ultimatum", "response", "sale", "concession", "assistance", "help", "assurance", "challenge", "proposal", "note", "protest", "objection",
		"loyal", "hostile", "friendly", "opposed", "loyalty", "hostility", "rival", "alternative", "blow", "demand", "request", "gift", "favor", "gesture", "commitment", "opposition", "allegiance", "accountable", "sympathetic")
	// addressed are verbs whose object is spoken to, spoken of or dealt with as an actor
	addressed = set("accuse", "criticize", "criticise", "condemn", "blame", "denounce", "ask", "urge", "invite", "represent", "warn", "sanction", "involve", "commit", "prepare", "tell", "inform",
		"force", "press", "pressure", "expect", "interest", "determine", "persuade", "convince", "consult", "notify", "allow", "require", "oblige", "compel", "pledge", "concern", "alarm", "suspect",
		"threaten", "isolate", "oppose", "isolate", "engage", "anger", "infuriate", "embarrass", "outrage", "believe", "see", "say", "report", "know", "poise", "willing", "align", "bind", "offer", "give", "promise", "deny", "support", "back", "help", "rebuff",
		"praise", "thank", "contact", "aid", "arm", "recognize", "recognise", "challenge", "defy", "punish", "supply", "assure", "remind", "lobby", "encourage", "provoke", "deter", "antagonize", "reassure",
		"appease", "fund", "finance", "lead", "put", "signal", "trust", "distrust", "welcome", "rebuke", "scold", "mock", "applaud", "commend", "irritate", "worry", "frustrate", "surprise", "anger", "please", "target")
	urban = set("airport", "street", "streets", "suburb", "suburbs", "outskirts", "mayor", "subway", "metro", "square", "university", "hotel", "district", "center", "centre",
		"port", "stadium", "park", "residents", "population", "neighborhood", "neighbourhood", "museum", "court", "jail", "prison", "hospital", "skyline", "palace", "green", "national", "international")
	policy = set("relation", "tie", "policy", "government", "regime", "official", "administration", "decision", "proposal", "pressure", "backing", "support", "response", "position", "stance",
		"spokesman", "spokeswoman", "spokesperson", "spokespeople", "statement", "adviser", "advisor", "aide", "envoy", "diplomat", "delegation", "negotiator", "source", "sanction", "threat", "plan",
		"veto", "ally", "warning", "reaction", "offer", "strategy", "influence", "demand", "diplomacy")
	pressed = set("call", "prevail", "lean", "impose", "count", "depend", "rely", "press", "sanction", "tariff", "embargo", "pressure")
	given   = set("pressure", "support", "aid", "order", "help", "money", "message", "demand", "assurance", "signal", "response", "receive", "concession", "permission",
		"approval", "pledge", "guarantee", "call", "request", "require", "expect", "apology", "extract", "offer", "buy", "purchase", "demand", "seek", "independence", "threat", "warning", "reaction", "instruction", "hear", "win", "get", "obtain", "secure", "seize", "backing")
)
