// Who took part in most events, in a month or over all
// $month = ""  the month, such as 2016-08; a year or a day will do; empty is all time
// $limit = 20  rows at most
CALL () {
  WITH $month AS month WHERE month = ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.id IS NOT NULL
  RETURN e
  UNION
  WITH $month AS month WHERE month <> ''
  MATCH (e:Event) WHERE e.graph = $graph AND e.start STARTS WITH $month
  RETURN e
}
MATCH (a:Entity)-[:SUBJECT|OBJECT]->(e)
WITH a, count(DISTINCT e) AS events, count(DISTINCT e.type) AS relations
RETURN a.name AS who, [l IN labels(a) WHERE l <> 'Entity'][0] AS type, events, relations
ORDER BY events DESC, relations DESC, who, a.id
LIMIT $limit
