package american

// Effort is how finely premiums are solved: what they may cost.
type Effort uint8

const (
	Fine  Effort = iota // the accuracy above
	Draft               // for a fit: with dividends within 3·10⁻⁴ of the larger of spot and strike, 5·10⁻⁶ in the mean, for a quarter of the time; without, within 2·10⁻⁵ and 2·10⁻⁷, for a third
	Rough               // for the first rounds of a fit: with dividends within 6·10⁻⁴ and 10⁻⁵, for half of that again; without, as Draft
)

// meshes are those of options with dividends, by effort.
var meshes = [...]mesh{
	Fine:  {nodes: 161, steps: 20}, // 10⁻⁴ of the larger of spot and strike at worst, 10⁻⁶ in the mean
	Draft: {nodes: 81, steps: 12},  // 2·10⁻⁴, 4·10⁻⁶, for a quarter of the time
	Rough: {nodes: 61, steps: 8},   // 3·10⁻⁴, 7·10⁻⁶, for an eighth
}

// volatilities returns at how many volatilities of a range premiums are solved, with dividends or without.
func (how Effort) volatilities(low, high float64, pays bool) int {
	count := volatilities(low, high)
	if how == Fine {
		return count
	}
	if count = (2*count + 2) / 3; pays {
		count = (count + lanes - 1) / lanes * lanes // the solver carries as many for the same time
	}
	return count
}

// tables returns those of the grid of boundaries.
func (how Effort) tables() *tables {
	if how == Fine {
		return fineTables()
	}
	return draftTables()
}
