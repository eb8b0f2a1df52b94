package lint

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"backchannel/schema"
)

// words knows what the cases need of English.
func words(word string) []schema.Tag {
	return map[string][]schema.Tag{
		"met":       {{UPOS: "VERB", XPOS: "VBD", Lemma: "meet"}},
		"meet":      {{UPOS: "VERB", XPOS: "VB", Lemma: "meet"}},
		"found":     {{UPOS: "VERB", XPOS: "VBD", Lemma: "find"}},
		"founded":   {{UPOS: "VERB", XPOS: "VBD", Lemma: "found"}},
		"talks":     {{UPOS: "NOUN", XPOS: "NNS", Lemma: "talk"}, {UPOS: "VERB", XPOS: "VBZ", Lemma: "talk"}},
		"talk":      {{UPOS: "NOUN", XPOS: "NN", Lemma: "talk"}, {UPOS: "VERB", XPOS: "VB", Lemma: "talk"}},
		"targeting": {{UPOS: "VERB", XPOS: "VBG", Lemma: "target"}},
		"backing":   {{UPOS: "VERB", XPOS: "VBG", Lemma: "back"}},
	}[word]
}

const head = `groups: {actor: [PERSON, COUNTRY]}
entities: {PERSON: {doc: x}, COUNTRY: {doc: x}, AGREEMENT: {doc: x}}
relations:
  KNOWS:
    doc: x
    joins: {subject: [actor], object: [actor]}
    examples: [{text: "a", says: []}, {text: "b", says: []}]
    frames:
`

// Each case is the frames of one relation type, from line 9 on, and what is told
// of them.
func TestCheck(t *testing.T) {
	const plain = "subject: [subj], object: [obj]"
	for name, c := range map[string]struct {
		frames string
		want   []string
	}{
		"nothing": {
			`{verb: [meet, found, secede], subject: [subj], object: [with, obj.with, targeting], pair: [subj], needs: {obj: [talk, "!backing"], at: []}}
{noun: [talk, AGREEMENT], subject: [poss, holder, mod], object: [to, of.mod]}
{verb: [pull], subject: [subj], object: [from]}
{verb: ["talk down"], subject: [subj], object: [obj]}`, nil},
		"an inflected verb":     {`{verb: [met], ` + plain + `}`, []string{`9: relation KNOWS: "met" is an inflected form, and frames see lemmas | write "meet"`}},
		"an inflected noun":     {`{noun: [peace talks], subject: [of], object: [with]}`, []string{`9: relation KNOWS: "talks" is an inflected form, and frames see lemmas | write "talk"`}},
		"an inflected need":     {`{verb: [hold], ` + plain + `, needs: {obj: [talks]}}`, []string{`9: relation KNOWS: "talks" is an inflected form, and frames see lemmas | write "talk"`}},
		"a capital":             {`{verb: [Meet], ` + plain + `}`, []string{`9: relation KNOWS: "Meet" is never a lemma: they are in small letters | write "meet"`}},
		"twice":                 {`{verb: [meet, meet], subject: [subj, subj], object: [obj]}`, []string{`9: relation KNOWS: the verb "meet" stands in it twice | `, `9: relation KNOWS: subject: "subj" stands in it twice | `}},
		"an unknown slot":       {`{verb: [meet], subject: [sbj], object: [with, obj.whit]}`, []string{`9: relation KNOWS: subject: "sbj" is no slot: it is neither a step of the tree nor a preposition | did you mean subj?`, `9: relation KNOWS: object: "whit" is no slot: it is neither a step of the tree nor a preposition | did you mean with?`}},
		"a slot of needs":       {`{verb: [meet], ` + plain + `, needs: {advmod: [together]}}`, []string{`9: relation KNOWS: needs: "advmod" is no slot: it is neither a step of the tree nor a preposition | the steps are self, subj, obj, iobj, pred, adv, poss, mod, mods, kind, owner, holder, comp, if, here, any preposition, and participles like "targeting"`}},
		"a noun's slot":         {`{verb: [meet], subject: [poss, mod], object: [obj]}`, []string{`9: relation KNOWS: it can never fire: nothing stands at poss, mod of such a trigger | mod is seen from a noun`}},
		"a verb's slot":         {`{noun: [talk], subject: [poss], object: [iobj]}`, []string{`9: relation KNOWS: it can never fire: nothing stands at iobj of such a trigger | iobj is seen from a verb`}},
		"an unknown type":       {`{verb: [meet], ` + plain + `, needs: {obj: [CONTRY]}}`, []string{`9: relation KNOWS: needs obj: CONTRY is no entity type | did you mean COUNTRY?`}},
		"an unknown type as it": {`{noun: [TREATY], subject: [poss], object: [with]}`, []string{`9: relation KNOWS: TREATY is no entity type | there are AGREEMENT, COUNTRY, PERSON`}},
		"a group in needs":      {`{verb: [meet], ` + plain + `, needs: {obj: [actor]}}`, []string{`9: relation KNOWS: needs obj: "actor" is a group, and needs knows words and types only | write its types: [PERSON COUNTRY]`}},
		"a contradiction":       {`{verb: [meet], ` + plain + `, needs: {obj: [friend, "!friend"]}}`, []string{`9: relation KNOWS: needs obj: "friend" must stand there and must not | `}},
		"a trigger shut out":    {`{verb: [meet, strike], ` + plain + `, needs: {self: ["!strike"]}}`, []string{`9: relation KNOWS: at "strike" it can never fire: needs self shuts it out | take "strike" out of the frame, or out of needs`}},
		"a type shut out":       {`{verb: [meet], ` + plain + `, needs: {obj: [AGREEMENT]}}`, []string{`9: relation KNOWS: it can never fire: obj wants AGREEMENT as its object | the relation joins [PERSON COUNTRY] there`}},
		"a type by itself":      {`{noun: [AGREEMENT], subject: [mod], object: [self]}`, []string{`9: relation KNOWS: it can never fire: self wants AGREEMENT as its object | the relation joins [PERSON COUNTRY] there`}},
		"a noun's voice":        {`{noun: [talk], voice: passive, subject: [of], object: [with]}`, []string{`9: relation KNOWS: it can never fire: a noun is not passive | leave voice out`}},
		"an empty status":       {`{verb: [meet], ` + plain + `, status: actual}`, []string{`9: relation KNOWS: status: actual says nothing | leave it out, or write planned, possible or negated`}},
		"a duplicate": {`{verb: [meet], ` + plain + `}
{verb: [meet], ` + plain + `}`,
			[]string{`10: relation KNOWS: at meet it adds nothing to the frame at o/a.yaml:9, which fires there too and joins the same ends | leave this frame out`}},
		"a narrower frame": {`{verb: [meet, greet], voice: active, ` + plain + `, needs: {obj: [COUNTRY], at: []}}
{verb: [meet], subject: [subj], object: [obj, with], pair: [subj], needs: {obj: [COUNTRY, PERSON]}}`,
			[]string{`9: relation KNOWS: at meet it adds nothing to the frame at o/a.yaml:10, which fires there too and joins the same ends | take them out of one of the two`}},
		"a particle": {`{verb: [pull], ` + plain + `}
{verb: [pull out], ` + plain + `}`,
			[]string{`10: relation KNOWS: at pull out it adds nothing to the frame at o/a.yaml:9, which fires there too and joins the same ends | leave this frame out`}},
		"different needs": {`{verb: [meet], ` + plain + `, needs: {obj: [COUNTRY]}}
{verb: [meet], ` + plain + `, needs: {obj: [PERSON]}}
{verb: [meet], ` + plain + `, needs: {obj: ["!AGREEMENT"]}}`, nil},
		"other slots first": {`{verb: [meet], subject: [subj], object: [with, obj]}
{verb: [meet], subject: [subj], object: [obj, with]}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			yaml := head
			for line := range strings.Lines(c.frames) {
				yaml += "      - " + strings.TrimRight(line, "\n") + "\n"
			}
			check(t, yaml, c.want)
		})
	}
}

// What stands beside the frames, and two types that are always said together.
func TestCheckRelations(t *testing.T) {
	check(t, `entities: {COUNTRY: {doc: x}}
relations:
  MET:
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    plover: {type: CONSULT, mode: fone}
  SAW:
    doc: x
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    plover: {type: CONSLT}
    examples: [{text: "a"}, {text: "b"}]
    frames:
      - {verb: [see], subject: [subj], object: [obj]}
  WATCHED:
    doc: x
    joins: {subject: [COUNTRY], object: [COUNTRY]}
    examples: [{text: "a"}, {text: "b"}]
    frames:
      - {verb: [watch, see], subject: [subj], object: [obj]}
`, []string{
		`3: relation MET: it has no doc | doc: says in a sentence what the type covers, and what not`,
		`3: relation MET: nothing ever finds it: it has no frames and no derive | give it frames, or a way to derive it`,
		`3: relation MET: it has 0 examples, want two | examples: - {text: "Peru thanked Chile.", says: ["MET Peru -> Chile"]}`,
		`3: relation MET: "fone" is no mode of PLOVER's CONSULT | it has phone, visit, host, third-party`,
		`6: relation SAW: "CONSLT" is no event type of PLOVER | did you mean CONSULT?`,
		`18: relation WATCHED: at see it always fires together with the frame of SAW at o/a.yaml:12, and joins the same ends | say what tells the two types apart, by a need`,
	})
}

func check(t *testing.T, yaml string, want []string) {
	t.Helper()
	o, err := schema.LoadOntology(fstest.MapFS{"o/a.yaml": {Data: []byte(yaml)}}, "o")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range Check(o, words) {
		if d.File != "o/a.yaml" {
			t.Errorf("file is %q", d.File)
		}
		got = append(got, fmt.Sprintf("%d: %s | %s", d.Line, d.Text, d.Hint))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
