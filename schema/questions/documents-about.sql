-- Which documents speak of a place, or of a place in it
-- :name         the place; another entity will do
-- :limit = 100  rows at most
WITH wanted AS (
  SELECT entity FROM names WHERE name = :name
  UNION
  SELECT r.source FROM edges r JOIN names ON names.entity = r.target WHERE names.name = :name AND r.type = 'LOCATED_IN'
)
SELECT coalesce(d.published, '') AS published, d.name AS title, coalesce(d.publisher, '') AS publisher,
       sum(m.mentions) AS mentions, coalesce(d.uri, '') AS uri
FROM edges m
JOIN edges f ON f.source = m.target AND f.type = 'FROM_DOCUMENT'
JOIN documents d ON d.id = f.target
WHERE m.type = 'FROM_CHUNK' AND m.source IN wanted
GROUP BY d.id
ORDER BY published, title, d.id
LIMIT :limit
