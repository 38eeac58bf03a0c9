package gex

import (
	"math"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// BookSourceNote is the code of the note that says whose the dealer positions of a chain are.
const BookSourceNote = "book-source"

// band is GEX with what is unknown of the dealers' book at either extreme, in the unit of the options:
//
//	known ± Σ u·m·Γ        share known = 1 − Σ u·m·Γ / Σ n·m·Γ
//
// with known the GEX of the positions that the file has, u the contracts that may be the dealers' besides, and n open interest.
type band struct{ known, unknown, interest float64 }

func (x band) share() report.Number {
	if !(x.interest > 0) {
		return report.None()
	}
	return report.Number(max(0, 1-x.unknown/x.interest)) // what is unknown of a series can be more than is open
}

// dealerBand computes the band of a chain with dealer positions and what is unknown of them.
func dealerBand(c *chain.Chain, s *vol.Surface, o Options) (band, error) {
	o.Weight, o.Anyway = Weights[0], true
	gexOf := func(sign string, interest []float64) (float64, error) {
		other := *c
		other.OpenInterest = interest
		own := o
		own.Sign = sign
		b, err := NewBook(&other, s, own)
		if err != nil {
			return 0, err
		}
		return b.whole.net(), nil
	}
	var x band
	var err error
	if x.known, err = gexOf("column", c.OpenInterest); err == nil {
		x.unknown, err = gexOf("long", c.DealerUnknown)
	}
	if err == nil {
		x.interest, err = gexOf("long", c.OpenInterest)
	}
	return x, err
}

// dealerBook says whose the positions of the book are, nil where they are assumed or the file has nothing about what is unknown.
func (b *Book) dealerBook() *report.DealerBook {
	if !isColumn(b.opt.Sign) || b.chain.DealerUnknown == nil || b.opt.members != nil {
		return nil
	}
	x, err := dealerBand(b.chain, b.surface, b.opt)
	if err != nil {
		return nil // the book itself was made of the same chain: nothing can be wrong with it
	}
	d := &report.DealerBook{KnownShare: x.share(), Low: report.Number(x.known - x.unknown), High: report.Number(x.known + x.unknown)}
	for _, n := range b.chain.Notes {
		if n.Code == BookSourceNote {
			d.Whose = report.Text(n.Message)
		}
	}
	return d
}

// BuildInventory computes the exposures of the dealer positions that a chain has, with what is unknown of them, beside those of
// the naive sign. The document lacks what the chain does not know: the files of the book, and its series.
func BuildInventory(c *chain.Chain, s *vol.Surface, o Options) (*report.InventoryDocument, error) {
	naive := o
	naive.Sign, naive.Weight, naive.Anyway = Signs[0], Weights[0], true
	assumed, err := NewBook(c, s, naive)
	if err != nil {
		return nil, err
	}
	own := o
	own.Sign, own.Weight, own.Anyway = "column", Weights[0], true
	b, err := NewBook(c, s, own)
	if err != nil {
		return nil, err
	}
	x, err := dealerBand(c, s, o)
	if err != nil {
		return nil, err
	}
	d := &report.InventoryDocument{About: b.about()}
	in := &d.Inventory
	in.KnownShare = x.share()
	in.Totals = report.DealerTotals{
		GEX: report.Number(b.whole.net()), Low: report.Number(x.known - x.unknown), High: report.Number(x.known + x.unknown),
		Naive: report.Number(assumed.whole.net()), SignAgreement: agreementOf(b, assumed),
	}
	in.Buckets, err = dealerBuckets(c, s, o, b, assumed)
	return d, err
}

// agreementOf is the share of naive |GEX| of contracts whose position has the sign that the naive rule assumes.
func agreementOf(b, naive *Book) report.Number {
	if !(naive.whole.gross > 0) {
		return report.None()
	}
	same, k := 0.0, 0
	for j, i := range naive.row {
		for k < len(b.row) && b.row[k] < i { // both are in the order of the chain
			k++
		}
		if k < len(b.row) && b.row[k] == i && b.qty[k]*naive.qty[j] > 0 {
			same += math.Abs(naive.gex[j])
		}
	}
	return report.Number(same / naive.whole.gross)
}

// dealerBuckets are the positions and exposures by days to expiry; buckets without contracts are left out.
func dealerBuckets(c *chain.Chain, s *vol.Surface, o Options, b, naive *Book) ([]report.DealerBucket, error) {
	out := []report.DealerBucket{}
	for bucket := range Bucket(nBuckets) {
		in, assumed := b.in(bucket), naive.in(bucket)
		if len(in) == 0 && len(assumed) == 0 {
			continue
		}
		own := o
		own.Exclude = nil
		for other := range Bucket(nBuckets) {
			if other != bucket {
				own.Exclude = append(own.Exclude, other.String())
			}
		}
		x, err := dealerBand(c, s, own)
		if err != nil {
			return nil, err
		}
		row := report.DealerBucket{
			Bucket: bucket.String(), GEX: report.Number(b.sumOf(in).net()), Naive: report.Number(naive.sumOf(assumed).net()),
			Low: report.Number(x.known - x.unknown), High: report.Number(x.known + x.unknown),
		}
		for _, e := range in {
			for k := e.lo; k < e.hi; k++ {
				row.Series++
				if b.right(k) == chain.Put {
					row.Puts += report.Number(b.qty[k])
				} else {
					row.Calls += report.Number(b.qty[k])
				}
			}
		}
		for _, e := range assumed {
			for k := e.lo; k < e.hi; k++ {
				if naive.right(k) == chain.Put {
					row.NaivePuts += report.Number(naive.qty[k])
				} else {
					row.NaiveCalls += report.Number(naive.qty[k])
				}
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// sumOf sums expiries, of which there may be none.
func (b *Book) sumOf(expiries []expiry) *sums {
	s := b.sum(expiries...)
	return &s
}

// isColumn reports whether a sign takes positions from the file.
func isColumn(sign string) bool { return sign == "column" || filledBy(sign) != "" }

// filledBy is the sign of contracts for which the file has no position: naive for "column,naive"; "" when they take no part.
func filledBy(sign string) string {
	for _, other := range Signs[:3] {
		if sign == "column,"+other {
			return other
		}
	}
	return ""
}
