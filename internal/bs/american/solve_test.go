package american

import "math"

// solve solves one contract, on an axis made for it.
func (c contract) solve(m mesh) solution {
	total := c.vol * math.Sqrt(c.years)
	drift := math.Abs((c.rate-c.yield)*c.years) + total*total/2
	for _, d := range c.drops {
		if !c.escrow {
			drift += 1 - d.keep + d.cash
		}
	}
	return c.solveAll([]float64{c.vol}, []*axis{newAxis(c.put, centre*total, 5.5*total+drift, m.nodes)}, m)[0]
}
