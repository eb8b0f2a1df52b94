// Which documents speak of a place, or of a place in it
// $name         the place; another entity will do
// $limit = 100  rows at most
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
MATCH (p:Entity)-[:LOCATED_IN*0..1]->(n)
WITH DISTINCT p
MATCH (p)-[m:FROM_CHUNK]->(:Chunk)-[:FROM_DOCUMENT]->(d:Document)
WITH d, sum(m.mentions) AS mentions
RETURN coalesce(d.published, '') AS published, d.name AS title, coalesce(d.publisher, '') AS publisher,
       mentions, coalesce(d.uri, '') AS uri
ORDER BY published, title, d.id
LIMIT $limit
