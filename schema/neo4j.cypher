// Constraints and indexes of the graph in Neo4j 5, made before the first write.
// Each is named and made only where it is absent. One statement a paragraph.
//
// Ids are unique within a graph, and several graphs may share a database: the
// property graph holds the graph's configured name.

CREATE CONSTRAINT backchannel_entity IF NOT EXISTS
FOR (n:Entity) REQUIRE (n.graph, n.id) IS UNIQUE;

CREATE CONSTRAINT backchannel_document IF NOT EXISTS
FOR (n:Document) REQUIRE (n.graph, n.id) IS UNIQUE;

CREATE CONSTRAINT backchannel_chunk IF NOT EXISTS
FOR (n:Chunk) REQUIRE (n.graph, n.id) IS UNIQUE;

CREATE CONSTRAINT backchannel_event IF NOT EXISTS
FOR (n:Event) REQUIRE (n.graph, n.id) IS UNIQUE;

// What a graph was made of, so that a run knows whether it is up to date.
CREATE CONSTRAINT backchannel_mark IF NOT EXISTS
FOR (n:BackchannelMark) REQUIRE n.graph IS UNIQUE;

// CALL db.index.fulltext.queryNodes('backchannel_names', 'lavrov')
CREATE FULLTEXT INDEX backchannel_names IF NOT EXISTS
FOR (n:Entity) ON EACH [n.name, n.aliases];

// CALL db.index.fulltext.queryNodes('backchannel_text', 'cease-fire')
CREATE FULLTEXT INDEX backchannel_text IF NOT EXISTS
FOR (n:Chunk) ON EACH [n.text];

// The events of a type, with a status, of a month.
CREATE RANGE INDEX backchannel_event_type IF NOT EXISTS
FOR (n:Event) ON (n.graph, n.type);

CREATE RANGE INDEX backchannel_event_status IF NOT EXISTS
FOR (n:Event) ON (n.graph, n.status);

CREATE RANGE INDEX backchannel_event_start IF NOT EXISTS
FOR (n:Event) ON (n.graph, n.start);

// Offices are facts, which have no event.
CREATE RANGE INDEX backchannel_office IF NOT EXISTS
FOR ()-[r:HOLDS_OFFICE]-() ON (r.graph);
