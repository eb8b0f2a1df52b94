package stage

import (
	"context"
	"errors"
	"strings"
	"testing"

	"backchannel/schema"
)

func ok(ctx context.Context, doc schema.Document) (schema.Document, error) { return doc, nil }

func TestValidate(t *testing.T) {
	a := Stage{Name: "a", Doc: "gives sections", Version: 1, Needs: schema.LayerText, Gives: schema.LayerSections, Run: ok}
	b := Stage{Name: "b", Doc: "gives tokens", Version: 1, Needs: schema.LayerSections, Gives: schema.LayerTokens, Run: ok}
	if err := Validate([]Stage{a, b}); err != nil {
		t.Errorf("a good story is refused: %v", err)
	}
	unnamed, again := a, b
	unnamed.Version = 0
	again.Gives = schema.LayerSections
	for want, story := range map[string][]Stage{
		"needs sections":            {b, a},
		"must be set":               {unnamed},
		"stands twice":              {a, a},
		"a layer that is not there": {a, again},
	} {
		if err := Validate(story); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want it to say %q", err, want)
		}
	}
}

func TestApplyNamesStageAndDocument(t *testing.T) {
	doc := schema.Document{ID: "doc-17", Text: "kept"}
	sentinel := errors.New("span 40:38 runs backwards")
	for name, run := range map[string]func(context.Context, schema.Document) (schema.Document, error){
		"error": func(context.Context, schema.Document) (schema.Document, error) { return schema.Document{}, sentinel },
		"panic": func(context.Context, schema.Document) (schema.Document, error) { panic("index out of range") },
	} {
		got, err := Apply(t.Context(), Stage{Name: "tokenize", Run: run}, doc)
		if err == nil || !strings.HasPrefix(err.Error(), "tokenize doc-17: ") {
			t.Errorf("%s: error is %v, want it to begin with the stage and the document", name, err)
		}
		if got.Text != "kept" {
			t.Errorf("%s: the document is lost", name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Apply(ctx, Stage{Name: "s", Run: ok}, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled stage ran: %v", err)
	}
}
