# make run     build, read the texts in testdata into a SQLite file, and ask it
# make test    every test, those of Neo4j included
# make train   learn the models again from the data beside the project
# make web     build the explorer's page again from explore/web (needs npm)
# The others: build lint check vuln race bench fuzz torture score gazetteer screenshots neo4j neo4j-stop clean

export CGO_ENABLED ?= 0

staticcheck := honnef.co/go/tools/cmd/staticcheck@v0.8.2
store       := bin/example.db
example     := bin/backchannel ask --store $(store)

.PHONY: build web run test race check lint vuln bench fuzz torture score screenshots train gazetteer neo4j neo4j-stop clean

build:
	go build -trimpath -o bin/backchannel ./cmd/backchannel

# explore/web/dist, which is committed: a plain go build needs no npm.
web:
	scripts/web.sh build

run: build
	bin/backchannel run --store $(store) testdata/cases
	@echo
	$(example) who-met-whom
	@echo
	$(example) planned
	@echo
	$(example) threatened-by

test:
	scripts/test.sh

# The race detector needs C.
race:
	CGO_ENABLED=1 scripts/test.sh -race

# What continuous integration runs, .ci/run: the tests and everything about the code.
check: test lint

lint:
	@files=$$(find cmd configs explore pipeline schema scripts -name node_modules -prune -o -name '*.go' -print | xargs gofmt -l); \
	test -z "$$files" || { echo "gofmt -w these files:"; echo "$$files"; exit 1; }
	go vet ./...
	go vet -tags torture ./cmd/backchannel
	go run $(staticcheck) ./...
	go mod tidy -diff
	scripts/web.sh check

# Known vulnerabilities in what is called; needs the Go module proxy. SECURITY.md
vuln:
	scripts/vuln.sh

# Speed, memory and growth, beside prose, CoreNLP and a bare driver, into
# docs/BENCHMARKS.md and docs/SCALE.md; an hour on two cores that do nothing else.
# Each package has benchmarks of its own: go test -run '^$' -bench . ./pipeline/...
bench:
	go run ./cmd/benchmark -parts all

# Each fuzz target for a while: make fuzz FUZZTIME=1m
FUZZTIME ?= 20s
fuzz:
	scripts/fuzz.sh $(FUZZTIME)

# Runs and a server of its own are killed at random moments; a quarter of an hour.
torture:
	go test -count=1 -timeout 60m -tags torture -run TestTorture -v ./cmd/backchannel

# Every quality figure, from the data that stand beside the project, into
# testdata/score.txt; the tests fail when one differs from that file.
score:
	go test -count=1 -run TestScore -v ./pipeline -update

# The models that the stages embed, the same bytes from the same data; MODEL.md
# says what they are made of.
DATA ?= ../shared/data
train:
	go run ./cmd/train tokenize --data $(DATA) --out pipeline/tokenize/model.bin
	go run ./cmd/train tag --data $(DATA) --out pipeline/tag/model.bin
	go run ./cmd/train names --data $(DATA) --out pipeline/entities/ner/model.bin

# The pictures in docs: of the explorer, and of the graph in Neo4j Browser.
screenshots:
	scripts/screenshots.sh

# The gazetteer's index, from the lists of the same data and from those in
# schema/gazetteer/compile/lists. Equal lists give equal bytes.
gazetteer:
	go run ./cmd/gazetteer -data $(DATA)

neo4j:
	scripts/neo4j.sh start

neo4j-stop:
	scripts/neo4j.sh stop

clean:
	rm -rf bin
