package schema

import _ "embed"

// Style holds the colours of the graph in Neo4j Browser, as its graph style sheet.
// A rule that stands later counts more, so Entity's is before those of the specific
// labels. There is no comment in it, which Browser would read as a part of a rule.
//
//go:embed style.grass
var Style string
