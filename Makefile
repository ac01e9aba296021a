# Every target sets up .venv the first time, and again when pyproject.toml has changed.
# Options for the program behind a target:  make test ARGS="-k split"   make check ARGS="-v"

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: extract build-locales check status test test-oldest lint clean help

extract: $(VENV)/installed ## source/ -> locales/: update templates and catalogs
	$(BIN)/transync extract $(ARGS)

build-locales: $(VENV)/installed ## locales/ -> build/: write the localized documents
	$(BIN)/transync build $(ARGS)

check: $(VENV)/installed ## report every drift and fault; writes nothing, fails if there is some
	$(BIN)/transync check $(ARGS)

status: $(VENV)/installed ## what is translated, outdated and missing
	$(BIN)/transync status $(ARGS)

# The branch, or commit, that the changed files differ from, and how much of the examples is tried.
SINCE ?= main
FEW ?= 0.03

.PHONY: quick
quick: $(VENV)/developed ## run the laws on few examples, and the tests that belong to the changed files
	TRANSYNC_EXAMPLES=$(FEW) $(BIN)/python -m pytest -q -n auto -m 'not slow' $$($(BIN)/python -m tests.quick $(SINCE)) $(ARGS)

test: $(VENV)/developed ## run the tests
	$(BIN)/python -m pytest -q -n auto $(ARGS)

COVERING ?= tests/domain tests/engine tests/storage tests/formats tests/core tests/dialects/test_examples.py
COVERED := src/transync/core/*,src/transync/formats/*,src/transync/storage/*,src/transync/engine/*

.PHONY: coverage
coverage: $(VENV)/developed ## measure which lines and branches of core, formats, storage and engine the tests run
	TRANSYNC_EXAMPLES=0.1 $(BIN)/python -m pytest -q -n auto -m 'not slow' --cov=transync --cov-report= $(COVERING) $(ARGS)
	$(BIN)/python -m coverage report --include='$(COVERED)' --skip-covered --show-missing --fail-under=93

# The oldest Python that is supported, and the lowest version of each dependency.
OLDEST ?= /usr/bin/python3
TESTED ?= tests/docs/test_readme.py tests/docs/test_sessions.py tests/core tests/formats tests/locale \
	tests/project/test_config.py tests/cli/test_cli.py tests/cli/test_check_command.py

test-oldest: $(VENV)-oldest/developed ## run the laws, the catalogs and the sessions with the oldest of all
	$(VENV)-oldest/bin/python -m pytest -q -n auto $(TESTED) $(ARGS)

lint: $(VENV)/developed ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

.PHONY: torture
torture: $(VENV)/developed ## faults at every system call, editors, many more examples (long)
	$(BIN)/python -m tests.torture.faults $(EVERY)
	$(BIN)/python -m tests.torture.editors $(SAVES)
	$(BIN)/python -m tests.torture.histories $(HISTORIES)
	$(BIN)/python -m tests.torture.divided $(DIVIDED)
	$(BIN)/python -m tests.torture.together $(TOGETHER)
	$(BIN)/python -m tests.torture.imports $(IMPORTS)
	$(BIN)/python -m tests.torture.hostile_pages $(HOSTILE_PAGES)
	$(BIN)/python -m tests.torture.broken_pages $(BROKEN_PAGES)
	$(BIN)/python -m tests.torture.documents $(DOCUMENTS)
	$(BIN)/python -m tests.torture.catalogs $(CATALOGS)
	$(BIN)/python -m tests.torture.hostile $(HOSTILE)
	$(MAKE) renderers
	$(BIN)/python -m tests.torture.renderers $(RENDERED)
	$(BIN)/python -m tests.torture.mdx $(MDX)
	$(BIN)/python -m tests.torture.mdx_builds $(MDX)
	$(BIN)/python -m tests.torture.rewrites $(REWRITES)
	$(BIN)/python -m tests.torture.growth $(TEXTS)
	$(BIN)/python -m tests.torture.mutants $(MODULES)
	TRANSYNC_EXAMPLES=100 $(BIN)/python -m pytest -q -n auto tests/core/document/test_split.py \
		tests/core/build/test_compose.py tests/core/merge tests/formats/frontmatter tests/formats/po

RENDERERS := tests/torture/renderers
.PHONY: renderers
renderers: $(RENDERERS)/node_modules/.package-lock.json ## install the renderers of npm that `torture` uses

$(RENDERERS)/node_modules/.package-lock.json: $(RENDERERS)/package.json
	npm install --prefix $(RENDERERS) --no-package-lock --no-audit --no-fund --silent
	@touch $@

GENERATORS := tests/dialects/slugs
.PHONY: generators
generators: $(GENERATORS)/node_modules/.package-lock.json $(VENV)-sites/installed ## install the site generators that the tests compare with

$(GENERATORS)/node_modules/.package-lock.json: $(GENERATORS)/package.json
	npm install --prefix $(GENERATORS) --no-package-lock --no-audit --no-fund --silent
	@touch $@

NPM_SITES := $(wildcard tests/sites/npm/*/package.json)
.PHONY: sites
sites: $(VENV)/developed $(VENV)-sites/installed ## build sites with the generators that are installed, and count what is wrong (minutes)
	@if command -v npm >/dev/null; then $(MAKE) $(NPM_SITES:package.json=node_modules/.package-lock.json); \
		else echo 'npm is not installed: its generators are left out.'; fi
	$(BIN)/python -m tests.sites $(ARGS)

$(VENV)-sites/installed: tests/sites/requirements.txt | $(VENV)/installed
	$(BIN)/python -m venv --clear $(VENV)-sites
	$(VENV)-sites/bin/python -m pip --disable-pip-version-check --quiet install --requirement $<
	@touch $@

tests/sites/npm/%/node_modules/.package-lock.json: tests/sites/npm/%/package.json
	npm install --prefix $(dir $<) --no-package-lock --no-audit --no-fund --silent
	@touch $@

.PHONY: peers
peers: $(VENV)/developed ## compare with other tools on the same documents (some minutes)
	$(BIN)/python -m benchmarks.peers $(ARGS)

.PHONY: scale
scale: $(VENV)/developed ## measure what one more document costs, and renew docs/explanation/scale.md (minutes)
	$(BIN)/python -m benchmarks.scale $(ARGS)

.PHONY: bench profile
bench: $(VENV)/developed ## measure the speed, beside that of other tools (long)
	$(BIN)/python -m benchmarks.speed $(ARGS)

profile: $(VENV)/developed ## show where the time of a run goes
	$(BIN)/python -m benchmarks.speed.profile $(ARGS)

clean: ## remove what these targets made: .venv, build, caches
	rm -rf $(VENV) $(VENV)-oldest .transync/cache.db build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf $(RENDERERS)/node_modules $(GENERATORS)/node_modules $(VENV)-sites
	rm -rf $(NPM_SITES:package.json=node_modules) $(NPM_SITES:package.json=work)
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r target does; do printf '%-14s %s\n' "$$target" "$$does"; done

# A half-made .venv (interrupted, or its Python gone) is made anew.
$(VENV)/installed: pyproject.toml
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
			echo 'transync needs Python 3.11 or newer, and $(PYTHON) is not that; name one: make PYTHON=python3.12' >&2; \
			exit 1; }; \
		$(PYTHON) -m venv --clear $(VENV); }
	$(PIP) install --editable .
	@touch $@

# `pip install --group dev` would do, from pip 25.1 on; Python 3.11 comes with an older one.
$(VENV)/developed: $(VENV)/installed
	@$(BIN)/python -c 'import tomllib; \
		print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")' \
		> $(VENV)/developers.txt
	$(PIP) install --requirement $(VENV)/developers.txt
	@touch $@

$(VENV)-oldest/developed: pyproject.toml tests/lowest.py $(VENV)/developed
	$(OLDEST) -m venv --clear $(VENV)-oldest
	$(BIN)/python -m tests.lowest > $(VENV)-oldest/lowest.txt
	$(VENV)-oldest/bin/python -m pip --disable-pip-version-check --quiet install \
		--constraint $(VENV)-oldest/lowest.txt --editable . --requirement $(VENV)/developers.txt
	@touch $@
