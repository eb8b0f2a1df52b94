package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"
)

// Texts with fewer letters than this are taken as English.
const minLetters = 200

// sample bounds the text that is looked at, in bytes.
const sample = 6000

// englishWords make up a fifth of English text, and next to nothing of others:
// words that other languages write too ("in", "an", "was", "has") are left out.
var englishWords = set("the of and to that for with by from it have been were would said this which its their they who but are")

// foreign names the language of a text that is surely not English, "" otherwise.
// A text with its share of English function words is English, and only one that
// lacks them is shown to the trigram model, so most texts cost a few
// microseconds. Few words are enough where the script is not Latin.
func foreign(text string) string {
	if len(text) > sample {
		end := sample
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	letters, words, english, latin := 0, 0, 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		letters += utf8.RuneCountInString(w)
		if w[0] < utf8.RuneSelf || unicode.Is(unicode.Latin, []rune(w)[0]) {
			latin++
		}
		if len(w) <= 5 && englishWords[strings.ToLower(w)] {
			english++
		}
	}
	switch {
	case english*12 >= words && words > 0, letters < minLetters && (latin*2 >= words || letters < fewLetters):
		return ""
	case latin*2 < words:
		return languageOf(text)
	case english*50 >= words:
		// Names and lists of places lack function words too; in Latin script the
		// text must have next to none.
		return ""
	}
	if info := whatlanggo.Detect(text); info.IsReliable() && info.Lang != whatlanggo.Eng && info.Lang >= 0 {
		return info.Lang.String()
	}
	return ""
}

// languageOf names the language of a text in another script than Latin.
func languageOf(text string) string {
	if info := whatlanggo.Detect(text); info.Lang >= 0 && info.Lang != whatlanggo.Eng {
		return info.Lang.String()
	}
	return "another script"
}

// fewLetters are enough to tell a script.
const fewLetters = 12

// foreign names the language of a paragraph that is not English within a text that
// is: no English function word among a dozen words, most of which are no names.
func (b *block) foreign() string {
	if b.letters < fewLetters {
		return ""
	}
	latin, small, english, words := 0, 0, 0, 0
	for w := range strings.FieldsFuncSeq(b.text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.Is(unicode.Latin, r) {
			latin++
		}
		if unicode.IsLower(r) {
			small++
		}
		if low := strings.ToLower(w); len(w) <= 5 && (englishWords[low] || low == "in" || low == "a" || low == "as" || low == "on" || low == "is") {
			english++
			break
		}
	}
	switch {
	case english > 0:
		return ""
	case latin*2 < words:
		return languageOf(b.text)
	case words < 12 || small*2 < words:
		return ""
	}
	if info := whatlanggo.Detect(b.text); info.IsReliable() && info.Lang != whatlanggo.Eng && info.Lang >= 0 {
		return info.Lang.String()
	}
	return ""
}
