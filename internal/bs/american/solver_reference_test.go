package american

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"gex/internal/bs/bstest"
)

// cashContract reads a row of american_dividends.csv: the contract of strike 1, and the spot that its axis is in.
func cashContract(t *testing.T, row bstest.Row) (c contract, spot float64) {
	strike := row.Float(t, "K")
	c = contract{put: row["type"] == "put", years: row.Float(t, "T"), rate: row.Float(t, "r"), yield: row.Float(t, "q"),
		vol: row.Float(t, "sigma"), escrow: row["model"] == "escrowed"}
	spot = row.Float(t, "S") / strike
	for _, dividend := range strings.Split(row["dividends"], ";") {
		date, amount, _ := strings.Cut(dividend, ":")
		years, err := strconv.ParseFloat(date, 64)
		if err != nil {
			t.Fatal(err)
		}
		cash, err := strconv.ParseFloat(amount, 64)
		if err != nil {
			t.Fatal(err)
		}
		cash /= strike
		c.drops = append(c.drops, drop{years, 1, cash})
		if c.escrow {
			spot -= cash * math.Exp(-c.rate*years)
		}
	}
	return c, spot
}

// TestReferenceAmericanDividends compares the solver with two models of cash dividends, each of which two other methods
// agree on. The product has proportional dividends instead, by the same steps.
func TestReferenceAmericanDividends(t *testing.T) {
	fine := mesh{nodes: 501, steps: 90}
	worst := 0.0
	for i, row := range bstest.Reference(t, "american_dividends.csv") {
		c, spot := cashContract(t, row)
		s := c.solve(fine)
		at, strike := s.at(spot), row.Float(t, "K")
		premium := at.of(s.american) - at.of(s.european)
		miss := math.Abs(premium - row.Float(t, "premium")/strike)
		if price := row.Float(t, "european")/strike + premium; math.Abs(price-row.Float(t, "american")/strike) > 2e-6 || miss > 2e-6 {
			t.Errorf("line %d (%s %s): premium %.9f of the strike, want %.9f", i+2, row["model"], row["type"], premium, row.Float(t, "premium")/strike)
		}
		if own := math.Abs(at.of(s.european) - row.Float(t, "european")/strike); own > 5e-6 {
			t.Errorf("line %d (%s %s): the European option on the grid is off by %.1e", i+2, row["model"], row["type"], own)
		}
		worst = max(worst, miss)
	}
	t.Logf("worst premium, of strike: %.1e", worst)
}
