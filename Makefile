# gex: everything a developer or CI runs. `make` builds; `make check test` is what CI asks.

GO       ?= go
FUZZTIME ?= 20s
TESTFLAGS ?=
KERNEL    = internal/bs/kernel
GEN       = $(KERNEL)/gen
VECTORS   = $(KERNEL) internal/chain/digits
STATIC    = $(GO) tool -modfile=tools/go.mod staticcheck

.PHONY: build test reference soak arm64 race check layers generate generated bench microbench golden fuzz demo man release release-check modules beam-test clean

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o gex ./cmd/gex

# test runs all tests, says which were skipped and why, and fails on a skip that testdata/skips.txt does not list. It needs
# nothing but Go and what git and make need.
test:
	@$(GO) run ./internal/testrun $(TESTFLAGS) ./...

# reference compares with the tables in the directory GEX_REFERENCE, which may be newer than those of the project.
REFERENCE = $$(grep -rl --include='*_test.go' '^func TestReference' internal | sed 's,^,./,; s,/[^/]*$$,,' | sort -u)
reference:
	$(GO) test -vet=off $(TESTFLAGS) -run '^TestReference' $(REFERENCE)

# soak looks for cases that make test does not draw: the packages with property tests, from a random seed, which it prints,
# with CHECKS cases a property. make soak SEED=N repeats it.
SEED   ?=
CHECKS ?= 1000
SOAK    = $$($(GO) list -f '{{range .TestImports}}{{.}} {{end}}{{range .XTestImports}}{{.}} {{end}}{{.ImportPath}}' ./... | sed -n '/internal\/soaktest /s/.* //p')
soak:
	@seed='$(SEED)'; test -n "$$seed" || seed=$$(od -An -N4 -tu4 /dev/urandom | tr -d ' '); \
		echo "soak: make soak SEED=$$seed CHECKS=$(CHECKS) draws these cases again"; \
		RAPID_SEED=$$seed RAPID_CHECKS=$(CHECKS) $(GO) test -count=1 -timeout 0 $(TESTFLAGS) $(SOAK)

# arm64 runs the kernel's pinned bits, and a picture's, on an emulated processor (qemu-user).
arm64:
	GOARCH=arm64 $(GO) test -vet=off $(TESTFLAGS) -exec qemu-aarch64 -run 'TestBits|TestReference|TestNoWeight|TestEmpty|TestSumOrder' ./$(KERNEL)
	GOARCH=arm64 $(GO) test -vet=off $(TESTFLAGS) -exec qemu-aarch64 -run 'TestBytes|TestFillIsArea' ./internal/raster

# race looks for data races in all packages that start goroutines (TestRaceIsLookedFor); of the large ones, in the tests of what
# does: a test of another name is not worth ten times its time here. It needs a C compiler.
RACE = $(GO) test -race -short -vet=off
race:
	$(RACE) ./internal/par ./internal/source ./internal/terminal ./internal/chain/input ./internal/pipeline/...
	$(RACE) -run '^Test(.*Threads|ImpliedToColumns|AheadKeepsDates|OrderOfRows)$$' ./internal/bs/kernel ./internal/vol ./internal/gex ./internal/study
	$(RACE) -run '^Test(Survey|Read|Quick)' ./internal/chain
	$(RACE) -run '^Test(Goldens$$|History|Watch|Interrupt|Piped|Pipeline|Diff)' ./cmd/gex

# check is everything that needs no run: format, vet, static analysis, the direction of imports, a tidy go.mod, assembly
# that is what its generator writes.
check: layers generated
	@out=$$(gofmt -l cmd internal docs); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(STATIC) ./...
	$(GO) mod tidy -diff
	$(GO) -C $(GEN) vet .
	cd $(GEN) && $(GO) tool -modfile=$(CURDIR)/tools/go.mod staticcheck .
	$(GO) -C $(GEN) mod tidy -diff

# generate writes the assembly of the packages VECTORS; generated fails if that would change anything, or if there is assembly
# that it does not write.
generate:
	$(GO) -C $(GEN) run . $(CURDIR)

generated:
	@d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && $(GO) -C $(GEN) run . "$$d" && for p in $(VECTORS); do for f in "$$d/$$p"/*; do \
		cmp "$$f" "$$p/$${f##*/}" || { echo "$${f##*/} is not what make generate writes"; exit 1; }; done; \
		for f in $$p/*.s; do [ -f "$$d/$$f" ] || { echo "$${f##*/} is not written by make generate"; exit 1; }; done; done

layers:
	$(GO) test -run 'TestLayers|TestHouseRules' ./internal

# bench measures gex against the naive program, and against numpy and pandas where they are, and rewrites the tables of
# docs/performance.md: about ten minutes on a quiet machine. BENCH=-quick takes a look and writes nothing.
BENCH ?= -o docs/performance.md
bench:
	$(GO) run ./internal/bench $(BENCH)

# microbench runs the benchmarks beside the code, for work on a single function.
microbench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# golden rewrites testdata/chains with gex sample and every golden file with what the program prints now.
golden:
	./testdata/make.sh
	$(GO) test ./internal/render ./cmd/gex -update

# fuzz runs every fuzz target whose name matches FUZZ for FUZZTIME each, FUZZWORKERS at a time (0: a worker a core), and goes
# on after a finding: it names all at the end and leaves their inputs in testdata/fuzz of the package, to be committed with
# the fix. What it learned stays in the Go cache (go clean -fuzzcache). Before a release: make fuzz FUZZTIME=1m, and
# FUZZTIME=20m with FUZZ='Read|Detect|Quotes|JSON|Mapped|WriteLong' for what reads files from outside; that is hours.
FUZZ ?= .
FUZZWORKERS ?= 0
fuzz:
	@found=; for pkg in $$($(GO) list -f '{{.Dir}}' ./...); do \
		grep -qs '^func Fuzz' $$pkg/*_test.go || continue; \
		list=$$($(GO) test -list '^Fuzz' $$pkg) || { echo "$$list"; found="$$found $$pkg"; continue; }; \
		for f in $$(echo "$$list" | grep '^Fuzz' | grep -E '$(FUZZ)'); do \
			echo "== $$pkg $$f"; \
			$(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x -timeout 0 \
				$$(test $(FUZZWORKERS) = 0 || echo -parallel $(FUZZWORKERS)) $$pkg || found="$$found $$f"; \
		done; \
	done; \
	if [ -n "$$found" ]; then echo "fuzz: findings:$$found"; exit 1; fi; echo "fuzz: no finding"

demo:
	$(GO) run ./cmd/gex report testdata/chains/spx.csv

# man writes the manual pages into MANDIR. The program does not write them itself: the test of the pages does.
MANDIR ?= dist/man
man:
	$(GO) test ./cmd/gex -count=1 -run '^TestManPages$$' -man '$(abspath $(MANDIR))' -man-version "$$(git describe --always --dirty 2>/dev/null || echo devel)"

# release makes the artifacts of every platform in dist: archives, packages, sums. VERSION is for trees without tags. With
# BASE_URL, the https address that the artifacts will be loaded from, also a formula for Homebrew and a manifest for Scoop.
ifeq ($(origin TARGET),command line)
$(error TARGET is not known: the variable is TARGETS)
endif
TARGETS  ?=
VERSION  ?=
BASE_URL ?=
release:
	$(GO) -C tools/release run . -root $(CURDIR) -o $(CURDIR)/dist -targets '$(TARGETS)' -version '$(VERSION)' -base-url '$(BASE_URL)'

# release-check releases the commit twice, from clones in other places, and compares the bytes.
release-check:
	$(GO) -C tools/release test ./...
	./scripts/release-check.sh '$(TARGETS)'

# modules vets what is no part of the module gex: it needs libraries that gex does not.
MODULES = tools/release contrib/beam
modules:
	@out=$$(gofmt -l $(MODULES)); if [ -n "$$out" ]; then echo "gofmt would change:"; echo "$$out"; exit 1; fi
	@set -e; for m in $(MODULES); do echo "== $$m"; $(GO) -C $$m vet ./...; $(GO) -C $$m mod tidy -diff; \
		(cd $$m && $(GO) tool -modfile=$(CURDIR)/tools/go.mod staticcheck ./...); done

# beam-test runs the pipeline of contrib/beam in Beam's own runner.
beam-test:
	$(GO) -C contrib/beam test $(TESTFLAGS) ./...

clean:
	rm -rf gex dist
