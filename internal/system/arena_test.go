package system

import (
	"testing"
	"unsafe"
)

// TestColumnsAreApart: what is written into one column is in no other, whether the arena has place for it or not.
func TestColumnsAreApart(t *testing.T) {
	arena.made, arena.rest = false, nil
	const large = arenaLeast / 8
	var all [][]float64
	for range 3 * arenaSize / arenaLeast / 2 { // one and a half arenas
		c := Column[float64](large)
		if len(c) != large || cap(c) != large {
			t.Fatalf("a column of %d has length %d and capacity %d", large, len(c), cap(c))
		}
		if at := uintptr(unsafe.Pointer(&c[0])); at%cacheLine != 0 {
			t.Errorf("a column begins at %#x", at)
		}
		all = append(all, c)
	}
	for i, c := range all {
		for j := range c {
			if c[j] != 0 {
				t.Fatalf("column %d holds %g at %d before anything was written", i, c[j], j)
			}
			c[j] = float64(i + 1)
		}
	}
	for i, c := range all {
		if c[0] != float64(i+1) || c[large-1] != float64(i+1) {
			t.Errorf("column %d holds %g and %g", i, c[0], c[large-1])
		}
	}
}

// TestColumnSizes: every length is what make gives, of types of any size.
func TestColumnSizes(t *testing.T) {
	type quote struct {
		bid, ask float64
		line     int32
		put      bool
	}
	for _, n := range []int{0, 1, arenaLeast - 1, arenaLeast, arenaLeast + 1, arenaSize, arenaSize + 1} {
		if c := Column[byte](n); len(c) != n {
			t.Errorf("%d bytes are %d", n, len(c))
		}
	}
	c := Column[quote](arenaLeast)
	c[arenaLeast-1] = quote{1, 2, 3, true}
	if len(c) != arenaLeast || c[arenaLeast-1] != (quote{1, 2, 3, true}) || c[0] != (quote{}) {
		t.Errorf("a column of records holds %v and %v", c[0], c[arenaLeast-1])
	}
}

// TestBuffer: a buffer of any size holds zeros, and what is written stays.
func TestBuffer(t *testing.T) {
	for _, n := range []int{0, 1, atOnce - 1, atOnce, atOnce + 1, 3*atOnce + 12345} {
		b := Buffer(n)
		if len(b) != n {
			t.Fatalf("%d bytes are %d", n, len(b))
		}
		for i := range b {
			if b[i] != 0 {
				t.Fatalf("of %d bytes, %d holds %d", n, i, b[i])
			}
			b[i] = byte(i % 251)
		}
		for i := range b {
			if b[i] != byte(i%251) {
				t.Fatalf("of %d bytes, %d holds %d", n, i, b[i])
			}
		}
	}
}

// TestResized: a column of any length is in the memory of the one before, up to all of it, and in its own beyond that.
func TestResized(t *testing.T) {
	c := Resized[int32](nil, 100)
	if len(c) != 100 || cap(c) != 100 {
		t.Fatalf("the first has length %d and capacity %d", len(c), cap(c))
	}
	for _, step := range []struct {
		n   int
		own bool
	}{{0, false}, {100, false}, {40, false}, {101, true}, {101 + 101/8, false}, {0, false}, {300, true}} {
		before := &c[:1][0]
		if c = Resized(c, step.n); len(c) != step.n || (&c[:1][0] != before) != step.own {
			t.Errorf("%d: length %d, in its own memory %t", step.n, len(c), !step.own)
		}
	}
	if c = Resized([]int32{}, 3); len(c) != 3 {
		t.Errorf("length %d after an empty one", len(c))
	}
}

// TestPopulate: a column holds zeros and what is written into it, whichever parts of it the system was asked for.
func TestPopulate(t *testing.T) {
	arena.made, arena.rest = true, nil
	const n, part = 3*atOnce/8 + 123, 100_000
	c := Reserved[float64](n)
	Populate(c[:0])
	for lo := 0; lo < n; lo += part {
		if lo/part%3 != 1 {
			Populate(c[lo:min(n, lo+part)])
		}
	}
	for i := range c {
		if c[i] != 0 {
			t.Fatalf("%d holds %g before anything was written", i, c[i])
		}
		c[i] = float64(i)
	}
	Populate(c)
	for i := range c {
		if c[i] != float64(i) {
			t.Fatalf("%d holds %g", i, c[i])
		}
	}
}

// TestArenaIsFilledOnce: the arena is cut up to its last byte, and not begun again.
func TestArenaIsFilledOnce(t *testing.T) {
	arena.made, arena.rest = true, make([]byte, 256)
	first, second := take(192), take(64)
	if len(first) != 192 || cap(first) != 192 || len(second) != 64 || take(64) != nil {
		t.Errorf("of 256 bytes: %d, %d, then more", len(first), len(second))
	}
	if uintptr(unsafe.Pointer(&second[0]))-uintptr(unsafe.Pointer(&first[0])) != 192 {
		t.Error("the second column does not follow the first")
	}
}

// TestColumnRefusesPointers: the collector does not see what a column points to.
func TestColumnRefusesPointers(t *testing.T) {
	for _, make := range []func(){
		func() { Column[*int](arenaLeast) }, func() { Column[string](arenaLeast) }, func() { Column[[2][]byte](arenaLeast) },
		func() { Column[struct{ f func() }](arenaLeast) }, func() { Column[any](arenaLeast) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a column of pointers was made")
				}
			}()
			make()
		}()
	}
}
