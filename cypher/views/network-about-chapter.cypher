/*
id: network-about-chapter
means: What the police tells of a chapter.
parameters: {ids: ids of things}
about: Chapter
*/
UNWIND $ids AS i
MATCH (t:Chapter)<-[d:DESCRIBES WHERE visible(d)]-(s:ChapterStatement WHERE visible(s))
WHERE t.id = i
RETURN DISTINCT t.id AS id, s.name AS name, s.town AS town, s.status AS chapter_status, s.moved_to AS moved_to, s.record AS record,
  place(s) AS lies_in, s.source AS source, s.authority AS authority, s.since AS since, s.until AS until,
  s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, name, town, chapter_status, moved_to, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
