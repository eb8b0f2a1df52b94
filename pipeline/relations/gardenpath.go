package relations

import (
	"strings"

	"backchannel/schema"
)

// gardenPath mends the commonest garden path of a parser of English: a past tense read
// as a participle ("Poland's premier conferred with officials" like "the premier
// elected in May"), which leaves a sentence of prose without a finite verb. The
// participle becomes the root and the noun its subject.
func (s *sentence) gardenPath() {
	section := s.doc.Sections[s.doc.Sentences[s.index].Section]
	if section.Kind != schema.Body || s.text.actor >= 0 || s.word(s.end-1) != "." {
		return
	}
	root, verb := -1, -1
	for t := s.first; t < s.end; t++ {
		switch h := s.head(t); {
		case h < 0:
			root = t
		case s.tag(t).Dep == "cop" || s.tag(t).XPOS == "VBD" && s.tag(t).Dep == "aux":
			if s.head(t) == root {
				return
			}
		}
	}
	if root < 0 || !s.is(root, "NOUN") && !s.is(root, "PROPN") {
		return
	}
	for t := root + 1; t < s.end; t++ {
		if s.head(t) != root {
			continue
		}
		if s.tag(t).Dep == "cop" {
			return
		}
		if verb < 0 && s.tag(t).Dep == "acl" && s.tag(t).XPOS == "VBN" && pastTense(s.word(t)) && s.word(t-1) != "," {
			verb = t
		}
	}
	if verb < 0 {
		return
	}
	for t := verb + 1; t < s.end; t++ {
		if strings.EqualFold(s.word(t), "by") && s.tag(t).Dep == "case" && s.head(t) >= 0 && s.head(s.head(t)) == verb {
			return
		}
	}
	for t := s.first; t < s.end; t++ {
		if s.head(t) == root && (t > verb || s.tag(t).Dep == "punct") {
			s.link(t, verb, s.tag(t).Dep)
		}
	}
	s.link(verb, -1, "root")
	s.link(root, verb, "nsubj")
	tag := &s.text.tags[verb]
	tag.XPOS, tag.Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
}

// pastTense reports a participle that is a past tense as well.
func pastTense(word string) bool {
	w := strings.ToLower(word)
	return strings.HasSuffix(w, "ed") || samePast[w]
}

// samePast are the irregular past tenses that are participles too.
var samePast = set("bent", "bet", "bid", "bound", "bought", "bred", "brought", "broadcast", "built", "burnt", "burst", "cast", "caught", "clung", "cost", "cut",
	"dealt", "dug", "fed", "felt", "fought", "forecast", "found", "had", "heard", "held", "hit", "hung", "hurt", "kept", "knelt", "laid", "leant", "learnt", "led",
	"left", "lent", "let", "lit", "lost", "made", "meant", "met", "misread", "misled", "offset", "overheard", "paid", "put", "quit", "read", "rebuilt", "rid", "said", "sat",
	"sent", "set", "shed", "shot", "shut", "slept", "slid", "slung", "sold", "sought", "sped", "spent", "split", "spread", "stood", "struck", "stuck", "strung", "stung",
	"swept", "swung", "taught", "thought", "thrust", "told", "understood", "upheld", "upset", "wed", "wept", "won", "wound", "withheld", "withstood")
