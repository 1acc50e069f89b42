# Every target makes the environment it needs: Python, make and the package registries are enough.
PYTHON ?= python3
VENV   ?= .venv
UV     := $(VENV)/bin/uv
READY  := $(VENV)/.ready
EVENTS ?= 100000

.PHONY: demo serve test bench lint mutants lock clean

$(READY): requirements.lock pyproject.toml
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check "uv==0.13.8"
	$(UV) pip sync --quiet --python $(VENV)/bin/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(VENV)/bin/python --no-deps --editable .
	touch $@

demo: $(READY)            ## play a district's year, all stages and a dispute; TOWN=1: one town, in seconds
	rm -rf demo
	$(VENV)/bin/gongxin demo --home demo $(if $(TOWN),--town)

serve: $(READY)           ## serve the demo town on http://127.0.0.1:8000 (run `make demo` first)
	$(VENV)/bin/gongxin serve --home demo

test: $(READY)            ## everything that must hold before a change lands
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" bash .ci/checks

lint: $(READY)
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" bash .ci/lint

bench: $(READY)           ## print the figures of the design; EVENTS=1000000 for the large run
	$(VENV)/bin/python -m tests.bench --events $(EVENTS)
	$(VENV)/bin/python -m tests.bench.p5 --events $(EVENTS)

mutants: $(READY)         ## break dangerous lines one by one; every one must turn the tests red
	$(VENV)/bin/python -m tests.mutants

lock: $(READY)            ## pin again: versions and hashes, no addresses
	$(UV) pip compile --quiet --generate-hashes --no-header --no-emit-index-url --universal \
	    --group dev --extra fast pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo
