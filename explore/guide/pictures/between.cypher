// What happened between two, with the sentences' places in the texts
// $name   the one
// $other  the other
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
WITH n LIMIT 1
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($other, '\\', ' '), '"', ' ') + '"') YIELD node AS m
WHERE m.graph = $graph AND (toLower(m.name) = $other OR any(x IN m.aliases WHERE toLower(x) = $other))
WITH n, m LIMIT 1
MATCH p = (n)-[:SUBJECT|OBJECT]->(e:Event)<-[:SUBJECT|OBJECT]-(m)
OPTIONAL MATCH q = (e)-[:EVIDENCED_BY]->(:Chunk)
RETURN p, q ORDER BY e.start DESC LIMIT 25
