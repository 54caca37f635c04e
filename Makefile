PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock"

.PHONY: demo test check fix lock generate compose-secrets test-containers test-compose test-observability clean

.venv/.ready: requirements.lock pyproject.toml deploy/bootstrap.py $(wildcard */*/pyproject.toml)
	$(PYTHON) deploy/bootstrap.py

demo: .venv/.ready  ## the whole path on an embedded Kafka and Postgres; DOCS=folder sends your own files, ARGS=--once ends by itself
	$(BIN)/plans demo $(if $(DOCS),--docs "$(DOCS)") $(ARGS)

test: check  ## every test, on the embedded stack
	$(BIN)/pytest $(ARGS)

check: .venv/.ready  ## format, lint, types, import contracts, generated files
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

compose-secrets:  ## make the passwords that docker-compose.yml reads; those that are there stay
	$(PYTHON) deploy/compose/make_secrets.py

test-containers: .venv/.ready  ## the integration tests with Kafka and PostgreSQL in containers
	$(BIN)/pytest tests/integration --containers $(ARGS)

test-compose: .venv/.ready  ## docker-compose.yml from a clean checkout, on this machine's container engine
	$(BIN)/pytest tests/compose $(ARGS)

test-observability: .venv/.ready  ## alerts and dashboards, on a real Prometheus (Debian package: prometheus)
	$(BIN)/pytest tests/observability $(ARGS)

.PHONY: ocr test-ocr
ocr: .venv/.ready  ## read scans too (Debian package: tesseract-ocr-eng)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-ocr.lock

test-ocr: ocr  ## scans, recognised inside the sandbox
	$(BIN)/pytest tests/integration/test_scans.py $(ARGS)

.PHONY: fuzz
fuzz: .venv/.ready  ## files made a little wrong, read in the sandbox; SECONDS=600 READER=pdf, kept in .local/fuzz
	PYTHONPATH=tests $(BIN)/python -m fuzz --seconds $(or $(SECONDS),20) --reader $(or $(READER),each) $(ARGS)

.PHONY: bench-reading
bench-reading: .venv/.ready  ## how fast files are read beside bare libraries; ARGS=--rounds=20
	PYTHONPATH=tests $(BIN)/python -m bench.reading $(ARGS)

.PHONY: bench-checking
bench-checking: .venv/.ready  ## what parts and checks of a cabinet pack cost beside reading it; ARGS=--rounds=50
	PYTHONPATH=tests $(BIN)/python -m bench.checking $(ARGS)

.PHONY: quality
quality: .venv/.ready  ## how well plans are read, on labelled and on generated ones; writes docs/quality.md
	PYTHONPATH=tests $(BIN)/python -m quality

clean:
	rm -rf .venv .local
