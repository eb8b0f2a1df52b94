// Whom did X threaten, and who says so
// $name = ""    who threatened; empty is everybody
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.type = 'THREATENED'
  RETURN e
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[:SUBJECT]->(e:Event) WHERE e.type = 'THREATENED'
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
MATCH (e)-[ev:EVIDENCED_BY]->(c:Chunk)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, b.name AS whom, e.status AS status,
       coalesce(ev.speaker, '') AS speaker,
       substring(c.text, ev.start - c.start, ev.end - ev.start) AS sentence
ORDER BY coalesce(e.start, ''), who, whom, c.id, ev.start, ev.id
LIMIT $limit
