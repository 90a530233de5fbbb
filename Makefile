# What a contributor runs, and what .ci/run runs: `make setup` once, then `make check` before each push.
PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

.PHONY: setup check lint format types contracts forge coverage test slow terminals acceptance benchmarks lock

setup: ## A virtual environment with the versions of requirements.lock, and the hooks of git
	python3 -m venv .venv
	.venv/bin/python -m pip install -q -c requirements.lock -e '.[dev]'
	.venv/bin/pre-commit install

check: lint types contracts forge coverage ## All that has to hold before a change lands, but for what is slow

lint:
	$(BIN)ruff check .
	$(BIN)ruff format --check .

format:
	$(BIN)ruff check --fix .
	$(BIN)ruff format .

types:
	$(BIN)mypy

contracts:
	$(BIN)lint-imports

forge: ## The files that only a forge reads, checked against their schemas
	$(BIN)check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

coverage: ## The fast tests, with the share of lines and branches that they run; the floor stands in pyproject.toml
	$(BIN)coverage erase
	$(BIN)coverage run -m pytest -q
	$(BIN)coverage combine -q
	$(BIN)coverage report --skip-covered --skip-empty

test:
	$(PYTHON) -m pytest -q

slow: ## Conformance, crashes, large corpora; exports loaded by the tools that they are for with `.[acceptance]`
	$(PYTHON) -m pytest -q -m slow

terminals: ## Real terminal emulators under Xvfb
	$(PYTHON) -m pytest -q -m terminals

benchmarks:
	$(PYTHON) -m benchmarks --history benchmarks/results/history.jsonl

lock: ## Look for newer versions within the bounds of pyproject.toml
	$(BIN)uv pip compile --universal --python-version 3.11 --upgrade --extra dev --extra acceptance \
	  --no-emit-index-url --no-annotate --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
