// How two are connected: the shortest paths
// $name   where it begins
// $other  where it ends
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
WITH n LIMIT 1
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($other, '\\', ' '), '"', ' ') + '"') YIELD node AS m
WHERE m.graph = $graph AND m <> n AND (toLower(m.name) = $other OR any(x IN m.aliases WHERE toLower(x) = $other))
WITH n, m LIMIT 1
MATCH p = ALL SHORTEST (n)((:Entity)-[r WHERE r.graph = $graph AND r.status <> 'negated']-(:Entity)){1,6}(m)
RETURN p LIMIT 10
