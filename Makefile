# SDR Desk. `make` lists the commands; ARGS="..." hands options on, as in `make run ARGS="--lang zh_CN"`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
JOBS ?= 2
LOCK := $(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
.PHONY: help setup setup-test run demo test check prove prove-ranking confusion bench bench-mail screens i18n self-test lock package

help: ## these lines
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: ## Qt's libraries and the Python packages, into .venv; quick when done already
	@packaging/setup.sh

setup-test: ## the same, and what the tests need
	@packaging/setup.sh --test

run: setup ## set up, then open the window
	@$(PY) -m sdrdesk $(ARGS)

demo: setup ## set up, then open the window on a sample profile of its own
	@$(PY) -m sdrdesk demo $(ARGS)

# The walk on the screen goes by what is seen there, so it has the machine to itself.
test: setup-test ## every check, then every test (logs in test-results/)
	@status=0; packaging/check.sh || status=1; \
	SDRDESK_REQUIRE_SERVERS=1 $(PY) -m pytest -n $(JOBS) --ignore=tests/e2e $(ARGS) 2>&1 | tee test-results/pytest.log || status=1; \
	SDRDESK_REQUIRE_SERVERS=1 $(PY) -m pytest tests/e2e $(ARGS) 2>&1 | tee test-results/pytest-e2e.log || status=1; \
	exit $$status

check: setup-test ## the checks alone: lint, types, layers, translations
	@packaging/check.sh

prove: setup-test ## the promises in full: kills, power cuts, thousands of messages (long)
	@SDRDESK_PROVE=1 SDRDESK_REQUIRE_SERVERS=1 $(PY) -m pytest tests/proofs tests/mail tests/property $(ARGS) 2>&1 | tee test-results/prove.log

prove-ranking: setup ## simulated quarters: the list against other orders and an oracle (long; ARGS="--seeds 4 --worlds plain" for a taste)
	@mkdir -p test-results
	@$(PY) packaging/prove_ranking/run.py --jobs $(JOBS) $(or $(ARGS),--seeds 30 --ablate) 2>&1 | tee test-results/prove-ranking.log

bench: setup ## speed beside the bare floor, for 1,000, 10,000 and 100,000 prospects (ARGS="1000" for one)
	@$(PY) packaging/bench/run.py $(ARGS)

confusion: setup ## what received messages are taken for, beside what they are (ARGS="FOLDER [LABELS] --wrong" for others)
	@$(PY) packaging/confusion.py $(ARGS)

bench-mail: setup-test ## speed of mail: a mailbox of 10,000 beside mbsync (where it is installed), 10,000 renders beside Jinja2, the longest stall
	@$(PY) packaging/bench/mail.py && $(PY) packaging/bench/renders.py && $(PY) packaging/bench/stalls.py

screens: setup-test ## draw every page anew; look at the difference as pictures
	@$(PY) packaging/screens.py $(ARGS)

i18n: setup-test ## gather the window's texts for translation and compile the catalogues
	@$(PY) packaging/i18n.py $(ARGS)

self-test: setup ## open everything once and say what is wrong
	@$(PY) -m sdrdesk self-test $(ARGS)

lock: setup-test ## write the lock files anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(LOCK) $(ARGS) -o requirements.lock
	@$(LOCK) $(ARGS) --group dev -o requirements-dev.lock

package: ## installable files (comes later)
	@echo "Packages that install without a checkout come later; until then: make run."
