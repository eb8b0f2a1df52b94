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

// counts are what the words of a text say about its language.
type counts struct {
	letters, words int
	latin          int // words in Latin script
	small          int // words that begin with a small letter
	english        int // function words of English
	loose          int // those that other languages have as well
	dummy          int // words of a printer's dummy text, which is in no language
}

// dummyText has the words of "Lorem ipsum". Pages that are being made hold it; it
// says nothing, in no language, so nobody is told that it looks like French.
var dummyText = set("lorem ipsum dolor amet consectetur adipisicing adipiscing elit eiusmod tempor incididunt labore dolore magna aliqua veniam nostrud exercitation ullamco laboris aliquip commodo consequat duis aute irure reprehenderit voluptate velit cillum fugiat pariatur excepteur occaecat cupidatat proident culpa officia deserunt mollit laborum")

func count(text string) (c counts) {
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		c.words++
		c.letters += utf8.RuneCountInString(w)
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.Is(unicode.Latin, r) {
			c.latin++
		}
		if unicode.IsLower(r) {
			c.small++
		}
		switch low := strings.ToLower(w); {
		case dummyText[low]:
			c.dummy++
		case len(w) > 5:
		case englishWords[low]:
			c.english++
		case low == "in" || low == "a" || low == "as" || low == "on" || low == "is":
			c.loose++
		}
	}
	return c
}

// hasDummy looks for the words that dummy text is known by.
func hasDummy(text string) bool {
	return strings.Contains(text, "orem ipsum") || strings.Contains(text, "OREM IPSUM")
}

func (c counts) isDummy() bool { return c.dummy*5 >= c.words && c.dummy > 2 }

// fewLetters are enough to tell a script, and fewWords to miss the function words.
const (
	fewLetters = 12
	fewWords   = 20
)

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
	c := count(text)
	switch {
	case c.english*12 >= c.words && c.words > 0, c.letters < fewLetters, c.isDummy(), hasDummy(text):
		return ""
	case c.latin*2 < c.words:
		return languageOf(text, "another script")
	case c.letters < minLetters, c.english*50 >= c.words:
		// Names and lists of places lack function words too; in Latin script the
		// text must have next to none.
		return ""
	}
	return c.name(text)
}

// foreign names the language of a paragraph that is not English within a text that
// is: no English function word among a dozen words, most of which are no names.
func (b *block) foreign() string {
	if b.letters < fewLetters {
		return ""
	}
	c := count(b.text)
	switch {
	case c.english > 0, c.isDummy():
		return ""
	case c.latin*2 < c.words:
		return languageOf(b.text, "another script")
	case c.words < 12 || c.small*2 < c.words || c.loose > 1:
		return ""
	}
	return c.name(b.text)
}

// name is the language of a text in Latin script that lacks English function words,
// "" where it may be English for all that.
func (c counts) name(text string) string {
	info := whatlanggo.Detect(text)
	switch {
	case info.IsReliable() && info.Lang != whatlanggo.Eng && info.Lang >= 0:
		return info.Lang.String()
	case c.english == 0 && c.loose*12 < c.words && c.small*2 >= c.words && c.words >= fewWords && info.Lang != whatlanggo.Eng && isProse(text, c.words):
		return "another language"
	}
	return ""
}

// isProse tells running text from lists and program text, which lack function words
// as well.
func isProse(text string, words int) bool {
	marks := 0
	for _, r := range text {
		if r == ',' || strings.ContainsRune(code, r) || unicode.IsDigit(r) {
			marks++
		}
	}
	return marks*6 < words && strings.ContainsAny(text, ".!?")
}

// languageOf names the language of a text in another script than Latin.
func languageOf(text, otherwise string) string {
	if info := whatlanggo.Detect(text); info.Lang >= 0 && info.Lang != whatlanggo.Eng {
		return info.Lang.String()
	}
	return otherwise
}
