"""The step by which a record can keep what its words mean as vectors: of each wording, for search by meaning.

Nothing is made here: vectors are a help that is made on demand, by an extra that may not be installed. They can be
deleted at any time; `onrecord index --meaning` makes them again.
"""

from __future__ import annotations

# name, digest: of the model that made the vectors; those of two models cannot be compared.
_MODELS = """
CREATE TABLE sentence_models (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE
)"""

# passages: rows of 396 bytes, see `store/meaning.py`.
_VECTORS = """
CREATE TABLE wording_vectors (
  wording INTEGER PRIMARY KEY REFERENCES wordings (number),
  model INTEGER NOT NULL REFERENCES sentence_models (number),
  passages BLOB NOT NULL
)"""

MEANING_STEP = (_MODELS, _VECTORS)
