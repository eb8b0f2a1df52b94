// Who holds which office
// $name = ""    the person, or the state or organization; empty is all
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[r:HOLDS_OFFICE]->(:Entity) WHERE r.graph = $graph
  RETURN r
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[r:HOLDS_OFFICE]-(:Entity)
  RETURN r
}
WITH r, startNode(r) AS a, endNode(r) AS b
RETURN b.name AS where, coalesce(r.title, '') AS office, a.name AS who, r.status AS status, r.sources AS sources
ORDER BY where, office, who, r.id
LIMIT $limit
