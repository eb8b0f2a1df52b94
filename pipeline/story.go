// Package pipeline tells the story: how one document becomes a record.
//
// Read it in order. Before it stands read, which finds the documents; after it
// stand fold, which merges the records of all documents into one graph, and load,
// which writes the graph to a store.
package pipeline

import (
	"context"
	"slices"
	"strconv"

	"backchannel/pipeline/entities"
	"backchannel/pipeline/entities/ner"
	"backchannel/pipeline/relations"
	"backchannel/pipeline/resolve"
	"backchannel/pipeline/segment"
	"backchannel/pipeline/stage"
	"backchannel/pipeline/tag"
	"backchannel/pipeline/tokenize"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// Story returns the stages in the order in which they run.
func Story(o *schema.Ontology, gaz *gazetteer.Index) ([]stage.Stage, error) {
	gaz, err := gaz.WithOntology(o)
	if err != nil {
		return nil, err
	}
	names, err := ner.New()
	if err != nil {
		return nil, err
	}
	mention, err := entities.New(o, gaz)
	if err != nil {
		return nil, err
	}
	link, err := resolve.New(o, gaz)
	if err != nil {
		return nil, err
	}
	story := []stage.Stage{
		segment.New(),         // headlines, datelines, paragraphs, furniture
		tokenize.New(),        // sentences and words
		tag.New(),             // parts of speech, lemmas, dependency trees
		names,                 // names of persons, places and organizations, as a trained model reads them
		mention,               // who and what is spoken of: names, nationalities, unnamed agreements and events
		link,                  // one entity for each, whatever the text calls it
		relations.New(o, gaz), // who did what to whom, where, when, and whether it happened
	}
	return story, stage.Validate(story)
}

// AtLeast is the story with relations left out whose score is below min.
func AtLeast(story []stage.Stage, min float64) []stage.Stage {
	if min <= 0 {
		return story
	}
	story = slices.Clone(story)
	for i := range story {
		s := &story[i]
		if s.Gives&schema.LayerRelations == 0 {
			continue
		}
		all := s.Run
		s.Run = func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			doc, err := all(ctx, doc)
			doc.Relations = slices.DeleteFunc(doc.Relations, func(r schema.Relation) bool { return r.Score < min })
			return doc, err
		}
		s.Fingerprint = schema.Key(s.Fingerprint, strconv.FormatFloat(min, 'g', -1, 64))
	}
	return story
}

// Read takes one document through the story. The error names the stage that
// failed; the document then holds the layers of the stages before it.
func Read(ctx context.Context, story []stage.Stage, doc schema.Document) (schema.Document, error) {
	for _, s := range story {
		var err error
		if doc, err = stage.Apply(ctx, s, doc); err != nil {
			return doc, err
		}
	}
	return doc, nil
}
