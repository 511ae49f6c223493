# Everything a developer or a reader runs. `make chat` and `make test` set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ROOMS := kb ingest app evals tests
Q ?= Wie erkent ondernemingen als leerwerkplek?

export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False

.PHONY: chat ask test check format encoder care rendition evals clean

chat: $(READY)
	$(BIN)/duaal ingest
	$(BIN)/duaal serve

ask: $(READY)
	@$(BIN)/duaal ingest >/dev/null 2>&1
	@$(BIN)/duaal ask "$(Q)"

# A test never looks for a model elsewhere; who sets DUAAL_EMBEDDING_MODEL for `make chat` may. Two at a time: each half
# holds an index and its models in memory.
test: export HF_HUB_OFFLINE := 1
test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check $(ROOMS)
	$(BIN)/ruff check $(ROOMS)
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format $(ROOMS)
	$(BIN)/ruff check --fix $(ROOMS)

encoder: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,encoder]'
	$(BIN)/python -m ingest.encoder_training
	$(BIN)/python -m ingest.reader_training
	$(BIN)/python -m ingest.form_training

care: $(READY)
	$(BIN)/python -m ingest.care_training

rendition: $(READY)
	$(BIN)/python -m ingest.typeset_rendition corpus/policy/actieplan-duaal-leren.txt corpus/policy/actieplan-duaal-leren.pdf

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(READY)

evals: $(READY)
	$(BIN)/duaal ingest >/dev/null
	$(BIN)/duaal eval all

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
