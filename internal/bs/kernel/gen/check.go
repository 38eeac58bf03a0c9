package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mmcloughlin/avo/ir"
	"github.com/mmcloughlin/avo/reg"
)

// The instruction sets of each width, and those that package digits has besides. assemblies in simd_amd64.go of either
// package asks the machine for all of them, but for SSE2, which every amd64 has, and AVX, which AVX2 includes.
var (
	narrowSets = []string{"CMOV", "SSE2", "AVX", "AVX2", "FMA3", "POPCNT"}
	wideSets   = append([]string{"AVX512F", "AVX512DQ", "AVX512BW", "AVX512VL"}, narrowSets...)

	narrowDigits = []string{"BMI", "BMI2"}
	wideDigits   = append([]string{"AVX512VBMI", "AVX512VBMI2"}, narrowDigits...)
)

// check looks for what the tests of a package cannot see where they run: an instruction or a register that not every
// machine of the path has, and a return that leaves the upper halves of the registers in use, which slows down what follows.
func check(f *ir.File, dir string) error {
	for _, fn := range f.Functions() {
		sets, more, registers := narrowSets, narrowDigits, 16
		if strings.HasSuffix(fn.Name, avx512) {
			sets, more, registers = wideSets, wideDigits, 32
		}
		if dir == digits {
			sets = slices.Concat(sets, more)
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
