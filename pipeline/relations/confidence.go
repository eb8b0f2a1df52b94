package relations

import (
	"math"
	"strings"

	"backchannel/schema"
)

// Cues are what a report rests on, one bit each. Its score is the probability that
// it is right: a logistic function of weights that were learnt, once, from the part
// of the gold records that is open, and frozen here (see TestFit in pipeline, which
// learns them anew). They speak of grammar, not of types or words, so that another
// ontology's scores mean the same.
type Cues uint32

const (
	byNoun     Cues = 1 << iota // a noun is the trigger
	byEntity                    // an entity is the trigger: "the deal between …"
	nominalEnd                  // an end is a description: "the minister"
	pronounEnd                  // an end is a pronoun
	demonymEnd                  // an end is a nationality
	far                         // an end stands more than 10 words from the trigger
	needy                       // the frame asks for more than the two ends
	long                        // the sentence has more than 35 words
	headline                    // it is a headline
	attributed                  // somebody is said to have said so
	unreal                      // it is not actual
	byOffice                    // an office beside a name
	byLocation                  // a place beside a place
	byPlace                     // follows from the place of another relation
	byRecord                    // an end is the one whom an official record leaves out
)

// weighed are the cues with their names and weights, in log odds.
var weighed = []struct {
	cue    Cues
	name   string
	weight float64
}{
	{byNoun, "noun", -0.4},
	{byEntity, "entity", -0.3},
	{nominalEnd, "description", -0.6},
	{pronounEnd, "pronoun", -0.3},
	{demonymEnd, "nationality", -0.4},
	{far, "far", -0.4},
	{needy, "needs", 0.6},
	{long, "long sentence", -0.5},
	{headline, "headline", -0.3},
	{attributed, "attributed", 0.3},
	{unreal, "not actual", -1},
	{byOffice, "office", 0.5},
	{byLocation, "location", 0.5},
	{byPlace, "place", 1.2},
	{byRecord, "record", 1.1},
}

// bias is the log odds of a report without cues.
const bias = 2.1

// Score is the probability that a report with these cues is right.
func (c Cues) Score() float64 {
	z := bias
	for _, w := range weighed {
		if c&w.cue != 0 {
			z += w.weight
		}
	}
	return math.Round(100/(1+math.Exp(-z))) / 100
}

// Names are the cues in words.
func (c Cues) String() string {
	var names []string
	for _, w := range weighed {
		if c&w.cue != 0 {
			names = append(names, w.name)
		}
	}
	return strings.Join(names, ", ")
}

// cuesOf gathers the cues of a relation that a frame found.
func (s *sentence) cuesOf(f *frame, t int, p pairOf, r schema.Relation) Cues {
	var c Cues
	set := func(cue Cues, on bool) {
		if on {
			c |= cue
		}
	}
	set(byNoun, f.noun)
	set(byEntity, f.entity)
	set(needy, len(f.needs) > 0)
	set(long, s.end-s.first > 35)
	set(headline, s.doc.Sections[s.doc.Sentences[s.index].Section].Kind == schema.Headline)
	set(attributed, r.Attribution != "")
	set(unreal, r.Status != schema.Actual)
	for _, end := range []filler{p.subject, p.object} {
		if end.token < 0 {
			set(byRecord, true)
			continue
		}
		set(far, end.token-t > 10 || t-end.token > 10)
		switch s.mentionKind(end.token) {
		case schema.Nominal:
			set(nominalEnd, true)
		case schema.Pronoun:
			set(pronounEnd, true)
		case schema.Demonym:
			set(demonymEnd, true)
		}
	}
	return c
}
