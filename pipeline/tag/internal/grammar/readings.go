package grammar

// Reading is one way in which a word was seen.
type Reading struct {
	TagName
	Lemma string
}

// Readings are the ways in which a word was seen where the lemmas were learnt,
// whatever stands beside it, in the order of the tags.
func (m *Model) Readings(form string) []Reading {
	wk := &Worker{m: m}
	wk.Read(1, func(int) string { return form })
	var out []Reading
	for t, name := range m.Tags {
		if at, ok := m.Words.Lemmas.find(lemmaKey(wk.words[0].lower, uint8(t))); ok {
			out = append(out, Reading{name, m.Words.Strings[at]})
		}
	}
	return out
}
