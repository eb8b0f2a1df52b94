package schema

// NER is the type of a name as corpora of named entities write it: PER, LOC or
// ORG; "" for what is no name there: nationalities, offices, agreements, events. A
// body that stands for its state ("Kremlin") is an organization, a capital that
// does so a location.
func (m Mention) NER() string {
	if m.Kind != Named {
		return ""
	}
	switch m.Type {
	case Person:
		return "PER"
	case Organization:
		return "ORG"
	case City, Place:
		return "LOC"
	case Country:
		if len(m.Candidates) == 0 || m.Candidates[0].Role != "metonym" {
			return "LOC"
		}
		for _, c := range m.Candidates {
			if c.Type == City || c.Type == Place {
				return "LOC"
			}
		}
		return "ORG"
	}
	return ""
}
