package internal_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// warningCode finds the code of a warning where it is written down: Warning{"gap", …}, Warning{Code: "gap", …}, Warn("gap", …),
// note("gap", …).
var warningCode = regexp.MustCompile(`(?:Warning\{|\bWarn\(|\{Code: |\bnote\(|\.warning = )"([a-z0-9]+(?:-[a-z0-9]+)*)"`)

// Every warning is in docs/conventions.md with what to do about it, and every code there is one of the program.
func TestWarningsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/conventions.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tables, found := strings.Cut(string(page), "## Serious warnings")
	tables, _, ends := strings.Cut(tables, "## Levels")
	if !found || !ends {
		t.Fatal("docs/conventions.md has no section on warnings before the levels")
	}
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]+`) \\| [^|]+ \\| [^|]+ \\|$").FindAllStringSubmatch(tables, -1) {
		for code := range strings.SplitSeq(row[1], ", ") {
			documented[strings.Trim(code, "`")] = false
		}
	}
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(p.Dir + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range warningCode.FindAllSubmatch(text, -1) {
				code := string(m[1])
				if _, known := documented[code]; !known {
					t.Errorf("%s/%s: docs/conventions.md does not say what to do about %s", p.ImportPath, name, code)
					continue
				}
				documented[code] = true
			}
		}
	}
	for code, raised := range documented {
		if !raised {
			t.Errorf("docs/conventions.md has %s, which nothing raises", code)
		}
	}
}
