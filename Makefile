# Needs Debian 12 with python3.11 (venv), make and git. Everything else comes from the package registries.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

export VAR_DIR ?= $(CURDIR)/var
export PYTHONUNBUFFERED = 1
# What is loaded by hundreds of processes is compiled once, also where the machine asks for nothing to be kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo test lint installation tables bench test-pg15 browser messages clean

help:  ## What can be made
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) messages  ## The environment, every package checked by its hash

# pip brings uv and the build tool; uv brings the rest.
$(STAMP): requirements/build.txt requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt-get install python3.11 python3.11-venv"; exit 1; }
	@test -x $(BIN)/python || { echo "· environment in $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "· packages"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

messages: $(STAMP)
	@$(BIN)/python tools/messages.py

demo: install  ## The example world with web server and worker, until Ctrl-C
	@exec $(BIN)/zhanggui demo

test: install browser  ## Everything that is checked: lint, and the whole suite with a real browser
	@$(MAKE) --no-print-directory -j2 --output-sync=target lint installation tables
	$(BIN)/python -m pytest -n 2 $(PYTEST)
	KEEP_TRIALS=1 $(BIN)/python -m pytest trials -n 2 -p no:django -o addopts=-ra

# What tests and trials stand on, each made by one process: lint runs meanwhile.
installation: install
	@echo "· example world for the trials"
	@$(BIN)/python -m trials.installing

tables: install
	@echo "· tables for the tests"
	@$(BIN)/python -m tests

lint: install  ## ruff, mypy, import-linter, tidy
	$(BIN)/ruff check src tests trials tools benchmarks
	$(BIN)/ruff format --check src tests trials tools benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/tidy.py

bench: install  ## Speed, as figures and ratios; leaves var/bench.json
	$(BIN)/python -m benchmarks

test-pg15: install browser  ## The suite on Debian's PostgreSQL 15, on a cluster of its own
	$(BIN)/python tools/on_postgresql_15.py $(BIN)/python -m pytest -n 2 $(PYTEST)

browser: install
	@sh tools/browser.sh

clean:  ## Forget the environment (var/ stays)
	rm -rf $(VENV) build src/*.egg-info
