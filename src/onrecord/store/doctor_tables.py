"""What the tables of a record promise each other, as questions in SQL that have no rows in a record that is whole."""

from __future__ import annotations

from onrecord.store.doctor_values import Check, Mend

_FAMILIES_WAIT = """SELECT (SELECT count(*) FROM family_waiting) + (SELECT count(*) FROM family_touched)
+ (SELECT count(*) FROM family_sayings WHERE due = 1) + (SELECT count(*) FROM family_stale)"""
_OCCASIONS_WAIT = "SELECT count(*) FROM occasion_reports WHERE settled = 0"

READ = (
    Check(
        "inputs",
        "every input ended in exactly one outcome, with a reason where it gave no report",
        """SELECT 'input ' || number || ' is ' || outcome || ' without a reason, or two things at once' FROM inputs
WHERE (outcome = 'ok') <> (change IS NOT NULL) OR (outcome = 'ok' AND (fault OR sha256 IS NULL AND report IS NOT NULL))
  OR (outcome <> 'ok' AND (reason IS NULL OR report IS NOT NULL))""",
    ),
    Check(
        "runs",
        "the inputs of every run are as many as the run itself counted",
        """SELECT 'run ' || number || ' counted ' || inputs || ' inputs, and has ' || found FROM (
SELECT r.number, r.inputs, (SELECT count(*) FROM inputs WHERE run = r.number) AS found
FROM runs AS r WHERE r.inputs IS NOT NULL) WHERE found <> inputs""",
    ),
    Check(
        "reports",
        "every report came from an input, and every statement is one of its reader's",
        """SELECT 'report ' || id || ' has no input' FROM reports AS r
WHERE NOT EXISTS (SELECT 1 FROM inputs WHERE report = r.number)""",
    ),
    Check(
        "kept bytes",
        "bytes are kept of what was read, and of nothing else",
        """SELECT 'bytes ' || sha256 || ' belong to nothing' FROM kept_bytes AS k
WHERE NOT EXISTS (SELECT 1 FROM reports WHERE sha256 = k.sha256) AND sha256 NOT IN (
  SELECT sha256 FROM inputs WHERE sha256 IS NOT NULL)
UNION ALL SELECT 'input ' || number || ' was put aside, and its bytes are gone' FROM inputs
WHERE outcome = 'quarantined' AND sha256 NOT IN (SELECT sha256 FROM kept_bytes)""",
    ),
    Check(
        "places",
        "every statement has a place in its report",
        """SELECT 'statement ' || id || ' has no place' FROM statements AS s
WHERE NOT EXISTS (SELECT 1 FROM spans WHERE statement = s.number AND part = 'content')""",
    ),
    Check(
        "nesting",
        "a statement that is reported by another one stands in the same report",
        """SELECT 'statement ' || s.id FROM statements AS s JOIN statements AS o ON o.number = s.nested_in
WHERE o.report <> s.report""",
    ),
    Check(
        "wordings",
        "every statement is found by its words",
        "SELECT 'statement ' || id FROM statements WHERE number NOT IN (SELECT statement FROM worded)",
        Mend.WORDINGS,
    ),
)

VERSIONS = (
    Check(
        "versions",
        "of the versions of a page exactly one stands, and they lie at one address",
        """SELECT 'series ' || series || ': ' || sum(stands) || ' stand' FROM versions GROUP BY series
HAVING sum(stands) <> 1 OR count(DISTINCT address) <> 1 OR min(version) <> 1 OR max(version) <> max(versions)
  OR min(versions) <> max(versions)""",
        Mend.VERSIONS,
    ),
)

COPIES = (
    Check(
        "copies",
        "every report was looked up among the others, or waits for it",
        "SELECT 'report ' || id FROM reports WHERE number NOT IN (SELECT report FROM report_signatures)",
        Mend.COPIES,
    ),
    Check(
        "groups of copies",
        "a group has two reports at least, and its original and its voices are among them",
        """SELECT 'group ' || g.id FROM copy_groups AS g
WHERE (SELECT count(*) FROM copies WHERE copy_group = g.number) < 2
  OR (g.original IS NOT NULL AND g.original NOT IN (SELECT report FROM copies WHERE copy_group = g.number))
UNION ALL SELECT 'report ' || c.report || ' has a voice outside of its group' FROM copies AS c
JOIN copies AS v ON v.report = c.voice WHERE v.copy_group <> c.copy_group
UNION ALL SELECT 'report ' || report || ' has a voice without a group' FROM copies
WHERE voice NOT IN (SELECT report FROM copies)""",
        Mend.COPIES,
    ),
    Check(
        "statements of copies",
        "a statement is counted with the group that its report is in",
        """SELECT 'statement ' || s.id FROM copied_statements AS c JOIN statements AS s ON s.number = c.statement
LEFT JOIN copies AS r ON r.report = s.report WHERE r.copy_group IS NOT c.copy_group""",
        Mend.COPIES,
    ),
)

OCCASIONS = (
    Check(
        "occasions",
        "every report was looked at for its occasions, or waits for it",
        "SELECT 'report ' || id FROM reports WHERE number NOT IN (SELECT report FROM occasion_reports)",
        Mend.OCCASIONS,
    ),
    Check(
        "scenes",
        "a scene has statements of its own report, and an occasion has scenes",
        """SELECT 'occasion ' || id FROM occasions WHERE number NOT IN (
  SELECT occasion FROM scenes WHERE occasion IS NOT NULL)
UNION ALL SELECT 'scene ' || id FROM scenes WHERE number NOT IN (SELECT scene FROM scene_statements)
UNION ALL SELECT 'scene ' || c.id || ' has a statement of another report' FROM scene_statements AS x
JOIN scenes AS c ON c.number = x.scene JOIN statements AS s ON s.number = x.statement WHERE s.report <> c.report""",
        Mend.OCCASIONS,
        waits=_OCCASIONS_WAIT,
        waiting="reports",
    ),
    Check(
        "spoken words",
        "what is kept of spoken words belongs to a statement",
        "SELECT 'wording ' || number FROM spoken WHERE number NOT IN (SELECT spoken FROM spoken_by)",
        Mend.OCCASIONS,
    ),
)

FAMILIES = (
    Check(
        "sayings",
        "what is decided belongs to a fullest saying; no two have one place",
        """SELECT 'saying ' || s.number FROM family_sayings AS s LEFT JOIN family_sayings AS h ON h.number = s.head
WHERE s.due = 0 AND (h.number IS NULL OR h.head IS NOT h.number)
UNION ALL SELECT 'place of ' || min(number) FROM family_sayings GROUP BY place HAVING count(*) > 1
UNION ALL SELECT 'run ' || m.run FROM much_carried_heads AS m JOIN family_sayings AS s ON s.number = m.saying
WHERE s.due = 0 AND (s.head IS NOT s.number OR s.place <> m.place)""",
        Mend.FAMILIES,
    ),
    Check(
        "families",
        "a family has exactly one fullest statement, and belongs to a fullest saying",
        """SELECT 'family ' || f.id FROM families AS f
WHERE (SELECT count(*) FROM family_members WHERE family = f.number AND how = 'fullest') <> 1
UNION ALL SELECT 'family ' || id || ' of no fullest saying' FROM families WHERE id NOT IN (
  SELECT lower(hex(substr(place, -8))) FROM family_sayings WHERE head = number)""",
        Mend.FAMILIES,
        waits=_FAMILIES_WAIT,
        waiting="wordings, statements and families",
    ),
)

PRIMARY = (
    Check(
        "primary sources",
        "a quotation that goes back to turns has turns, and these are of transcripts",
        """SELECT 'quotation ' || number FROM primary_quotations
WHERE number NOT IN (SELECT quotation FROM primary_passages)
UNION ALL SELECT 'quotation ' || p.quotation FROM primary_passages AS p JOIN statements AS s ON s.number = p.turn
WHERE s.report NOT IN (SELECT report FROM transcripts)
UNION ALL SELECT 'report ' || id FROM reports
WHERE (kind = 'transcript') <> (number IN (SELECT report FROM transcripts))""",
        Mend.PRIMARY,
    ),
)

JUDGED = (
    Check(
        "rejections",
        "what is rejected was rejected by a judgement about it",
        """SELECT 'statement ' || statement FROM rejections AS r WHERE NOT EXISTS (
  SELECT 1 FROM judged WHERE statement = r.statement AND judgement = r.judgement)""",
        Mend.JUDGED,
    ),
)

TABLES = (*READ, *VERSIONS, *COPIES, *OCCASIONS, *FAMILIES, *PRIMARY, *JUDGED)
