-- Everything about X, with the sentences that say it
-- :name         the entity
-- :limit = 200  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name),
relation AS (
  SELECT r.* FROM edges r WHERE r.source IN wanted AND (r.event IS NOT NULL OR r.chunks IS NOT NULL)
  UNION
  SELECT r.* FROM edges r WHERE r.target IN wanted AND (r.event IS NOT NULL OR r.chunks IS NOT NULL)
  UNION
  SELECT r.* FROM edges at
  JOIN events e ON e.id = at.source
  JOIN edges s ON s.target = e.id AND s.type = 'SUBJECT'
  JOIN edges r ON r.source = s.source AND r.type = e.type AND r.event = e.id
  WHERE at.target IN wanted AND at.type = 'AT'
),
said AS (
  SELECT coalesce(e.start_date, '') AS day, iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, r.source, r.type, r.target, coalesce(p.name, '') AS place, '' AS title,
         ev.status, coalesce(ev.speaker, '') AS speaker,
         substr(c.text, ev.start_offset - c.start_offset + 1, ev.end_offset - ev.start_offset) AS sentence,
         c.id AS chunk, ev.start_offset AS at, ev.id AS id
  FROM relation r
  JOIN events e ON e.id = r.event
  LEFT JOIN edges at ON at.source = e.id AND at.type = 'AT'
  LEFT JOIN entities p ON p.id = at.target
  JOIN edges ev ON ev.source = e.id AND ev.type = 'EVIDENCED_BY'
  JOIN chunks c ON c.id = ev.target
  UNION ALL
  SELECT '', '', r.source, r.type, r.target, '', coalesce(r.title, ''), r.status, '', c.text, c.id, 0, r.id
  FROM relation r, json_each(r.chunks) j
  JOIN chunks c ON c.id = j.value
)
SELECT s.date AS date, a.name AS who, s.type AS relation, b.name AS whom, s.place AS place, s.title AS title, s.status AS status,
       s.speaker AS speaker, s.sentence AS sentence, d.name AS document
FROM said s
JOIN entities a ON a.id = s.source
JOIN entities b ON b.id = s.target
JOIN edges f ON f.source = s.chunk AND f.type = 'FROM_DOCUMENT'
JOIN documents d ON d.id = f.target
ORDER BY s.day, relation, who, whom, title, d.id, s.chunk, s.at, s.id
LIMIT :limit
