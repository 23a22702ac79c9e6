# Two commands do all the set-up a newcomer needs: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

$(VENV)/.runtime: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade 'pip>=25.1'
	$(INSTALL) -e .
	touch $@

$(VENV)/.installed: $(VENV)/.runtime
	$(INSTALL) -e . --group dev
	touch $@

.PHONY: setup
setup: $(VENV)/.installed ## make .venv with everything in it

$(VENV)/.docs: $(VENV)/.installed
	$(INSTALL) --group docs
	touch $@

.PHONY: run
run: $(VENV)/.runtime ## extract facts from corpus/articles into out/
	$(BIN)/kfacts extract corpus/articles -o out

.PHONY: test
test: setup ## run the tests
	$(BIN)/python -m pytest -q -n auto

.PHONY: lint
lint: setup ## formatting, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

.PHONY: check
check: lint docs test cost ## lint, documentation, tests and cost: all that continuous integration runs

.PHONY: cost
cost: setup ## fail when an article costs more than 1.6 × Kiwi
	$(BIN)/python benchmarks/run.py benchmarks/articles --check 1.6

.PHONY: fix
fix: setup ## put formatting and imports right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: docs
docs: $(VENV)/.docs ## build the documentation strictly into site/
	$(BIN)/zensical build --strict --clean

.PHONY: pages
pages: setup ## write the generated parts of the pages and the outputs of their examples
	$(BIN)/python -m scripts.docs_commands
	$(BIN)/python -m scripts.docs_record
	$(BIN)/python -m scripts.docs_rules
	$(BIN)/python -m scripts.docs_examples

.PHONY: figures
figures: setup run ## measure quality, take the pictures of the tutorial
	$(BIN)/python -m scripts.docs_quality out
	$(BIN)/python -m scripts.docs_pictures

.PHONY: bench
bench: setup ## measure each stage beside Kiwi, write docs/performance.md
	$(BIN)/python benchmarks/run.py --write docs/performance.md

.PHONY: faults
faults: setup ## kill the extraction 50 times at random moments and resume it
	KFACTS_KILLS=50 $(BIN)/python -m pytest -q tests/test_faults.py

.PHONY: fuzz
fuzz: setup ## extract 100,000 random texts; KFACTS_FUZZ_SEED=N for others
	KFACTS_FUZZ=100000 $(BIN)/python -m pytest -q tests/test_hostile.py

.PHONY: memory
memory: setup ## extract 10,000 generated articles: what a process holds must not grow
	KFACTS_MANY=10000 $(BIN)/python -m pytest -q tests/test_footprint.py

.PHONY: startup
startup: setup ## measure getting ready beside Kiwi and spaCy bare, fail over 1.3
	$(BIN)/python benchmarks/startup.py --check 1.3

.PHONY: audit
audit: setup ## look for known vulnerabilities in the dependencies (needs the network)
	@$(BIN)/python -m pip install --quiet pip-audit || \
		{ echo "audit: pip-audit cannot be installed; it needs the network" >&2; exit 2; }
	$(BIN)/python -m scripts.audit

.PHONY: wheel
wheel: setup ## build the wheel into dist/
	$(BIN)/python -m pip install --quiet build
	$(BIN)/python -m build --wheel
