package loadtest

import (
	"strings"

	"backchannel/schema"
)

// Hostile is the story with names that break carelessly written files: markup,
// quotes, separators, control characters, right-to-left marks, a very long one.
func Hostile() schema.Graph {
	b := builder{Story()}
	names := []string{
		`</script><script>alert("x")</script>`, `"; DROP TABLE entities; --`, "line\none,two;three\ttab", "=1+1", "nul\u0001bell\u0007",
		"\u202eright to left\u2066", "a & b < c > d ' e", "{{.}} ${x} `y`", strings.Repeat("long ", 2000),
	}
	for _, name := range names {
		b.entity("organization/"+name, "Organization", name, 1, name+"?")
	}
	b.document("hostile", `<script>alert("title")</script> & "more"`, "2017-05-21", "A <b>Paper</b>",
		strings.Join(names, " met ")+" met nobody <img src=x onerror=alert(1)>.")
	for i := range names[1:] {
		b.seen("hostile#p1", "organization/"+names[i])
		b.event(happening{"MET_WITH", "organization/" + names[i], "organization/" + names[i+1], "actual", "2017-05-20", "", "", "hostile#p1",
			names[i] + " met " + names[i+1], `<i>"source"</i>`})
	}
	b.g.Sort()
	return b.g
}
