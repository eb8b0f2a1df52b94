// What did X broker
// $name = ""    who brokered; empty is everybody
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.type = 'BROKERED'
  RETURN e
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[:SUBJECT]->(e:Event) WHERE e.type = 'BROKERED'
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, b.name AS what, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), who, what, e.id
LIMIT $limit
