-- Who took part in most events, in a month or over all
-- :month = ""  the month, such as 2016-08; a year or a day will do; empty is all time
-- :limit = 20  rows at most
SELECT a.name AS who, a.type AS type, count(DISTINCT e.id) AS events, count(DISTINCT e.type) AS relations
FROM events e
JOIN edges r ON r.target = e.id AND r.type IN ('SUBJECT', 'OBJECT')
JOIN entities a ON a.id = r.source
WHERE substr(coalesce(e.start_date, ''), 1, length(:month)) = :month
GROUP BY a.id
ORDER BY events DESC, relations DESC, who, a.id
LIMIT :limit
