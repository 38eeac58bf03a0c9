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

// inCircles are the packages whose files may still use each other in a circle. In all others they run one way: whoever reads a
// package from the bottom up has read everything that the next file rests on.
var inCircles = []string{"internal/bs/kernel", "internal/gex", "internal/vol"}

// TestFilesRunOneWay holds the files of packages to that.
func TestFilesRunOneWay(t *testing.T) {
	exports, files := exportsOf(t)
	for _, name := range inCircles {
		if files[name] == nil {
			t.Errorf("there is no package %s", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		uses := fileUses(t, files[name], exports)
		found := circles(uses)
		if slices.Contains(inCircles, name) {
			if len(found) == 0 {
				t.Errorf("%s: no files use each other in a circle any more: remove it from inCircles", name)
			}
			continue
		}
		for _, circle := range found {
			t.Errorf("%s: the files %s use each other:\n%s", name, strings.Join(circle, ", "), ties(uses, circle))
		}
	}
}

// exportsOf builds all packages and returns where the compiled form of each import is, and the files of each package of the
// project.
func exportsOf(t *testing.T) (exports map[string]string, files map[string][]string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "gex/cmd/...", "gex/internal/...")
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
		if name, ours := strings.CutPrefix(p.ImportPath, "gex/"); ours {
			for _, f := range p.GoFiles {
				files[name] = append(files[name], filepath.Join(p.Dir, f))
			}
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
