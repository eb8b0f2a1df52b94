-- How are two connected: the shortest path, at most six steps, nothing negated
-- :name   where it begins
-- :other  where it ends
--
-- far counts the steps to the end; the path goes always to the nearest neighbour
-- that is first by name. Between two stops all relations are shown.
WITH RECURSIVE
hop AS MATERIALIZED (
  SELECT source AS a, target AS b FROM edges WHERE (event IS NOT NULL OR chunks IS NOT NULL) AND status <> 'negated'
  UNION
  SELECT target, source FROM edges WHERE (event IS NOT NULL OR chunks IS NOT NULL) AND status <> 'negated'
),
reach(id, steps) AS (
  SELECT entity, 0 FROM names WHERE name = :other
  UNION
  SELECT hop.b, reach.steps + 1 FROM reach JOIN hop ON hop.a = reach.id WHERE reach.steps < 6
),
far AS MATERIALIZED (SELECT id, min(steps) AS steps FROM reach GROUP BY id),
begin AS (
  SELECT far.id, far.steps FROM names JOIN far ON far.id = names.entity JOIN entities e ON e.id = far.id
  WHERE names.name = :name AND far.steps > 0
  ORDER BY far.steps, e.name, e.id LIMIT 1
),
path(step, id, steps) AS (
  SELECT 0, id, steps FROM begin
  UNION ALL
  SELECT step + 1,
         (SELECT far.id FROM hop JOIN far ON far.id = hop.b AND far.steps = path.steps - 1 JOIN entities e ON e.id = far.id
          WHERE hop.a = path.id ORDER BY e.name, e.id LIMIT 1),
         steps - 1
  FROM path WHERE steps > 0
)
SELECT DISTINCT y.step AS step, a.name AS "from", r.type AS relation, b.name AS "to", iif(e.precision = 'reported', 'as of ', '') || coalesce(e.start_date, '') AS date, r.status AS status
FROM path x
JOIN path y ON y.step = x.step + 1
JOIN edges r ON (r.source = x.id AND r.target = y.id OR r.source = y.id AND r.target = x.id)
JOIN entities a ON a.id = r.source
JOIN entities b ON b.id = r.target
LEFT JOIN events e ON e.id = r.event
WHERE (r.event IS NOT NULL OR r.chunks IS NOT NULL) AND r.status <> 'negated'
ORDER BY y.step, relation, a.name, b.name, date, r.status
