// What happened between two, in the order of time
// $name         the one
// $other        the other
// $limit = 100  rows at most
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($other, '\\', ' '), '"', ' ') + '"') YIELD node AS m
WHERE m.graph = $graph AND (toLower(m.name) = $other OR any(x IN m.aliases WHERE toLower(x) = $other))
MATCH (n)-[r]-(m) WHERE r.event IS NOT NULL
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
MATCH (e:Event {graph: $graph, id: r.event})
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, type(r) AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, whom, place, e.id
LIMIT $limit
