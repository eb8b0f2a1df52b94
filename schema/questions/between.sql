-- What happened between two, in the order of time
-- :name         the one
-- :other        the other
-- :limit = 100  rows at most
WITH one AS (SELECT entity FROM names WHERE name = :name),
     two AS (SELECT entity FROM names WHERE name = :other)
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, a.name AS who, r.type AS relation, b.name AS whom,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
LEFT JOIN edges at ON at.source = e.id AND at.type = 'AT'
LEFT JOIN entities p ON p.id = at.target
WHERE r.source IN one AND r.target IN two OR r.source IN two AND r.target IN one
ORDER BY coalesce(e.start_date, ''), relation, who, whom, place, e.id
LIMIT :limit
