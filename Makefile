# Two commands: `make demo` shows what symrelu does, `make test` checks it.
# Needed: Python 3.11 or newer with its venv module. Choose another one with `make PYTHON=python3.12 ...`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: demo test bench clean

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "symrelu needs Python 3.11 or newer, and $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "no environment could be made. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/pytest -n 2 --dist loadfile -q

demo: $(READY)
	$(BIN)/symrelu check
	$(BIN)/symrelu push --law "normal(0,1)" --layer "2,-1"
	$(BIN)/symrelu decide "relu(l*t) == l*relu(t)" --given "l > 0"
	$(BIN)/symrelu report -o reports --style article --style appendix --style html
	@echo "Look into reports/:"
	@find reports -maxdepth 1 -type f \( -name '*.pdf' -o -name '*.html' -o -name '*.tex' \) | sort

bench: $(READY)
	$(BIN)/python -m benchmarks $(if $(PEERS),--peers $(PEERS))

clean:
	rm -rf $(VENV) reports build dist .ruff_cache .pytest_cache
