package reftest

import (
	"os"
	"path/filepath"
	"testing"
)

// ChainsVariable is the environment variable that names the folder of real vendor files, which are not part of the project.
// A relative folder starts at the top of the project.
const ChainsVariable = "GEX_CHAINS"

// Chains returns the folder of real vendor files. The test is skipped where there is none beside the project, or GEX_CHAINS
// is "none", and fails where it names one that is not there.
func Chains(t testing.TB) string {
	t.Helper()
	top, err := top()
	if err != nil {
		t.Fatal(err)
	}
	folder := os.Getenv(ChainsVariable)
	if folder == "none" {
		t.Skipf("%s is none: no real chains are wanted", ChainsVariable)
	}
	named := folder != ""
	switch {
	case !named:
		folder = filepath.Join(top, "..", "shared", "chains")
	case !filepath.IsAbs(folder):
		folder = filepath.Join(top, folder)
	}
	if _, err := os.Stat(folder); err != nil {
		if named {
			t.Fatalf("%s: %v", ChainsVariable, err)
		}
		t.Skipf("no real chains in %s; %s names the folder that has them", folder, ChainsVariable)
	}
	return folder
}
