# Shortcuts for the programs in tools/ and for the tools that pyproject.toml configures.
# `make demo` and `make test` need only Python 3.11 and the package indexes: the set-up installs the rest.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name))))
BIN := .venv/bin
# One worker more than CI has processors, because tests also wait for programs. The folder with the longest tests begins.
WORKERS ?= 3
PYTEST := pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Old versions of Make mix the output of programs that run side by side.
OUTPUT := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# Without bytecode, thousands of processes in the tests would compile the same modules again.
unexport PYTHONDONTWRITEBYTECODE

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test browser browser-docs clients coverage lint codespell lint-imports mypy mypy-on-windows pyright fmt generate check bench docs release set-up clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: set-up ## create, change and destroy the objects of a stack, on this machine, without an API key
	@$(BIN)/python -m tools.demo

test: set-up ## run all tests
	@$(BIN)/python -m $(PYTEST) $(ARGS)

browser: set-up ## test the page of the sandbox in Chromium, which must be installed
	@$(BIN)/python -m pytest tests/browser/page.py $(ARGS)

browser-docs: docs ## build the documentation site, and test it in Chromium
	@$(BIN)/python -m pytest tests/browser/site.py $(ARGS)

clients: set-up ## run other clients of OpenAI against the sandbox, each in an environment of its own
	@$(BIN)/python -m pytest tests/clients/programs.py $(ARGS)

coverage: set-up ## run all tests, and list hand-written lines and branches that no test reaches
	$(BIN)/coverage erase
	$(BIN)/coverage run -m $(PYTEST) $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: set-up ## check formatting, style, spelling, types and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet .github
	@$(MAKE) --jobs $(OUTPUT) --keep-going mypy pyright mypy-on-windows codespell lint-imports

# These take most of the time, so they run side by side. Each prints its output when it ends.
codespell lint-imports mypy: set-up
	$(BIN)/$@

# Finds functions that do not exist on Windows, in what runs there.
mypy-on-windows: set-up
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 -p openai_cdktf_cli -p provider_shim -p openai_sandbox -m tools.release

pyright: set-up
	$(BIN)/pyright --pythonpath $(BIN)/python

fmt: set-up ## format the code, and fix what the linter can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: set-up ## write the constructs, pages and tables from the declarations
	$(BIN)/python -m tools.generate

check: set-up ## check that the generated files are up to date
	$(BIN)/python -m tools.generate --check

bench: set-up ## measure how long users wait, and fail if the provider is slower than the last release (BASE=…); OTHER=… compares it with another provider
	@BASE='$(BASE)' OTHER='$(OTHER)' $(BIN)/python -m tools.bench

docs: set-up ## build the documentation site into build/site, and check its links
	@$(PYTHON) tools/set_up.py --docs
	@$(BIN)/python -m tools.site

release: set-up ## write packages, and archives for Terraform's registry, into dist
	$(BIN)/python -m tools.release $(ARGS)

set-up: ## bring .venv and .tools up to date
	@test -n "$(PYTHON)" || { echo "The set-up needs Python 3.11 or newer, but PATH has none."; exit 1; }
	@$(PYTHON) tools/set_up.py

clean: ## remove all files that these commands create
	rm -rf .venv .tools .demo build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
