// Whom did X threaten, and who says so
// $name = ""    who threatened; empty is everybody
// $limit = 100  rows at most
MATCH (a:Entity {graph: $graph})-[r:THREATENED]->(b:Entity {graph: $graph})
WHERE $name = '' OR toLower(a.name) = $name OR any(x IN a.aliases WHERE toLower(x) = $name)
MATCH (e:Event {graph: $graph, id: r.event})-[ev:EVIDENCED_BY]->(c:Chunk)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, b.name AS whom, e.status AS status,
       coalesce(ev.speaker, '') AS speaker,
       substring(c.text, ev.start - c.start, ev.end - ev.start) AS sentence
ORDER BY coalesce(e.start, ''), who, whom, c.id, ev.start, ev.id
LIMIT $limit
