"""Questions that people ask of a record, as queries for Datasette.

Words of a user are quoted by Datasette's own `escape_fts`, so that none of them is an operator. Datasette stops a query
after a second, so each is answered along an index. What counts takes the sums that the record keeps for its own site
(`store/schema_site.py`): their tables have a row an outlet, a speaker or a document, and none a statement.
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
        "SELECT nullif(most.outlet, '') AS outlet, most.statements, most.direct, most.mixed, most.indirect,\n"
        "  outlet_sizes.reports, (SELECT count(DISTINCT ifnull(identities.stands_as, outlet_speakers.speaker))\n"
        "    FROM outlet_speakers LEFT JOIN identities ON identities.speaker = outlet_speakers.speaker\n"
        "    WHERE outlet_speakers.outlet = most.outlet AND outlet_speakers.speaker > 0) AS speakers FROM (\n"
        "  SELECT outlet, sum(statements) AS statements, sum(statements * (kind = 'direct')) AS direct,\n"
        "    sum(statements * (kind = 'mixed')) AS mixed, sum(statements * (kind = 'indirect')) AS indirect\n"
        f"  FROM outlet_carried GROUP BY outlet ORDER BY 2 DESC LIMIT {_MOST}) AS most\n"
        "JOIN outlet_sizes ON outlet_sizes.outlet = most.outlet ORDER BY most.statements DESC",
    ),
    Query(
        "whom_an_outlet_quotes",
        "Whom an outlet quotes",
        "The speakers of one outlet, written as in the table of reports, who said most first.",
        "SELECT speakers.name AS speaker, speakers.type AS speaker_type, most.statements, most.direct, most.mixed,\n"
        "  most.indirect FROM (\n"
        "  SELECT ifnull(identities.stands_as, outlet_speakers.speaker) AS number, sum(statements) AS statements,\n"
        "    sum(statements * (kind = 'direct')) AS direct, sum(statements * (kind = 'mixed')) AS mixed,\n"
        "    sum(statements * (kind = 'indirect')) AS indirect\n"
        "  FROM outlet_speakers LEFT JOIN identities ON identities.speaker = outlet_speakers.speaker\n"
        "  WHERE outlet = :outlet AND outlet_speakers.speaker > 0\n"
        f"  GROUP BY 1 ORDER BY 2 DESC LIMIT {_MOST}) AS most\n"
        "JOIN speakers ON speakers.number = most.number ORDER BY most.statements DESC",
    ),
    Query(
        "who_spoke_most",
        "Who spoke most",
        "Speakers, who said most first, of one type or of all: the months in which they first and last spoke.",
        "SELECT speakers.name, speakers.type, most.statements,\n"
        "  (SELECT min(month) FROM speaker_months WHERE speaker = most.number AND month > '') AS first,\n"
        "  (SELECT max(month) FROM speaker_months WHERE speaker = most.number AND month > '') AS last FROM (\n"
        "  SELECT ifnull(identities.stands_as, speaker_sizes.speaker) AS number, sum(statements) AS statements\n"
        "  FROM speaker_sizes LEFT JOIN identities ON identities.speaker = speaker_sizes.speaker\n"
        "  WHERE speaker_sizes.speaker > 0 GROUP BY 1) AS most\n"
        "JOIN speakers ON speakers.number = most.number WHERE type = ifnull(nullif(:type, ''), type)\n"
        f"ORDER BY most.statements DESC LIMIT {_MOST}",
    ),
    Query(
        "documents_appealed_to",
        "Documents appealed to",
        "Treaties, resolutions, laws and letters: by statements that mean them (`appeals`), most first, and by those "
        "that may mean another one as well (`possible`).",
        "SELECT ifnull((SELECT name FROM appeals WHERE instrument = most.reading LIMIT 1), most.reading) AS document,\n"
        "  most.reading AS instrument, most.sure AS appeals, most.appeals - most.sure AS possible FROM (\n"
        f"  SELECT * FROM instrument_sizes ORDER BY appeals DESC LIMIT {_MOST}) AS most\n"
        "UNION ALL SELECT * FROM (\n"
        "  SELECT ifnull(name, words), NULL, count(DISTINCT appeals.statement), 0\n"
        "  FROM appeals INDEXED BY appeals_named\n"
        "  CROSS JOIN standing_statements ON standing_statements.statement = appeals.statement\n"
        "  WHERE instrument IS NULL AND identifier IS NULL AND candidates = '[]'\n"
        f"  GROUP BY ifnull(name, words) ORDER BY 3 DESC LIMIT {_MOST}) ORDER BY 3 DESC LIMIT {_MOST}",
    ),
    Query(
        "who_appeals_to",
        "Who appeals to a document",
        "Statements that lean on documents with these words in their name.",
        "SELECT ifnull(named.name, named.words) AS document, named.provision, said.speaker, said.day, said.words,\n"
        "  said.outlet, said.title, said.statement_id FROM (\n"
        "  SELECT appeals.statement, appeals.ordinal FROM appeals\n"
        "  CROSS JOIN standing_statements ON standing_statements.statement = appeals.statement\n"
        "  WHERE instr(lower(ifnull(name, words)), lower(:document)) > 0\n"
        f"  ORDER BY standing_statements.day DESC LIMIT {_MOST}) AS latest\n"
        "CROSS JOIN appeals AS named ON named.statement = latest.statement AND named.ordinal = latest.ordinal\n"
        "CROSS JOIN said ON said.statement = latest.statement ORDER BY said.day DESC",
    ),
    Query(
        "words_carried_most",
        "Words carried most",
        "The same words in several reports; the fullest wording of each. Found by onrecord families or export.",
        "SELECT said.speaker, said.words, said.day, most.statements, (\n"
        "  SELECT count(DISTINCT standing_statements.report) FROM family_members AS carrier\n"
        "  JOIN standing_statements ON standing_statements.statement = carrier.statement\n"
        "  WHERE carrier.family = most.family) AS reports\n"
        f"FROM (SELECT family, statements FROM family_sizes ORDER BY statements DESC LIMIT {_MOST}) AS most\n"
        "CROSS JOIN family_members AS fullest ON fullest.family = most.family AND fullest.how = 'fullest'\n"
        "CROSS JOIN said ON said.statement = fullest.statement ORDER BY most.statements DESC",
    ),
    Query(
        "statements_to_look_at",
        "Statements to look at first",
        "The least certain findings first: right at least so often as `confidence` says.",
        "SELECT said.confidence, said.speaker, said.words, said.kind, said.outlet, said.title, said.statement_id\n"
        f"FROM said ORDER BY said.confidence LIMIT {_MOST}",
    ),
)
