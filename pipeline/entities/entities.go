// Package entities finds what a document speaks of by name or description.
//
// In go the tokens and tags of a document, out goes a list of mentions, in order
// of their first token: names (persons, places, organizations, named agreements
// and events), nationality words ("Russian", "the Jordanians"), the ontology's
// common nouns ("cease-fire", "talks", "rebels"), descriptions of people and
// states ("the foreign minister", "officials", "both sides") and pronouns. Which
// entity a mention stands for is for resolve to say.
//
// Two sources stand beside each other. The recognizer (package ner) decides the
// spans of names in prose. The gazetteer knows countries, nationalities, acronyms
// and the long names of organizations, and tells countries and cities from other
// places. Where they differ, these rules hold, in this order:
//
//  0. A name in the user's own rows is what they say.
//  1. A name that the gazetteer knows and that holds the recognizer's ("Democratic
//     Republic of the Congo" around "Congo") wins.
//  2. The recognizer's span wins over what the gazetteer finds inside it: no
//     "America" in "Bank of America".
//  3. On the same span the recognizer chooses between person, place and
//     organization, the gazetteer between the readings within them. Only a country
//     is a country whatever the recognizer says, unless it says PERSON.
//  4. What the recognizer passed over counts where the gazetteer is sure of it:
//     countries, nationalities, acronyms, names of several words.
//
// Titles and articles are left out of a span; a title beside a name stands in
// Mention.Title. Datelines give places only; sections that are not read give
// nothing.
package entities

import (
	"context"
	"fmt"

	"backchannel/pipeline/entities/ner"
	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// Version of the stage's answer.
//
//	1  names, nationalities, ontology nouns, roles, pronouns
//	2  the user's rows first; states and towns named in part, kinds ("the country")
//	3  no end of a text in the midst of a row or a name is a fault
//	4  the recognizer is a stage of its own, its scores are in thousandths
const version = 4

// New makes the stage.
func New(onto *schema.Ontology, gaz *gazetteer.Index) (stage.Stage, error) {
	model, err := ner.Default()
	if err != nil {
		return stage.Stage{}, fmt.Errorf("entities: %w", err)
	}
	f := &finder{gaz: gaz, model: model, nouns: nounsOf(onto)}
	return stage.Stage{
		Name:        "entities",
		Doc:         "finds names, nationalities, unnamed agreements and events, roles and pronouns",
		Version:     version,
		Needs:       schema.LayerTags | schema.LayerNames,
		Gives:       schema.LayerMentions,
		Fingerprint: schema.Key(onto.Nouns(), gaz.Fingerprint()),
		Run: func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			doc.Mentions = f.mentions(&doc)
			return doc, ctx.Err()
		},
	}, nil
}

// finder is what all documents share; it is not changed after New.
type finder struct {
	gaz   *gazetteer.Index
	model *ner.Model
	nouns nounTable
}

func (f *finder) mentions(doc *schema.Document) []schema.Mention {
	if len(doc.Tokens) == 0 || len(doc.Tags) != len(doc.Tokens) {
		return nil
	}
	v := newView(doc, f.gaz)
	v.names(f.model)
	v.named(f.nouns)
	v.attended(f.nouns)
	v.spread()
	v.nominals(f.nouns)
	v.roles()
	v.pronouns()
	return v.finish()
}
