# make demo      the demonstration shop on http://localhost:8000, in a virtual environment of its own
# make test      the tests
# make bench     how fast an import is, against a bare script (DATABASE_URL chooses the database)
# make soak      an import of 50,000 products from a store that fails now and then, and the memory it takes; a minute of
#                shoppers and one of webhooks (on PostgreSQL: DATABASE_URL)
# make lint      linters, types, templates, migrations
# make docs      the documentation, into build/docs
# make messages  the strings for translators (needs GNU gettext)
#
# PYTHON chooses the interpreter (3.11 or newer). uv installs when it is there, pip otherwise.

PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/python
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv)
export UV_PYTHON_DOWNLOADS := never

ifdef UV
INSTALL = uv pip install --quiet --python $(RUN)
LEARN_GROUPS = true
else
INSTALL = $(RUN) -m pip install --quiet --disable-pip-version-check
LEARN_GROUPS = $(INSTALL) --upgrade "pip>=25.1"
endif

.PHONY: demo test bench soak lint format messages docs clean

demo: preflight $(VENV)/sandbox-is-installed
	@$(RUN) sandbox/manage.py sandbox $(DEMO_OPTIONS)

.PHONY: preflight
preflight:
	@$(PYTHON) sandbox/preflight.py $(DEMO_OPTIONS)

test: $(VENV)/test-is-installed
	$(RUN) -m pytest -m "not browser and not wheel" $(TEST_OPTIONS)

bench: $(VENV)/test-is-installed
	BENCH_PRODUCTS=$(or $(PRODUCTS),10000) $(RUN) -m pytest -p no:randomly tests/benchmarks $(TEST_OPTIONS)

soak: $(VENV)/test-is-installed
	$(RUN) -m tests.benchmarks.soak --products $(or $(PRODUCTS),50000)
	$(RUN) -m pytest -m soak tests/soak $(TEST_OPTIONS)

lint: $(VENV)/lint-is-installed
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy wagtail_bigcommerce
	$(RUN) sandbox/manage.py makemigrations --check --dry-run
	$(RUN) -m djlint --lint --quiet wagtail_bigcommerce/templates sandbox/home/templates

format: $(VENV)/lint-is-installed
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

messages: $(VENV)/test-is-installed
	cd wagtail_bigcommerce && DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=.. ../$(RUN) -m django makemessages --all --no-obsolete --no-location
	cd wagtail_bigcommerce && ../$(RUN) -m django compilemessages

docs: $(VENV)/docs-is-installed
	$(RUN) -m sphinx -W --keep-going -q -b html docs build/docs

clean:
	rm -rf $(VENV) build dist docs/_build sandbox/var

$(RUN):
	@$(PYTHON) sandbox/preflight.py --python-only
ifdef UV
	@uv venv --quiet --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

$(VENV)/%-is-installed: pyproject.toml | $(RUN)
	@echo "Installing into $(VENV) …"
	@$(if $(findstring --group,$(REQUIREMENTS_FOR_$*)),$(LEARN_GROUPS),true)
	@$(INSTALL) $(REQUIREMENTS_FOR_$*)
	@touch $@

REQUIREMENTS_FOR_sandbox := --editable ".[sandbox]"
REQUIREMENTS_FOR_test := --editable ".[test]"
REQUIREMENTS_FOR_lint := --editable ".[test]" --group lint
REQUIREMENTS_FOR_docs := --editable . --group docs
