package schema

import _ "embed"

// Neo4jSchema holds the constraints and indexes of the graph in Neo4j.
//
//go:embed neo4j.cypher
var Neo4jSchema string
