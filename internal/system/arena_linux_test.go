package system

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestHugePages: the arena and the heap that the runtime has left behind it are asked for in huge pages.
func TestHugePages(t *testing.T) {
	memory := newArena(arenaSize)
	last := uintptr(unsafe.Pointer(&memory[arenaSize-1]))
	flags := func(address uintptr) (list string) {
		text, err := os.ReadFile("/proc/self/smaps")
		if err != nil {
			t.Skip(err)
		}
		var from, to uintptr
		for line := range strings.Lines(string(text)) {
			if n, _ := fmt.Sscanf(line, "%x-%x ", &from, &to); n == 2 {
				continue
			}
			if names, ok := strings.CutPrefix(line, "VmFlags:"); ok && from <= address && address < to {
				return names
			}
		}
		return ""
	}
	if f := flags(last); !strings.Contains(f, " hg") {
		t.Skipf("no huge pages here: %q", f)
	}
	if f := flags(last + heapStep); !strings.Contains(f, " rd wr") || !strings.Contains(f, " hg") {
		t.Errorf("the heap behind the arena has the flags %q", f)
	}
}
