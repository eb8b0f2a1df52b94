-- Whom did X threaten, and who says so
-- :name = ""    who threatened; empty is everybody
-- :limit = 100  rows at most
SELECT iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, a.name AS who, b.name AS whom, e.status AS status,
       coalesce(ev.speaker, '') AS speaker,
       substr(c.text, ev.start_offset - c.start_offset + 1, ev.end_offset - ev.start_offset) AS sentence
FROM edges r
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
JOIN events e ON e.id = r.event
JOIN edges ev ON ev.source = e.id AND ev.type = 'EVIDENCED_BY'
JOIN chunks c ON c.id = ev.target
WHERE r.type = 'THREATENED' AND (:name = '' OR a.id IN (SELECT entity FROM names WHERE name = :name))
ORDER BY coalesce(e.start_date, ''), who, whom, c.id, ev.start_offset, ev.id
LIMIT :limit
