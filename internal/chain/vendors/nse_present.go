package vendors

import (
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// nsePresentJSON is the response of the option chain API of the National Stock Exchange of India since 2025. It differs
// from nseJSON in the names of keys, in its dates, and in what is around the options: data, timestamp and underlyingValue
// are at the top, or in records. A strike with one option has an object of zeros and nulls on the other side.
var nsePresentJSON = assembly.Layout{
	Format: tables.Format{
		Name:    "nse-present-json",
		Title:   "NSE India option chain since 2025, JSON (unverified: not tested with a real file)",
		Columns: nsePresentColumns,
		Example: `{"timestamp":"14-Jul-2026 15:30:00","underlyingValue":25080.4,"data":[{"expiryDates":"21-Jul-2026","strikePrice":25000,` +
			`"CE":{"strikePrice":25000,"expiryDate":"21-07-2026","underlying":"NIFTY","openInterest":17,"totalTradedVolume":26,` +
			`"impliedVolatility":10.5,"lastPrice":158.75,"buyPrice1":157.4,"sellPrice1":159.2,"buyQuantity1":325,"sellQuantity1":130,"underlyingValue":25080.4}}]}`,
	},
	Fit: func(text *tables.Head) tables.Fit {
		if !isNSEPresent(text) {
			return tables.Fit{}
		}
		return tables.FitKeys(text, "strikePrice", "openInterest")
	},
	Parse: parseNSEPresent,
}

var nsePresentColumns = []tables.Column{
	tables.Required("timestamp", "02-Jan-2006 15:04:05, Indian time; once, outside data", fault.Setting("as-of"), tables.QuoteTime),
	tables.Required("CE, PE", "the call, the put", "no option on that side", tables.Ignored),
	tables.Required("underlying", "name", "taken from identifier, or "+fault.Setting("symbol"), tables.Underlying),
	tables.Optional("identifier", "OPTIDXNIFTY21-07-2026CE25000.00", "missing", tables.Symbol),
	tables.Required("underlyingValue", "rupees per unit; 0: none", "that outside data, or "+fault.Setting("spot"), tables.Spot),
	tables.Required("expiryDate", "02-01-2006", "expiryDates of the strike", tables.Expiry),
	tables.Required("strikePrice", "rupees per unit of the underlying", "the option is unreadable", tables.Strike),
	tables.Optional("buyPrice1", "rupees per unit of the underlying; 0: none", "missing", tables.Bid),
	tables.Optional("bidprice", "another name of buyPrice1", "missing", tables.Bid),
	tables.Optional("sellPrice1", "rupees per unit of the underlying; 0: none", "missing", tables.Ask),
	tables.Optional("askPrice", "another name of sellPrice1", "missing", tables.Ask),
	tables.Optional("lastPrice", "rupees per unit of the underlying", "missing", tables.Last),
	tables.Optional("totalTradedVolume", "lots today", "missing", tables.Volume),
	tables.Optional("openInterest", "lots", "missing, not 0", tables.OpenInterest),
	tables.Optional("impliedVolatility", "annualized percent; 0: none", "missing", tables.IV),
	tables.Optional("buyQuantity1, sellQuantity1, totalBuyQuantity, totalSellQuantity", "units of the underlying; they determine the lot size",
		fault.Setting("multiplier"), tables.Ignored),
}

func parseNSEPresent(src *input.Source, a *assembly.Assembler) error {
	a.IVUnit, a.Parts = model.IVPercent, true
	table := tables.Table{Columns: nsePresentColumns}
	find := table.NewJSONFinder(src)
	p := nsePresentReader{nseReader: newNSEReader(find.JSONRows, a), find: find}
	p.stamped = "timestamp"
	find.Keys, find.Take = []string{"strikePrice"}, p.strike
	if err := find.EndRecords(find.All(), "data", fetchAgain); err != nil {
		return err
	}
	for _, d := range a.Drafts {
		if v, k := cells.Number(p.spot); cells.SpotRule.Accepts(v, k) && !(d.Spot > 0) {
			d.SetSpot(v)
		}
	}
	return p.date()
}

// nsePresentReader also keeps the price of the underlying outside the options.
type nsePresentReader struct {
	*nseReader
	find *tables.JSONFinder
	spot []byte
}

// strike reads the options of a strike, or one option that is not inside a strike. filtered repeats some of the others.
func (p *nsePresentReader) strike(path string) error {
	if strings.HasPrefix(path, "filtered.") {
		return nil
	}
	p.expiry = nil
	if at := p.find.Above(tables.QuoteTime); len(p.timestamp) == 0 && len(at.Cell) > 0 {
		p.timestamp, p.stamped = at.Cell, at.Path
	}
	if len(p.spot) == 0 {
		p.spot = p.find.Above(tables.Spot).Cell
	}
	for key, right := range nseRight {
		if path == key || strings.HasSuffix(path, "."+key) {
			return p.option(path, right)
		}
	}
	err := p.rows.Ahead(func() error {
		return p.rows.Object(func(key []byte) (err error) {
			if string(key) == "expiryDates" || string(key) == "expiryDate" {
				p.expiry, err = p.rows.Cell()
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	return p.sides(path)
}
