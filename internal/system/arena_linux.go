package system

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of the pages that are asked for. Arenas are whole ones.
const hugePage = 2 << 20

// behindArena is how much of the heap behind an arena is asked for in huge pages too. The runtime takes its heap from the
// system in steps of 4 MB, has up to two of them left there, and allocates everything else in them from then on: in pages of
// 4 KB that is 400 faults of a report.
const behindArena = 8 << 20

// newArena returns memory that has not been touched, in huge pages where they are enabled. The system may say no: they are
// then pages like any other, and nothing is lost.
func newArena(size int) []byte {
	memory := make([]byte, size+hugePage) // of which as much is not touched as lies before the first huge page
	start := int(-uintptr(unsafe.Pointer(&memory[0])) & (hugePage - 1))
	memory = memory[start : start+size : start+size]
	// An address behind the arena need not be mapped, which is an error, but only after what is mapped was advised.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(unsafe.Pointer(&memory[0])), uintptr(size+behindArena), syscall.MADV_HUGEPAGE)
	return memory
}

// populateWrite is MADV_POPULATE_WRITE, which Linux has from 5.14 on.
const populateWrite = 23

// populate asks for all pages of memory that will be written. The system may say no: it then gives each when it is touched.
func populate(memory []byte) {
	start := int(-uintptr(unsafe.Pointer(&memory[0])) & uintptr(syscall.Getpagesize()-1))
	if start < len(memory) {
		_ = syscall.Madvise(memory[start:], populateWrite)
	}
}
