package digits

import "golang.org/x/sys/cpu"

// assemblies returns the paths that this machine supports, the widest first: the processor must have the instructions, and
// the operating system must save their registers. The generator's check.go holds the assembly to these features.
func assemblies() (supported []*assembly) {
	x := &cpu.X86
	if !(x.HasAVX2 && x.HasFMA && x.HasPOPCNT && x.HasBMI1 && x.HasBMI2) {
		return nil
	}
	if x.HasAVX512F && x.HasAVX512DQ && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512VBMI && x.HasAVX512VBMI2 {
		supported = append(supported, &avx512)
	}
	return append(supported, &avx2)
}

var (
	avx512 = assembly{name: "avx512", read: readAVX512, readRows: readRowsAVX512}
	avx2   = assembly{name: "avx2", read: readAVX2}
)
