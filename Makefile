# The list of tasks. The build itself is Meson's; `make help` says what there is.
BUILD ?= build
SAN = build-asan
MESON_TEST = meson test --print-errorlogs

.PHONY: help build demo test check bench bench-archives bench-core bench-parsers bench-pages bench-ledger score fuzz bless format clean deps
help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

deps: ## installs the Debian packages the build needs
	@tools/install_packages.sh

build: deps ## builds build/src/dateline
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) >/dev/null
	@ninja -C $(BUILD) --quiet

demo: build ## builds, adds the sample articles to a new ledger and shows it
	@$(BUILD)/src/dateline demo

test: build ## all tests
	@meson setup --reconfigure $(BUILD) >/dev/null
	@$(MESON_TEST) -C $(BUILD); status=$$?; python3 tools/test_summary.py $(BUILD) && exit $$status

check: deps ## the tests with clang under ASan and UBSan, with the document checked after every stage
	@[ -f $(SAN)/build.ninja ] || CC=clang-14 CXX=clang++-14 meson setup $(SAN) -Db_sanitize=address,undefined \
	    -Db_lundef=false -Dinvariants=true >/dev/null
	@meson setup --reconfigure $(SAN) >/dev/null
	@ninja -C $(SAN) --quiet
	@ASAN_OPTIONS=abort_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	    $(MESON_TEST) -C $(SAN) --timeout-multiplier 5; status=$$?; python3 tools/test_summary.py $(SAN) && exit $$status

bench: deps ## how fast: ARTICLES=file (.jsonl or .jsonl.xz), THREADS=1
	@test -n "$(ARTICLES)" || { echo "make bench ARTICLES=articles.jsonl.xz"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet bench/dateline-bench
	@input=$(ARTICLES); case $$input in *.xz) input=$$(mktemp --suffix=.jsonl); xz -dc $(ARTICLES) >$$input ;; esac; \
	    build-bench/bench/dateline-bench $$input $(or $(THREADS),1); \
	    [ $$input = $(ARTICLES) ] || rm -f $$input

bench-pages: deps ## how many pages a second: PAGES=folder of .html or .html.gz
	@test -n "$(PAGES)" || { echo "make bench-pages PAGES=folder"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet bench/dateline-bench-pages
	@python3 bench/trafilatura_bench.py build-bench/bench/dateline-bench-pages $(PAGES)/*.html*

bench-core: deps ## how fast sentences, tags, trees and names are: ARTICLES=file (.jsonl or .jsonl.xz), MOST=500
	@test -n "$(ARTICLES)" || { echo "make bench-core ARTICLES=articles.jsonl.xz"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet bench/dateline-bench-core src/dateline
	@$(or $(PEER),python3) bench/core_bench.py build-bench $(ARTICLES) $(or $(MOST),500)

bench-parsers: deps ## page parsers side by side, and what hostile pages cost: PAGES=folder
	@test -n "$(PAGES)" || { echo "make bench-parsers PAGES=folder"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet bench/dateline-bench-parsers
	@build-bench/bench/dateline-bench-parsers $(PAGES)

bench-ledger: deps ## what an article costs in ledgers of 100, 1,000 and 10,000: ARTICLES=file (.jsonl or .jsonl.xz)
	@test -n "$(ARTICLES)" || { echo "make bench-ledger ARTICLES=articles.jsonl.xz [LEDGERS=folder]"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet src/dateline bench/dateline-bench-ledger
	@python3 bench/ledger_bench.py build-bench $(ARTICLES) $(LEDGERS)

bench-archives: deps ## web archives against zlib, memory on 2 GB: PAGES=folder of .html or .html.gz
	@test -n "$(PAGES)" || { echo "make bench-archives PAGES=folder"; exit 2; }
	@[ -f build-bench/build.ninja ] || meson setup build-bench >/dev/null
	@ninja -C build-bench --quiet bench/dateline-bench-archives
	@folder=$$(mktemp -d); trap 'rm -rf $$folder' EXIT; \
	    for checksums in none payload both; do \
	        python3 bench/make_warc.py $(PAGES) $$folder/$$checksums.warc.gz 300 $$checksums && \
	        build-bench/bench/dateline-bench-archives $$folder/$$checksums.warc.gz 3; rm -f $$folder/*; done; \
	    python3 bench/make_warc.py $(PAGES) $$folder/2GB.warc.gz 2000 payload && \
	    build-bench/bench/dateline-bench-archives $$folder/2GB.warc.gz 1

score: build ## how well: CORPORA=dir (tests/score/README.md), SAMPLES=dir of stories, WRITE=1 for docs/scores.md
	@test -n "$(CORPORA)" || { echo "make score CORPORA=dir [SAMPLES=dir] [WRITE=1]"; exit 2; }
	@nice python3 tests/score/score_all.py $(if $(SAMPLES),--samples $(SAMPLES)) $(if $(WRITE),--write) \
	    $(BUILD) $(CORPORA)

fuzz: TARGET ?= html
fuzz: SECONDS ?= 60
fuzz: deps ## fuzzes one reader with libFuzzer: TARGET=html SECONDS=60; inputs that fail: build-fuzz/found
	@[ -f build-fuzz/build.ninja ] || CC=clang-14 CXX=clang++-14 meson setup build-fuzz -Dfuzz=true -Dinvariants=true \
	    -Db_sanitize=address,undefined -Db_lundef=false >/dev/null
	@ninja -C build-fuzz --quiet tests/fuzz_$(TARGET)
	@mkdir -p build-fuzz/corpus/$(TARGET) build-fuzz/found
	@ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 build-fuzz/tests/fuzz_$(TARGET) \
	    -max_total_time=$(SECONDS) -timeout=20 -rss_limit_mb=4096 -artifact_prefix=build-fuzz/found/$(TARGET)- \
	    build-fuzz/corpus/$(TARGET) tests/fuzz/corpus/$(TARGET)

bless: build ## rewrites the expectations of every .case file; read the diff
	@$(BUILD)/tests/dateline-cases --update $$(find tests/cases -name '*.case')

format: ## lays out the C code
	@clang-format-14 -i $$(git ls-files '*.c' '*.h')

clean: ## removes the build folders
	rm -rf build build-*
