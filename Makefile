# `make run` starts the demonstration; `make check` is the one gate; `make help` lists the rest.
#
# A machine needs make and Python 3.11 or later with venv. Everything else is fetched at pinned
# versions with hashes. A stamp under .venv/stamps carries the hash of what it was made from, so
# nothing is installed twice and a changed pin is never missed.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FOLDERS := api engine notifications templates workflows
PROPERTIES := tests/deadlines tests/decide/test_machine.py tests/ledger tests/rules tests/text tests/workflow
MAKEFLAGS += --no-builtin-rules --no-print-directory
.NOTPARALLEL:

# Compiled modules are what makes the second start quick.
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS := never
# A mirror that pip was told about serves uv as well.
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif

hash = $(shell cat $(1) | sha256sum | cut -c 1-16)
TOOLS := .venv/stamps/tools-$(call hash,requirements/tools.txt)
RUNTIME := .venv/stamps/runtime-$(call hash,requirements/tools.txt requirements/runtime.txt pyproject.toml)
DEV := .venv/stamps/dev-$(call hash,requirements/runtime.txt requirements/dev.txt)
ASSETS := templates/static/vendor/.stamp-$(call hash,package.json package-lock.json requirements/assets.txt)

INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python

.PHONY: help run test check lint types imports wheel docs bench soak requirements assets links clean

help:
	@echo "make run           set up what is missing and serve the demonstration"
	@echo "make test          all tests, on both databases and in a browser"
	@echo "make check         everything that must hold before a change is accepted"
	@echo "make docs          make the pages of the reference from the code"
	@echo "make bench         measurements, side by side with their limits and peers"
	@echo "make soak          the tests that take long"
	@echo "make requirements  resolve the pinned requirements again"
	@echo "make assets        fetch what the browser needs"
	@echo "make clean         remove what these targets made (never ./var)"

# --- set-up ---------------------------------------------------------------------------------

.venv/bin/python:
	@echo "Setting up .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Placet needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(TOOLS): | .venv/bin/python
	@mkdir -p $(@D)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

$(RUNTIME): $(TOOLS)
	@echo "Installing Placet and what it stands on"
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements/runtime.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing the tools for tests and checks"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(ASSETS): $(TOOLS)
	@echo "Fetching browser assets"
	@.ci/assets
	@touch $@

assets: $(ASSETS)

# Type checkers and import-linter cannot follow an editable install: they get a tree of links.
links:
	@mkdir -p .links/placet
	@for folder in $(FOLDERS); do ln -sfn ../../$$folder .links/placet/$$folder; done

# --- what people run ------------------------------------------------------------------------

run: $(RUNTIME) $(ASSETS)
	@exec $(BIN)/placet serve --demo $(ARGS)

# The coverage gate counts as one more test, so that pytest's closing line tells the truth.
test: $(DEV) $(ASSETS)
	@.ci/browser
	@mkdir -p build/coverage
	@PYTHONPATH=.ci $(BIN)/pytest -p coverage_gate -n 2 --dist worksteal --cov --cov-report=

check: lint types imports wheel test

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV) links
	$(BIN)/mypy
	$(BIN)/mypy --explicit-package-bases .ci $(wildcard tests bench)

imports: $(DEV) links
	PYTHONPATH=.links $(BIN)/lint-imports

wheel: $(DEV) $(ASSETS)
	$(BIN)/python .ci/smoke.py

docs: $(RUNTIME)
	@$(BIN)/python docs/generate.py

bench: $(DEV) $(ASSETS)
	@$(BIN)/python bench/run.py $(ARGS)

soak: $(DEV) $(ASSETS)
	@.ci/browser
	@$(BIN)/pytest -m soak --timeout 0 $(ARGS)
	@$(BIN)/pytest --hypothesis-profile soak --timeout 0 $(PROPERTIES)

# --- pins -----------------------------------------------------------------------------------

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" $(UPGRADE)

# `make requirements` keeps the pins that still fit; `make requirements UPGRADE=--upgrade` renews them.
requirements: | .venv/bin/python
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(COMPILE) requirements/tools.in --output-file requirements/tools.txt
	$(COMPILE) requirements/node.in --output-file requirements/node.txt
	$(COMPILE) requirements/bench.in --output-file requirements/bench.txt
	$(COMPILE) pyproject.toml --extra postgres --output-file requirements/runtime.txt
	$(COMPILE) pyproject.toml --extra postgres --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	npm install --package-lock-only

clean:
	rm -rf .venv .links build dist node_modules templates/static/vendor *.egg-info
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
