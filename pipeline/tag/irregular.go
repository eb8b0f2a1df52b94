package tag

import "strings"

// irregular are the past forms that no ending tells, by the treebanks' lemma. The
// model knows those that its treebanks have; news has the others.
var irregular = formsOf(`
agree agreed, arise arose arisen, awake awoke awoken, bear bore borne, beat beaten, become became,
befall befell befallen, beget begot begotten, begin began begun, behold beheld, bend bent, beseech besought,
betake betook betaken, bid bade bidden, bind bound, bite bit bitten, bleed bled, blow blew blown,
break broke broken, breed bred, bring brought, build built, buy bought, catch caught, choose chose chosen,
cleave cleft cloven, cling clung, come came, compel compelled, creep crept, deal dealt, decree decreed, die died,
dig dug, dispel dispelled, do did done, draw drew drawn, drink drank drunk, drive drove driven, dwell dwelt,
eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fling flung,
fly flew flown, forbear forbore forborne, forbid forbade forbidden, foresee foresaw foreseen, foretell foretold,
forget forgot forgotten, forgive forgave forgiven, forgo forwent forgone, forsake forsook forsaken, free freed,
freeze froze frozen, get got gotten, give gave given, go went gone, grind ground, grow grew grown,
guarantee guaranteed, hang hung, hear heard, hide hid hidden, hold held, impel impelled, keep kept, kneel knelt,
know knew known, lay laid, lead led, leap leapt, leave left, lend lent, lie lay lain lied, light lit, lose lost,
make made, mean meant, meet met, mislead misled, mistake mistook mistaken, misunderstand misunderstood,
outdo outdid outdone, outlaw outlawed, overcome overcame, overhear overheard, overrun overran,
oversee oversaw overseen, overtake overtook overtaken, overthrow overthrew overthrown, partake partook partaken,
pay paid, plead pled, prove proved proven, rebuild rebuilt, redraw redrew redrawn, rend rent, repay repaid,
resell resold, retake retook retaken, rethink rethought, rewrite rewrote rewritten, ride rode ridden,
ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent,
shake shook shaken, shell shelled, shine shone, shoot shot, show showed shown, shrink shrank shrunk,
shrive shrove shriven, sing sang sung, sink sank sunk, sit sat, slay slew slain, sleep slept, slide slid,
sling slung, slink slunk, smite smote smitten, speak spoke spoken, speed sped, spend spent, spin spun,
spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung, stride strode stridden,
strike struck, strive strove striven, swear swore sworn, sweep swept, swell swelled swollen, swim swam swum,
swing swung, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, tie tied,
tread trod trodden, undergo underwent undergone, understand understood, undertake undertook undertaken,
undo undid undone, uphold upheld, vie vied, wake woke woken, wear wore worn, weave wove woven, weep wept, win won,
withdraw withdrew withdrawn, withhold withheld, withstand withstood, wring wrung, write wrote written`)

// formsOf reads "fight fought, bring brought": a lemma and its forms.
func formsOf(list string) map[string]string {
	m := map[string]string{}
	for verb := range strings.SplitSeq(list, ",") {
		forms := strings.Fields(verb)
		for _, f := range forms[1:] {
			m[f] = forms[0]
		}
	}
	return m
}

// ambiguous forms are lemmas too: their tag must say that they are past.
var ambiguous = map[string]bool{"found": true, "lay": true, "saw": true, "ground": true, "fell": true, "felt": true, "bore": true, "rent": true, "wound": true, "bound": true}

// doubled are the long verbs that end in two l by themselves.
var doubled = map[string]bool{"install": true, "recall": true, "enroll": true, "fulfill": true, "instill": true, "distill": true, "forestall": true, "refill": true,
	"reinstall": true, "uninstall": true, "outsell": true, "foretell": true, "undersell": true, "shrill": true, "thrill": true, "scroll": true, "stroll": true, "squall": true, "retell": true, "resell": true}

// lemma mends the model's lemma of a verb's irregular form and of a man's plural.
func lemma(word, upos, xpos, guess string) string {
	switch upos {
	case "VERB":
		w := strings.ToLower(word)
		if base, ok := irregular[w]; ok && (!ambiguous[w] || xpos == "VBD" || xpos == "VBN") {
			return base
		}
		if len(guess) > 5 && strings.HasSuffix(guess, "ll") && !doubled[guess] && (strings.HasSuffix(w, "lled") || strings.HasSuffix(w, "lling")) {
			return guess[:len(guess)-1] // British: "initialled", "signalling"
		}
	case "NOUN":
		if w := strings.ToLower(word); xpos == "NNS" && strings.HasSuffix(w, "men") && len(w) > 4 {
			return w[:len(w)-2] + "an"
		}
	}
	return guess
}
