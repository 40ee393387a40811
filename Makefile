# Two commands: `make demo` and `make test`. Both make the environment first, from the hash-pinned lock file.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
TWO := -n 2 --dist loadfile

.PHONY: setup demo test test-long docs lock clean

setup: .venv/installed

.venv/installed: requirements/lock.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14) and "Python 3.11, 3.12 or 3.13 is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/euregraph demo

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(TWO) -m "not long"

test-long: setup
	WORLDS=500 $(BIN)/pytest $(TWO) -m "long or not long"

docs: setup
	$(BIN)/python -m docs.generate

lock:
	uv pip compile pyproject.toml --extra dev --extra py2neo --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --output-file requirements/lock.txt

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
