package reftest

import (
	"os"
	"path/filepath"
	"testing"
)

// ChainsVariable is the environment variable that names the directory of real vendor files, which are not part of the project.
// A relative directory starts at the top of the project.
const ChainsVariable = "GEX_CHAINS"

// Chains returns the directory of real vendor files. The test is skipped where there is none beside the project, or GEX_CHAINS
// is "none", and fails where it names one that is not there.
func Chains(t testing.TB) string {
	t.Helper()
	top, err := top()
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv(ChainsVariable)
	if dir == "none" {
		t.Skipf("%s is none: no real chains are wanted", ChainsVariable)
	}
	named := dir != ""
	switch {
	case !named:
		dir = filepath.Join(top, "..", "shared", "chains")
	case !filepath.IsAbs(dir):
		dir = filepath.Join(top, dir)
	}
	if _, err := os.Stat(dir); err != nil {
		if named {
			t.Fatalf("%s: %v", ChainsVariable, err)
		}
		t.Skipf("no real chains in %s; %s names the directory that has them", dir, ChainsVariable)
	}
	return dir
}
