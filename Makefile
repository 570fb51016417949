# `make` lists the targets. Everything is installed into .venv; nothing outside the project folder is changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
UV := $(PYTHON) -m uv
STAMP := $(VENV)/.installed
TRAINING_VENV := .venv-training
TRAINING_WORK := .training
DATABASE := .reportedly/demo.db
HOST := 127.0.0.1
PORT := 8000

# The first of these that runs and is 3.11 or 3.12 makes the environment; `make setup PYTHON_FOR_VENV=...` names another.
PYTHON_FOR_VENV ?=
CANDIDATES := $(if $(PYTHON_FOR_VENV),$(PYTHON_FOR_VENV),python3.11 python3.12 python3 python)
PYTHON_FOR_TRAINING ?= $(firstword $(CANDIDATES))
RIGHT_VERSION := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))

.PHONY: help setup ray run test bench eval train lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | while IFS=$$'\t' read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

setup: $(STAMP) ## install everything into .venv (again only when the lock or pyproject.toml changed)

$(PYTHON):
	@found=; \
	for python in $(CANDIDATES); do \
	  if "$$python" -c '$(RIGHT_VERSION)' >/dev/null 2>&1; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Reportedly needs Python 3.11 or 3.12, and none of these is: $(CANDIDATES). Install one, or name it: make setup PYTHON_FOR_VENV=/path/to/python3.11" >&2; \
	  exit 1; \
	fi; \
	echo "making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV) || { echo "Python could not make $(VENV): on Debian and Ubuntu install the python3-venv package of this version, then run make setup again." >&2; rm -rf $(VENV); exit 1; }

# uv stays inside the environment, so that none needs to be on PATH; the lock does not list it and `uv pip install` leaves it alone.
$(STAMP): requirements.lock pyproject.toml src/reportedly/_version.py | $(PYTHON)
	@$(PYTHON) -c '$(RIGHT_VERSION)' || { echo "$(VENV) was made with another Python than 3.11 or 3.12: run make clean, then make setup." >&2; exit 1; }
	@if [ "$$($(UV) --version 2>/dev/null | cut -d' ' -f2)" != "$(UV_VERSION)" ]; then \
	  $(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m ensurepip >/dev/null; \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'; \
	fi
	@$(UV) pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "installed into $(VENV)"

ray: setup ## install Ray and pyarrow as well (some 600 MB), for --runner ray and --out
	$(UV) pip install --quiet --python $(PYTHON) --require-hashes -r requirements-ray.lock

run: setup ## load the examples, print the picture so far, serve it on http://127.0.0.1:8000
	@mkdir -p $(dir $(DATABASE))
	$(BIN)/reportedly add --store $(DATABASE) examples/reports
	$(BIN)/reportedly picture --store $(DATABASE)
	$(BIN)/reportedly serve --store $(DATABASE) --host $(HOST) --port $(PORT)

test: setup ## lint, format, types, layers, tests: what .ci/run runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

bench: setup ## time reading, extraction, runners, the same work by peers, and the picture of 10,000 and 100,000 claims
	$(PYTHON) benchmarks/throughput.py
	$(PYTHON) -m benchmarks.picture --claims 10000 100000
	$(PYTHON) -m benchmarks.scale

eval: setup ## score the examples, and the development sets where they are there, against evaluation/floors.json
	$(PYTHON) -m evaluation

# Two hours on two cores, some 3 GB on disk; goes on where it was stopped. Needs the corpora in ../shared (training/README.md).
train: ## train the attribution model anew into .training/export (torch is installed into .venv-training)
	@test -x $(TRAINING_VENV)/bin/python || $(PYTHON_FOR_TRAINING) -m venv $(TRAINING_VENV)
	$(TRAINING_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	PYTHONPATH=.:src nice -n 10 $(TRAINING_VENV)/bin/python -m training --work $(TRAINING_WORK)

# Universal: one lock for every platform and for 3.11 and 3.12. No index address is written into it, so any mirror serves.
lock: setup ## resolve the dependencies of pyproject.toml anew into requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra ray --constraint requirements.lock pyproject.toml -o requirements-ray.lock

clean: ## remove the environment, caches and the demo database
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .reportedly build dist benchmarks/results evaluation/out
	find src tests evaluation benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +
