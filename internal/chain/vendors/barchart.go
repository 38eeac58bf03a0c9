package vendors

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/lazy"
	"gex/internal/market"
)

// barchart is the "stacked" download of Barchart's option pages: the calls of one expiry, then its puts, and a footer
// with the time of the download. Only the file name has the underlying and the expiration,
// and there is no price of the underlying:
//
//	$spx-options-exp-2022-12-07-weekly-near-the-money-stacked-12-03-2022.csv
//
// Weeklies of an index have their own root: the file name distinguishes SPXW from SPX.
var barchart = assembly.Layout{
	Format: tables.Format{
		Name:    "barchart",
		Title:   "Barchart options, stacked",
		Columns: barchartTable.Columns,
		Example: `Strike,Moneyness,Bid,Mid,Ask,Latest,Change,%Change,Volume,"Open Int","OI Chg",IV,Delta,Type,"Last Trade"`,
	},
	Fit:   fitBarchart,
	Parse: parseBarchart,
}

var barchartTable = tables.Table{
	Columns: []tables.Column{
		tables.Required("Strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Required("Type", "Call or Put", "the row is unreadable", tables.Right),
		tables.Required("Moneyness", "not used; identifies the layout", "missing", tables.Ignored),
		tables.Optional("Bid", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("Ask", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("Last", "$ per unit of the underlying; 0: none", "missing", tables.Last),
		tables.Optional("Latest", "the same in newer files", "missing", tables.Last),
		tables.Optional("Volume", "contracts today", "missing", tables.Volume),
		tables.Optional("Open Int", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("IV", "annualized, with the percent sign; 0: none", "missing", tables.IV),
		tables.Optional("Delta", "of one option", "missing", tables.Delta),
		tables.Optional("Gamma", "per $ of the underlying", "missing", tables.Gamma),
		tables.Unused("Mid"),
		tables.Unused("Midpoint"),
		tables.Unused("Change"),
		tables.Unused("%Chg"),
		tables.Unused("%Change"),
		tables.Optional(ratioColumn, "not used; some files have it in the header but not in the rows", "missing", tables.Ignored),
		tables.Unused("OI Chg"),
		tables.Unused("Avg IV"),
		tables.Unused("Last Trade"),
	},
}

// ratioColumn is the column that is in the header of some files but not in their rows.
const ratioColumn = "Volume Open Interest Ratio"

func fitBarchart(text *tables.Head) tables.Fit {
	if !bytes.Contains(text.Text, []byte("Moneyness")) {
		return tables.Fit{}
	}
	return barchartTable.Fit(text)
}

func parseBarchart(src *input.Source, a *assembly.Assembler) error {
	h := barchartTable.Find(src.Data)
	if err := barchartTable.Check(src, h); err != nil {
		return err
	}
	name := filepath.Base(src.Label())
	of, err := a.FileSeries(func(d *assembly.Draft, expiry market.Date) string { return barchartRoot(d, expiry, name) })
	if err != nil {
		return err
	}
	footer := cutFooter(&h)
	if err := barchartDate(src, a, of.Draft, footer); err != nil {
		return err
	}
	if dropRatio(&h) {
		of.Draft.Note(model.Warn("column-without-cells", "the header has a column "+ratioColumn+" that the rows lack"))
	}
	if err := tables.MustBeWhole(src, &h); err != nil {
		return err
	}
	b := barchartReader{a: a, of: of, rows: tables.NewRows(src, &h), values: h.Values(tables.CallSide, &a.Options)}
	a.IVUnit = model.IVFraction
	for b.rows.Next() && !of.Draft.Skip {
		b.read(&b.rows.Row)
	}
	a.NoteUnknown(h.Unknown)
	return nil
}

// barchartRoot returns the root of the options in a file of this name.
func barchartRoot(d *assembly.Draft, expiry market.Date, name string) string {
	weekly := assembly.WeeklyRoots[d.Underlying]
	switch {
	case weekly != "" && strings.Contains(name, "-weekly-"):
		return weekly
	case strings.Contains(name, "-monthly-"):
		return d.Underlying
	}
	return assembly.AssumedRoot(d, expiry, nil)
}

const footerText = "Downloaded from Barchart.com as of "

// cutFooter removes the footer from the rows and returns its time.
func cutFooter(h *tables.Header) string {
	at := bytes.LastIndex(h.Rest, []byte(footerText))
	if at < 0 {
		return ""
	}
	line, after := tables.CutLine(h.Rest[at:])
	if len(bytes.TrimSpace(after)) > 0 {
		return ""
	}
	h.Rest = bytes.TrimSuffix(h.Rest[:at], []byte{'"'})
	return strings.TrimRight(strings.TrimPrefix(string(line), footerText), `" `)
}

var nameDownload = lazy.Regexp(`(\d\d-\d\d-(?:19|20)\d\d)\.`)

// barchartDate reads the time of the file from its footer, 12-03-2022 09:50am CST, or the date from its name.
func barchartDate(src *input.Source, a *assembly.Assembler, d *assembly.Draft, footer string) error {
	if m := nameDownload().FindStringSubmatch(src.Label()); m != nil && footer == "" {
		footer = m[1]
	}
	if footer == "" {
		return nil // Finish reports it if there is no other time
	}
	t, assumed, err := cells.ParseTimeIn(footer, cmp.Or(a.Options.Dates, model.MonthFirst), cells.Clock{})
	switch {
	case err != nil && !a.Options.AsOf.IsZero():
		return nil
	case err != nil:
		return src.Fail(0, "", fmt.Sprintf("%s is not a time like 12-03-2022 09:50am CST", cells.Quote(footer)), assembly.AsOfHint)
	}
	a.Stamp(d, t, assumed)
	return nil
}

// dropRatio removes ratioColumn from the header if the first row has no cell for it.
func dropRatio(h *tables.Header) bool {
	line, _ := tables.NewLines(h.Rest, 0).Next()
	if len(tables.SplitHeader(line)) != len(h.Names)-1 {
		return false
	}
	for i, name := range h.Names {
		if tables.Canonical(name) == tables.Canonical(ratioColumn) {
			h.Names = slices.Delete(slices.Clone(h.Names), i, i+1)
			h.Fields = slices.Delete(slices.Clone(h.Fields), i, i+1)
			return true
		}
	}
	return false
}

// barchartReader reads the rows.
type barchartReader struct {
	a      *assembly.Assembler
	of     assembly.FileSeries
	rows   *tables.Rows
	values []tables.Field
	rec    assembly.Record
}

// read adds the contract of a row to the assembler.
func (b *barchartReader) read(row *tables.Row) {
	b.a.Row(b.of.Draft)
	strike, right, bad, err := barchartContract(row)
	if err != nil && b.rows.IsStray() {
		b.a.Stray(b.rows, 1)
		return
	}
	if err != nil {
		b.a.Refuse(row.Line, b.rows.Header.Name(bad), err)
		b.a.Unread(1, assembly.ReadableOI(row, tables.CallSide))
		return
	}
	b.rec = assembly.Record{Series: b.of.Series, Line: int32(row.Line), Right: right, Repaired: row.Repaired | b.of.Repair, Strike: strike}
	b.rec.Values(row, tables.CallSide, b.values, b.a, b.rows.Header)
	b.a.Add(&b.rec)
}

// barchartContract reads what identifies a contract; bad is the column of the error.
func barchartContract(row *tables.Row) (strike float64, right model.Right, bad tables.Field, err error) {
	if row.Problem != "" {
		return 0, model.Call, tables.Ignored, fmt.Errorf("%s", row.Problem)
	}
	if strike, err = cells.StrikeRule.Required(row.Cell(tables.Strike)); err != nil {
		return 0, model.Call, tables.Strike, err
	}
	right, err = cells.ParseRight(row.Cell(tables.Right))
	return strike, right, tables.Right, err
}
