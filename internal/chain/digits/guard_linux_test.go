package digits

import (
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
)

// guarded returns a copy of a text in memory that ends, or begins, where nothing may be touched: one byte too far kills the
// test. Linux has the means; what it shows holds everywhere.
func guarded(t *testing.T, text []byte, front bool) []byte {
	t.Helper()
	page := syscall.Getpagesize()
	size := (len(text) + page) / page * page
	memory, err := syscall.Mmap(-1, 0, size+2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Munmap(memory) })
	at := page
	if !front {
		at += size - len(text)
	}
	copy(memory[at:], text)
	for _, edge := range [][]byte{memory[:page], memory[page+size:]} {
		if err := syscall.Mprotect(edge, syscall.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	return memory[at : at+len(text) : at+len(text)]
}

// TestReadWithinText checks that nothing is read before or behind a text, wherever it ends.
func TestReadWithinText(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(5, 6))
		for n := range 300 {
			text := random(r)
			for len(text) < n {
				text = append(text, random(r)...)
			}
			for _, front := range []bool{false, true} {
				for _, count := range []int{1, 8, 9, Most} {
					wantRow(t, guarded(t, text[:n], front), all(count), -1e5, 1e5)
				}
			}
		}
	})
}

// TestReadRowsWithinText is TestReadWithinText for many rows.
func TestReadRowsWithinText(t *testing.T) {
	eachPath(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(9, 10))
		for n := range 500 {
			same := strings.Repeat("s", n%(LongestSame+1))
			text := rowsOf(r, same, 4)
			for len(text) < n {
				text = append(text, rowsOf(r, same, 4)...)
			}
			for _, front := range []bool{false, true} {
				wantRows(t, guarded(t, text[:n], front), []byte(same), all(4), Rows)
			}
		}
	})
}
