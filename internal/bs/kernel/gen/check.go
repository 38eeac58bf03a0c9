package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mmcloughlin/avo/ir"
	"github.com/mmcloughlin/avo/reg"
)

// The instruction sets of each width. assemblies in ../simd_amd64.go asks the machine for all of them, but for SSE2, which
// every amd64 has, and AVX, which AVX2 includes.
var (
	narrowSets = []string{"SSE2", "AVX", "AVX2", "FMA3", "POPCNT"}
	wideSets   = append([]string{"AVX512F", "AVX512DQ", "AVX512BW", "AVX512VL"}, narrowSets...)
)

// check looks for what the tests of package kernel cannot see where they run: an instruction or a register that not every
// machine of the path has, and a return that leaves the upper halves of the registers in use, which slows down what follows.
func check(f *ir.File) error {
	for _, fn := range f.Functions() {
		sets, registers := narrowSets, 16
		if strings.HasSuffix(fn.Name, avx512) {
			sets, registers = wideSets, 32
		}
		before := ""
		for _, i := range fn.Instructions() {
			for _, set := range i.ISA {
				if !slices.Contains(sets, set) {
					return fmt.Errorf("%s uses %s of %s", fn.Name, i.OpcodeWithSuffixes(), set)
				}
			}
			for _, r := range i.Registers() {
				if p, ok := r.(reg.Physical); ok && p.Kind() == reg.KindVector && int(p.PhysicalIndex()) >= registers {
					return fmt.Errorf("%s needs more than %d registers", fn.Name, registers)
				}
			}
			if i.IsTerminal && before != "VZEROUPPER" {
				return fmt.Errorf("%s returns without VZEROUPPER", fn.Name)
			}
			before = i.Opcode
		}
	}
	return nil
}
