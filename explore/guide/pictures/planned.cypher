// What is planned, by whom and where
MATCH (e:Event {graph: $graph, status: 'planned'})
WITH e ORDER BY e.start DESC, e.id LIMIT 25
MATCH p = (:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(:Entity)
OPTIONAL MATCH q = (e)-[:AT]->(:Entity)
RETURN p, q
