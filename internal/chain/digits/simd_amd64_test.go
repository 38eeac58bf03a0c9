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
		name := runtime.FuncForPC(reflect.ValueOf(a.read).Pointer()).Name()
		if want := ".read" + strings.ToUpper(a.name); !strings.HasSuffix(name, want) {
			t.Errorf("read of %s is %s", a.name, name)
		}
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

// TestGroupLayout compares the offsets that the generator knows with the fields of Group.
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
	for _, line := range regexp.MustCompile(`(?m)^\t(group\w+) += ([^/\n]*)`).FindAllStringSubmatch(string(source), -1) {
		terms[line[1]] = value(line[2])
	}
	group := reflect.TypeFor[Group]()
	offset := func(name string) int {
		f, ok := group.FieldByName(name)
		if !ok {
			t.Fatalf("no field %s", name)
		}
		return int(f.Offset)
	}
	want := map[string]int{"groupCells": Most, "groupValue": offset("value"), "groupLow": offset("lo"), "groupHigh": offset("hi"), "groupText": offset("text"),
		"groupBefore": offset("ends"), "groupEnds": offset("ends") + 4, "groupNumbers": offset("numbers"), "groupCount": offset("count"), "groupLast": offset("last")}
	if !reflect.DeepEqual(terms, want) {
		t.Errorf("the generator has %v, Group %v", terms, want)
	}
}
