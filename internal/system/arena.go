package system

import (
	"reflect"
	"sync"
	"unsafe"
)

// The arena for columns. A page fault costs a microsecond and a half, and the columns of one chain of 10,000 contracts are
// 3,000 pages of 4 KB: a tenth of a report. In pages of 2 MB they are a handful.
const (
	arenaSize  = 18 << 20 // with what is before its first huge page just above whole steps of the heap, so that one is left behind it
	arenaLeast = 16 << 10 // columns that are smaller share pages with others anyway
)

// arena is that of the process: the first columns fill it, and what no longer fits is allocated as ever. An arena for each
// chain would save files of many chains nothing, as they reuse what the collector has freed, and keep all of it in memory
// for as long as one column is in use.
var arena struct {
	sync.Mutex
	made bool
	rest []byte
}

// MakeArena makes the arena before the first column needs it: the sooner, the more of everything else lies behind it, which is
// in huge pages too.
func MakeArena() { take(0) }

// Column is make([]T, n), from a mapping of huge pages where the system has them and the column is one of the first large
// ones of the process, else in pages that the system gives at once if it is large. T holds no pointers, as the collector
// would not see them: Column panics where it does.
func Column[T any](n int) []T {
	column := Reserved[T](n)
	if n*int(unsafe.Sizeof(*new(T))) >= atOnce {
		Populate(column)
	}
	return column
}

// Reserved is Column, but the pages of a large one are given when they are touched, or by Populate.
func Reserved[T any](n int) []T {
	size := n * int(unsafe.Sizeof(*new(T)))
	if size < arenaLeast {
		return make([]T, n)
	}
	if pointers(reflect.TypeFor[T]()) {
		panic("system.Column of " + reflect.TypeFor[T]().String() + ", which holds pointers")
	}
	if memory := take((size + cacheLine - 1) &^ (cacheLine - 1)); memory != nil {
		return unsafe.Slice((*T)(unsafe.Pointer(&memory[0])), n)
	}
	return make([]T, n)
}

// Resized returns a column of n values that hold anything: in the memory of another, or a new one where that is too short. One
// that takes the place of another can grow by an eighth, as the next one is about as large.
func Resized[T any](column []T, n int) []T {
	switch {
	case column == nil:
		return Column[T](n)
	case cap(column) < n:
		return Column[T](n + n/8)[:n]
	}
	return column[:n]
}

// Populate asks the system for the pages of a part of a column at once.
func Populate[T any](part []T) {
	if len(part) == 0 {
		return
	}
	populate(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(part))), len(part)*int(unsafe.Sizeof(*new(T)))))
}

// Buffer is make([]byte, n) for bytes that will be read into all of it, in pages that the system gives at once if it is large.
func Buffer(n int) []byte {
	buffer := make([]byte, n)
	if n >= atOnce {
		populate(buffer)
	}
	return buffer
}

// atOnce is from which size on pages are asked for at once: to touch each first takes a fifth more time.
const atOnce = 4 << 20

// cacheLine is to what columns are aligned.
const cacheLine = 64

// take cuts so many bytes off the arena; nil where they are not left.
func take(size int) (memory []byte) {
	arena.Lock()
	defer arena.Unlock()
	if !arena.made {
		arena.made, arena.rest = true, newArena(arenaSize)
	}
	if len(arena.rest) < size {
		return nil
	}
	memory, arena.rest = arena.rest[:size:size], arena.rest[size:]
	return memory
}

// pointers reports whether values of a type hold any.
func pointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return false
	case reflect.Array:
		return pointers(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if pointers(t.Field(i).Type) {
				return true
			}
		}
		return false
	}
	return true
}
