package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// CheckExamples takes every example of an ontology through the story and returns
// one defect for each that does not come out: a fact that it lists and that is
// not found, or one of the example's own relation type that it does not list.
func CheckExamples(ctx context.Context, story []stage.Stage, o *schema.Ontology) ([]schema.Defect, error) {
	var out []schema.Defect
	for _, r := range o.Relations {
		for _, e := range r.Examples {
			doc, err := Read(ctx, story, schema.Document{ID: fmt.Sprintf("%s:%d", e.File, e.Line), Text: e.Text})
			if err != nil {
				return nil, err
			}
			if missing, extra := compareExample(doc, r, e, o); len(missing)+len(extra) > 0 {
				text := fmt.Sprintf("relation %s: the example %q", r.Name, e.Text)
				if len(missing) > 0 {
					text += " does not say " + strings.Join(missing, ", ")
				}
				if len(missing) > 0 && len(extra) > 0 {
					text += ", and"
				}
				if len(extra) > 0 {
					text += " says " + strings.Join(extra, ", ")
				}
				out = append(out, schema.Defect{File: e.File, Line: e.Line, Text: text})
			}
		}
	}
	return out, nil
}

func compareExample(doc schema.Document, kind schema.RelationType, e schema.Example, o *schema.Ontology) (missing, extra []string) {
	met := make([]bool, len(doc.Relations))
	for _, f := range e.Says {
		found := false
		for i, r := range doc.Relations {
			if says(doc, r, f, o) {
				met[i], found = true, true
			}
		}
		if !found {
			missing = append(missing, f.String())
		}
	}
	for i, r := range doc.Relations {
		if !met[i] && r.Type == kind.Name {
			extra = append(extra, schema.Fact{Type: r.Type, Subject: doc.Entities[r.Subject].Name, Object: doc.Entities[r.Object].Name, Status: r.Status}.String())
		}
	}
	return missing, extra
}

// says reports that a relation is the fact, its ends under any of their names.
func says(doc schema.Document, r schema.Relation, f schema.Fact, o *schema.Ontology) bool {
	if r.Type != f.Type || r.Status != f.Status {
		return false
	}
	if named(doc, r.Subject, f.Subject) && named(doc, r.Object, f.Object) {
		return true
	}
	kind, _ := o.Relation(r.Type)
	return kind.Symmetric && named(doc, r.Subject, f.Object) && named(doc, r.Object, f.Subject)
}

func named(doc schema.Document, entity int, name string) bool {
	e, name := doc.Entities[entity], schema.Slug(name)
	same := func(s string) bool { return schema.Slug(s) == name }
	return same(e.Name) || slices.ContainsFunc(e.Aliases, same) || slices.ContainsFunc(e.Mentions, func(m int) bool { return same(doc.Mentions[m].Of(doc.Text)) })
}
