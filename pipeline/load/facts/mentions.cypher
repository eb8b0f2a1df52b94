// As mentions.sql.
MATCH (n:Entity) WHERE n.graph = $graph AND n.id > $after
WITH n ORDER BY n.graph, n.id LIMIT $limit
OPTIONAL MATCH (n)-[m:FROM_CHUNK]->(:Chunk)-[:FROM_DOCUMENT]->(d:Document)
WITH n, d, sum(m.mentions) AS mentions
RETURN n.id, coalesce(n.long_id, n.id), [x IN labels(n) WHERE x <> 'Entity'][0], n.name, n.first_seen, n.mentions,
       coalesce(d.long_id, d.id), d.name, d.uri, d.published, d.publisher, mentions
ORDER BY n.id, coalesce(d.published, ''), d.id
