# Everything is in run.py, which also works where make is missing: python3 run.py [setup | test].
PYTHON ?= python3
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: run setup test lint lock messages screenshots bench chaos rehearse-deploy fuzz contract audit

run:
	@$(PYTHON) run.py

setup:
	@$(PYTHON) run.py setup

test:
	@$(PYTHON) run.py test

lint:
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

lock:
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt

messages:
	.venv/bin/python manage.py makemessages --all --no-obsolete --no-wrap --ignore .venv
	.venv/bin/python manage.py compilemessages --ignore .venv

screenshots:
	.venv/bin/python -m scripts.screenshots

bench:
	.venv/bin/python -m bench.pages
	.venv/bin/python -m bench.lines
	.venv/bin/python -m bench.spoiled
	.venv/bin/python -m bench.overhead
	.venv/bin/python -m bench.polling
	.venv/bin/python -m bench.callers
	.venv/bin/python -m bench.pace
	.venv/bin/python -m bench.pace --workers 2

chaos:
	.venv/bin/python -m scripts.chaos

rehearse-deploy:
	.venv/bin/python -m scripts.deploy_rehearsal

fuzz:
	.venv/bin/python -m scripts.fuzzing
	.venv/bin/python -m scripts.fuzzing.crowd

contract:
	.venv/bin/python -m scripts.contract

# Known holes in what is locked: asks the Python Advisory Database.
audit:
	.venv/bin/python -m pip_audit --disable-pip --require-hashes -r requirements.txt -r requirements-dev.txt
