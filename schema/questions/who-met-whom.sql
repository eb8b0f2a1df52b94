-- Who met whom, when and where
-- :name = ""    one who took part; empty is everybody
-- :limit = 100  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name)
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date,
       CASE WHEN b.id IN wanted AND a.id NOT IN wanted THEN b.name ELSE a.name END AS who,
       CASE WHEN b.id IN wanted AND a.id NOT IN wanted THEN a.name ELSE b.name END AS whom,
       coalesce(p.name, '') AS place,
       e.status AS status,
       e.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
LEFT JOIN edges at ON at.source = e.id AND at.type = 'AT'
LEFT JOIN entities p ON p.id = at.target
WHERE r.type = 'MET_WITH' AND (:name = '' OR a.id IN wanted OR b.id IN wanted)
ORDER BY coalesce(e.start_date, ''), who, whom, place, e.id
LIMIT :limit
