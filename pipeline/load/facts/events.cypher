// As events.sql.
MATCH (e:Event) WHERE e.graph = $graph AND e.id > $after
WITH e ORDER BY e.graph, e.id LIMIT $limit
MATCH (a:Entity)-[:SUBJECT]->(e)<-[:OBJECT]-(b:Entity)
OPTIONAL MATCH (e)-[:AT]->(p:Entity)
OPTIONAL MATCH (e)-[v:EVIDENCED_BY]->(c:Chunk)-[:FROM_DOCUMENT]->(d:Document)
WITH e, a, b, p, v, c, d,
     COLLECT { MATCH (a)-[:HOLDS_OFFICE|LOCATED_IN]->(k:Entity) WITH min(k.iso3) AS iso3, count(DISTINCT k.iso3) AS n WHERE n = 1 RETURN iso3 }[0] AS at_a,
     COLLECT { MATCH (b)-[:HOLDS_OFFICE|LOCATED_IN]->(k:Entity) WITH min(k.iso3) AS iso3, count(DISTINCT k.iso3) AS n WHERE n = 1 RETURN iso3 }[0] AS at_b,
     COLLECT { MATCH (p)-[:LOCATED_IN]->(k:Entity) WITH min(k.iso3) AS iso3, count(DISTINCT k.iso3) AS n WHERE n = 1 RETURN iso3 }[0] AS at_p
RETURN e.id, coalesce(e.long_id, e.id), e.name, e.type, e.plover, e.status, e.start, e.end, e.precision, e.sources, e.score,
       coalesce(a.long_id, a.id), [x IN labels(a) WHERE x <> 'Entity'][0], a.name, a.wikidata,
       coalesce(a.iso3, at_a),
       coalesce(b.long_id, b.id), [x IN labels(b) WHERE x <> 'Entity'][0], b.name, b.wikidata,
       coalesce(b.iso3, at_b),
       coalesce(p.long_id, p.id), [x IN labels(p) WHERE x <> 'Entity'][0], p.name, p.wikidata,
       coalesce(p.iso3, at_p),
       v.id, v.status, v.speaker, v.trigger, v.rule, v.start, v.end,
       substring(c.text, v.start - c.start, v.end - v.start), coalesce(c.long_id, c.id),
       coalesce(d.long_id, d.id), d.name, d.uri, d.published, d.publisher
ORDER BY e.id, coalesce(d.published, ''), d.id, v.start, v.id
