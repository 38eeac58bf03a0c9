package kernel

// Group is one expiry: the contracts [Lo, Hi) of the columns and what they share.
type Group struct {
	Lo, Hi int
	Years  float64 // T
	Rate   float64 // r
	Carry  float64 // ln(F/S) = (r-q)T, kept at every spot
}

// Batch is contracts in columns, grouped by expiry, with everything derived that does not depend on spot.
type Batch struct{}

// New derives a batch. All columns have the same length, the groups cover it in order. vol is sigma a year, put tells
// the side, weight is dealer contracts (> 0 long) times multiplier. Vol and Years must be > 0.
func New(groups []Group, strike, vol []float64, put []bool, weight []float64) *Batch { panic("todo") }

// Greeks are columns of per-contract results, per unit of the underlying and a year, unscaled; nil columns are skipped.
type Greeks struct {
	Price, Delta, Gamma, Vega, Theta, Vanna, Charm []float64
}

// GreeksTo writes the greeks of every contract at one spot.
func (b *Batch) GreeksTo(dst *Greeks, spot float64) { panic("todo") }

// GammaTo writes the sum of weight times gamma at each spot: dealer gamma in shares per dollar.
func (b *Batch) GammaTo(dst, spots []float64) []float64 { panic("todo") }

// GammaSlope returns the sum of weight times gamma at one spot, and its derivative by spot.
func (b *Batch) GammaSlope(spot float64) (gamma, slope float64) { panic("todo") }

// DeltaTo writes the sum of weight times delta at each spot: dealer option delta in shares.
func (b *Batch) DeltaTo(dst, spots []float64) []float64 { panic("todo") }

// Sum adds x in the fixed order of this package: 8 lanes, chunks of 4,096.
func Sum(x []float64) float64 { panic("todo") }
