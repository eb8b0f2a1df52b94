package schema

import "embed"

// Neo4jSchema holds the constraints and indexes of the graph in Neo4j.
//
//go:embed neo4j.cypher
var Neo4jSchema string

// Questions holds the saved questions: questions/NAME.sql for the tables of the
// embedded store and questions/NAME.cypher for Neo4j, with the same parameters,
// columns and rows.
//
//go:embed questions/*.sql questions/*.cypher
var Questions embed.FS
