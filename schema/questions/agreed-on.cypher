// What did X agree on, and with whom
// $name = ""    one who agreed, or what was agreed on; empty is everything
// $limit = 100  rows at most
MATCH (a:Entity {graph: $graph})-[r:AGREED_ON|AGREED_WITH]->(b:Entity {graph: $graph})
WHERE $name = '' OR any(n IN [a, b] WHERE toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
MATCH (e:Event {graph: $graph, id: r.event})
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, type(r) AS relation, b.name AS what,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, what, place, e.id
LIMIT $limit
