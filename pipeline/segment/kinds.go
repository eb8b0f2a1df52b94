package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
)

// name gives every block that is not furniture its kind.
func name(blocks []block, doc schema.Document) {
	title, author := clean(doc.Source.Title), clean(doc.Source.Author)
	var headings []int // undecided: they may be headlines, subheadings or bylines
	first := -1        // the first paragraph
	final := -1        // the last one
	headline := false
	for i := range blocks {
		b := &blocks[i]
		if b.kind != "" {
			continue
		}
		switch {
		case b.header != "":
			b.kind = b.header
			headline = headline || b.kind == schema.Headline
		case b.top:
			b.kind, headline = schema.Headline, true
		case b.dated() || isDatelineAlone(b.text):
			b.kind = schema.Dateline
		case isCredit(b), isByline(b), b.post(), author != "" && clean(b.text) == author:
			b.kind = schema.Byline
		case isCaption(b):
			b.kind = schema.Caption
		case title != "" && clean(b.text) == title, b.title():
			headings = append(headings, i)
		default:
			b.kind = schema.Body
			if first < 0 {
				first = i
			}
			final = i
		}
	}
	for i := len(blocks) - 1; i > first; i-- {
		b := &blocks[i]
		if b.kind != schema.Body {
			continue
		}
		if !isBio(b) {
			break
		}
		b.kind = schema.Byline
	}
	for _, i := range headings {
		b := &blocks[i]
		switch {
		case i > final && final >= 0 && b.slug():
			b.kind = schema.Boilerplate
		case final < 0 || i > final && !b.named():
			b.kind = schema.Body
		case i > final:
			b.kind = schema.Byline
		case title != "" && clean(b.text) == title, i < first && !headline:
			b.kind, headline = schema.Headline, true
		case i < first && b.named() && headline:
			b.kind = schema.Byline
		default:
			b.kind = schema.Subheading
		}
	}
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// named reports a line that is made of names alone: "Laura Palmer, The Gazette".
func (b *block) named() bool {
	return b.n >= 2 && b.n <= 6 && b.capitals == b.n && !strings.ContainsAny(b.text, "0123456789:'’‘“\"?!–—") && !b.terminal
}

// slug reports the number under a newswire text: "AP-NY-10-04-94 1422EDT".
func (b *block) slug() bool {
	return b.n <= 10 && strings.ContainsAny(b.text, "0123456789") && strings.ToUpper(b.text) == b.text || b.text == "-30-"
}

var bylineStarts = []string{"by ", "written by ", "reporting by ", "additional reporting by ", "edited by ", "editing by ", "compiled by ", "posted by ", "story by ", "text by ",
	"translated by ", "photo by ", "photos by ", "photograph by ", "photography by ", "(reporting by ", "(additional reporting by ", "(writing by ", "(editing by ", "writing by ", "from our correspondent", "staff writer", "staff report"}

var bylineEnds = []string{"contributed to this report", "contributed to this article", "contributed to this story", "contributed reporting", "contributed from"}

// isByline finds who wrote it: "By X", "Reporting by X; Editing by Y", "X
// contributed to this report."
func isByline(b *block) bool {
	if b.n > 40 {
		return false
	}
	low := strings.ToLower(b.text)
	for _, e := range bylineEnds {
		if strings.Contains(low, e) && b.capitals*2 >= b.n-4 {
			return true
		}
	}
	for i, s := range bylineStarts {
		rest, ok := strings.CutPrefix(low, s)
		if !ok {
			continue
		}
		if i > 0 {
			return i < len(bylineStarts)-3 && b.capitals*2 >= b.n-3 || strings.TrimSpace(rest) == ""
		}
		if b.n > 14 || b.terminal && b.n > 6 {
			return false
		}
		return onlySmall(b.text[len(s):], "and with for in of the at de la von van der al bin ibn special to") && len(rest) > 0
	}
	return false
}

// onlySmall reports whether all words in small letters are among those allowed.
func onlySmall(text, allowed string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !strings.Contains(" "+allowed+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

var agencies = set("ap afp reuters getty epa tass xinhua sputnik ria interfax upi dpa ansa efe kyodo yonhap anadolu irna sana mehr isna ips un bbc cnn pool handout shutterstock wikimedia flickr alamy bloomberg zuma unsplash istock")

var agencyNames = []string{"associated press", "agence france-presse", "agence france presse", "getty images", "press association", "ria novosti", "courtesy of", "wikimedia commons", "file photo", "united nations photo", "un photo"}

// isCredit finds who took the picture or sold the text, and nothing else: "Amaq
// News Agency via AP", "Reuters / John Doe", "Photo: X", "(Photo by X)".
func isCredit(b *block) bool {
	if b.n == 0 || b.n > 14 || b.terminal && !strings.HasPrefix(b.text, "(") {
		return false
	}
	text := strings.Trim(b.text, "()[] ")
	if !onlySmall(text, "via of by photo photos image images source for the and credit courtesy file handout pool from kremlin.ru kremlin ru press service") {
		return false
	}
	low := strings.ToLower(text)
	for _, s := range []string{"image source,", "photo:", "photos:", "image:", "image credit", "photo credit", "credit:", "photograph:", "picture:", "photo by ", "photos by ", "source:", "file photo", "image by ", "photo courtesy", "courtesy of", "courtesy "} {
		if strings.HasPrefix(low, s) {
			return b.n <= 10
		}
	}
	if strings.HasSuffix(low, "press service") || strings.HasSuffix(low, ".ru") || strings.HasSuffix(low, "news agency") && b.n <= 5 {
		return b.n <= 8
	}
	known := false
	for _, w := range b.words {
		known = known || agencies[w]
	}
	for _, a := range agencyNames {
		if strings.Contains(low, a) {
			known = true
			if low == a || strings.HasPrefix(low, "the "+a) && b.n <= 3 {
				return true
			}
		}
	}
	if !known {
		return false
	}
	if b.n == 1 || strings.Contains(low, " via ") || strings.Contains(low, "photo") || strings.Contains(low, "images") || strings.Contains(low, "courtesy") || strings.HasPrefix(low, "via ") {
		return true
	}
	return strings.Contains(text, "/") && b.n <= 8 || strings.HasPrefix(b.text, "(") && b.n <= 3
}

// isCaption finds a sentence under a picture: it begins with FILE or ends with a
// credit in parentheses.
func isCaption(b *block) bool {
	if b.n < 4 || b.n > 80 {
		return false
	}
	for _, s := range []string{"FILE - ", "FILE – ", "FILE — ", "FILE PHOTO", "FILE: ", "FILE -- ", "Caption:", "Image caption,", "Media caption,", "PHOTO: ", "Photo: ", "Image: "} {
		if strings.HasPrefix(b.text, s) {
			return true
		}
	}
	return creditStart(b.text) > 0
}

// creditStart is where the credit begins that a caption ends with, "(AP
// Photo/X)", "Photo: X", "X / AFP - Getty Images" behind the sentence, or 0.
func creditStart(text string) int {
	end := strings.TrimRight(text, ". ")
	if strings.HasSuffix(end, ")") {
		if n := strings.LastIndexByte(end, '('); n > 0 && isPictureCredit(end[n:]) {
			return n
		}
		return 0
	}
	for _, label := range []string{" Photo:", " PHOTO:", " Photograph:", " Credit:", " Image:", " Picture:", " Photo by "} {
		if n := strings.LastIndex(end, label); n > 0 && isPictureCredit(end[n+1:]) {
			return n + 1
		}
	}
	if n := strings.LastIndexAny(end, ".!?"); n > 20 && n+1 < len(end) {
		if n += 1 + len(end[n+1:]) - len(strings.TrimLeft(end[n+1:], " ")); isPictureCredit(end[n:]) {
			return n
		}
	}
	return 0
}

// isPictureCredit finds a credit that names a picture or a photographer; a
// sentence may well end in "(AP)".
func isPictureCredit(text string) bool {
	if len(text) > 100 {
		return false
	}
	b := block{text: text, shape: shapeOf(text)}
	low := strings.ToLower(text)
	return isCredit(&b) && (strings.Contains(low, "photo") || strings.Contains(low, "image") || strings.Contains(low, "/") || strings.Contains(low, " via ") || strings.Contains(low, "courtesy") || strings.Contains(low, "credit:"))
}

var trades = set("reporter reporters correspondent correspondents editor journalist journalists columnist freelance freelancer producer writer writers author fellow")

// post reports the line under an author's name: "Associated Press Writer", "Lima
// correspondent".
func (b *block) post() bool {
	return b.n >= 2 && b.n <= 5 && !b.terminal && len(b.words) == b.n && trades[b.words[b.n-1]]
}

// isBio finds the line about the author under an article: "Jane Roth is the
// correspondent of the Gazette in Lima."
func isBio(b *block) bool {
	if b.n < 5 || b.n > 45 || b.report {
		return false
	}
	names := 0
	fields := strings.Fields(b.text)
	for _, f := range fields {
		if r, _ := utf8.DecodeRuneInString(f); !unicode.IsUpper(r) && f != "and" {
			break
		}
		names++
	}
	if names < 2 || names > 7 || names == len(fields) {
		return false
	}
	switch fields[names] {
	case "covers", "reports", "contributed":
		return true
	case "is", "are":
		for _, w := range b.words[:min(len(b.words), names+8)] {
			if trades[w] {
				return true
			}
		}
	}
	return false
}
