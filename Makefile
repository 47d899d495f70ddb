# The everyday words. Each is a script that can be run by itself, with arguments.
.DEFAULT_GOAL := help
.PHONY: help build serve test check bench

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-6s %s\n", $$1, $$2}' Makefile

build: ## build the site from content/ into site/
	@scripts/build

serve: ## serve the site locally, rebuilt on change
	@scripts/serve

test: ## run all tests
	@scripts/test

check: ## check style, formatting and types
	@scripts/check

bench: ## measure seconds and memory
	@scripts/bench
