// Who met whom, when and where
// $name = ""    one who took part; empty is everybody
// $limit = 100  rows at most
MATCH (a:Entity {graph: $graph})-[r:MET_WITH]->(b:Entity {graph: $graph})
MATCH (e:Event {graph: $graph, id: r.event})
WITH a, b, e,
     toLower(a.name) = $name OR any(x IN a.aliases WHERE toLower(x) = $name) AS first,
     toLower(b.name) = $name OR any(x IN b.aliases WHERE toLower(x) = $name) AS second
WHERE $name = '' OR first OR second
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date,
       CASE WHEN second AND NOT first THEN b.name ELSE a.name END AS who,
       CASE WHEN second AND NOT first THEN a.name ELSE b.name END AS whom,
       coalesce(p.name, '') AS place,
       e.status AS status,
       e.sources AS sources
ORDER BY coalesce(e.start, ''), who, whom, place, e.id
LIMIT $limit
