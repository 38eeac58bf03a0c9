package digits

import (
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"os"

	"golang.org/x/sys/cpu"
)

// TestTables checks that both tables hold their own functions: on a machine with both paths those of the other would give
// the same bits, and elsewhere they would be no instructions at all.
func TestTables(t *testing.T) {
	for _, a := range []*assembly{&avx2, &avx512} {
		for of, f := range map[string]any{"read": a.read, "readRows": a.readRows} {
			if reflect.ValueOf(f).IsNil() {
				continue
			}
			name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
			if want := "." + of + strings.ToUpper(a.name); !strings.HasSuffix(name, want) {
				t.Errorf("%s of %s is %s", of, a.name, name)
			}
		}
	}
	if avx512.readRows == nil {
		t.Error("wide vectors read one row at a time")
	}
}

// TestAssemblies checks that a machine has a path only with every feature that the path asks for.
func TestAssemblies(t *testing.T) {
	x := &cpu.X86
	defer func(former reflect.Value) { reflect.ValueOf(x).Elem().Set(former) }(reflect.ValueOf(*x))
	both := []*bool{&x.HasAVX2, &x.HasFMA, &x.HasPOPCNT, &x.HasBMI1, &x.HasBMI2}
	wide := []*bool{&x.HasAVX512F, &x.HasAVX512DQ, &x.HasAVX512BW, &x.HasAVX512VL, &x.HasAVX512VBMI, &x.HasAVX512VBMI2}
	for _, has := range append(both, wide...) {
		*has = true
	}
	has := func(want ...*assembly) {
		t.Helper()
		if got := assemblies(); len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("%d paths, want %d", len(got), len(want))
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

// TestGroupLayout compares the offsets that the generator knows with the fields of Group and found.
func TestGroupLayout(t *testing.T) {
	source, err := os.ReadFile("../../bs/kernel/gen/digits.go")
	if err != nil {
		t.Fatal(err)
	}
	terms := map[string]int{}
	value := func(expression string) (sum int) {
		for _, term := range strings.Split(expression, "+") {
			product := 1
			for _, factor := range strings.Split(term, "*") {
				n, err := strconv.Atoi(strings.TrimSpace(factor))
				if err != nil {
					var known bool
					if n, known = terms[strings.TrimSpace(factor)]; !known {
						t.Fatalf("%s is not known", factor)
					}
				}
				product *= n
			}
			sum += product
		}
		return sum
	}
	for _, line := range regexp.MustCompile(`(?m)^\t((?:group|found)\w+) += ([^/\n]*)`).FindAllStringSubmatch(string(source), -1) {
		terms[line[1]] = value(line[2])
	}
	offset := func(of reflect.Type, name string) int {
		f, ok := of.FieldByName(name)
		if !ok {
			t.Fatalf("no field %s", name)
		}
		return int(f.Offset)
	}
	group, row := reflect.TypeFor[Group](), reflect.TypeFor[found]()
	want := map[string]int{"groupCells": Most, "groupRows": Rows, "groupValue": offset(group, "value"), "groupLow": offset(group, "lo"),
		"groupHigh": offset(group, "hi"), "groupText": offset(group, "text"), "groupNumbers": offset(group, "numbers"), "groupCount": offset(group, "count"),
		"groupLast": offset(group, "last"), "foundOdd": offset(row, "odd"), "foundStart": offset(row, "start"),
		"foundBefore": offset(row, "ends"), "foundEnds": offset(row, "ends") + 4, "foundSize": int(row.Size())}
	if !reflect.DeepEqual(terms, want) {
		t.Errorf("the generator has %v, the fields are at %v", terms, want)
	}
}
