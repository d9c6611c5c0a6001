"""What the gazetteer brought into the record: the office of a statement's speaker, and the user's own files of people.

`people_imports` has one row a file; all other rows hang on it and go with it. Keys are those of the file.
"""

from __future__ import annotations

OFFICES = tuple(
    f"ALTER TABLE statements ADD COLUMN {column} TEXT"
    for column in ("office_printed", "office", "office_because", "office_candidates")
)

PEOPLE_IMPORTS = """
CREATE TABLE people_imports (
  number INTEGER PRIMARY KEY,
  imported TEXT NOT NULL,
  origin TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  people INTEGER NOT NULL DEFAULT 0,
  bodies INTEGER NOT NULL DEFAULT 0,
  posts INTEGER NOT NULL DEFAULT 0,
  terms INTEGER NOT NULL DEFAULT 0,
  passed_over INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0
)"""

IMPORTED_NAMES = """
CREATE TABLE imported_names (
  number INTEGER PRIMARY KEY,
  people_import INTEGER NOT NULL REFERENCES people_imports (number) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'body', 'post')),
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  country TEXT
)"""

IMPORTED_TERMS = """
CREATE TABLE imported_terms (
  number INTEGER PRIMARY KEY,
  people_import INTEGER NOT NULL REFERENCES people_imports (number) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  holder TEXT NOT NULL,
  post TEXT NOT NULL,
  starts TEXT,
  ends TEXT,
  is_current INTEGER NOT NULL
)"""

INDEXES = (
    "CREATE UNIQUE INDEX imported_names_id ON imported_names (people_import, id, kind, name, aliases)",
    "CREATE INDEX imported_terms_import ON imported_terms (people_import)",
)

PEOPLE = (*OFFICES, PEOPLE_IMPORTS, IMPORTED_NAMES, IMPORTED_TERMS, *INDEXES)
