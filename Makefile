# Two commands: `make run` and `make test`. Everything behind them is in workshop/ (Python, standard library only).
PYTHON ?= $(shell command -v python3 || command -v python3.13 || command -v python3.12 || command -v python3.11 || echo python3)
WORKSHOP = $(PYTHON) -m workshop

.PHONY: run test check prove bench reset translations

run:
	@$(WORKSHOP) run

# Some tests only: make test ARGS="tests/clocks -q"
test:
	@$(WORKSHOP) test $(ARGS)

check:
	@$(WORKSHOP) check $(ARGS)

prove:
	@$(WORKSHOP) prove $(ARGS)

bench:
	@$(WORKSHOP) bench $(ARGS)

reset:
	@$(WORKSHOP) reset

translations:
	@$(WORKSHOP) translations
