// Everything about X, with the sentences that say it
// $name         the entity
// $limit = 200  rows at most
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
CALL (n) {
  MATCH (n)-[r]-(:Entity) WHERE r.graph = $graph
  RETURN r
  UNION
  MATCH (n)<-[:AT]-(e:Event)
  MATCH (s:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(o:Entity)
  MATCH (s)-[r]->(o) WHERE r.event = e.id
  RETURN r
}
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
CALL (r) {
  MATCH (e:Event {graph: $graph, id: r.event})-[ev:EVIDENCED_BY]->(c:Chunk)
  OPTIONAL MATCH (e)-[:AT]->(p:Entity)
  RETURN coalesce(e.start, '') AS day, CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, coalesce(p.name, '') AS place, '' AS title, ev.status AS status, coalesce(ev.speaker, '') AS speaker,
         substring(c.text, ev.start - c.start, ev.end - ev.start) AS sentence, c, ev.start AS at, ev.id AS id
  UNION ALL
  UNWIND r.chunks AS chunk
  MATCH (c:Chunk {graph: $graph, id: chunk})
  RETURN '' AS day, '' AS date, '' AS place, coalesce(r.title, '') AS title, r.status AS status, '' AS speaker, c.text AS sentence, c, 0 AS at, r.id AS id
}
MATCH (c)-[:FROM_DOCUMENT]->(d:Document)
RETURN date, a.name AS who, type(r) AS relation, b.name AS whom, place, title, status, speaker, sentence, d.name AS document
ORDER BY day, relation, who, whom, title, d.id, c.id, at, id
LIMIT $limit
