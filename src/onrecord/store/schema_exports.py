"""The step for what is handed on: bytes that did not come with an import, and two views for who looks with Datasette.

An export has no page bytes. An imported report's row in `kept_bytes` says so (`absent`), and is filled when the page is
read here.
"""

from __future__ import annotations

_ABSENT = "ALTER TABLE kept_bytes ADD COLUMN absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1))"

# `statement` and `report` are the keys of the tables, so that a row leads to all that is known of it. No order: whoever
# asks sets one, and a page of a million rows must not wait for another.
_SAID = """
CREATE VIEW said AS
SELECT who.name AS speaker, who.type AS speaker_type, s.words, ifnull(s.said_on, r.published) AS day, s.said_on,
  r.outlet, r.published, r.title, s.kind, s.mode, s.force, s.place, s.occasion, s.addressee, s.office, s.confidence,
  r.url, s.number AS statement, r.number AS report, s.id AS statement_id, r.id AS report_id
FROM statements AS s JOIN reports AS r ON r.number = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE s.number NOT IN (SELECT statement FROM rejections) AND r.number NOT IN (SELECT report FROM superseded)"""

_APPEALED_TO = """
CREATE VIEW appealed_to AS
SELECT ifnull(a.name, a.words) AS document, a.instrument, a.identifier, a.provision, said.speaker, said.day, said.words,
  said.outlet, said.title, said.statement, said.report, said.statement_id
FROM appeals AS a JOIN said ON said.statement = a.statement"""

EXPORTS_STEP = (_ABSENT, _SAID, _APPEALED_TO)
