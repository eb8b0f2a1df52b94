// Who met whom, when and where
// $name = ""    one who took part; empty is everybody
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.type = 'MET_WITH'
  RETURN e
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[:SUBJECT|OBJECT]->(e:Event) WHERE e.type = 'MET_WITH'
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
WITH a, b, e, p,
     toLower(a.name) = $name OR any(x IN a.aliases WHERE toLower(x) = $name) AS first,
     toLower(b.name) = $name OR any(x IN b.aliases WHERE toLower(x) = $name) AS second
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date,
       CASE WHEN second AND NOT first THEN b.name ELSE a.name END AS who,
       CASE WHEN second AND NOT first THEN a.name ELSE b.name END AS whom,
       coalesce(p.name, '') AS place,
       e.status AS status,
       e.sources AS sources
ORDER BY coalesce(e.start, ''), who, whom, place, e.id
LIMIT $limit
