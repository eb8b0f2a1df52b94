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
// microseconds.
func foreign(text string) string {
	// The model asks for more than the letters of a list of names.
	if len(text) > sample {
		end := sample
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	letters, words, english := 0, 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		letters += utf8.RuneCountInString(w)
		if len(w) <= 5 && englishWords[strings.ToLower(w)] {
			english++
		}
	}
	if letters < minLetters || english*12 >= words {
		return ""
	}
	info := whatlanggo.Detect(text)
	if info.Lang == whatlanggo.Eng || info.Lang < 0 || !info.IsReliable() {
		return ""
	}
	// Names and lists of places lack function words too; in Latin script the text
	// must have next to none.
	if info.Script == unicode.Latin && english*50 >= words {
		return ""
	}
	return info.Lang.String()
}
