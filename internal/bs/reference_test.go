package bs_test

import (
	"math"
	"testing"

	"gex/internal/bs"
	"gex/internal/bs/bstest"
)

// greeks are the greeks by the names that the tables use.
var greeks = []struct {
	name  string
	value func(bs.Option) float64
}{
	{"price", bs.Option.Price},
	{"delta", bs.Option.Delta},
	{"gamma", bs.Option.Gamma},
	{"vega", bs.Option.Vega},
	{"theta", bs.Option.Theta},
	{"rho", bs.Option.Rho},
	{"psi", bs.Option.Psi},
	{"vanna", bs.Option.Vanna},
	{"charm", bs.Option.Charm},
	{"speed", bs.Option.Speed},
	{"zomma", bs.Option.Zomma},
	{"color", bs.Option.Color},
	{"vomma", bs.Option.Vomma},
}

// TestReference compares every greek with 60-digit values, in units of ε times the scale of the value.
func TestReference(t *testing.T) {
	const tolerance = 16
	rows := bstest.Reference(t, "bsm_reference.csv")
	for _, greek := range greeks {
		worst := 0.0
		for _, row := range rows {
			got, want := greek.value(row.Option(t)), row.Float(t, greek.name)
			unit := bstest.Epsilon * row.Float(t, greek.name+"_scale")
			miss := max(math.Abs(got-want)-bstest.Underflow, 0)
			if !(miss <= tolerance*unit) {
				t.Errorf("row %s (%s): %s = %g, want %g ± %g", row["id"], row["tag"], greek.name, got, want, tolerance*unit)
			}
			if miss > 0 {
				worst = max(worst, miss/unit)
			}
		}
		t.Logf("%s: worst %.2f ε × scale over %d rows", greek.name, worst, len(rows))
	}
}

// TestReferenceLimits checks what is returned where the formulas have nothing to divide by.
func TestReferenceLimits(t *testing.T) {
	for i, row := range bstest.Reference(t, "bsm_limits.csv") {
		for _, greek := range greeks {
			if row[greek.name] == "" {
				continue // rho and psi are not in this table
			}
			got, want := greek.value(row.Option(t)), row.Float(t, greek.name)
			if !(math.Abs(got-want) <= 16*bstest.Epsilon*math.Abs(want)) {
				t.Errorf("row %d (%s): %s = %g, want %g", i+2, row["why"], greek.name, got, want)
			}
		}
	}
}

// TestReferencePublished checks values printed in textbooks to their printed digits. Every one names its book and where it
// is there.
func TestReferencePublished(t *testing.T) {
	for i, row := range bstest.Reference(t, "bsm_published.csv") {
		if row["source"] == "" || row["where"] == "" {
			t.Errorf("line %d: no source, or no place in it", i+2)
		}
		checkPublished(t, i+2, row, row.Float(t, "published"), row.Float(t, "tolerance"))
	}
}

func checkPublished(t *testing.T, line int, row bstest.Row, want, tolerance float64) {
	t.Helper()
	got := publishedValue(t, row)
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("line %d (%s): %s = %.6g, want %g ± %g", line, row["source"], row["quantity"], got, want, tolerance)
	}
}

// publishedValue evaluates the quantity that a row names: a greek, or one scaled as the book prints it.
func publishedValue(t *testing.T, row bstest.Row) float64 {
	t.Helper()
	o := row.Option(t)
	switch row["quantity"] {
	case "theta/365":
		return o.Theta() / 365
	case "elasticity":
		return o.Delta() * o.Spot / o.Price()
	}
	for _, greek := range greeks {
		if greek.name == row["quantity"] {
			return greek.value(o)
		}
	}
	t.Fatalf("unknown quantity %q", row["quantity"])
	return 0
}
