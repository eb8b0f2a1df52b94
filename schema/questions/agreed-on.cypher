// What did X agree on, and with whom
// $name = ""    one who agreed, or what was agreed on; empty is everything
// $limit = 100  rows at most
CALL () {
  WITH $name AS name WHERE name = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.type IN ['AGREED_ON', 'AGREED_WITH']
  RETURN e
  UNION
  WITH $name AS name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('backchannel_names', '"' + replace(replace($name, '\\', ' '), '"', ' ') + '"') YIELD node AS n
  WHERE n.graph = $graph AND (toLower(n.name) = $name OR any(x IN n.aliases WHERE toLower(x) = $name))
  MATCH (n)-[:SUBJECT|OBJECT]->(e:Event) WHERE e.type IN ['AGREED_ON', 'AGREED_WITH']
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
RETURN CASE e.precision WHEN 'reported' THEN 'as of ' ELSE '' END + coalesce(e.start, '') AS date, a.name AS who, e.type AS relation, b.name AS what,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
ORDER BY coalesce(e.start, ''), relation, who, what, place, e.id
LIMIT $limit
