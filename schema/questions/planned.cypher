// What is planned
// $name = ""    one who takes part; empty is everybody
// $after = ""   only what is planned for this day or later, such as 2016-08-26
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.status = 'planned'
  RETURN e
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[:SUBJECT|OBJECT]->(e:Event) WHERE e.status = 'planned'
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
WHERE coalesce(e.start, '') >= $after
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, e.type AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, whom, place, e.id
LIMIT $limit
