// Package export writes a store's graph in the formats of other programs: CSV,
// GraphML, JSON-LD, FollowTheMoney and PLOVER.
//
// Each is written as it is read, so memory does not grow with the graph.
package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/facts"
)

// Store is what is written out; every store of the pipeline is one.
type Store interface {
	load.Store
	facts.Store
}

// Formats are the formats that are one file each, by name. CSV is two.
var Formats = map[string]func(context.Context, Store, io.Writer) error{
	"graphml": GraphML,
	"jsonld":  JSONLD,
	"ftm":     FTM,
	"plover":  PLOVER,
}

// object is a JSON object; encoding/json sorts its keys.
type object map[string]any

// without leaves out what is empty.
func (o object) without() object {
	for name, v := range o {
		empty := false
		switch v := v.(type) {
		case nil:
			empty = true
		case string:
			empty = v == ""
		case []string:
			empty = len(v) == 0
		case []object:
			empty = len(v) == 0
		case object:
			empty = len(v.without()) == 0
		}
		if empty {
			delete(o, name)
		}
	}
	return o
}

// lines writes one JSON object a line.
type lines struct {
	out *bufio.Writer
	enc *json.Encoder
}

func newLines(w io.Writer) lines {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return lines{out, enc}
}

// text is a property, "" where it is absent.
func text(props map[string]any, name string) string {
	s, _ := props[name].(string)
	return s
}

func list(props map[string]any, name string) []string {
	l, _ := props[name].([]string)
	return l
}

// linked is the address of what an entity is linked to, "" where it is not.
func linked(link string) string {
	if n, ok := strings.CutPrefix(link, "geonames:"); ok {
		return "https://sws.geonames.org/" + escape(n) + "/"
	}
	if title, ok := strings.CutPrefix(link, "wp:"); ok {
		return "https://en.wikipedia.org/wiki/" + escape(strings.ReplaceAll(title, " ", "_"))
	}
	if isWikidata(link) {
		return "http://www.wikidata.org/entity/" + link
	}
	return ""
}

func isWikidata(link string) bool {
	return len(link) > 1 && link[0] == 'Q' && strings.Trim(link[1:], "0123456789") == ""
}

// escape writes what may not stand in an IRI as %XX.
func escape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~/@:", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// webAddress reports whether a document's address is one of the web, and an IRI.
func webAddress(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(uri, " <>\"{}|\\^`")
}
