# Every tool is called from here. On a fresh Debian or Ubuntu machine with python3, git and make,
# `make demo` and `make test` fetch what they need.
.DEFAULT_GOAL := help
BIN := .venv/bin
# Compiled modules are kept: a process of the tests starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

# DEMO_PORT, DEMO_DIR and DEMO_ONCE, given to make or in the environment, reach `seloste demo` as they are.

LOCKED := uv.lock pyproject.toml tools/bootstrap.sh tools/uv.txt

.PHONY: help
help:  ## Say what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: demo
demo: .venv/ready-for-demo  ## Start the whole system with example data at 127.0.0.1:8000.
	@$(BIN)/seloste demo

.PHONY: demo-reset
demo-reset: .venv/ready-for-demo  ## Forget the demo's data; the next demo starts over.
	@$(BIN)/seloste demo --reset

.PHONY: test
test: .venv/ready-for-tests  ## Run every test on SQLite, and those below the pages on PostgreSQL too.
	@sh tools/debian_packages.sh tools/debian-packages-test.txt
	@sh tools/browser.sh
	@sh tools/node.sh
	@sh tools/run_tests.sh $(PYTEST)

.PHONY: drill
drill: .venv/ready-for-tests  ## Let 1,000 invented people ask for everything, and check every store.
	SELOSTE_DRILL_PEOPLE=1000 $(BIN)/pytest -q tests/drills

.PHONY: check
check: lint types docs-check .local/uv/bin/uv  ## Run every check that is not a test: what CI runs after the tests.
	@.local/uv/bin/uv lock --check

.PHONY: lint
lint: .venv/ready-for-tests  ## Check style, format and who imports whom.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

.PHONY: types
types: .venv/ready-for-tests  ## Check the types of the program and its tests.
	$(BIN)/mypy

.PHONY: docs-check
docs-check: .venv/ready-for-tests  ## Check that docs and translations are complete.
	$(BIN)/pytest -q tests/architecture tests/web/test_messages.py --ignore tests/architecture/test_imports.py

.PHONY: docs
docs: .venv/ready-for-tests  ## Write the reference pages that are made from the program.
	$(BIN)/python tools/write_docs.py

.PHONY: messages
messages: .venv/ready-for-tests  ## Collect the sentences to translate, and compile the translations.
	$(BIN)/python tools/messages.py

.PHONY: bench
bench: .venv/ready-for-tests  ## Measure, and write benchmarks/results.json and docs/benchmarks.md.
	@sh tools/debian_packages.sh tools/debian-packages-bench.txt
	$(BIN)/python benchmarks/run.py

.PHONY: fresh-machine
fresh-machine:  ## Try the demo and the tests on a fresh Debian; root only, needs debootstrap.
	@sh tools/fresh_machine.sh

.local/uv/bin/uv:
	@sh tools/bootstrap.sh test

.venv/ready-for-demo: $(LOCKED)
	@sh tools/bootstrap.sh demo
	@touch $@

.venv/ready-for-tests: $(LOCKED)
	@sh tools/bootstrap.sh test
	@touch $@ .venv/ready-for-demo
