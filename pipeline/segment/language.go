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

// englishWords make up a third of English text, and next to nothing of others.
var englishWords = set("the of and to in a that is was for on with as by at from it he his has have had be are were been will would said this which not but an its their they who after")

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
	if letters < minLetters || english*10 >= words {
		return ""
	}
	info := whatlanggo.Detect(text)
	if info.Lang == whatlanggo.Eng || info.Lang < 0 || !info.IsReliable() {
		return ""
	}
	// Names and lists of places lack function words too; in Latin script the text
	// must have next to none.
	if info.Script == unicode.Latin && english*25 >= words {
		return ""
	}
	return info.Lang.String()
}
