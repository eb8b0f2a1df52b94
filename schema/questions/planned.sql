-- What is planned
-- :name = ""    one who takes part; empty is everybody
-- :after = ""   only what is planned for this day or later, such as 2016-08-26
-- :limit = 100  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name)
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, a.name AS who, r.type AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
LEFT JOIN edges at ON at.source = e.id AND at.type = 'AT'
LEFT JOIN entities p ON p.id = at.target
WHERE e.status = 'planned' AND coalesce(e.start_date, '') >= :after
  AND (:name = '' OR a.id IN wanted OR b.id IN wanted)
ORDER BY coalesce(e.start_date, ''), relation, who, whom, place, e.id
LIMIT :limit
