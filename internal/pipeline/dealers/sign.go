package dealers

import (
	"fmt"
	"math"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/inventory"
	"gex/internal/market"
)

// withChain carries the book to the chain and puts it there.
func (r *run) withChain() (*Result, error) {
	name := r.job.Files[0]
	f, err := r.job.File(r.out, name)
	if err != nil {
		return nil, err
	}
	if f.Unpriced != nil {
		return nil, f.Unpriced
	}
	c, err := r.chosen(f)
	if err != nil {
		return nil, err
	}
	carrying := r.carrying()
	carrying.Underlying = c.Underlying
	places := placesOf(c)
	carrying.Asked, carrying.InterestOf = chainDates(c)
	carrying.Interest = func(s inventory.Series) (float64, bool) {
		i, ok := places[keyOf(s)]
		if !ok || math.IsNaN(c.OpenInterest[i]) {
			return math.NaN(), false
		}
		return c.OpenInterest[i], true
	}
	if last, _ := r.ledger.Last(); carrying.Asked.Before(last) {
		return nil, fault.New(fault.Input, fault.Setting("through")+" "+carrying.Asked.String()+" ends the book there; or give a later chain",
			"%s is of %s, and the files go to %s", name, carrying.Asked, last)
	}
	b, err := r.ledger.Carry(carrying)
	if err != nil {
		return nil, err
	}
	if sign(c, b, places) == 0 {
		return nil, fault.New(fault.Input, "give the files of its underlying and time", "%s: %s: none of its contracts is among the %d series of the book", name, c.Underlying, len(b.Positions))
	}
	c.Notes = append(c.Notes, r.caveats(b, c.Underlying)...)
	if w := laterThan(c, b); w != "" {
		c.Notes = append(c.Notes, chain.Warning{Code: "book-after-chain", Message: w})
	}
	surface, err := r.job.Fit(c)
	if err != nil {
		return nil, fault.At(name+": "+c.Underlying, err)
	}
	d, err := gex.BuildInventory(c, surface, r.job.Gex)
	if err != nil {
		return nil, fault.At(name+": "+c.Underlying, err)
	}
	r.job.Head(f, d)
	r.describe(&d.Inventory, b)
	f.Chains = []*chain.Chain{c}
	return &Result{Document: d, Signed: f}, nil
}

// chosen is the underlying of the chain's file that the book is of.
func (r *run) chosen(f *chain.File) (*chain.Chain, error) {
	if len(f.Chains) == 1 {
		return f.Chains[0], nil
	}
	have := r.ledger.Underlyings()
	for _, c := range f.Chains {
		if len(have) == 1 && c.Underlying == have[0] {
			return c, nil
		}
	}
	return nil, fault.New(fault.Input, fault.Setting("symbol")+" picks one", "%s has %d underlyings, and a book is of one", f.Name, len(f.Chains))
}

// chainDates are the trade date of a chain, and the date before whose open its open interest was published.
func chainDates(c *chain.Chain) (trade, interest market.Date) {
	v := c.Of().Venue
	trade, interest = v.TradeDate(c.AsOf), v.DateOf(c.AsOf)
	if !v.IsTradingDay(interest) {
		interest = v.NextTradingDay(interest)
	}
	return trade, interest
}

// laterBy is how much later than its chain a book can be without a warning.
const laterBy = 15 * time.Minute

// laterThan says that a book goes on after the chain was made; "" when it does not.
func laterThan(c *chain.Chain, b *inventory.Book) string {
	v := c.Of().Venue
	ends := v.Close(b.Last)
	if b.Until != "" {
		var clock time.Time
		clock, _ = time.Parse(time.TimeOnly, b.Until) // it was written by that layout
		ends = v.At(b.Last, clock.Hour(), clock.Minute())
	}
	if !v.HasSessions() || ends.Sub(c.AsOf) <= laterBy {
		return ""
	}
	return fmt.Sprintf("the files go to %s, and the chain is of %s: its prices are of another time than the positions",
		ends.In(v.Zone).Format("2 Jan 15:04"), c.AsOf.In(v.Zone).Format("15:04"))
}

// key identifies a contract of a chain, whose underlying is one.
type key struct {
	root       string
	expiration market.Date
	strike     float64
	kind       byte
}

func keyOf(s inventory.Series) key { return key{s.Root, s.Expiration, s.Strike, s.Type} }

// placesOf finds the contracts of a chain by their series.
func placesOf(c *chain.Chain) map[key]int {
	places := make(map[key]int, c.Len())
	for _, e := range c.Expiries {
		v := e.Root.Venue
		date := e.Date
		if v != nil {
			date = v.SettlementDate(date)
		}
		for i := e.Lo; i < e.Hi; i++ {
			kind := byte('C')
			if c.Right[i] == chain.Put {
				kind = 'P'
			}
			k := key{e.Root.Name, date, c.Strike[i], kind}
			if _, twice := places[k]; !twice {
				places[k] = i
			}
		}
	}
	return places
}

// sign puts a book into a chain. A contract that no file has is complete when nobody held it: dealers hold none. Of any other they may
// hold all of its open interest, either way. It returns how many contracts have a position in the book.
func sign(c *chain.Chain, b *inventory.Book, places map[key]int) (found int) {
	c.DealerQty, c.DealerUnknown = make([]float64, c.Len()), make([]float64, c.Len())
	for i, n := range c.OpenInterest {
		c.DealerQty[i], c.DealerUnknown[i] = math.NaN(), n
		if n == 0 {
			c.DealerQty[i] = 0
		}
	}
	for _, p := range b.Positions {
		i, ok := places[keyOf(p.Series)]
		if !ok {
			continue
		}
		found++
		if c.DealerQty[i], c.DealerUnknown[i] = p.Qty, p.Unknown; math.IsNaN(p.Unknown) {
			c.DealerUnknown[i] = c.OpenInterest[i]
		}
		if p.Qty == 0 && c.DealerUnknown[i] != 0 {
			c.DealerQty[i] = math.NaN() // makers have not traded what may be theirs from before
		}
	}
	return found
}
