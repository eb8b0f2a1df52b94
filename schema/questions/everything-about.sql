-- Everything about X, with the sentences that say it
-- :name         the entity
-- :limit = 200  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name),
said AS (
  SELECT coalesce(e.start_date, '') AS date, r.source, r.type, r.target, '' AS title, ev.status, coalesce(ev.speaker, '') AS speaker,
         substr(c.text, ev.start_offset - c.start_offset + 1, ev.end_offset - ev.start_offset) AS sentence,
         c.id AS chunk, ev.start_offset AS at, ev.id AS id
  FROM edges r
  JOIN events e ON e.id = r.event
  JOIN edges ev ON ev.source = e.id AND ev.type = 'EVIDENCED_BY'
  JOIN chunks c ON c.id = ev.target
  WHERE r.source IN wanted OR r.target IN wanted
  UNION ALL
  SELECT '', r.source, r.type, r.target, coalesce(r.title, ''), r.status, '', c.text, c.id, 0, r.id
  FROM edges r, json_each(r.chunks) j
  JOIN chunks c ON c.id = j.value
  WHERE r.source IN wanted OR r.target IN wanted
)
SELECT s.date AS date, a.name AS who, s.type AS relation, b.name AS whom, s.title AS title, s.status AS status,
       s.speaker AS speaker, s.sentence AS sentence, d.name AS document
FROM said s
JOIN entities a ON a.id = s.source
JOIN entities b ON b.id = s.target
JOIN edges f ON f.source = s.chunk AND f.type = 'FROM_DOCUMENT'
JOIN documents d ON d.id = f.target
ORDER BY date, relation, who, whom, title, d.id, s.chunk, s.at, s.id
LIMIT :limit
