# Two commands: `make run` does the main job end to end, `make test` passes the tests. Both set up what they need.
PYTHON ?= python3
# our own code is compiled once, not by each of the many processes that a night and its tests start
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

FUZZ ?= 100000
PROPERTY_CASES ?= 10000

.PHONY: run test properties check fuzz bench soak setup format docs pictures papers lock clean

run: setup
	$(BIN)/xuncha sample run --home var/demo

test: setup
	$(BIN)/python -m pytest -q -n auto --dist loadfile

properties: setup
	PROPERTY_CASES=$(PROPERTY_CASES) $(BIN)/python -m pytest -q -n auto --dist load tests/scoring/test_score_properties.py

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m xuncha.manual --check
	$(BIN)/python -m bench.personal --quick
	$(BIN)/python -m bench.characters.quick
	$(BIN)/python -m bench.protected

fuzz: setup
	$(BIN)/python -m bench.fuzz_pages $(FUZZ)
	$(BIN)/python bench/fuzz_documents.py $(FUZZ)

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m bench

soak: setup
	$(BIN)/python -m bench.soak

setup: $(READY)

$(READY): constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

docs: setup
	$(BIN)/python -m xuncha.manual

pictures: setup
	$(BIN)/python -m xuncha.pictures
	$(BIN)/python -m xuncha.desk_pictures

papers: setup
	$(BIN)/python -m digest.make_templates
	$(BIN)/python -m xuncha.paper_pictures

lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --no-emit-index-url --extra dev \
		pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) var
