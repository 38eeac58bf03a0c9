package report

import (
	"cmp"
	"math"
	"slices"
)

// TopStrikes keeps the n strikes with the largest |GEX| in the order of strikes; of equals the lower; 0 keeps all.
func TopStrikes(strikes []Strike, n int) []Strike {
	if n == 0 {
		return strikes
	}
	top := slices.Clone(strikes)
	slices.SortStableFunc(top, func(a, b Strike) int {
		return cmp.Compare(math.Abs(float64(b.GEX)), math.Abs(float64(a.GEX)))
	})
	top = top[:min(n, len(top))]
	slices.SortFunc(top, func(a, b Strike) int { return cmp.Compare(a.Strike, b.Strike) })
	return top
}

// AtStrikes keeps the contracts with one of the strikes; no strike keeps all.
func AtStrikes(contracts []Contract, strikes []float64) []Contract {
	if len(strikes) == 0 {
		return contracts
	}
	return slices.DeleteFunc(contracts, func(c Contract) bool {
		return !slices.Contains(strikes, float64(c.Strike))
	})
}

// Scenarios are what flows are about, under the names of JSON.
var Scenarios = []string{"spot", "vol", "time", "close", "spot_vol", "spot_time", "breakdown", "scenarios", "funds"}

// Only keeps the flows of some scenarios.
func (f FlowTables) Only(scenarios []string) FlowTables {
	var out FlowTables
	for _, scenario := range scenarios {
		switch scenario {
		case "spot":
			out.Spot = f.Spot
		case "vol":
			out.Vol = f.Vol
		case "time":
			out.Time = f.Time
		case "close":
			out.Close, out.ToClose = f.Close, f.ToClose
		case "spot_vol":
			out.SpotVol = f.SpotVol
		case "spot_time":
			out.SpotTime = f.SpotTime
		case "breakdown":
			out.Breakdown = f.Breakdown
		case "scenarios":
			out.Scenarios, out.Expected = f.Scenarios, f.Expected
		case "funds":
			out.Funds, out.FundsPerPct = f.Funds, f.FundsPerPct
		}
	}
	return out
}
