package model

import "sort"

// Row returns contract i as a reader sees it.
func (c *Chain) Row(i int) Contract {
	e := c.Expiries[c.ExpiryOf(i)]
	return Contract{
		Root: e.Root, Expiry: e.Date, Settlement: e.Settlement,
		Strike: c.Strike[i], Right: c.Right[i],
		Bid: c.Bid[i], Ask: c.Ask[i], Last: c.Last[i],
		Volume: c.Volume[i], OpenInterest: c.OpenInterest[i],
		IV: c.IV[i], Delta: c.Delta[i], Gamma: c.Gamma[i],
		Multiplier: c.Multiplier[i], DealerQty: c.DealerQty[i],
		Line: int(c.Line[i]), Out: c.Out[i],
	}
}

// ExpiryOf returns the index of the expiry that contract i belongs to.
func (c *Chain) ExpiryOf(i int) int {
	return sort.Search(len(c.Expiries), func(k int) bool { return c.Expiries[k].Hi > i })
}
