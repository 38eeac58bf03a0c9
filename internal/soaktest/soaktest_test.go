package soaktest

import (
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSeed: what rapid draws is the same in two runs, and other with another seed.
func TestSeed(t *testing.T) {
	if os.Getenv("RAPID_SEED") == "" && flag.Lookup("rapid.seed").Value.String() != Seed {
		t.Errorf("rapid.seed is %s", flag.Lookup("rapid.seed").Value)
	}
	if testing.Short() {
		return // starts this test binary three times
	}
	draw := func(env ...string) string {
		cmd := exec.Command(os.Args[0], "-test.run=^TestDraw$", "-test.v")
		cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "RAPID_") })
		cmd.Env = append(cmd.Env, env...)
		out, err := cmd.CombinedOutput()
		_, drawn, ok := strings.Cut(string(out), "drawn ")
		if err != nil || !ok {
			t.Fatalf("%v: %s", err, out)
		}
		drawn, _, _ = strings.Cut(drawn, "\n")
		return drawn
	}
	one, two, other := draw(), draw(), draw("RAPID_SEED=2")
	if one != two || one == other {
		t.Errorf("drawn %s, again %s, with another seed %s", one, two, other)
	}
}

// TestDraw prints what it draws, for TestSeed.
func TestDraw(t *testing.T) {
	var drawn []string
	rapid.Check(t, func(t *rapid.T) {
		drawn = append(drawn, rapid.StringMatching("[a-z]{8}").Draw(t, "letters"))
	})
	t.Logf("drawn %s", drawn[0])
}

// TestEveryPackage: each test package that uses rapid imports this one.
func TestEveryPackage(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,TestImports,XTestImports", "gex/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath                string
			TestImports, XTestImports []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		imports := slices.Concat(p.TestImports, p.XTestImports)
		if !slices.Contains(imports, "pgregory.net/rapid") || p.ImportPath == "gex/internal/soaktest" {
			continue
		}
		seen++
		if !slices.Contains(imports, "gex/internal/soaktest") {
			t.Errorf(`the tests of %s draw other cases in every run: import _ "gex/internal/soaktest"`, filepath.ToSlash(p.ImportPath))
		}
	}
	if seen == 0 {
		t.Error("no package uses rapid")
	}
}
