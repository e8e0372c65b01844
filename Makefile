# Needs Python 3.11 or newer and make; everything else comes from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check install lock clean

# A brief on the bundled, invented examples.
demo: install
	@mkdir -p out
	@$(BIN)/firsthand brief examples/reports --watch examples/watch.toml -o out/brief.html

# Every check: style, types, layers, tests.
test: install
	@$(BIN)/python scripts/check

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
