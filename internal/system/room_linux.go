package system

import (
	"syscall"
	"unsafe"
)

// hugePage is the size of the pages that are asked for; columns lie in those that are whole.
const hugePage = 2 << 20

// newRoom returns memory that has not been touched, in huge pages where they are enabled. The system may say no: they are
// then pages like any other, and nothing is lost.
func newRoom(size int) []byte {
	memory := make([]byte, size)
	start := int(-uintptr(unsafe.Pointer(&memory[0])) & (hugePage - 1))
	if whole := (size - start) &^ (hugePage - 1); whole > 0 {
		_ = syscall.Madvise(memory[start:start+whole], syscall.MADV_HUGEPAGE)
	}
	return memory
}
