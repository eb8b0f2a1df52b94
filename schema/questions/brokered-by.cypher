// What did X broker
// $name = ""    who brokered; empty is everybody
// $limit = 100  rows at most
MATCH (a:Entity {graph: $graph})-[r:BROKERED]->(b:Entity {graph: $graph})
WHERE $name = '' OR toLower(a.name) = $name OR any(x IN a.aliases WHERE toLower(x) = $name)
MATCH (e:Event {graph: $graph, id: r.event})
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, b.name AS what, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), who, what, e.id
LIMIT $limit
