package relations

import (
	"maps"
	"slices"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// parts are the frames of an ontology. A frame changes nothing in a document that
// holds none of its words in any form: it is not tried, and the vocabulary reads the
// same lemmas with it and without.
func parts(o *schema.Ontology) []stage.Part {
	var out []stage.Part
	for _, r := range o.Relations {
		for _, f := range r.Frames {
			out = append(out, stage.Part{Fingerprint: f.Print(r.Name), Words: words(o, f)})
		}
	}
	return out
}

// words are those that a frame adds to the vocabulary, in all their forms; none where
// it needs no word: any verb, or an entity, is its trigger.
func words(o *schema.Ontology, f schema.Frame) []string {
	asked := map[string]bool{}
	ask(asked, f)
	for w := range asked {
		if _, entity := o.Entities[schema.EntityType(w)]; w == "*" || entity && slices.Contains(f.Noun, w) {
			return nil
		}
	}
	v := vocabulary{map[string]string{}, map[string]string{}}
	for w := range asked {
		v.inflect(w)
	}
	maps.Copy(v.verbs, v.nouns)
	for w := range asked {
		v.verbs[w] = w
	}
	return slices.Sorted(maps.Keys(v.verbs))
}
