# What a person types; the work is done by the programs in tools/ and by the tools that pyproject.toml configures.
# `make demo` and `make test` need Python 3.11 and the package indexes only: the set-up brings the rest.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name))))
BIN := .venv/bin

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint fmt generate check bench release set-up clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: set-up ## see a Python stack become OpenAI objects, on this machine, without a key
	@$(BIN)/python -m tools.demo

test: set-up ## run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

coverage: set-up ## run the tests, and show which hand-written lines and branches none of them reaches
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: set-up ## formatting, style, spelling, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

fmt: set-up ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: set-up ## write what comes from the declarations: constructs, pages, tables
	$(BIN)/python -m tools.generate

check: set-up ## tell whether what was generated is fresh
	$(BIN)/python -m tools.generate --check

bench: set-up ## measure start-up, validation, many objects, embeddings and synthesis
	$(BIN)/python -m tools.bench

release: set-up ## lay into dist what is published: packages, and archives for Terraform's registry
	$(BIN)/python -m tools.release $(ARGS)

set-up: ## bring .venv and .tools up to date; no time where they are
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer: none was found on PATH."; exit 1; }
	@$(PYTHON) tools/set_up.py

clean: ## remove all that was made here
	rm -rf .venv .tools .demo build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
