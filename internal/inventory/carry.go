package inventory

import (
	"math"
	"slices"

	"gex/internal/fault"
	"gex/internal/market"
)

// holding is a position that is being carried.
type holding struct {
	Position
	actors, trades float64 // of Open-Close files, and of classified trades
	squares        float64
	contracts      float64 // of the trades, whoever made them
	traded         bool    // it has classified trades
	lastDate       market.Date
	lastVolume     float64 // traded on it
}

// carrier carries positions from date to date.
type carrier struct {
	Carrying
	held map[Name]*holding
	met  bool // the open interest of the chain
}

// Carry makes the book of a ledger. Errors: no dates, and trading days without a file.
func (l *Ledger) Carry(c Carrying) (*Book, error) {
	days := slices.Clone(l.Days)
	if !c.Through.IsZero() {
		days = slices.DeleteFunc(days, func(d *Day) bool { return c.Through.Before(d.Date) })
	}
	b := &Book{Traded: 0, Industry: 0, UnsignedPart: math.NaN()}
	if err := b.describe(days, c); err != nil {
		return nil, err
	}
	k := &carrier{Carrying: c, held: map[Name]*holding{}}
	var before []*Day
	for _, now := range byDate(days) {
		if before != nil {
			k.widen(len(gapsAfter(c.venue(), before, now[0].Date)), before[0].Date, now)
		}
		k.take(now[0].Date, now)
		before = now
	}
	if !c.Asked.IsZero() {
		k.widen(len(gapsAfter(c.venue(), before, c.Asked)), b.Last, nil)
		k.meetChain()
	}
	b.Positions = k.positions(b.Last, b.Until != "")
	b.addKnown(c)
	for _, p := range b.Positions {
		if p.Clipped {
			b.Clipped++
		}
	}
	return b, nil
}

// byDate groups days, which are in the order of their dates.
func byDate(days []*Day) (groups [][]*Day) {
	for i, d := range days {
		if i == 0 || d.Date != days[i-1].Date {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], d)
	}
	return groups
}

// venue is where the underlying trades.
func (c *Carrying) venue() *market.Venue { return market.LookupRoot(c.Underlying).Venue }

// describe fills in what a book says of its files.
func (b *Book) describe(days []*Day, c Carrying) error {
	if len(days) == 0 {
		return fault.New(fault.Input, whatIsRead, "the files have no rows that are asked for")
	}
	b.First, b.Last = days[0].Date, days[len(days)-1].Date
	part := (&Ledger{Days: days})
	if _, partly := part.Last(); partly {
		for _, d := range days {
			if d.Date == b.Last {
				b.Until = max(b.Until, d.Until)
			}
		}
	}
	files, unsigned, classified := map[string]bool{}, 0.0, 0.0
	for _, d := range days {
		files[d.SHA256] = true
		for why, n := range d.LeftOut {
			b.LeftOut[why] += n
		}
		if !math.IsNaN(d.Traded + d.Industry) {
			b.Traded, b.Industry = b.Traded+d.Traded, b.Industry+d.Industry
		}
		unsigned, classified = unsigned+d.Unsigned, classified+d.Contracts
		b.Aggressor = b.Aggressor || d.Source == Trades
		if d.Exchange != "" && !slices.Contains(b.Exchanges, d.Exchange) {
			b.Exchanges = append(b.Exchanges, d.Exchange)
		}
	}
	slices.Sort(b.Exchanges)
	b.Files = len(files)
	if classified > 0 {
		b.UnsignedPart = unsigned / classified
	}
	return b.findGaps(byDate(days), c)
}

// findGaps lists what no file has between the first date and the last, or that of the chain. It is an error unless it may be so.
func (b *Book) findGaps(dates [][]*Day, c Carrying) error {
	for i, now := range dates {
		next := c.Asked
		if i+1 < len(dates) {
			next = dates[i+1][0].Date
		}
		if next.IsZero() {
			break
		}
		if err := refuseFar(now[0].Date, next); err != nil {
			return err
		}
		b.Gaps = append(b.Gaps, gapsAfter(c.venue(), now, next)...)
	}
	if !c.Gaps {
		return refuseGaps(b.Gaps)
	}
	return nil
}

// take adds what all files say of a date.
func (k *carrier) take(date market.Date, days []*Day) {
	if !k.Asked.IsZero() && date.Compare(k.InterestOf) >= 0 {
		k.meetChain()
	}
	for _, d := range days {
		for i := range d.Entries {
			if e := &d.Entries[i]; k.Underlying == "" || e.Series().Underlying == k.Underlying {
				k.add(d, e)
			}
		}
	}
}

// add adds what a file says of a series.
func (k *carrier) add(d *Day, e *Entry) {
	h := k.held[e.Name]
	if h == nil {
		h = &holding{Position: Position{Series: e.Series(), First: d.Date, Unknown: e.Interest}}
		if math.IsNaN(e.Interest) && k.met {
			h.Unknown = k.interest(h.Series)
		}
		k.held[e.Name] = h
	}
	if h.lastDate != d.Date { // another exchange's file of a date has the same open interest
		if h.Days > 0 {
			h.clip(e.Interest)
		}
		h.Days++
		h.lastDate, h.lastVolume = d.Date, 0
	}
	h.lastVolume += e.Volume
	if d.Source == Trades {
		h.trades, h.squares, h.contracts, h.traded = h.trades+e.Net, h.squares+e.Squares, h.contracts+e.Volume, true
	} else {
		h.actors += e.Net
	}
}

// interest is the open interest of a series in the chain; NaN without one.
func (k *carrier) interest(s Series) float64 {
	if k.Interest != nil {
		if n, ok := k.Interest(s); ok {
			return n
		}
	}
	return math.NaN()
}

// clip bounds the position of an American series by open interest: exercise and assignment, which no file has, only reduce it.
// European series are never exercised before they settle.
func (h *holding) clip(interest float64) {
	if z := h.actors + h.trades; !h.Series.root().European && math.Abs(z) > interest {
		scale := interest / math.Abs(z)
		h.actors, h.trades, h.Clipped = h.actors*scale, h.trades*scale, true
	}
}

// meetChain compares all positions with the open interest n of the chain, once. What dealers hold is at most n, either way, so that
// at most n and what they have traded since is from before the first file:
//
//	|z| <= n and z = before + traded    =>    |before| <= n + |traded|
//
// of which classified trades may be any part of all contracts.
func (k *carrier) meetChain() {
	if k.met {
		return
	}
	k.met = true
	for _, h := range k.held {
		n := k.interest(h.Series)
		if math.IsNaN(n) {
			continue
		}
		if most := n + math.Abs(h.actors) + h.contracts; !(h.Unknown <= most) {
			h.Unknown = most
		}
		h.clip(n)
	}
}

// widen adds to what is unknown the volume of so many days of which there is no file. The volume of each is taken to be the larger
// of those of the day before and the day after: open interest shows only what both sides of all trades left open.
func (k *carrier) widen(days int, before market.Date, after []*Day) {
	if days == 0 {
		return
	}
	next := map[Name]float64{}
	for _, d := range after {
		for i := range d.Entries {
			next[d.Entries[i].Name] += d.Entries[i].Volume
		}
	}
	for s, h := range k.held {
		volume := next[s]
		if h.lastDate == before {
			volume = max(volume, h.lastVolume)
		}
		h.Unknown += float64(days) * volume
	}
}

// positions are those of series that have not settled, in order.
func (k *carrier) positions(last market.Date, part bool) []Position {
	var list []Position
	for _, h := range k.held {
		if settled(h.Series, last, part) || h.Series.Expiration.Before(k.Asked) {
			continue
		}
		p := h.Position
		p.Raw, p.SE = h.actors+h.trades, math.NaN()
		p.Qty = p.Raw
		if h.traded && k.Accuracy > 0 {
			estimate, se := Estimate(h.trades, h.squares, k.Accuracy)
			p.Qty, p.SE = h.actors+estimate, se
		}
		list = append(list, p)
	}
	slices.SortFunc(list, comparePositions)
	return list
}

// comparePositions orders them by expiration, root, strike and type within an underlying.
func comparePositions(a, b Position) int { return a.Series.Compare(b.Series) }

// addKnown puts public positions in the place of what was inferred.
func (b *Book) addKnown(c Carrying) {
	for _, k := range c.Known {
		if c.Underlying != "" && RootOf(c.Underlying, k.Series.Root).Underlying != c.Underlying {
			continue
		}
		if c.Underlying != "" {
			k.Series.Underlying = c.Underlying
		}
		p := Position{Series: k.Series, SE: math.NaN()}
		at, found := slices.BinarySearchFunc(b.Positions, p, comparePositions)
		if !found {
			b.Positions = slices.Insert(b.Positions, at, p)
		}
		now := &b.Positions[at]
		now.Qty, now.Raw, now.SE, now.Unknown, now.Clipped, now.Label = k.Qty, k.Qty, math.NaN(), 0, false, k.Label
	}
}
