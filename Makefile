# Each job has one name. `make` alone prints them.
# PYTHON=/path/to/python3.12 chooses the interpreter of a new .venv; CHROMIUM=/path names the browser of the tests.

SHELL := /bin/bash
BIN := .venv/bin
.DEFAULT_GOAL := help
# Python may keep what it compiled, whatever the shell says: every process starts with half the work.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help bundle setup setup-run run test check lint types format bench fuzz audit licences quality guide try-installation pins

help: ## print the jobs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with everything for running and developing
	@scripts/setup dev

setup-run:
	@scripts/setup run

run: setup-run ## load the demonstration (first time) and start Otklik
# While one processor loads, the other compiles what the pages will need: they answer sooner.
	@nice $(BIN)/python -m compileall -q src/otklik >/dev/null 2>&1 & $(BIN)/otklik demo
# Letters of the demonstration are printed, as long as nobody names a mail server.
	@OTKLIK_EMAIL_URL="$${OTKLIK_EMAIL_URL:-console:}" exec $(BIN)/otklik serve

test: ## pass all tests: SQLite, PostgreSQL, browser
	@scripts/test

check: setup lint types ## format, lint, types, contracts, migrations, deployment, dead code, dependencies
	$(BIN)/lint-imports
	$(BIN)/otklik manage makemigrations --check --dry-run
	$(BIN)/pytest -q -m history tests/base
	scripts/check-deploy
	$(BIN)/vulture
	$(BIN)/deptry src

lint: setup ## ruff: format and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## mypy --strict
	$(BIN)/mypy

format: setup ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure; figures go to bench/README.md by hand
	@scripts/bench
	@scripts/fuzz

fuzz: setup ## an hour (FUZZ_SECONDS) of spoilt files, letters and events, then made-up requests (FUZZ_EXAMPLES an operation)
	scripts/fuzz
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-60} $(BIN)/pytest tests/api/test_schemathesis.py -q

quality: setup ## measure the understanding of texts (DATA=folder with messages.csv); rewrites the tables of docs/quality.md
	PYTHONPATH=src $(BIN)/python -m quality "$(DATA)"

bundle: setup ## build dist/otklik-VERSION.tar.gz: all that a Debian 12 host without internet needs
	@scripts/bundle

try-installation: bundle ## install the bundle into an empty Debian 12 with the network off and look at the page (root)
	@scripts/try-installation

audit: setup ## look for known weaknesses of the pinned packages (AUDIT_DATABASE=all.zip: a stored OSV archive, off line)
	$(BIN)/python -m audit

licences: setup ## write docs/licences.md anew
	$(BIN)/python -m audit licences

guide: setup ## take the pictures of docs/guide anew
	GUIDE_PICTURES=write $(BIN)/pytest tests/flows/test_guide.py -q

pins: setup ## compile requirements/*.in to pinned files with hashes
	cd requirements && for name in pip run dev; do \
	  ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header $$name.in -o $$name.txt; done
