package american

// Effort is how finely premiums are solved: what they may cost.
type Effort uint8

const (
	Fine Effort = iota // the accuracy in the doc of the package
	// Draft is for the last rounds of a fit: with dividends within 3·10⁻⁴ of the larger of spot and strike, 5·10⁻⁶ in the mean, for
	// a quarter of the time; without, within 10⁻⁴ and 3·10⁻⁷, for a third.
	Draft
	// Rough is for its other rounds: with dividends within 6·10⁻⁴ and 10⁻⁵, for two fifths of that again; without, within 3·10⁻⁴
	// and 1.5·10⁻⁶, for two thirds.
	Rough
)

// meshes are those of options with dividends, by effort.
var meshes = [...]mesh{
	Fine:  {nodes: 161, steps: 20}, // 10⁻⁴ of the larger of spot and strike at worst, 10⁻⁶ in the mean
	Draft: {nodes: 81, steps: 12},  // 2·10⁻⁴, 4·10⁻⁶, for a quarter of the time
	Rough: {nodes: 51, steps: 6},   // 4·10⁻⁴, 10⁻⁵, for a tenth
}

// volatilities returns at how many volatilities of a range premiums are solved, with dividends or without. Drafts take two
// thirds of the fine ones: with dividends in whole lanes, without one less where the greatest is 1.35 to 1.8 times the least.
func (how Effort) volatilities(low, high float64, pays bool) int {
	count := volatilities(low, high)
	if how == Fine {
		return count
	}
	count = (2*count + 2) / 3
	switch {
	case !pays && high > 1.35*low && high <= 1.8*low:
		return count - 1
	case !pays:
		return count
	case high <= 3.5*low:
		return lanes
	}
	return (count + lanes - 1) / lanes * lanes // the solver carries as many for the same time
}

// tables returns those of the grid of boundaries.
func (how Effort) tables() *tables {
	switch how {
	case Fine:
		return fineTables()
	case Rough:
		return roughTables()
	}
	return draftTables()
}
