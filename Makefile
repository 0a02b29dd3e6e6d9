# make run    open the sample desk          make test       every check, what is absent skipped by name
# make bench  ratios against floors         make test-full  the same, and nothing may be skipped
# make hostile BADINPUT=PATH                make torture    the long versions of the durability tests
# make evaluate CORPORA=PATH                make picture    draw the README's picture anew
# make corpora CORPORA=PATH                 files of other programs, in, out and in again
# make consumers   exports read by the programs they are made for

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-full lint bench hostile torture evaluate consumers corpora picture clean

run: $(READY)
	@$(BIN)/variorum

test: lint
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -q

test-full: lint
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -q --no-skips

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > $(VENV)/imports.txt || (cat $(VENV)/imports.txt; exit 1)

bench: $(READY)
	@$(BIN)/python -m tests.bench

hostile: $(READY)
	@$(BIN)/python -m tests.hostile "$(BADINPUT)"

torture: $(READY)
	@$(BIN)/python -m tests.torture

evaluate: $(READY)
	@$(BIN)/python -m tests.evaluate "$(CORPORA)"

consumers: $(READY)
	@$(BIN)/python -m tests.consumers

corpora: $(READY)
	@$(BIN)/python -m tests.corpora "$(CORPORA)"

picture: $(READY)
	@$(BIN)/python -m tests.picture

# pip of an older Python knows no dependency groups, and fails on some resolutions.
$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable . --group test
	@touch $(READY)

clean:
	rm -rf $(VENV) .consumers-venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
