package relations

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// small is an ontology that uses every kind of slot once.
const small = `
entities: {COUNTRY: {doc: x}, EVENT: {doc: x}}
relations:
  MET:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    symmetric: true
    frames:
      - {verb: [meet], subject: [subj], object: [obj, with], pair: [subj]}
      - {noun: [talk], needs: {kind: ["!phone"]}, subject: [holder, poss, mod], object: [with], pair: [between]}
  THREATENED:
    joins: {subject: [COUNTRY], object: [COUNTRY, EVENT]}
    frames:
      - {verb: [threaten], subject: [subj], object: [obj, comp.obj]}
  PRAISED:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    frames:
      - {verb: [praise], subject: [subj], object: [obj]}
      - {verb: [speak], needs: {of: [friend]}, subject: [subj], object: [to]}
  CANCELLED:
    joins: {subject: [COUNTRY], object: [EVENT]}
    frames:
      - {verb: [call off], subject: [subj], object: [obj]}
  WAS_SHUT_OUT:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    frames:
      - {verb: [exclude], voice: passive, subject: [obj], object: [subj]}
  FOUGHT:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    frames:
      - {noun: [battle], pair: [between]}
`

// Trees are written word/lemma/POS/head/relation, heads counted from 1; =TYPE makes
// the word a name. What is said is TYPE subject object status.
func TestEngine(t *testing.T) {
	for name, c := range map[string]struct{ tree, want string }{
		"active": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY threatened/threaten/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY",
			"THREATENED Russia Turkey actual"},
		"passive": {
			"Turkey/Turkey/PROPN/3/nsubj:pass=COUNTRY was/be/AUX.VBD/3/aux:pass threatened/threaten/VERB.VBN/0/root by/by/ADP/5/case Russia/Russia/PROPN/3/obl:agent=COUNTRY",
			"THREATENED Russia Turkey actual"},
		"passive without an agent": {
			"Turkey/Turkey/PROPN/3/nsubj:pass=COUNTRY was/be/AUX.VBD/3/aux:pass threatened/threaten/VERB.VBN/0/root",
			""},
		"participle behind its object": {
			"Turkey/Turkey/PROPN/5/nsubj=COUNTRY threatened/threaten/VERB.VBN/1/acl by/by/ADP/4/case Russia/Russia/PROPN/2/obl=COUNTRY left/leave/VERB.VBD/0/root",
			"THREATENED Russia Turkey actual"},
		"relative clause": {
			"Russia/Russia/PROPN/5/nsubj=COUNTRY which/which/PRON.WDT/3/nsubj threatened/threaten/VERB.VBD/1/acl:relcl Turkey/Turkey/PROPN/3/obj=COUNTRY left/leave/VERB.VBD/0/root",
			"THREATENED Russia Turkey actual"},
		"coordinated subjects": {
			"Russia/Russia/PROPN/4/nsubj=COUNTRY and/and/CCONJ/3/cc Iran/Iran/PROPN/1/conj=COUNTRY praised/praise/VERB.VBD/0/root Turkey/Turkey/PROPN/4/obj=COUNTRY",
			"PRAISED Iran Turkey actual, PRAISED Russia Turkey actual"},
		"coordinated objects": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/praise/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY and/and/CCONJ/5/cc Iran/Iran/PROPN/3/conj=COUNTRY",
			"PRAISED Russia Iran actual, PRAISED Russia Turkey actual"},
		"coordinated verbs": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY left/leave/VERB.VBD/0/root and/and/CCONJ/4/cc threatened/threaten/VERB.VBD/2/conj Turkey/Turkey/PROPN/4/obj=COUNTRY",
			"THREATENED Russia Turkey actual"},
		"reciprocal": {
			"Russia/Russia/PROPN/4/nsubj=COUNTRY and/and/CCONJ/3/cc Iran/Iran/PROPN/1/conj=COUNTRY met/meet/VERB.VBD/0/root",
			"MET Iran Russia actual"},
		"reciprocal with a third": {
			"Russia/Russia/PROPN/4/nsubj=COUNTRY and/and/CCONJ/3/cc Iran/Iran/PROPN/1/conj=COUNTRY met/meet/VERB.VBD/0/root Turkey/Turkey/PROPN/4/obj=COUNTRY",
			"MET Iran Russia actual, MET Iran Turkey actual, MET Russia Turkey actual"},
		"control by the subject": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY agreed/agree/VERB.VBD/0/root to/to/PART.TO/4/mark meet/meet/VERB.VB/2/xcomp Turkey/Turkey/PROPN/4/obj=COUNTRY",
			"MET Russia Turkey planned"},
		"control by the object": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY asked/ask/VERB.VBD/0/root Iran/Iran/PROPN/2/obj=COUNTRY to/to/PART.TO/5/mark meet/meet/VERB.VB/2/xcomp Turkey/Turkey/PROPN/5/obj=COUNTRY",
			"MET Iran Turkey possible"},
		"a promise keeps its subject": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY promised/promise/VERB.VBD/0/root Iran/Iran/PROPN/2/obj=COUNTRY to/to/PART.TO/5/mark meet/meet/VERB.VB/2/xcomp Turkey/Turkey/PROPN/5/obj=COUNTRY",
			"MET Russia Turkey planned"},
		"negation": {
			"Russia/Russia/PROPN/4/nsubj=COUNTRY did/do/AUX.VBD/4/aux not/not/PART.RB/4/advmod threaten/threaten/VERB.VB/0/root Turkey/Turkey/PROPN/4/obj=COUNTRY",
			"THREATENED Russia Turkey negated"},
		"a modal": {
			"Russia/Russia/PROPN/3/nsubj=COUNTRY may/may/AUX.MD/3/aux threaten/threaten/VERB.VB/0/root Turkey/Turkey/PROPN/3/obj=COUNTRY",
			"THREATENED Russia Turkey possible"},
		"the second slot, by a path": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY threatened/threaten/VERB.VBD/0/root to/to/PART.TO/4/mark leave/leave/VERB.VB/2/xcomp talks/talk/NOUN.NNS/4/obj=EVENT",
			"THREATENED Russia talks actual"},
		"a type that the relation does not join": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/praise/VERB.VBD/0/root talks/talk/NOUN.NNS/2/obj=EVENT",
			""},
		"an entity with itself": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/praise/VERB.VBD/0/root Russia/Russia/PROPN/2/obj=COUNTRY",
			""},
		"a need that is met": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY spoke/speak/VERB.VBD/0/root of/of/ADP/4/case friends/friend/NOUN.NNS/2/obl to/to/ADP/6/case Turkey/Turkey/PROPN/2/obl=COUNTRY",
			"PRAISED Russia Turkey actual"},
		"a need that is not": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY spoke/speak/VERB.VBD/0/root of/of/ADP/4/case enemies/enemy/NOUN.NNS/2/obl to/to/ADP/6/case Turkey/Turkey/PROPN/2/obl=COUNTRY",
			""},
		"the holder of a noun": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY held/hold/VERB.VBD/0/root talks/talk/NOUN.NNS/2/obj with/with/ADP/5/case Turkey/Turkey/PROPN/3/nmod=COUNTRY",
			"MET Russia Turkey actual"},
		"the possessor of a noun": {
			"Russia/Russia/PROPN/3/nmod:poss=COUNTRY 's/'s/PART.POS/1/case talks/talk/NOUN.NNS/6/nsubj with/with/ADP/5/case Turkey/Turkey/PROPN/3/nmod=COUNTRY continued/continue/VERB.VBD/0/root",
			"MET Russia Turkey actual"},
		"what must not stand there": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY held/hold/VERB.VBD/0/root phone/phone/NOUN.NN/4/compound talks/talk/NOUN.NNS/2/obj with/with/ADP/6/case Turkey/Turkey/PROPN/4/nmod=COUNTRY",
			""},
		"a pair behind between": {
			"talks/talk/NOUN.NNS/6/nsubj between/between/ADP/3/case Russia/Russia/PROPN/1/nmod=COUNTRY and/and/CCONJ/5/cc Turkey/Turkey/PROPN/3/conj=COUNTRY continued/continue/VERB.VBD/0/root",
			"MET Russia Turkey actual"},
		"a pair both ways": {
			"battles/battle/NOUN.NNS/6/nsubj between/between/ADP/3/case Russia/Russia/PROPN/1/nmod=COUNTRY and/and/CCONJ/5/cc Turkey/Turkey/PROPN/3/conj=COUNTRY continued/continue/VERB.VBD/0/root",
			"FOUGHT Russia Turkey actual, FOUGHT Turkey Russia actual"},
		"a particle": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY called/call/VERB.VBD/0/root off/off/ADP.RP/2/compound:prt talks/talk/NOUN.NNS/2/obj=EVENT",
			"CANCELLED Russia talks actual"},
		"no particle": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY called/call/VERB.VBD/0/root talks/talk/NOUN.NNS/2/obj=EVENT",
			""},
		"voice, met": {
			"Turkey/Turkey/PROPN/3/nsubj:pass=COUNTRY was/be/AUX.VBD/3/aux:pass excluded/exclude/VERB.VBN/0/root by/by/ADP/5/case Russia/Russia/PROPN/3/obl:agent=COUNTRY",
			"WAS_SHUT_OUT Turkey Russia actual"},
		"voice, not met": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY excluded/exclude/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY",
			""},
		"a lemma guessed wrong": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/prais/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY",
			"PRAISED Russia Turkey actual"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _, err := explainer(t).Explain(t.Context(), mustTree(t, c.tree))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range doc.Relations {
				a, b := doc.Entities[r.Subject].Name, doc.Entities[r.Object].Name
				if kind, _ := mustSmall(t).Relation(r.Type); kind.Symmetric && b < a {
					a, b = b, a
				}
				got = append(got, fmt.Sprintf("%s %s %s %s", r.Type, a, b, r.Status))
			}
			slices.Sort(got)
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %s, want %s", strings.Join(got, ", "), c.want)
			}
		})
	}
}

// Why a frame says nothing, in the engine's own words.
func TestExplain(t *testing.T) {
	for name, c := range map[string]struct{ tree, rule, why string }{
		"no object": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/praise/VERB.VBD/0/root",
			"PRAISED/praise", "no object: nothing at obj; the subject would be Russia"},
		"a wrong type": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY praised/praise/VERB.VBD/0/root talks/talk/NOUN.NNS/2/obj=EVENT",
			"PRAISED/praise", `no object: obj has "talks" (EVENT talks) of a type that the relation does not join here; the subject would be Russia`},
		"no entity": {
			"he/he/PRON.PRP/2/nsubj praised/praise/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY",
			"PRAISED/praise", `no subject: subj has "he", which stands for no entity`},
		"an unmet need": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY spoke/speak/VERB.VBD/0/root to/to/ADP/4/case Turkey/Turkey/PROPN/2/obl=COUNTRY",
			"PRAISED/speak", "needs of: [friend]; nothing at of"},
		"voice": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY excluded/exclude/VERB.VBD/0/root Turkey/Turkey/PROPN/2/obj=COUNTRY",
			"WAS_SHUT_OUT/exclude", "voice: the frame asks for the passive"},
		"half a pair": {
			"battles/battle/NOUN.NNS/4/nsubj between/between/ADP/3/case Russia/Russia/PROPN/1/nmod=COUNTRY continued/continue/VERB.VBD/0/root",
			"FOUGHT/battle", "a pair needs two: there is only Russia"},
		"a particle": {
			"Russia/Russia/PROPN/2/nsubj=COUNTRY called/call/VERB.VBD/0/root",
			"CANCELLED/call off", `"called" needs "off" beside it`},
		"tagged otherwise": {
			"the/the/DET/2/det praise/praise/NOUN.NN/3/nsubj helped/help/VERB.VBD/0/root Turkey/Turkey/PROPN/3/obj=COUNTRY",
			"PRAISED/praise", `"praise" is a trigger as a verb and is tagged NOUN here`},
	} {
		t.Run(name, func(t *testing.T) {
			_, attempts, err := explainer(t).Explain(t.Context(), mustTree(t, c.tree))
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(attempts, func(a Attempt) bool { return a.Rule == c.rule })
			if i < 0 {
				t.Fatalf("%s was not tried: %v", c.rule, attempts)
			}
			if a := attempts[i]; a.Why != c.why || a.File != "o/a.yaml" || a.Line == 0 {
				t.Errorf("%s:%d: %q, want %q", a.File, a.Line, a.Why, c.why)
			}
		})
	}
}

// Explaining changes nothing: the stage says the same.
func TestExplainSaysWhatTheStageSays(t *testing.T) {
	doc := mustTree(t, "Russia/Russia/PROPN/4/nsubj=COUNTRY and/and/CCONJ/3/cc Iran/Iran/PROPN/1/conj=COUNTRY met/meet/VERB.VBD/0/root Turkey/Turkey/PROPN/4/obj=COUNTRY")
	want, err := newExtractor(mustSmall(t), mustGazetteer(t)).read(t.Context(), doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := explainer(t).Explain(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Relations) == 0 || fmt.Sprint(got.Relations) != fmt.Sprint(want.Relations) {
		t.Errorf("got %v, want %v", got.Relations, want.Relations)
	}
}

func explainer(t *testing.T) *Explainer {
	t.Helper()
	return NewExplainer(mustSmall(t), mustGazetteer(t))
}

func mustGazetteer(t *testing.T) *gazetteer.Index {
	t.Helper()
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	return gaz
}

func mustSmall(t *testing.T) *schema.Ontology {
	t.Helper()
	o, err := schema.LoadOntology(fstest.MapFS{"o/a.yaml": {Data: []byte(small)}}, "o")
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func mustTree(t *testing.T, tree string) schema.Document {
	t.Helper()
	doc := schema.Document{ID: "d"}
	entity := map[string]int{}
	for i, word := range strings.Fields(tree) {
		f := strings.Split(word, "/")
		if len(f) != 5 {
			t.Fatalf("%q is not word/lemma/POS/head/relation", word)
		}
		head, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		dep, kind, named := strings.Cut(f[4], "=")
		upos, xpos, _ := strings.Cut(f[2], ".")
		if i > 0 {
			doc.Text += " "
		}
		span := schema.Span{Start: len(doc.Text), End: len(doc.Text) + len(f[0])}
		doc.Text += f[0]
		doc.Tokens = append(doc.Tokens, schema.Token{Span: span})
		doc.Tags = append(doc.Tags, schema.Tag{Lemma: f[1], UPOS: upos, XPOS: xpos, Head: head - 1, Dep: dep})
		if !named {
			continue
		}
		e, ok := entity[f[0]]
		if !ok {
			e = len(doc.Entities)
			entity[f[0]] = e
			doc.Entities = append(doc.Entities, schema.Entity{ID: strings.ToLower(f[0]), Type: schema.EntityType(kind), Name: f[0]})
		}
		how := schema.Named
		if upos != "PROPN" {
			how = schema.Nominal
		}
		doc.Entities[e].Mentions = append(doc.Entities[e].Mentions, len(doc.Mentions))
		doc.Mentions = append(doc.Mentions, schema.Mention{Span: span, First: i, End: i + 1, Head: i, Type: schema.EntityType(kind), Kind: how, Score: 0.9})
	}
	whole := schema.Span{End: len(doc.Text)}
	doc.Sections = []schema.Section{{Span: whole, Kind: schema.Body}}
	doc.Sentences = []schema.Sentence{{Span: whole, End: len(doc.Tokens)}}
	return doc
}
