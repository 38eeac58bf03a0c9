package system

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of the pages that are asked for. Arenas are whole ones.
const hugePage = 2 << 20

// heapStep is what the runtime takes of the system for its heap at once, or several of it. What is left of the last one behind
// an arena is where it allocates everything else from then on: in pages of 4 KB that is 400 faults of a report.
const heapStep = 4 << 20

// newArena returns memory that has not been touched, in huge pages where they are enabled, as what is left of the heap behind it
// is. The system may say no: they are then pages like any other, and nothing is lost.
func newArena(size int) []byte {
	memory := make([]byte, size+hugePage+1) // of which as much is not touched as lies before the first huge page
	start := int(-uintptr(unsafe.Pointer(&memory[0])) & (hugePage - 1))
	memory = memory[start : start+size : start+size]
	// An address behind the arena need not be mapped, which is an error, but only after what is mapped was advised.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(unsafe.Pointer(&memory[0])), uintptr(size+2*heapStep), syscall.MADV_HUGEPAGE)
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
