-- What did X broker
-- :name = ""    who brokered; empty is everybody
-- :limit = 100  rows at most
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, a.name AS who, b.name AS what, e.status AS status, e.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
WHERE r.type = 'BROKERED' AND (:name = '' OR a.id IN (SELECT entity FROM names WHERE name = :name))
ORDER BY coalesce(e.start_date, ''), who, what, e.id
LIMIT :limit
