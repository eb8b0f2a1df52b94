package relations

import (
	"strings"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// again takes up an event that an earlier sentence told with its ends: "Kerry met
// Lavrov. The meeting took place in Geneva on Friday." A definite noun that says no
// relation of its own stands for the last one of a kind that it could say, in this
// sentence or one of the two before, and lends it its place, its time and its
// sentence.
func (x *extractor) again(s *sentence, t int, section schema.Section, m *merger) {
	if !s.is(t, "NOUN") || s.depIs(t, "compound") || !s.hasChild(t, []string{"the", "this", "that", "these", "those"}, "det") {
		return
	}
	kinds := map[string]bool{}
	for _, f := range x.index.nouns[s.lemma(t)] {
		kinds[f.relation.Name] = !f.relation.Fact && len(f.Pair)+len(f.Object) > 0
	}
	last := -1
	for i := len(m.out) - 1; i >= 0; i-- {
		if r := m.out[i]; kinds[r.Type] && m.items[i] == section.Item && m.told[i] < s.index && (last < 0 || m.told[i] > m.told[last]) {
			last = i
		}
	}
	if last < 0 || s.index-m.told[last] > 2 {
		return
	}
	place, when := s.placeOf(t), s.when(t, dates.Find(s.words(), section.Date)).When
	if place < 0 && when.Start == "" {
		return
	}
	told, kind := m.told[last], m.out[last].Type
	for i := range m.out {
		if m.told[i] != told || m.out[i].Type != kind || m.items[i] != section.Item {
			continue
		}
		r := &m.out[i]
		if r.Place < 0 && place != r.Subject && place != r.Object {
			r.Place = place
		}
		if r.When.Start == "" || strings.HasPrefix(string(when.Start), string(r.When.Start)) {
			r.When = when
		}
		r.Evidence = append(r.Evidence, schema.Evidence{
			Span: s.doc.Sentences[s.index].Span, Trigger: s.doc.Tokens[t].Span, Rule: kind + "/again",
		})
		if place >= 0 {
			x.placed(s, *r, place, section.Item, byEntity, m)
		}
	}
}

// placed derives from a relation at a place that each of its ends was there.
func (x *extractor) placed(s *sentence, r schema.Relation, place, item int, cues Cues, m *merger) {
	for _, d := range x.ontology.Relations {
		for _, of := range d.Derive.PlaceOf {
			if of != r.Type {
				continue
			}
			for _, end := range []int{r.Subject, r.Object} {
				if end != place && typed(s.doc.Entities[end].Type, d.Subject) {
					at := r
					at.Type, at.Subject, at.Object, at.Place = d.Name, end, place, -1
					at.Evidence = r.Evidence[len(r.Evidence)-1:]
					m.add(at, item, cues|byPlace)
				}
			}
		}
	}
}
