// What happened between two, in the order of time
// $name         the one
// $other        the other
// $limit = 100  rows at most
MATCH (n:Entity {graph: $graph}) WHERE toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name)
MATCH (m:Entity {graph: $graph}) WHERE toLower(m.name) = $other OR any(x IN m.aliases WHERE toLower(x) = $other)
MATCH (n)-[r {graph: $graph}]-(m)
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
MATCH (e:Event {graph: $graph, id: r.event})
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, type(r) AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, whom, place, e.id
LIMIT $limit
