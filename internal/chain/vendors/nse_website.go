package vendors

import (
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/lazy"
	"gex/internal/market"
)

// nseWebsite is one expiry as downloaded from the option chain page of the National Stock Exchange of India: a line
// CALLS,,PUTS, then the header, then one row per strike, the call left of it, the put right. Numbers are grouped as in India,
// "1,23,456", and a dash is none. Only the name of the file has the underlying and the expiration
// (option-chain-ED-NIFTY-14-Jul-2026.csv). Open interest and volume are in lots; quoted quantities are in units and
// determine the lot size. The price of the underlying and the time are missing.
var nseWebsite = assembly.Layout{
	Format: tables.Format{
		Name:    "nse-website",
		Title:   "NSE India option chain, csv of the website (unverified: not tested with a real file)",
		Columns: nseWebsiteTable.Columns,
		Example: "CALLS,,PUTS\n,OI,CHNG IN OI,VOLUME,IV,LTP,CHNG,BID QTY,BID,ASK,ASK QTY,STRIKE,BID QTY,BID,ASK,ASK QTY,CHNG,LTP,IV,VOLUME,CHNG IN OI,OI,",
	},
	Fit:   nseWebsiteTable.Fit,
	Parse: parseNSEWebsite,
}

var nseWebsiteTable = tables.Table{
	TwoSided: true,
	Columns: []tables.Column{
		tables.Required("STRIKE", "rupees per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("OI", "lots", "missing, not 0", tables.OpenInterest),
		tables.Required("BID", "rupees per unit of the underlying", "missing", tables.Bid),
		tables.Required("ASK", "rupees per unit of the underlying", "missing", tables.Ask),
		tables.Required("LTP", "rupees per unit of the underlying", "missing", tables.Last),
		tables.Required("CHNG IN OI", "not used", "missing", tables.Ignored),
		tables.Optional("VOLUME", "lots today", "missing", tables.Volume),
		tables.Optional("IV", "annualized percent", "missing", tables.IV),
		tables.Optional("BID QTY", "units of the underlying; they determine the lot size", "missing", tables.Ignored),
		tables.Optional("ASK QTY", "units of the underlying; they determine the lot size", "missing", tables.Ignored),
		tables.Unused("CHNG"),
	},
}

func parseNSEWebsite(src *input.Source, a *assembly.Assembler) error {
	h := nseWebsiteTable.Find(src.Data)
	if err := nseWebsiteTable.Check(src, h); err != nil {
		return err
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	a.IVUnit, a.Parts = model.IVPercent, true
	of, err := nseFileSeries(a)
	if err != nil {
		return err
	}
	p := assembly.Pairs{A: a, Of: of, Rows: tables.NewRows(src, &h),
		CallValues: h.Values(tables.CallSide, &a.Options), PutValues: h.Values(tables.PutSide, &a.Options)}
	quoted := nseQuantities(&h)
	for p.Rows.Next() && !of.Draft.Skip {
		p.Read(&p.Rows.Row)
		if p.Rows.Row.Problem == "" {
			a.Offer(of.Series, quoted.of(p.Rows.Line))
		}
	}
	a.NoteUnknown(h.Unknown)
	return nil
}

// nseQuantityColumns are the positions of the quoted quantities in a row.
type nseQuantityColumns []int

func nseQuantities(h *tables.Header) (at nseQuantityColumns) {
	for i, name := range h.Names {
		if key := tables.Canonical(name); key == "bidqty" || key == "askqty" {
			at = append(at, i)
		}
	}
	return at
}

// of returns the quantities of a row. A cell that is not a number says nothing about the lot.
func (at nseQuantityColumns) of(line []byte) (q assembly.Quantities) {
	row := tables.SplitHeader(line)
	for _, i := range at {
		if i >= len(row) {
			continue
		}
		q.AddCell([]byte(row[i]))
	}
	return q
}

// nseFileName is a name that the website gives to a download; a browser may append a number to it.
var nseFileName = lazy.Regexp(`(?i)^option-chain-(?:[a-z]{2}-)?(.+?)-(\d{1,2}-[a-z]{3}-\d{4})\b`)

// nseFileSeries returns the series of a download from the options, or from the name that the website gives it.
func nseFileSeries(a *assembly.Assembler) (s assembly.FileSeries, err error) {
	name, expiry := nseNamed(a.Src.Name)
	switch {
	case a.Options.Symbol != "":
		name = a.Options.Symbol
	case name == "":
		return s, a.Src.Fail(0, "", "neither the file nor its name gives the underlying",
			"set it with "+fault.Setting("symbol")+", for example "+fault.Setting("symbol")+" NIFTY, or keep the name of the download, option-chain-ED-NIFTY-14-Jul-2026.csv")
	}
	s.Draft = a.Underlying(name)
	if a.Options.Symbol == "" {
		s.Draft.Note(model.Warn("underlying-from-name", "the underlying "+name+" is taken from the file name (set "+fault.Setting("symbol")+" if it is another)"))
	}
	switch {
	case !a.Options.Expiration.IsZero():
		expiry = a.Options.Expiration
	case expiry.IsZero():
		return s, a.Src.Fail(0, "", "neither the file nor its name gives the expiration", "set the date with "+fault.Setting("expiration")+", for example "+
			fault.Setting("expiration")+" 2026-07-14, or keep the name of the download, option-chain-ED-NIFTY-14-Jul-2026.csv")
	default:
		s.Draft.Note(model.Warn("expiry-from-name", "the expiration "+expiry.String()+" is taken from the file name"))
	}
	s.Series, s.Repair = a.SeriesOf(s.Draft, name, expiry)
	return s, nil
}

// nseNamed reads the underlying and the expiration in the name of a file, as far as it has them.
func nseNamed(file string) (name string, expiry market.Date) {
	m := nseFileName().FindStringSubmatch(file[strings.LastIndexAny(file, `/\\`)+1:])
	if m == nil {
		return "", expiry
	}
	name, _ = cells.ParseName(m[1])
	expiry, _ = cells.ParseDay(m[2], model.DayFirst)
	return name, expiry
}
