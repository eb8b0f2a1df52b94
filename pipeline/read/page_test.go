package read

import (
	"strings"
	"testing"

	"backchannel/schema"

	"github.com/google/go-cmp/cmp"
)

// paragraphs of an article long enough for the extractor to find it.
const (
	firstParagraph = `<p>The foreign ministers of Norway and Chile met in Lima on Tuesday for the first time since fisheries talks broke down last spring, officials of both countries said.</p>`
	lastParagraph  = `<p>Peru, which shares the disputed waters, offered in January to be the host of a new round, and its president received both ministers in the palace on Monday evening.</p>`
)

// TestFill checks what stands between two paragraphs of an article, once it is
// read: the figures on whole pages are in testdata/score.txt.
func TestFill(t *testing.T) {
	for name, c := range map[string]struct{ middle, want string }{
		"a caption":             {`<figure><img src="a.jpg"><figcaption>The two ministers in Lima.</figcaption></figure>`, "The two ministers in Lima."},
		"a caption by class":    {`<div class="photo-caption">The two ministers in Lima.</div>`, "The two ministers in Lima."},
		"a list":                {`<ul><li>Chile opened its ports.</li><li>Norway paid the fine.</li></ul>`, "Chile opened its ports.\nNorway paid the fine."},
		"a heading":             {`<h2>A year of silence</h2>`, "A year of silence"},
		"a date":                {`<div class="meta">Friday, Jun. 13, 2014 | Lia Roth</div>`, "Friday, Jun. 13, 2014 | Lia Roth"},
		"a headline of a list":  {`<h3><a href="/a">Chile opens its ports to Norway</a></h3><div class="meta">Friday, Jun. 13, 2014</div>`, "Chile opens its ports to Norway\n\nFriday, Jun. 13, 2014"},
		"an aside":              {`<aside><h3>Related</h3><ul><li><a href="/a">Peru seizes two trawlers</a></li></ul></aside>`, ""},
		"links":                 {`<div><ul><li><a href="/a">Peru seizes two trawlers</a></li><li><a href="/b">Why the catch shrinks</a></li></ul></div>`, ""},
		"a newsletter":          {`<div class="newsletter-box"><p>The news of the sea, every Monday morning.</p></div>`, ""},
		"a link in a paragraph": {`<p><a href="/a">Peru seizes two trawlers</a></p>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := page(schema.Document{}, "<html><head><title>Talks in Lima</title></head><body><article><h1>Talks in Lima</h1>"+firstParagraph+c.middle+lastParagraph+"</article></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			_, rest, ok := strings.Cut(doc.Text, "countries said.")
			got, _, also := strings.Cut(rest, "Peru, which shares")
			if !ok || !also {
				t.Fatalf("a paragraph is lost: %q", doc.Text)
			}
			if diff := cmp.Diff(c.want, strings.TrimSpace(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestBoxAroundAll says that a page within a form is no form.
func TestBoxAroundAll(t *testing.T) {
	doc, err := page(schema.Document{}, `<html><head><title>Talks in Lima</title></head><body><form id="aspnetForm" class="has-sidebar"><div><h1>Talks in Lima</h1>`+firstParagraph+`<figure><img src="a.jpg"><figcaption>The two ministers in Lima.</figcaption></figure>`+lastParagraph+`</div></form></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.Text, "The foreign ministers") || !strings.Contains(doc.Text, "The two ministers in Lima.") || !strings.Contains(doc.Text, "Peru, which") {
		t.Errorf("lost: %q", doc.Text)
	}
}

// TestTop checks what stands between the headline and the first paragraph.
func TestTop(t *testing.T) {
	doc, err := page(schema.Document{}, `<html><head><title>Talks in Lima | The Gazette</title></head><body><nav><a href="/">World</a></nav><main><h1>Talks in Lima</h1><div class="share"><a href="#">Share</a></div>
<div class="byline">By <a href="/roth">Lia Roth</a></div><div class="stamp">11 March 2026</div>`+firstParagraph+lastParagraph+lastParagraph+`</main></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	got, _, _ := strings.Cut(doc.Text, "The foreign ministers")
	if want := "Talks in Lima\n\nBy Lia Roth\n\n11 March 2026"; strings.TrimSpace(got) != want {
		t.Errorf("the top is %q, want %q", got, want)
	}
}
