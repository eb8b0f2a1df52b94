// What is planned
// $name = ""    one who takes part; empty is everybody
// $after = ""   only what is planned for this day or later, such as 2016-08-26
// $limit = 100  rows at most
MATCH (e:Event {graph: $graph, status: 'planned'})
WHERE coalesce(e.start, '') >= $after
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
WHERE $name = '' OR any(n IN [a, b] WHERE toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, e.type AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, whom, place, e.id
LIMIT $limit
