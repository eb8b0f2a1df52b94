package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/nearest"
)

// prepositions are the words that a step may name besides schema.Steps: those that
// the treebanks tag as a case of a noun.
var prepositions = strings.Fields(`aboard about above across after against ahead along alongside amid amidst among amongst around as aside at atop away
	because before behind below beneath beside besides between beyond by concerning despite down during except following for from
	given in including inside instead into like minus near of off on onto opposite out outside over past per pending plus regarding
	round since than through throughout till to together toward towards under underneath unlike until up upon versus via with within without worth according`)

// only are steps from the trigger that one kind of trigger has.
var only = map[string]string{"poss": "noun", "mod": "noun", "mods": "noun", "kind": "noun", "holder": "noun", "iobj": "verb", "pred": "verb", "if": "verb"}

// slots checks the steps of all paths.
func (c *checker) slots(r schema.RelationType, f schema.Frame) {
	known := slices.Concat(schema.Steps, prepositions)
	check := func(field string, paths []string) {
		dead := 0
		for _, p := range paths {
			for i, step := range strings.Split(p, ".") {
				if !slices.Contains(known, step) && !c.participle(step) {
					hint := meant(step, known)
					if nearest.Of(step, known) == "" {
						hint = "the steps are " + strings.Join(schema.Steps, ", ") + ", any preposition, and participles like \"targeting\""
					}
					c.frame(r, f, hint, "%s: %q is no slot: it is neither a step of the tree nor a preposition", field, step)
				}
				if kind := only[step]; i == 0 && (kind == "noun" && len(f.Noun) == 0 || kind == "verb" && len(f.Verb) == 0) {
					dead++
					if dead == len(paths) {
						c.frame(r, f, fmt.Sprintf("%s is seen from a %s", step, kind), "it can never fire: nothing stands at %s of such a trigger", strings.Join(paths, ", "))
					}
				}
			}
		}
		for i, p := range paths {
			if slices.Contains(paths[:i], p) {
				c.frame(r, f, "", "%s: %q stands in it twice", field, p)
			}
		}
	}
	check("subject", f.Subject)
	check("object", f.Object)
	check("pair", f.Pair)
	check("title", f.Title)
	for _, slot := range slices.Sorted(maps.Keys(f.Needs)) {
		check("needs", []string{slot})
	}
}

// participle reports a word that a noun may be joined by as by a preposition:
// "sanctions targeting banks".
func (c *checker) participle(word string) bool {
	return slices.ContainsFunc(c.words(word), func(t schema.Tag) bool { return t.XPOS == "VBG" })
}

// needs checks what must stand in slots.
func (c *checker) needs(r schema.RelationType, f schema.Frame) {
	for _, slot := range slices.Sorted(maps.Keys(f.Needs)) {
		of := f.Needs[slot]
		for i, word := range of {
			bare := strings.TrimPrefix(word, "!")
			switch {
			case slices.Contains(of[:i], word):
				c.frame(r, f, "", "needs %s: %q stands in it twice", slot, word)
			case bare == word && slices.Contains(of, "!"+word):
				c.frame(r, f, "", "needs %s: %q must stand there and must not", slot, word)
			case c.isType(bare):
			case c.o.Groups[bare] != nil:
				c.frame(r, f, fmt.Sprintf("write its types: %v", c.o.Groups[bare]), "needs %s: %q is a group, and needs knows words and types only", slot, bare)
			case bare == strings.ToUpper(bare) && bare != strings.ToLower(bare):
				c.frame(r, f, meant(bare, c.entityTypes()), "needs %s: %s is no entity type", slot, bare)
			default:
				c.lemma(r, f, bare, "")
			}
		}
	}
	c.selfNeed(r, f)
}

// selfNeed tells triggers that a need on the trigger itself shuts out.
func (c *checker) selfNeed(r schema.RelationType, f schema.Frame) {
	of, ok := f.Needs["self"]
	if !ok {
		return
	}
	positive := slices.ContainsFunc(of, func(w string) bool { return !strings.HasPrefix(w, "!") })
	typed := slices.ContainsFunc(of, c.isType)
	for _, t := range slices.Concat(f.Verb, f.Noun) {
		word, _, _ := strings.Cut(t, " ")
		if slices.Contains(f.Noun, t) {
			word = t[strings.LastIndexByte(t, ' ')+1:]
		}
		if slices.Contains(of, "!"+word) || positive && !typed && !c.isType(t) && !slices.Contains(of, word) {
			c.frame(r, f, fmt.Sprintf("take %q out of the frame, or out of needs", t), "at %q it can never fire: needs self shuts it out", t)
		}
	}
}

// types checks that what stands in a slot by need, or as the trigger, may be an end
// of the relation.
func (c *checker) types(r schema.RelationType, f schema.Frame) {
	for _, side := range []struct {
		name    string
		paths   []string
		allowed []schema.EntityType
	}{{"subject", f.Subject, r.Subject}, {"object", f.Object, r.Object}, {"pair", f.Pair, r.Subject}} {
		if len(side.paths) != 1 {
			continue
		}
		wanted := f.Needs[side.paths[0]]
		if side.paths[0] == "self" && len(f.Verb) == 0 {
			wanted = f.Noun
		}
		var types []string
		for _, w := range wanted {
			if c.isType(w) {
				types = append(types, w)
			} else if !strings.HasPrefix(w, "!") {
				types = nil
				break
			}
		}
		if len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return slices.Contains(side.allowed, schema.EntityType(t)) }) {
			c.frame(r, f, fmt.Sprintf("the relation joins %v there", side.allowed), "it can never fire: %s wants %s as its %s", side.paths[0], strings.Join(types, ", "), side.name)
		}
	}
}
