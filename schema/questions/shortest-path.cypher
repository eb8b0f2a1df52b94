// How are two connected: the shortest path, at most six steps, nothing negated
// $name   where it begins
// $other  where it ends
//
// Of the shortest paths the one whose stops are first by name. Between two stops
// all relations are shown.
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($other, '\\', ' '), '"', ' ') + '"') YIELD node AS m
WHERE m.graph = $graph AND (toLower(m.name) = $other OR any(x IN m.aliases WHERE toLower(x) = $other))
WITH n, m WHERE n <> m
MATCH p = ALL SHORTEST (n)((:Entity)-[r WHERE r.graph = $graph AND r.status <> 'negated']-(:Entity)){1,6}(m)
WITH DISTINCT nodes(p) AS stops
ORDER BY size(stops), [s IN stops | [s.name, s.id]]
LIMIT 1
UNWIND range(1, size(stops) - 1) AS step
WITH step, stops[step - 1] AS x, stops[step] AS y
MATCH (x)-[r]-(y) WHERE r.graph = $graph AND r.status <> 'negated'
OPTIONAL MATCH (e:Event {graph: $graph, id: r.event})
RETURN DISTINCT step, startNode(r).name AS from, type(r) AS relation, endNode(r).name AS to,
       CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, r.status AS status
ORDER BY step, relation, from, to, date, status
