package train

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/tag/internal/grammar"
	"backchannel/schema/conllu"
)

// names numbers the joint tags and the relations of the training trees.
type names struct {
	tags   map[grammar.TagName]uint8
	labels map[string]uint8
}

func (n *names) learn(m *grammar.Model, trees []conllu.Sentence) error {
	tags, labels := map[grammar.TagName]int{}, map[string]int{}
	for _, s := range trees {
		for _, w := range s.Words() {
			tags[grammar.TagName{UPOS: w.UPOS, XPOS: w.XPOS}]++
			labels[w.DepRel]++
		}
	}
	for t := range tags {
		m.Tags = append(m.Tags, t)
	}
	slices.SortFunc(m.Tags, func(a, b grammar.TagName) int { return strings.Compare(a.UPOS+" "+a.XPOS, b.UPOS+" "+b.XPOS) })
	for l := range labels {
		m.Labels = append(m.Labels, l)
	}
	slices.Sort(m.Labels)
	if len(m.Labels) > 64 || len(m.Tags) > 240 {
		return fmt.Errorf("%d relations and %d tags are more than the model has room for", len(m.Labels), len(m.Tags))
	}
	n.tags, n.labels = map[grammar.TagName]uint8{}, map[string]uint8{}
	for i, t := range m.Tags {
		n.tags[t] = uint8(i)
	}
	for i, l := range m.Labels {
		n.labels[l] = uint8(i)
	}
	return nil
}

func (n *names) example(s conllu.Sentence) grammar.WordExample {
	e := grammar.WordExample{Example: &grammar.Example{}}
	words := s.Words()
	for _, w := range words {
		head := int32(w.Head - 1)
		if w.Head == 0 {
			head = int32(len(words))
		}
		e.Forms = append(e.Forms, w.Form)
		e.Gold = append(e.Gold, n.tags[grammar.TagName{UPOS: w.UPOS, XPOS: w.XPOS}])
		e.Heads = append(e.Heads, head)
		e.Labels = append(e.Labels, n.labels[w.DepRel])
		e.Lemmas = append(e.Lemmas, w.Lemma)
		e.Features = append(e.Features, plainFeatures(w.Feats))
	}
	return e
}

// plainFeatures leaves out what is about the writer, not the word.
func plainFeatures(feats string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(feats, "|"), func(f string) bool {
		return f == "Typo=Yes" || strings.HasPrefix(f, "Style=") || strings.HasPrefix(f, "ExtPos=")
	}), "|")
}

// recase returns copies of a share of the sentences as headlines and careless
// writers would set them: in title case, in capitals, in small letters, without
// the final mark.
func recase(examples []*grammar.Example, seed uint64) []*grammar.Example {
	chance := rand.New(rand.NewPCG(seed, 3))
	var out []*grammar.Example
	for _, e := range examples {
		roll := chance.IntN(100)
		if len(e.Forms) < 4 {
			continue
		}
		var change func(i int, form string) string
		switch {
		case roll < 12:
			change = func(i int, form string) string {
				if len(form) < 4 && roll < 6 && i > 0 && small[form] {
					return form
				}
				return capital(form)
			}
		case roll < 17:
			change = func(_ int, form string) string { return strings.ToUpper(form) }
		case roll < 21:
			change = func(_ int, form string) string { return strings.ToLower(form) }
		case roll < 25:
			change = func(_ int, form string) string { return form }
		default:
			continue
		}
		out = append(out, cut(e, change, roll < 17 || roll >= 21))
	}
	return out
}

// headlines makes headlines of the sentences whose main verb is in the past and
// has a noun for its subject: without articles and final mark, the verb in the
// present, in title case or in capitals. They have tags only, no trees.
func (n *names) headlines(m *grammar.Model, examples []grammar.WordExample) []*grammar.Example {
	present := map[bool]uint8{false: n.tags[grammar.TagName{UPOS: "VERB", XPOS: "VBZ"}], true: n.tags[grammar.TagName{UPOS: "VERB", XPOS: "VBP"}]}
	var out []*grammar.Example
	for _, e := range examples {
		root := slices.Index(e.Heads, int32(len(e.Forms)))
		subject := -1
		for i, h := range e.Heads {
			if int(h) == root && m.Labels[e.Labels[i]] == "nsubj" && i < root {
				subject = i
			}
		}
		if subject < 0 || len(e.Forms) < 5 || m.Tags[e.Gold[root]].XPOS != "VBD" || m.Tags[e.Gold[root]].UPOS != "VERB" || e.Lemmas[root] == "" {
			continue
		}
		kind := m.Tags[e.Gold[subject]]
		if kind.UPOS != "NOUN" && kind.UPOS != "PROPN" {
			continue
		}
		many := strings.HasSuffix(kind.XPOS, "S") || slices.ContainsFunc(indexed(e.Heads, subject), func(i int) bool { return m.Labels[e.Labels[i]] == "conj" })
		c := &grammar.Example{}
		for i, form := range e.Forms {
			tag := e.Gold[i]
			if x := m.Tags[tag]; x.UPOS == "DET" && x.XPOS == "DT" && articles[strings.ToLower(form)] || i == len(e.Forms)-1 && form == "." {
				continue
			}
			if i == root {
				tag, form = present[many], e.Lemmas[root]
				if !many {
					form = thirdPerson(form)
				}
			}
			if len(out)%3 == 2 {
				form = strings.ToUpper(form)
			} else {
				form = capital(form)
			}
			c.Forms, c.Gold = append(c.Forms, form), append(c.Gold, tag)
		}
		out = append(out, c)
	}
	return out
}

var articles = map[string]bool{"the": true, "a": true, "an": true}

// indexed returns where heads says head.
func indexed(heads []int32, head int) (at []int) {
	for i, h := range heads {
		if int(h) == head {
			at = append(at, i)
		}
	}
	return at
}

// thirdPerson is the verb's form behind a singular subject, by rule.
func thirdPerson(lemma string) string {
	n := len(lemma)
	switch {
	case lemma == "have":
		return "has"
	case n > 1 && lemma[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(lemma[n-2])):
		return lemma[:n-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "z"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "o"):
		return lemma + "es"
	}
	return lemma + "s"
}

var small = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "to": true, "at": true, "by": true, "for": true, "and": true, "or": true, "as": true, "n't": true, "'s": true, "'re": true, "but": true, "nor": true}

func capital(form string) string {
	r, n := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[n:]
}

// cut copies e with its forms changed, and where told without its final mark if
// nothing hangs on that.
func cut(e *grammar.Example, change func(i int, form string) string, unmarked bool) *grammar.Example {
	n := len(e.Forms)
	if last := e.Forms[n-1]; unmarked && (last == "." || last == "!") && int(e.Heads[n-1]) != n && !slices.Contains(e.Heads, int32(n-1)) {
		n--
	}
	c := &grammar.Example{Gold: e.Gold[:n], Labels: e.Labels[:n], Heads: slices.Clone(e.Heads[:n])}
	for i, h := range c.Heads {
		if int(h) == len(e.Forms) {
			c.Heads[i] = int32(n)
		}
		c.Forms = append(c.Forms, change(i, e.Forms[i]))
	}
	return c
}
