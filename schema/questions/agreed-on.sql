-- What did X agree on, and with whom
-- :name = ""    one who agreed, or what was agreed on; empty is everything
-- :limit = 100  rows at most
WITH wanted AS (SELECT entity FROM names WHERE name = :name)
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, a.name AS who, r.type AS relation, b.name AS what,
       coalesce(p.name, '') AS place, e.status AS status, e.sources AS sources
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
LEFT JOIN edges at ON at.source = e.id AND at.type = 'AT'
LEFT JOIN entities p ON p.id = at.target
WHERE r.type IN ('AGREED_ON', 'AGREED_WITH') AND (:name = '' OR a.id IN wanted OR b.id IN wanted)
ORDER BY coalesce(e.start_date, ''), relation, who, what, place, e.id
LIMIT :limit
