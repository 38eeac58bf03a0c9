// Command gen writes the assembly of packages kernel and digits: `make generate` at the top of the repository runs it. It
// takes the directory of the repository, or one to write to instead.
//
// Every kernel is written once, in Go that reads like the scalar function it repeats, and comes out twice: for AVX2, 4
// contracts to a register, and for AVX-512, 8. A number in the scalar code is a vector here, one contract to a lane:
//
//	k := math.FMA(-y, y, rounder)        k := m.fnma(y, y, m.number(rounder))
//
// machine.go, mask.go and move.go have the operations a processor has, bytes.go those on bytes and integers; function.go how a
// kernel begins, loops and ends; functions.go the functions of package kernel made of these (gauss, the Mills ratio, …) under
// their names there; table.go the constants; digits.go how package digits reads text; and the other files named in kernels one
// kernel or more each. gamma.go is the one to read first. A slip in any of them shows in the tests of packages kernel and
// digits, which compare bits, or in check.go.
//
// To add a kernel:
//
//  1. Write the scalar function in package kernel and pin its bits. It is the specification.
//  2. Write func name(m *machine), which opens with m.function(name, signature, doc), here, and list it in kernels. Add
//     what is missing to functions.go.
//  3. Run make generate. It writes file_amd64.s with nameAVX2 and nameAVX512, and file_amd64.go with their declarations.
//  4. Add a field to assembly in ../simd.go, fill it in twice in ../simd_amd64.go, and let the Go function call it where
//     simd is not nil.
//  5. See that results in ../simd_test.go, which is compared bit for bit on every path, has what comes of it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	"github.com/mmcloughlin/avo/pass"
	"github.com/mmcloughlin/avo/printer"
)

// kernels lists the files that are written, and what is in them.
var kernels = []struct {
	dir, file string
	kernels   []func(*machine)
}{
	{kernel, "gamma", []func(*machine){gammaSum, gammaMoment}},
	{kernel, "ladder", []func(*machine){turns, ladderStart, climb, narrow}},
	{kernel, "new", []func(*machine){fill, hold}},
	{kernel, "delta", []func(*machine){deltaSum, charmSum}},
	{kernel, "greeks", []func(*machine){greeks}},
	{kernel, "pointwise", []func(*machine){exps, logs, normals}},
	{kernel, "implied", []func(*machine){impliedPrepare, impliedGuess, impliedQuotients, impliedStep}},
	{kernel, "tridiagonal", []func(*machine){trapezoid, blend, substitute}},
	{digits, "read", []func(*machine){readCells, readRows}},
}

// The packages that have assembly.
const kernel, digits = "internal/bs/kernel", "internal/chain/digits"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gen REPOSITORY")
		os.Exit(2)
	}
	for _, k := range kernels {
		if err := write(os.Args[1], k.dir, k.file, k.kernels); err != nil {
			fmt.Fprintf(os.Stderr, "gen: %s: %v\n", k.file, err)
			os.Exit(1)
		}
	}
}

// write writes the assembly and the declarations of some kernels, each in both widths.
func write(root, dir, file string, kernels []func(*machine)) error {
	c := build.NewContext()
	c.ConstraintExpr("amd64")
	t := newTable("constants")
	for _, kernel := range kernels {
		for _, wide := range []bool{false, true} {
			kernel(&machine{Context: c, wide: wide, table: t})
		}
	}
	t.write(c)
	if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
		return err
	}
	f, err := c.Result()
	if err != nil {
		return err
	}
	if err := pass.Compile.Execute(f); err != nil {
		return err
	}
	if err := check(f, dir); err != nil {
		return err
	}
	config := printer.Config{Name: "kernel/gen", Pkg: filepath.Base(dir)}
	if err := print(f, printer.NewGoAsm(config), filepath.Join(root, dir, file+"_amd64.s")); err != nil {
		return err
	}
	return print(f, printer.NewStubs(config), filepath.Join(root, dir, file+"_amd64.go"))
}

func print(f *ir.File, p printer.Printer, name string) error {
	text, err := p.Print(f)
	if err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}
