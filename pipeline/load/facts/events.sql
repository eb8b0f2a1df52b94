-- Events by id, each with its ends, its place and what says it: a row for each
-- piece of evidence, a page at a time. The country of a
-- person is that of the offices, where these are of one country alone.
SELECT e.id, e.id, e.name, e.type, e.plover, e.status, e.start_date, e.end_date, e.precision, e.sources, e.score,
       a.id, a.type, a.name, a.wikidata, coalesce(a.iso3,
         (SELECT min(k.iso3) FROM edges h JOIN entities k ON k.id = h.target WHERE h.source = a.id AND h.type IN ('HOLDS_OFFICE', 'LOCATED_IN') HAVING count(DISTINCT k.iso3) = 1)),
       b.id, b.type, b.name, b.wikidata, coalesce(b.iso3,
         (SELECT min(k.iso3) FROM edges h JOIN entities k ON k.id = h.target WHERE h.source = b.id AND h.type IN ('HOLDS_OFFICE', 'LOCATED_IN') HAVING count(DISTINCT k.iso3) = 1)),
       p.id, p.type, p.name, p.wikidata, coalesce(p.iso3,
         (SELECT min(k.iso3) FROM edges h JOIN entities k ON k.id = h.target WHERE h.source = p.id AND h.type = 'LOCATED_IN' HAVING count(DISTINCT k.iso3) = 1)),
       v.id, v.status, v.speaker, v."trigger", v.rule, v.start_offset, v.end_offset,
       substr(c.text, v.start_offset - c.start_offset + 1, v.end_offset - v.start_offset), c.id,
       d.id, d.name, d.uri, d.published, d.publisher
FROM (SELECT * FROM events WHERE id > :after ORDER BY id LIMIT :limit) e
JOIN edges s ON s.target = e.id AND s.type = 'SUBJECT'
JOIN entities a ON a.id = s.source
JOIN edges o ON o.target = e.id AND o.type = 'OBJECT'
JOIN entities b ON b.id = o.source
LEFT JOIN edges l ON l.source = e.id AND l.type = 'AT'
LEFT JOIN entities p ON p.id = l.target
LEFT JOIN edges v ON v.source = e.id AND v.type = 'EVIDENCED_BY'
LEFT JOIN chunks c ON c.id = v.target
LEFT JOIN edges f ON f.source = c.id AND f.type = 'FROM_DOCUMENT'
LEFT JOIN documents d ON d.id = f.target
ORDER BY e.id, coalesce(d.published, ''), d.id, v.start_offset, v.id
