-- Who holds which office
-- :name = ""    the person, or the state or organization; empty is all
-- :limit = 100  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name)
SELECT b.name AS "where", coalesce(r.title, '') AS office, a.name AS who, r.status AS status, r.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
WHERE r.type = 'HOLDS_OFFICE' AND (:name = '' OR a.id IN wanted OR b.id IN wanted)
ORDER BY b.name, office, who, r.id
LIMIT :limit
