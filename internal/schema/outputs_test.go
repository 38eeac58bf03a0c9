package schema_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gex/internal/about"
	"gex/internal/fault"
	"gex/internal/settings"
)

// top is the repository's top directory, from here.
const top = "../.."

// The bundled chains, from there.
const (
	spxFile       = "testdata/chains/spx.csv"
	marketFile    = "testdata/chains/market.csv"
	laterFile     = "testdata/chains/market-later.csv"
	gapFile       = "testdata/chains/spy-gap.csv"
	combinedFiles = "--combine SPX testdata/combined/es.csv testdata/combined/spy.csv testdata/combined/spx.csv"
)

// program builds gex, once. It is a process here, and these tests are not beside it, since jsonschema takes longer to start than gex
// does: the tests there start a thousand.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gex-schema")
	if err != nil {
		return "", err
	}
	for _, sources := range []string{"cmd", "docs", "internal"} { // go test repeats no test whose files it has seen: it sees these
		if err := filepath.WalkDir(filepath.Join(top, sources), func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			return "", err
		}
	}
	path := filepath.Join(dir, "gex.exe") // so on Windows, and elsewhere a name like another
	out, err := exec.Command("go", "build", "-o", path, "gex/cmd/gex").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := program(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// runGex runs the program from the top of the repository, without settings of whoever runs the tests.
func runGex(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = top
	cmd.Env = slices.DeleteFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, settings.EnvPrefix) })
	cmd.Env = append(cmd.Env, "GEX_CONFIG="+settings.NoConfig)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), problems.String(), cmd.ProcessState.ExitCode()
}

// schemaOf compiles the schema of a document as the program prints it. It is made strict: keys that it does not list are an error.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, stderr, code := runGex(t, "schema", name)
	if code != fault.Done {
		t.Fatalf("gex schema %s: %s", name, stderr)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	root := doc.(map[string]any)
	for _, def := range root["$defs"].(map[string]any) {
		if object := def.(map[string]any); object["additionalProperties"] == nil && root["allOf"] == nil {
			object["additionalProperties"] = false
		}
	}
	if root["allOf"] != nil {
		root["unevaluatedProperties"] = false
	}
	if err := c.AddResource(root["$id"].(string), doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(root["$id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fits checks every JSON value of an output.
func fits(t *testing.T, s *jsonschema.Schema, what, output string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(output))
	d.UseNumber()
	n := 0
	for ; d.More(); n++ {
		var value any
		if err := d.Decode(&value); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if err := s.Validate(value); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n == 0 {
		t.Errorf("%s: no JSON", what)
	}
}

// otherJSON are golden files of JSON that is no document: lists of the program about itself, and rows of csv as lines.
var otherJSON = []string{"config-show-desk.json", "formats.json", "check.ndjson"}

// TestGoldensFitTheirSchema: every JSON document among the golden files has the keys and the types that gex schema says.
func TestGoldensFitTheirSchema(t *testing.T) {
	schemas := map[string]*jsonschema.Schema{}
	aliases := map[string]string{"combined": "levels", "diff": "diff", "spx": "report", "stock": "report", "empty": "report"}
	for _, folder := range []string{"testdata/golden", "internal/render/testdata"} {
		var paths []string
		for _, pattern := range []string{"*.json", "*.ndjson"} {
			some, err := filepath.Glob(filepath.Join(top, folder, pattern))
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, some...)
		}
		for _, path := range paths {
			base := filepath.Base(path)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text, _, _ = bytes.Cut(text, []byte("--- stderr\n"))
			if len(text) == 0 || slices.Contains(otherJSON, base) {
				continue
			}
			name, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimSuffix(base, ".json"), ".ndjson"), "-")
			if other := aliases[name]; other != "" {
				name = other
			}
			if base == "flows.ndjson" {
				name = "flow"
			}
			if schemas[name] == nil {
				schemas[name] = schemaOf(t, name)
			}
			fits(t, schemas[name], base, string(text))
		}
	}
}

// TestOutputsFitTheirSchema: what goldens do not show: rows, and what only some options add.
func TestOutputsFitTheirSchema(t *testing.T) {
	const systematic = "--symbol SPX testdata/prices/spx.csv"
	funds := filepath.Join(t.TempDir(), "funds.csv")
	if err := os.WriteFile(funds, []byte("ticker,leverage,aum,underlying,date\nspxl,3,5e9,SPX,2025-11-19\nqld,2,1e9,NDX,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, name := range map[string]string{
		"systematic -f ndjson " + systematic:                                               "signal",
		"systematic -f ndjson --only volatility --capital 340bn " + systematic:             "move",
		"systematic -f ndjson --only triggers --capital 340bn " + systematic:               "trigger",
		"systematic -f ndjson --only funds --funds " + funds + " " + systematic:            "fund",
		"systematic -f json --funds " + funds + " " + systematic:                           "systematic",
		"study -f ndjson testdata/study/levels.csv testdata/study/prices.csv":              "study",
		"history -f ndjson testdata/day":                                                   "history",
		"strikes -f ndjson --top 5 " + spxFile:                                             "strike",
		"expiries -f ndjson " + spxFile:                                                    "expiry",
		"buckets -f ndjson " + marketFile:                                                  "bucket",
		"profile -f ndjson " + spxFile:                                                     "point",
		"flows -f ndjson " + spxFile:                                                       "flow",
		"greeks -f ndjson --dte 0 " + spxFile:                                              "contract",
		"levels -f json --bands --adv 400bn " + spxFile:                                    "levels",
		"levels -f ndjson " + marketFile:                                                   "levels",
		"report -f json --map-to ES=6712.25 " + combinedFiles:                              "report",
		"strikes -f json " + combinedFiles:                                                 "strikes",
		"flows -f json --only spot,vol,time,close,spot_vol,spot_time,breakdown " + spxFile: "flows",
		"check -f json " + combinedFiles:                                                   "check",
		"check -f json --require totals.gex>0 " + spxFile:                                  "check",
		"sensitivity -f json --wrong 20% " + combinedFiles:                                 "sensitivity",
		"diff -f json --symbol UND0001 " + marketFile + " " + laterFile:                    "diff",
		"cascade -f json " + gapFile:                                                       "cascade",
		"report -f json --impact 50bn --sign short " + spxFile:                             "report",
		"levels -f json --sign long " + gapFile:                                            "levels",
		"diff -f json testdata/golden/levels.json testdata/golden/levels-mapped.json":      "comparison",
	} {
		out, stderr, code := runGex(t, strings.Fields(args)...)
		if code > fault.No {
			t.Errorf("gex %s: exit %d: %s", args, code, stderr)
			continue
		}
		fits(t, schemaOf(t, name), args, out)
	}
}

// TestSchemaOfEverything: every document has a schema that compiles.
func TestSchemaOfEverything(t *testing.T) {
	for _, name := range about.SchemaNames() {
		schemaOf(t, name)
	}
}
