// Who stands around X: the partners of most events
// $name  the entity
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
WITH n LIMIT 1
MATCH (n)-[r]-(m:Entity) WHERE r.graph = $graph
WITH n, m, count(r) AS events ORDER BY events DESC, m.id LIMIT 12
MATCH p = (n)-[r]-(m) WHERE r.graph = $graph
RETURN p LIMIT 40
