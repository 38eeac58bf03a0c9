package chain

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/market"
)

// barchart is the "stacked" download of Barchart's option pages: the calls of one expiry, then its puts, and a last
// line that says when it was made. What the options are on and when they expire stands in the name of the file alone,
// and the price of the underlying nowhere:
//
//	$spx-options-exp-2022-12-07-weekly-near-the-money-stacked-12-03-2022.csv
//
// Weeklies of an index have a root of their own: the name tells SPXW from SPX.
var barchart = layout{
	Format: Format{
		Name:    "barchart",
		Title:   "Barchart options, stacked",
		Columns: barchartTable.columns,
		Example: `Strike,Moneyness,Bid,Mid,Ask,Latest,Change,%Change,Volume,"Open Int","OI Chg",IV,Delta,Type,"Last Trade"`,
	},
	fit:   fitBarchart,
	parse: parseBarchart,
}

var barchartTable = table{
	columns: []Column{
		required("Strike", "$ per unit of the underlying", "the row is unreadable", fStrike),
		required("Type", "Call or Put", "the row is unreadable", fRight),
		required("Moneyness", "not used; tells the layout from others", "missing", fIgnored),
		optional("Bid", "$ per unit of the underlying; 0: none", "missing", fBid),
		optional("Ask", "$ per unit of the underlying", "missing", fAsk),
		optional("Last", "$ per unit of the underlying; 0: none", "missing", fLast),
		optional("Latest", "the same in newer files", "missing", fLast),
		optional("Volume", "contracts today", "missing", fVolume),
		optional("Open Int", "contracts at the last close", "missing, not 0", fOpenInterest),
		optional("IV", "a year, with the percent sign; 0: none", "missing", fIV),
		optional("Delta", "of one option", "missing", fDelta),
		optional("Gamma", "per $ of the underlying", "missing", fGamma),
		unused("Mid"),
		unused("Midpoint"),
		unused("Change"),
		unused("%Chg"),
		unused("%Change"),
		optional(ratioColumn, "not used; left out of the rows of some files, but not of their header", "missing", fIgnored),
		unused("OI Chg"),
		unused("Avg IV"),
		unused("Last Trade"),
	},
}

// ratioColumn is the column that some files name without giving it.
const ratioColumn = "Volume Open Interest Ratio"

func fitBarchart(text *head) fit {
	if !bytes.Contains(text.text, []byte("Moneyness")) {
		return fit{}
	}
	return barchartTable.fit(text)
}

func parseBarchart(src *input.Source, a *assembler) error {
	h := barchartTable.find(src.Data)
	if err := barchartTable.check(src, h); err != nil {
		return err
	}
	name := filepath.Base(src.Name)
	of, err := a.single(func(d *draft, expiry market.Date) string { return barchartRoot(d, expiry, name) })
	if err != nil {
		return err
	}
	footer := cutFooter(&h)
	if err := barchartDate(src, a, of.draft, footer); err != nil {
		return err
	}
	if dropRatio(&h) {
		of.draft.note(model.Warn("column-without-cells", "the header has a column "+ratioColumn+" that the rows have not"))
	}
	if err := mustBeWhole(src, &h); err != nil {
		return err
	}
	b := barchartReader{a: a, of: of, rows: newRows(src, &h), values: h.values(callSide, &a.options)}
	a.ivUnit = model.IVFraction
	for b.rows.next() && !of.draft.skip {
		b.read(&b.rows.row)
	}
	a.noteUnknown(h.unknown)
	return nil
}

// barchartRoot is the root of the options in a file of this name.
func barchartRoot(d *draft, expiry market.Date, name string) string {
	weekly := weeklyRoots[d.Underlying]
	switch {
	case weekly != "" && strings.Contains(name, "-weekly-"):
		return weekly
	case strings.Contains(name, "-monthly-"):
		return d.Underlying
	}
	return assumedRoot(d, expiry, nil)
}

const footerText = "Downloaded from Barchart.com as of "

// cutFooter takes the last line off the rows, and returns what it says.
func cutFooter(h *header) string {
	at := bytes.LastIndex(h.rest, []byte(footerText))
	if at < 0 {
		return ""
	}
	line, after := cutLine(h.rest[at:])
	if len(bytes.TrimSpace(after)) > 0 {
		return ""
	}
	h.rest = bytes.TrimSuffix(h.rest[:at], []byte{'"'})
	return strings.TrimRight(strings.TrimPrefix(string(line), footerText), `" `)
}

var nameDownload = regexp.MustCompile(`(\d\d-\d\d-(?:19|20)\d\d)\.`)

// barchartDate takes the time of the file from its footer, 12-03-2022 09:50am CST, else the date from its name.
func barchartDate(src *input.Source, a *assembler, d *draft, footer string) error {
	if !a.options.AsOf.IsZero() {
		return nil
	}
	if m := nameDownload.FindStringSubmatch(src.Name); m != nil && footer == "" {
		footer = m[1]
	}
	if footer == "" {
		return nil // which is told where there is no other time
	}
	t, assumed, err := cells.ParseTimeIn(footer, cmp.Or(a.options.Dates, model.MonthFirst), nil)
	if err != nil {
		return src.Fail(0, "", fmt.Sprintf("%s is not a time like 12-03-2022 09:50am CST", cells.Quote(footer)), asOfHint)
	}
	d.at(t)
	d.note(assumed)
	return nil
}

// dropRatio leaves a column out of the header that the first row shows to have no cells.
func dropRatio(h *header) bool {
	line, _ := newLines(h.rest, 0).next()
	if len(splitHeader(line)) != len(h.names)-1 {
		return false
	}
	for i, name := range h.names {
		if canonical(name) == canonical(ratioColumn) {
			h.names = slices.Delete(slices.Clone(h.names), i, i+1)
			h.fields = slices.Delete(slices.Clone(h.fields), i, i+1)
			return true
		}
	}
	return false
}

// barchartReader reads the rows.
type barchartReader struct {
	a      *assembler
	of     single
	rows   *rows
	values []field
	rec    record
}

// read gives the contract of a row to the assembler.
func (b *barchartReader) read(row *row) {
	b.a.row(b.of.draft)
	strike, right, bad, err := barchartContract(row)
	if err != nil && b.rows.isStray() {
		b.a.stray(b.rows, 1)
		return
	}
	if err != nil {
		b.a.refuse(row.line, b.rows.header.name(bad), err)
		b.a.unread(1, readableOI(row, callSide))
		return
	}
	b.rec = record{series: b.of.series, line: int32(row.line), right: right, repaired: row.repaired | b.of.repair, strike: strike}
	b.rec.values(row, callSide, b.values, b.a, b.rows.header)
	b.a.add(&b.rec)
}

// barchartContract reads what identifies a contract; bad is the column that cannot be read.
func barchartContract(row *row) (strike float64, right model.Right, bad field, err error) {
	if row.problem != "" {
		return 0, model.Call, fIgnored, fmt.Errorf("%s", row.problem)
	}
	if strike, err = cells.StrikeRule.Required(row.cell(fStrike)); err != nil {
		return 0, model.Call, fStrike, err
	}
	right, err = cells.ParseRight(row.cell(fRight))
	return strike, right, fRight, err
}
