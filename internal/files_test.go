package internal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oneWay are the packages whose files must not use each other in a circle: whoever reads one of them from the bottom up has
// read everything that the next file rests on.
var oneWay = []string{
	"cmd/gex", "internal/source", "internal/pipeline", "internal/pipeline/history", "internal/pipeline/watch",
	"internal/pipeline/check", "internal/pipeline/diff", "internal/flagvalue", "internal/about", "internal/complete",
	"internal/help", "internal/fault", "internal/par", "internal/chain", "internal/chain/assembly", "internal/chain/cells",
	"internal/chain/input", "internal/chain/layouts", "internal/chain/model", "internal/chain/tables", "internal/chain/vendors",
	"internal/market", "internal/report", "internal/require", "internal/series", "internal/settings", "internal/terminal",
}

// TestFilesRunOneWay holds the files of packages to that.
func TestFilesRunOneWay(t *testing.T) {
	exports, files := exportsOf(t, oneWay)
	for _, name := range oneWay {
		uses := fileUses(t, files[name], exports)
		for _, circle := range circles(uses) {
			t.Errorf("%s: the files %s use each other:\n%s", name, strings.Join(circle, ", "), ties(uses, circle))
		}
	}
}

// exportsOf builds packages and returns where the compiled form of each import is, and the files of each package.
func exportsOf(t *testing.T, names []string) (exports map[string]string, files map[string][]string) {
	t.Helper()
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles"}
	for _, name := range names {
		args = append(args, "gex/"+name)
	}
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	exports, files = map[string]string{}, map[string][]string{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Dir, Export string
			GoFiles                 []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return exports, files
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		for _, f := range p.GoFiles {
			name := strings.TrimPrefix(p.ImportPath, "gex/")
			files[name] = append(files[name], filepath.Join(p.Dir, f))
		}
	}
}

// fileUses returns, by file, the names that it uses of each other file of its package.
func fileUses(t *testing.T, paths []string, exports map[string]string) map[string]map[string][]string {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, path := range paths {
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, f)
	}
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	info := types.Info{Uses: map[*ast.Ident]types.Object{}}
	pkg, err := (&types.Config{Importer: compiled}).Check("p", fset, parsed, &info)
	if err != nil {
		t.Fatal(err)
	}
	uses := map[string]map[string][]string{}
	for ident, object := range info.Uses {
		if object.Pkg() != pkg {
			continue
		}
		from, to := filepath.Base(fset.Position(ident.Pos()).Filename), filepath.Base(fset.Position(object.Pos()).Filename)
		if from == to {
			continue
		}
		if uses[from] == nil {
			uses[from] = map[string][]string{}
		}
		if !slices.Contains(uses[from][to], object.Name()) {
			uses[from][to] = append(uses[from][to], object.Name())
		}
	}
	return uses
}

// circles are the groups of files of which each uses every other one, by way of others or not.
func circles(uses map[string]map[string][]string) [][]string {
	reach := map[string]map[string]bool{}
	for from := range uses {
		reach[from] = map[string]bool{}
		for next := slices.Collect(maps.Keys(uses[from])); len(next) > 0; {
			to := next[0]
			next = next[1:]
			if !reach[from][to] {
				reach[from][to] = true
				next = slices.AppendSeq(next, maps.Keys(uses[to]))
			}
		}
	}
	var found [][]string
	seen := map[string]bool{}
	for _, from := range slices.Sorted(maps.Keys(uses)) {
		if seen[from] || !reach[from][from] {
			continue
		}
		var circle []string
		for _, to := range slices.Sorted(maps.Keys(reach[from])) {
			if reach[to][from] {
				circle, seen[to] = append(circle, to), true
			}
		}
		found = append(found, circle)
	}
	return found
}

// ties lists what the files of a circle use of each other, the thinnest arrows first: one of them is to cut.
func ties(uses map[string]map[string][]string, circle []string) string {
	var lines []string
	for _, from := range circle {
		for _, to := range circle {
			if names := uses[from][to]; len(names) > 0 {
				slices.Sort(names)
				lines = append(lines, fmt.Sprintf("%3d  %s -> %s: %s", len(names), from, to, strings.Join(names, ", ")))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
