# `make` alone says what there is to make.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
TEXTS ?= texts
UV_LOCK = $(BIN)/uv --no-config pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

.PHONY: help setup run test test-services check bench model lock clean

help: ## Say what each target does
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: ## Install everything: system packages, virtual environment, dependencies (again: seconds)
	@tools/system-packages
	@$(MAKE) --no-print-directory --silent .venv/.installed

run: setup ## Digitise the sample volume into build/archive
	@rm -rf build/archive
	$(BIN)/muragat digitise tests/sample/proceedings --archive build/archive --work build/work

test: setup ## Run all tests
	$(BIN)/pytest -m "not services"

test-services: setup ## Run the tests with PostgreSQL, workers and many volumes (minutes; skipped where PostgreSQL is not installed)
	$(BIN)/pytest -m services

check: setup ## Run ruff, mypy and import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: setup ## Measure beside Tesseract alone and OCRmyPDF, into docs/benchmarks.md: make bench [SECTION=reading] [VOLUME=folder]
	$(BIN)/python -m tests.bench $(SECTION) $(if $(VOLUME),--volume $(VOLUME))

model: setup ## Train our model anew, hours of one core, and measure it (docs/model.md): make model TEXTS=folder
	@tools/system-packages $$(grep -v "^#" ocr/training/packages.txt)
	$(BIN)/python -m ocr.training "$(TEXTS)" build/model

lock: setup ## Choose the newest releases that pyproject.toml allows, and write their digests down
	$(UV_LOCK) --extra dev pyproject.toml --output-file requirements.lock
	$(UV_LOCK) --no-deps tests/official-schemas.in --output-file tests/official-schemas.lock

clean: ## Remove what was built, and the virtual environment
	rm -rf build .venv *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# A changed lock gets a new environment: what it no longer names must not linger and hide that it is missed.
.venv/.locked: requirements.lock
	echo "setup: making the virtual environment .venv (a minute or two)"
	"$$(tools/find-python)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml tests/official-schemas.lock
	echo "setup: installing muragat into .venv"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement tests/official-schemas.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
