"""Questions that people ask of a record, as queries for Datasette.

Words of a user are quoted by Datasette's own `escape_fts`, so that none of them is an operator. Each question is
answered along an index, or reads a narrow one whole: Datasette stops a query after a second.
"""

from __future__ import annotations

from dataclasses import dataclass

_MOST = 500  # rows


@dataclass(frozen=True, slots=True)
class Query:
    """A question. name: its place in an address."""

    name: str
    title: str
    description: str
    sql: str

    def metadata(self) -> dict[str, str]:
        return {"title": self.title, "description": self.description, "sql": self.sql}


# Nothing asked for is an empty phrase, which nothing has; beside words it is left out by SQLite.
_WORDS, _NAME = (f"escape_fts(:{asked}) || ' \"\"'" for asked in ("words", "name"))
_WHAT = "said.speaker, said.day, said.words, said.kind, said.outlet, said.title, said.place, said.occasion, said.url"
_LAST = f"ORDER BY said.day DESC, said.statement LIMIT {_MOST}"
QUERIES = (
    Query(
        "who_said_what_about",
        "Who said what about …",
        "Statements with all of these words, the latest first.",
        f"SELECT {_WHAT}, said.statement_id FROM statement_search\n"
        "JOIN said ON said.statement = statement_search.rowid\n"
        f"WHERE statement_search MATCH {_WORDS} {_LAST}",
    ),
    Query(
        "what_a_speaker_said",
        "What somebody said",
        "All statements of the speakers with these words in their names, the latest first.",
        f"SELECT {_WHAT}, said.mode, said.statement_id FROM speaker_search\n"
        "JOIN statements AS own ON own.speaker = speaker_search.rowid JOIN said ON said.statement = own.number\n"
        f"WHERE speaker_search MATCH {_NAME} {_LAST}",
    ),
    Query(
        "somebody_about_something",
        "What somebody said about …",
        "Statements with all of these words, by speakers with these words in their names.",
        f"SELECT {_WHAT}, said.statement_id FROM statement_search\n"
        "JOIN said ON said.statement = statement_search.rowid\n"
        "JOIN statements AS own ON own.number = statement_search.rowid\n"
        f"WHERE statement_search MATCH {_WORDS} AND own.speaker IN\n"
        f"(SELECT rowid FROM speaker_search WHERE speaker_search MATCH {_NAME}) {_LAST}",
    ),
    Query(
        "statements_by_outlet_and_kind",
        "Statements by outlet and kind",
        "How many statements each outlet carries word for word (direct), in part (mixed), in its own words (indirect).",
        "SELECT outlet, count(*) AS statements, sum(kind = 'direct') AS direct, sum(kind = 'mixed') AS mixed,\n"
        "  sum(kind = 'indirect') AS indirect, count(DISTINCT report) AS reports, count(DISTINCT speaker) AS speakers\n"
        "FROM said GROUP BY outlet ORDER BY count(*) DESC",
    ),
    Query(
        "whom_an_outlet_quotes",
        "Whom an outlet quotes",
        "The speakers of one outlet, written as in the table of reports, who said most first.",
        "SELECT said.speaker, said.speaker_type, count(*) AS statements, count(DISTINCT said.report) AS reports,\n"
        "  sum(said.kind = 'direct') AS direct, min(said.day) AS first, max(said.day) AS last\n"
        "FROM reports AS own JOIN said ON said.report = own.number WHERE own.outlet = :outlet\n"
        f"GROUP BY said.speaker, said.speaker_type ORDER BY count(*) DESC LIMIT {_MOST}",
    ),
    Query(
        "who_spoke_most",
        "Who spoke most",
        "Speakers, who said most first.",
        "SELECT name, type, statements, reports FROM who_spoke WHERE type = ifnull(nullif(:type, ''), type)\n"
        f"LIMIT {_MOST}",
    ),
    Query(
        "documents_appealed_to",
        "Documents appealed to",
        "Treaties, resolutions, laws and letters, most appealed to first.",
        "SELECT document, instrument, count(*) AS appeals, count(DISTINCT speaker) AS speakers,\n"
        "  count(DISTINCT outlet) AS outlets, min(day) AS first, max(day) AS last FROM appealed_to\n"
        f"GROUP BY ifnull(instrument, document) ORDER BY count(*) DESC LIMIT {_MOST}",
    ),
    Query(
        "who_appeals_to",
        "Who appeals to a document",
        "Statements that lean on documents with these words in their name.",
        "SELECT document, provision, speaker, day, words, outlet, title, statement_id FROM appealed_to\n"
        f"WHERE instr(lower(document), lower(:document)) > 0 ORDER BY day DESC LIMIT {_MOST}",
    ),
    Query(
        "words_carried_most",
        "Words carried most",
        "The same words in several reports; the fullest wording of each. Found by onrecord families or export.",
        "SELECT said.speaker, said.words, said.day, count(*) AS statements,\n"
        "  count(DISTINCT carriers.report) AS reports FROM family_members AS fullest\n"
        "JOIN said ON said.statement = fullest.statement\n"
        "JOIN family_members AS carrier ON carrier.family = fullest.family\n"
        "JOIN statements AS carriers ON carriers.number = carrier.statement WHERE fullest.how = 'fullest'\n"
        f"GROUP BY fullest.family ORDER BY reports DESC, statements DESC LIMIT {_MOST}",
    ),
    Query(
        "statements_to_look_at",
        "Statements to look at first",
        "The least certain findings first: right at least so often as `confidence` says.",
        "SELECT said.confidence, said.speaker, said.words, said.kind, said.outlet, said.title, said.statement_id\n"
        f"FROM said ORDER BY said.confidence LIMIT {_MOST}",
    ),
)
