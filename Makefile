PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock"

.DEFAULT_GOAL := help

.PHONY: help demo test check fix lock generate compose-secrets test-containers test-compose test-observability clean
help:  ## say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-19s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/.ready: requirements.lock pyproject.toml deploy/bootstrap.py $(wildcard */*/pyproject.toml)
	$(PYTHON) deploy/bootstrap.py

demo: .venv/.ready  ## the whole path, without containers; DOCS=folder, ARGS=--once
	$(BIN)/plans demo $(if $(DOCS),--docs "$(DOCS)") $(ARGS)

LONGEST_FIRST := tests/faults tests/e2e tests/integration tests/contract tests/unit
TWO_PROCESSES := --numprocesses 2 --dist loadfile --no-loadscope-reorder
test: check  ## every test, in two processes with an embedded stack each; ARGS=path for some
	$(BIN)/pytest $(or $(ARGS),$(TWO_PROCESSES) $(LONGEST_FIRST))

check: .venv/.ready  ## format, lint, types, imports, generated files
	$(BIN)/ruff format --check . && $(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/plans schema check

fix: .venv/.ready  ## format, and mend what can be mended
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

generate: .venv/.ready  ## write the JSON Schemas and the AsyncAPI document
	$(BIN)/plans schema write

lock: .venv/.ready  ## resolve the requirements again
	$(LOCK) requirements.in -o requirements.lock
	$(LOCK) requirements-runtime.in -c requirements.lock -o requirements-runtime.lock
	$(LOCK) requirements-ocr.in -c requirements.lock -o requirements-ocr.lock
	$(LOCK) requirements-learn.in -c requirements.lock -o requirements-learn.lock

compose-secrets:  ## passwords for docker-compose.yml; those there stay
	$(PYTHON) deploy/compose/make_secrets.py

test-containers: .venv/.ready  ## integration tests on Kafka and PostgreSQL in containers
	$(BIN)/pytest $(TWO_PROCESSES) tests/integration --containers $(ARGS)

test-compose: .venv/.ready  ## docker-compose.yml, on this machine's container engine
	$(BIN)/pytest tests/compose $(ARGS)

test-observability: .venv/.ready  ## alerts, dashboards (Debian: prometheus)
	$(BIN)/pytest tests/observability $(ARGS)

.PHONY: ocr test-ocr
ocr: .venv/.ready  ## read scans too (Debian: tesseract-ocr-eng)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-ocr.lock

test-ocr: ocr  ## scans, recognised inside the sandbox
	$(BIN)/pytest tests/integration/test_scans.py $(ARGS)

.PHONY: fuzz
fuzz: .venv/.ready  ## damaged files, read in the sandbox; SECONDS=600 READER=pdf
	PYTHONPATH=tests $(BIN)/python -m fuzz --seconds $(or $(SECONDS),20) --reader $(or $(READER),each) $(ARGS)

.PHONY: bench-reading
bench-reading: .venv/.ready  ## speed of reading beside bare libraries; ARGS=--rounds=20
	PYTHONPATH=tests $(BIN)/python -m bench.reading $(ARGS)

.PHONY: bench-checking
bench-checking: .venv/.ready  ## cost of checks beside reading; ARGS=--rounds=50
	PYTHONPATH=tests $(BIN)/python -m bench.checking $(ARGS)

.PHONY: quality
quality: .venv/.ready  ## how well plans are read; writes docs/quality.md
	PYTHONPATH=tests $(BIN)/python -m quality

.PHONY: learner learn test-learning
learner: .venv/.ready
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-learn.lock

learn: learner  ## weigh the signs of what plans say on the labelled texts
	PYTHONPATH=tests $(BIN)/python -m learning

test-learning: learner  ## the weights are what the labelled texts teach
	$(BIN)/pytest tests/contract/test_learning.py $(ARGS)

clean:  ## remove the environment and what demo and tests left
	rm -rf .venv .local
