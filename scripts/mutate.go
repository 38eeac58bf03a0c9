//go:build ignore

// Mutate changes one operator or constant of a package at a time and runs the package's own tests on it. A mutant that
// passes them is a missing test.
//
//	go run scripts/mutate.go ./internal/gex ./internal/vol ./internal/report
//	go run scripts/mutate.go -n 60 -seed 7 ./internal/vol
//	go run scripts/mutate.go -only internal/gex/flip.go ./internal/gex
//	go run scripts/mutate.go -list -n 0 ./internal/gex
//
// Mutants are drawn with a seed, so that a run can be repeated; -n 0 takes all of them. The tree does not change: a
// mutant is an overlay of the go command. Tests run as in a clone without vendor files beside it, property tests with a
// fixed seed and a third of their cases. Survivors that no test can kill are listed in scripts/mutants.txt, a line each:
// FILE FUNCTION BEFORE -> AFTER, then # and the reason. The exit code is 1 when fewer than -least percent are killed
// or a line of that list has no mutant any longer.
//
// Changes that cannot affect a result are not mutants: arguments of make, bit sizes of package strconv and its precision
// of -1, the magnitude of the sign of math.Inf, and constants returned with false or an error.
package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// mutant is one change of one file.
type mutant struct {
	pkg, file, function string
	line                int
	from, to            int    // bytes of the file that are replaced
	before, after       string // the text there, and its replacement
	context             string // the smallest expression around it
	source              []byte
	fate                string // killed, survived, did not compile
}

// name is how mutants.txt calls it: it survives changes elsewhere in the file. Nothing follows the arrow where an operator goes.
func (m *mutant) name() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s -> %s", m.file, m.function, m.context, m.after))
}

// swaps are the operators and what replaces them.
var swaps = map[token.Token][]token.Token{
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.QUO}, token.QUO: {token.MUL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
}

func main() {
	n := flag.Int("n", 60, "mutants a package, drawn at random; 0 for all")
	seed := flag.Uint64("seed", 1, "of the draw")
	least := flag.Float64("least", 90, "percent that must be killed")
	only := flag.String("only", "", "mutate this file alone")
	workers := flag.Int("j", runtime.NumCPU(), "mutants tested at a time")
	list := flag.Bool("list", false, "name the mutants and test none")
	flag.Parse()
	known := readKnown("scripts/mutants.txt")
	total, killed := 0, 0
	var stale []string
	for _, pkg := range flag.Args() {
		all := mutantsOf(pkg, *only)
		stale = append(stale, staleOf(known, pkg, *only, all)...)
		rng := rand.New(rand.NewPCG(*seed, 0))
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if *n > 0 && len(all) > *n {
			all = all[:*n]
		}
		slices.SortFunc(all, func(a, b *mutant) int {
			return cmp.Or(strings.Compare(a.file, b.file), a.from-b.from, strings.Compare(a.after, b.after))
		})
		if *list {
			for _, m := range all {
				fmt.Printf("%s:%d: %s\n", m.file, m.line, m.name())
			}
			continue
		}
		limit := baseline(pkg)
		each(all, *workers, func(m *mutant) { m.fate = m.test(limit) })
		dead, counted, excused := 0, 0, 0
		for _, m := range all {
			switch reason, listed := known[m.name()]; {
			case m.fate == "did not compile":
				continue
			case m.fate == "killed":
				dead++
				counted++
			case listed:
				excused++
				fmt.Printf("excused  %s:%d %s: %s\n", m.file, m.line, m.name(), reason)
			default:
				counted++
				fmt.Printf("SURVIVED %s:%d: %s\n", m.file, m.line, m.name())
			}
		}
		fmt.Printf("%s: %d of %d killed, %d that nothing can kill\n", pkg, dead, counted, excused)
		total, killed = total+counted, killed+dead
	}
	for _, name := range stale {
		fmt.Printf("scripts/mutants.txt lists what is not a mutant: %s\n", name)
	}
	if !*list {
		fmt.Printf("%d of %d killed: %.1f%%\n", killed, total, 100*float64(killed)/float64(max(total, 1)))
	}
	if len(stale) > 0 || !*list && 100*float64(killed) < *least*float64(total) {
		os.Exit(1)
	}
}

// readKnown reads the survivors that have a reason.
func readKnown(path string) map[string]string {
	out := map[string]string{}
	data, err := os.ReadFile(path)
	if err != nil {
		return out
	}
	for _, line := range strings.Split(string(data), "\n") {
		if name, reason, ok := strings.Cut(line, " # "); ok {
			out[strings.TrimSpace(name)] = strings.TrimSpace(reason)
		}
	}
	return out
}

// staleOf lists the known survivors of a package that are no mutants of it any more.
func staleOf(known map[string]string, pkg, only string, all []*mutant) (stale []string) {
	if only != "" {
		return nil
	}
	names := map[string]bool{}
	for _, m := range all {
		names[m.name()] = true
	}
	prefix := filepath.ToSlash(filepath.Clean(pkg)) + "/"
	for name := range known {
		file, _, _ := strings.Cut(name, " ")
		if rest, ours := strings.CutPrefix(file, prefix); ours && !strings.Contains(rest, "/") && !names[name] {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	return stale
}

// baseline runs the tests unchanged: they must pass, and a mutant that takes ten times as long hangs.
func baseline(pkg string) time.Duration {
	start := time.Now()
	cmd := exec.Command("go", "test", "-count=1", "-vet=off", pkg)
	cmd.Env = environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Printf("%s fails as it is:\n%s", pkg, out)
		os.Exit(2)
	}
	return 10*time.Since(start) + 20*time.Second
}

// each calls work for every mutant, some at a time.
func each(all []*mutant, workers int, work func(*mutant)) {
	todo := make(chan *mutant)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for m := range todo {
				work(m)
			}
		})
	}
	for i, m := range all {
		if i%25 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d\n", i, len(all))
		}
		todo <- m
	}
	close(todo)
	group.Wait()
}

// test runs the package's own tests on the mutant.
func (m *mutant) test(limit time.Duration) string {
	dir, err := os.MkdirTemp("", "mutant")
	must(err)
	defer os.RemoveAll(dir)
	changed := filepath.Join(dir, filepath.Base(m.file))
	must(os.WriteFile(changed, slices.Concat(m.source[:m.from], []byte(m.after), m.source[m.to:]), 0o644))
	path, err := filepath.Abs(m.file)
	must(err)
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	must(err)
	list := filepath.Join(dir, "overlay.json")
	must(os.WriteFile(list, overlay, 0o644))
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", "test", "-failfast", "-vet=off", "-overlay", list, m.pkg)
	cmd.Env = environment()
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return "survived"
	case bytes.Contains(out, []byte("[build failed]")), bytes.Contains(out, []byte("[setup failed]")):
		return "did not compile"
	}
	return "killed"
}

// environment is that of a clone with nothing beside it.
func environment() []string {
	env := append(os.Environ(), "GEX_CHAINS=none", "GEX_REFERENCE=")
	for _, x := range []string{"RAPID_SEED=1", "RAPID_CHECKS=30"} {
		if name, _, _ := strings.Cut(x, "="); os.Getenv(name) == "" {
			env = append(env, x)
		}
	}
	return env
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// mutantsOf lists the mutants of a package's files, in the order of the code.
func mutantsOf(pkg, only string) (all []*mutant) {
	files, err := filepath.Glob(filepath.Join(pkg, "*.go"))
	must(err)
	for _, path := range files {
		path = filepath.ToSlash(filepath.Clean(path))
		if strings.HasSuffix(path, "_test.go") || only != "" && only != path {
			continue
		}
		src, err := os.ReadFile(path)
		must(err)
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, src, 0)
		must(err)
		for _, decl := range f.Decls {
			name := "-"
			switch d := decl.(type) {
			case *ast.FuncDecl:
				name = d.Name.Name
			case *ast.GenDecl:
				if d.Tok == token.IMPORT || d.Tok == token.TYPE {
					continue
				}
				if d.Tok == token.CONST && usesIota(d) {
					continue
				}
			}
			w := &walker{fset: fset, src: src, pkg: pkg, file: path, function: name}
			w.walk(decl)
			all = append(all, w.out...)
		}
	}
	return all
}

func usesIota(d *ast.GenDecl) (found bool) {
	ast.Inspect(d, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "iota" {
			found = true
		}
		return true
	})
	return found
}

type walker struct {
	fset                *token.FileSet
	src                 []byte
	pkg, file, function string
	out                 []*mutant
}

func (w *walker) walk(root ast.Node) {
	var stack []ast.Node
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch x := n.(type) {
		case *ast.BinaryExpr:
			if isText(x.X) || isText(x.Y) || idle(stack) {
				return true
			}
			for _, op := range swaps[x.Op] {
				w.add(x.OpPos, len(x.Op.String()), op.String(), x)
			}
		case *ast.UnaryExpr:
			if x.Op == token.SUB || x.Op == token.NOT {
				w.add(x.OpPos, 1, "", x)
			}
		case *ast.BasicLit:
			if other := otherNumber(x); other != "" && !idle(stack) {
				w.add(x.Pos(), len(x.Value), other, around(stack))
			}
		}
		return true
	})
}

// otherNumber is what a constant becomes: a tenth more, or the next whole one.
func otherNumber(x *ast.BasicLit) string {
	switch x.Kind {
	case token.INT:
		v, err := strconv.ParseInt(x.Value, 0, 64)
		if err != nil {
			return ""
		}
		return strconv.FormatInt(v+1, 10)
	case token.FLOAT:
		v, err := strconv.ParseFloat(x.Value, 64)
		if err != nil {
			return ""
		}
		if v == 0 {
			return "1.0"
		}
		return strconv.FormatFloat(v*1.1, 'g', -1, 64)
	}
	return ""
}

// idle reports whether a constant cannot affect a result: capacities, bit sizes, the magnitude of a sign, and what is
// returned with false or an error.
func idle(stack []ast.Node) bool {
	if beside(stack) {
		return true
	}
	for i, n := range stack {
		call, ok := n.(*ast.CallExpr)
		if !ok || i+1 == len(stack) {
			continue
		}
		at := slices.IndexFunc(call.Args, func(arg ast.Expr) bool { return arg == stack[i+1] })
		_, negative := stack[i+1].(*ast.UnaryExpr)
		lit, direct := stack[i+1].(*ast.BasicLit) // the constant itself is the argument
		switch name := called(call); {
		case name == "make":
			return true
		case negative && name == "strconv.FormatFloat" && at == 2: // -1 and -2 are equivalent
			return true
		case (negative || direct && lit.Value != "0") && name == "math.Inf":
			return true
		case direct && at == len(call.Args)-1 && slices.Contains([]string{"strconv.ParseFloat", "strconv.ParseInt", "strconv.ParseUint", "strconv.FormatFloat"}, name):
			return true
		}
	}
	return false
}

// called is the name of a function as the call has it: make, math.Inf.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); ok {
			return pkg.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// beside reports whether a constant is a result by itself, in a return whose last result is false or an error.
func beside(stack []ast.Node) bool {
	if len(stack) < 2 {
		return false
	}
	ret, ok := stack[len(stack)-2].(*ast.ReturnStmt)
	if !ok || len(ret.Results) < 2 {
		return false
	}
	switch last := ret.Results[len(ret.Results)-1].(type) {
	case *ast.Ident:
		return last.Name == "false"
	case *ast.UnaryExpr: // &Error{…}
		return last.Op == token.AND
	case *ast.CallExpr:
		name := called(last)
		return name == "fmt.Errorf" || name == "errors.New" || strings.HasPrefix(name, "fault.")
	}
	return false
}

func isText(x ast.Expr) bool {
	lit, ok := x.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

// around is the expression around a constant.
func around(stack []ast.Node) ast.Node {
	for i := len(stack) - 2; i >= 0; i-- {
		switch stack[i].(type) {
		case *ast.BinaryExpr, *ast.CallExpr, *ast.IndexExpr, *ast.SliceExpr, *ast.AssignStmt, *ast.ValueSpec, *ast.KeyValueExpr, *ast.ReturnStmt:
			return stack[i]
		}
	}
	return stack[len(stack)-1]
}

func (w *walker) add(pos token.Pos, length int, after string, context ast.Node) {
	at := w.fset.Position(pos)
	var text bytes.Buffer
	_ = printer.Fprint(&text, w.fset, context)
	short := strings.Join(strings.Fields(text.String()), " ")
	if len(short) > 70 {
		short = short[:70]
	}
	before := string(w.src[at.Offset : at.Offset+length])
	w.out = append(w.out, &mutant{
		pkg: w.pkg, file: w.file, function: w.function, line: at.Line, from: at.Offset, to: at.Offset + length,
		before: before, after: after, context: before + " in " + short, source: w.src,
	})
}
