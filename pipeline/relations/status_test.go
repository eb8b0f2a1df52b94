package relations

import (
	"testing"

	"backchannel/schema"
)

// TestStatus reads the status of the word that each tree marks with "!", whatever a
// parser would have made of the sentence.
func TestStatus(t *testing.T) {
	for _, c := range []struct {
		tree    string
		trigger int // from 1
		want    schema.Status
	}{
		{"Iran/NNP/2/nsubj/COUNTRY signed/VBD/0/root", 2, schema.Actual},
		{"Iran/NNP/4/nsubj/COUNTRY did/VBD/4/aux not/RB/4/advmod sign/VB/0/root", 4, schema.Negated},
		{"Iran/NNP/4/nsubj/COUNTRY may/MD/4/aux not/RB/4/advmod sign/VB/0/root", 4, schema.Possible},
		{"Iran/NNP/3/nsubj/COUNTRY will/MD/3/aux sign/VB/0/root", 3, schema.Planned},
		{"Iran/NNP/2/nsubj/COUNTRY failed/VBD/0/root to/TO/4/mark sign/VB/2/xcomp", 4, schema.Negated},
		{"Iran/NNP/4/nsubj/COUNTRY did/VBD/4/aux not/RB/4/advmod fail/VB/0/root to/TO/6/mark sign/VB/4/xcomp", 6, schema.Actual},
		{"Iran/NNP/4/nsubj/COUNTRY did/VBD/4/aux not/RB/4/advmod refuse/VB/0/root to/TO/6/mark sign/VB/4/xcomp", 6, schema.Possible},
		{"Iran/NNP/2/nsubj/COUNTRY denied/VBD/0/root attacking/VBG/2/xcomp", 3, schema.Negated},
		{"Iran/NNP/2/nsubj/COUNTRY stopped/VBD/0/root fighting/VBG/2/xcomp", 3, schema.Actual},
		{"Iran/NNP/2/nsubj/COUNTRY hopes/VBZ/0/root to/TO/4/mark sign/VB/2/xcomp", 4, schema.Possible},
		{"Iran/NNP/2/nsubj/COUNTRY tried/VBD/0/root to/TO/4/mark sign/VB/2/xcomp", 4, schema.Possible},
		{"Iran/NNP/4/nsubj/COUNTRY did/VBD/4/aux not/RB/4/advmod try/VB/0/root to/TO/6/mark sign/VB/4/xcomp", 6, schema.Negated},
		{"if/IN/3/mark Iran/NNP/3/nsubj/COUNTRY signs/VBZ/6/advcl talks/NNS/6/nsubj will/MD/6/aux end/VB/0/root", 3, schema.Possible},
		{"Iran/NNP/2/nsubj/COUNTRY left/VBD/0/root without/IN/4/mark signing/VBG/2/advcl", 4, schema.Negated},
		{"Kerry/NNP/3/nsubj/PERSON will/MD/3/aux meet/VB/0/root and/CC/5/cc sign/VB/3/conj", 5, schema.Planned},
		{"Kerry/NNP/2/nsubj/PERSON met/VBD/0/root but/CC/6/cc did/VBD/6/aux not/RB/6/advmod sign/VB/2/conj", 2, schema.Actual},
		{"Iran/NNP/2/nsubj/COUNTRY cancelled/VBD/0/root the/DT/4/det talks/NNS/2/obj", 4, schema.Negated},
		{"Iran/NNP/2/nsubj/COUNTRY praised/VBD/0/root the/DT/4/det talks/NNS/2/obj", 4, schema.Actual},
		{"Kerry/NNP/0/root/PERSON to/TO/3/mark meet/VB/1/acl Lavrov/NNP/3/obj/PERSON", 3, schema.Planned},
	} {
		doc := treeDoc(t, c.tree)
		if got := viewOfTree(t, &doc).status(c.trigger - 1); got != c.want {
			t.Errorf("%s: %q is %s, want %s", doc.Text, doc.Tokens[c.trigger-1].Of(doc.Text), got, c.want)
		}
	}
}

// TestMerger joins what is told twice, keeps every sentence, and keeps apart what
// differs in status or stands in another item of a list.
func TestMerger(t *testing.T) {
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	doc := schema.Document{Entities: []schema.Entity{{ID: "b"}, {ID: "a"}, {ID: "place"}}}
	m := merger{doc: &doc, ontology: onto, at: map[mergeKey]int{}}
	told := func(subject, object int, status schema.Status, place, sentence int) schema.Relation {
		return schema.Relation{
			Type: "MET_WITH", Subject: subject, Object: object, Status: status, Place: place, Speaker: -1,
			Evidence: []schema.Evidence{{Span: schema.Span{Start: sentence, End: sentence + 1}}},
		}
	}
	m.add(told(0, 1, schema.Actual, -1, 0), 0, 0)
	m.add(told(1, 0, schema.Actual, 2, 1), 0, 0)
	m.add(told(0, 1, schema.Planned, -1, 2), 0, 0)
	m.add(told(0, 1, schema.Actual, -1, 3), 1, 0)
	out := m.done()
	if len(out) != 3 {
		t.Fatalf("%d relations, want 3: %+v", len(out), out)
	}
	if first := out[0]; first.Subject != 1 || first.Object != 0 || first.Place != 2 || len(first.Evidence) != 2 {
		t.Errorf("the first is %+v, want a symmetric one with the smaller id first, the place and two sentences", first)
	}
}
