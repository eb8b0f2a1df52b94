-- Entities by id, each with the documents that name it: a row for each document.
SELECT n.id, n.id, n.type, n.name, n.first_seen, n.mentions, d.id, d.name, d.uri, d.published, d.publisher, sum(m.mentions)
FROM (SELECT * FROM entities WHERE id > :after ORDER BY id LIMIT :limit) n
LEFT JOIN edges m ON m.source = n.id AND m.type = 'FROM_CHUNK'
LEFT JOIN edges f ON f.source = m.target AND f.type = 'FROM_DOCUMENT'
LEFT JOIN documents d ON d.id = f.target
GROUP BY n.id, d.id
ORDER BY n.id, coalesce(d.published, ''), d.id
