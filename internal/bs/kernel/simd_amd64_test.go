package kernel

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestTables checks that both tables are full, and hold their own functions: on a machine with both paths those of the
// other would give the same bits, and elsewhere they would be no instructions at all.
func TestTables(t *testing.T) {
	for _, a := range []*assembly{&avx2, &avx512} {
		table := reflect.ValueOf(a).Elem()
		for i := range table.NumField() {
			field, f := table.Type().Field(i).Name, table.Field(i)
			if f.Kind() != reflect.Func {
				continue
			}
			if f.IsNil() {
				t.Errorf("%s has no %s", a.name, field)
				continue
			}
			name := runtime.FuncForPC(f.Pointer()).Name()
			if want := "." + field + strings.ToUpper(a.name); !strings.HasSuffix(name, want) {
				t.Errorf("%s of %s is %s", field, a.name, name)
			}
		}
	}
}

// TestAssemblies checks that a machine has a path only with every feature that the path asks for.
func TestAssemblies(t *testing.T) {
	x := &cpu.X86
	defer func(former reflect.Value) { reflect.ValueOf(x).Elem().Set(former) }(reflect.ValueOf(*x))
	both := []*bool{&x.HasAVX2, &x.HasFMA, &x.HasPOPCNT}
	wide := []*bool{&x.HasAVX512F, &x.HasAVX512DQ, &x.HasAVX512BW, &x.HasAVX512VL}
	for _, has := range append(both, wide...) {
		*has = true
	}
	has := func(want ...*assembly) {
		t.Helper()
		if got := assemblies(); !reflect.DeepEqual(names(got), names(want)) {
			t.Errorf("paths %v, want %v", names(got), names(want))
		}
	}
	has(&avx512, &avx2)
	for _, feature := range both {
		*feature = false
		has()
		*feature = true
	}
	for _, feature := range wide {
		*feature = false
		has(&avx2)
		*feature = true
	}
}

func names(all []*assembly) (names []string) {
	for _, a := range all {
		names = append(names, a.name)
	}
	return names
}
