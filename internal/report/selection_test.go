package report_test

import (
	"reflect"
	"testing"

	"gex/internal/report"
)

// TestTopStrikes: the largest of either sign, of equals the lower, in the order of strikes; the whole list stays as it was.
func TestTopStrikes(t *testing.T) {
	all := []report.Strike{{Strike: 90, GEX: 5}, {Strike: 95, GEX: -9}, {Strike: 100, GEX: 1}, {Strike: 105, GEX: -5}, {Strike: 110, GEX: 7}}
	for n, want := range map[int][]report.Number{0: {90, 95, 100, 105, 110}, 1: {95}, 2: {95, 110}, 3: {90, 95, 110}, 4: {90, 95, 105, 110}, 9: {90, 95, 100, 105, 110}} {
		var got []report.Number
		for _, s := range report.TopStrikes(all, n) {
			got = append(got, s.Strike)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("top %d: %v, want %v", n, got, want)
		}
	}
	if all[0].Strike != 90 || all[1].GEX != -9 {
		t.Errorf("the list itself was sorted: %v", all)
	}
}

func TestAtStrikes(t *testing.T) {
	contracts := func() []report.Contract {
		return []report.Contract{{Strike: 100}, {Strike: 105}, {Strike: 100}, {Strike: 110}}
	}
	if got := report.AtStrikes(contracts(), nil); len(got) != 4 {
		t.Errorf("no strike keeps %d of 4", len(got))
	}
	if got := report.AtStrikes(contracts(), []float64{100, 120}); len(got) != 2 || got[0].Strike != 100 || got[1].Strike != 100 {
		t.Errorf("100 and 120 keep %v", got)
	}
}

// TestOnlyFlows: each scenario keeps its own tables, and all of them together keep every table there is.
func TestOnlyFlows(t *testing.T) {
	var full report.FlowTables
	fill(reflect.ValueOf(&full).Elem())
	if got := full.Only(report.Scenarios); !reflect.DeepEqual(got, full) {
		t.Errorf("all scenarios are not all tables: %+v", got)
	}
	kept := 0
	for _, name := range report.Scenarios {
		n := tables(reflect.ValueOf(full.Only([]string{name})))
		if want := map[string]int{"close": 2, "scenarios": 2, "funds": 2}[name]; n != max(want, 1) {
			t.Errorf("%s keeps %d tables", name, n)
		}
		kept += n
	}
	if kept != tables(reflect.ValueOf(full)) {
		t.Errorf("scenarios keep %d tables of %d", kept, tables(reflect.ValueOf(full)))
	}
}

// fill gives every list of a struct one element, and every pointer a value.
func fill(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.Struct:
			fill(f)
		case reflect.Slice:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
		case reflect.Pointer:
			f.Set(reflect.New(f.Type().Elem()))
		}
	}
}

// tables counts the fields of a struct that are not empty.
func tables(v reflect.Value) (n int) {
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case f.Kind() == reflect.Struct:
			n += tables(f)
		case !f.IsZero():
			n++
		}
	}
	return n
}
