// Who holds which office
// $name = ""    the person, or the state or organization; empty is all
// $limit = 100  rows at most
MATCH (a:Entity {graph: $graph})-[r:HOLDS_OFFICE]->(b:Entity {graph: $graph})
WHERE $name = '' OR any(n IN [a, b] WHERE toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
RETURN b.name AS where, coalesce(r.title, '') AS office, a.name AS who, r.status AS status, r.sources AS sources
ORDER BY where, office, who, r.id
LIMIT $limit
