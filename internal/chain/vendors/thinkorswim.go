package vendors

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/lazy"
	"gex/internal/market"
)

// thinkorswim is the export of thinkorswim's page Stock and Option Quote. A title has the underlying and the time
// by the computer's clock, a section UNDERLYING has the last price, and then each expiry has a section: a
// title with the date, the days to it and the multiplier, a header, and one row per strike, the call left of it and the
// put right of it under the same names. The user chooses the columns; a missing value is <empty>.
//
//	Stock quote and option quote for SPY on 11/8/23 00:30:11
//	17 NOV 23  (10)  100
//	22 NOV 23  (15)  100 (Weeklys)
//
// An expiry of an index with a word in parentheses, such as (Weeklys), has the root of its weeklies.
var thinkorswim = assembly.Layout{
	Format: tables.Format{
		Name:    "thinkorswim",
		Title:   "thinkorswim, Stock and Option Quote",
		Columns: thinkorswimTable.Columns,
		Example: "Stock quote and option quote for SPY on 11/8/23 00:30:11\n\n17 NOV 23  (10)  100\n" +
			",,Theo Price,Mark,BID,BX,ASK,AX,Exp,Strike,BID,BX,ASK,AX,Theo Price,Mark,,",
	},
	Fit:   fitThinkorswim,
	Parse: parseThinkorswim,
}

var thinkorswimTable = tables.Table{
	TwoSided: true,
	Columns: []tables.Column{
		tables.Required("Exp", "17 NOV 23, the date in the title", "the row is unreadable", tables.Expiry),
		tables.Required("Strike", "$ per unit of the underlying", "the row is unreadable", tables.Strike),
		tables.Optional("BID", "$ per unit of the underlying; 0: none", "missing", tables.Bid),
		tables.Optional("ASK", "$ per unit of the underlying", "missing", tables.Ask),
		tables.Optional("LAST", "$ per unit of the underlying", "missing", tables.Last),
		tables.Optional("Volume", "contracts today", "missing", tables.Volume),
		tables.Optional("Open.Int", "contracts at the last close", "missing, not 0", tables.OpenInterest),
		tables.Optional("Impl Vol", "annualized, with the percent sign", "missing", tables.IV),
		tables.Optional("Delta", "of one option", "missing", tables.Delta),
		tables.Optional("Gamma", "per $ of the underlying", "missing", tables.Gamma),
	},
}

const thinkorswimTitle = "Stock quote and option quote for "

func fitThinkorswim(text *tables.Head) tables.Fit {
	if bytes.HasPrefix(bytes.TrimLeft(text.Text, " \r\n\t\""), []byte(thinkorswimTitle)) {
		return tables.Fit{Score: 100}
	}
	return tables.Fit{}
}

func parseThinkorswim(src *input.Source, a *assembly.Assembler) error {
	t := thinkorswimReader{a: a, src: src, lines: tables.NewLines(src.Data, 0)}
	if err := t.title(); err != nil {
		return err
	}
	a.IVUnit = model.IVFraction
	for !t.draft.Skip {
		line, ok := t.lines.Next()
		if !ok {
			break
		}
		if err := t.part(line); err != nil {
			return err
		}
	}
	return t.date()
}

// thinkorswimReader reads one section after the other.
type thinkorswimReader struct {
	a       *assembly.Assembler
	src     *input.Source
	lines   *tables.Lines
	draft   *assembly.Draft
	made    []string    // date and time in the title
	counted market.Date // the day from which days to expiry are counted
	spotted bool
}

var thinkorswimName = lazy.Regexp(`^"?` + thinkorswimTitle + `(\S+) on (\S+) ([0-9:]+)`)

// title reads the first line that is not blank.
func (t *thinkorswimReader) title() error {
	line, _ := t.lines.Next()
	for tables.IsBlank(line) && t.lines.More() {
		line, _ = t.lines.Next()
	}
	m := thinkorswimName().FindSubmatch(line)
	if m == nil {
		return t.src.Fail(t.lines.Number, "", cells.Quote(line)+" is not a title like "+thinkorswimTitle+"SPY on 11/8/23 15:30:11",
			"save the page again, or see gex formats")
	}
	name, err := cells.ParseName(string(m[1]))
	if err != nil {
		return t.src.Fail(t.lines.Number, "", err.Error(), "save the page again")
	}
	t.draft, t.made = t.a.Underlying(name), []string{string(m[2]), string(m[3])}
	return nil
}

var thinkorswimExpiry = lazy.Regexp(`^(\d{1,2} [A-Z]{3} \d\d)\s+\((-?\d{1,5})\)\s+(\d{1,6})(.*)$`)

// part reads the section that a line begins, if it begins one that is needed.
func (t *thinkorswimReader) part(line []byte) error {
	if !t.spotted && string(bytes.TrimSpace(line)) == "UNDERLYING" {
		return t.underlying()
	}
	if m := thinkorswimExpiry().FindSubmatch(line); m != nil {
		return t.expiry(string(m[1]), string(m[2]), string(m[3]), string(m[4]))
	}
	if !t.lines.More() && !bytes.HasSuffix(t.src.Data, []byte{'\n'}) && len(line) > 0 && '0' <= line[0] && line[0] <= '9' {
		return t.src.Truncated(t.lines.Number, "its last line is cut off where an expiry begins")
	}
	return nil
}

// underlying reads the names and the values below UNDERLYING.
func (t *thinkorswimReader) underlying() error {
	names, _ := t.lines.Next()
	values, _ := t.lines.Next()
	cells := tables.SplitHeader(values)
	for i, name := range tables.SplitHeader(names) {
		if name == "LAST" && i < len(cells) {
			t.spotted = true
			t.draft.ReadSpot("UNDERLYING LAST", []byte(cells[i]))
		}
	}
	return nil
}

// expiry reads the rows below the title of an expiry.
func (t *thinkorswimReader) expiry(day, days, multiplier, word string) error {
	title := t.lines.Number
	h := t.header()
	date, err := cells.ParseShortDate(day)
	if err == nil {
		err = thinkorswimTable.Check(t.src, h)
	} else {
		err = t.src.Fail(title, "", err.Error(), "save the page again")
	}
	if err != nil {
		return err
	}
	if err := tables.MustBeWhole(t.src, &h); err != nil {
		return err
	}
	if len(h.Rest) == 0 && !t.lines.More() && !bytes.HasSuffix(t.src.Data, []byte{'\n'}) {
		return t.src.Truncated(h.Line, "its last line is a header without rows")
	}
	if n, err := strconv.Atoi(days); err == nil && t.counted.IsZero() {
		t.counted = date.AddDays(-n)
	}
	root := t.draft.Underlying
	if weekly := assembly.WeeklyRoots[root]; weekly != "" && strings.Contains(word, "(") {
		root = weekly
	}
	s := assembly.FileSeries{Draft: t.draft}
	s.Series, s.Repair = t.a.SeriesOn(t.draft, root, date)
	units, _ := strconv.ParseFloat(multiplier, 64)
	t.rows(&assembly.Pairs{A: t.a, Of: s, Date: date, Multiplier: units, Rows: tables.NewRows(t.src, &h)})
	return nil
}

// header reads the header below a title; its rows are the lines up to the next blank one.
func (t *thinkorswimReader) header() tables.Header {
	line, _ := t.lines.Next()
	h := thinkorswimTable.Match(tables.NewHeadLine(line), thinkorswimTable.Vocabulary())
	h.Line, h.Rest = t.lines.Number, t.lines.Rest
	for {
		before := t.lines.Rest
		if line, ok := t.lines.Next(); !ok || len(bytes.TrimSpace(line)) == 0 {
			h.Rest = h.Rest[:len(h.Rest)-len(before)]
			return h
		}
	}
}

// rows reads the rows of an expiry.
func (t *thinkorswimReader) rows(p *assembly.Pairs) {
	p.CallValues, p.PutValues = p.Rows.Header.Values(tables.CallSide, &t.a.Options), p.Rows.Header.Values(tables.PutSide, &t.a.Options)
	for p.Rows.Next() {
		row := &p.Rows.Row
		for f := tables.Symbol; f < tables.NumFields; f++ {
			if string(bytes.TrimSpace(row.Cell(f))) == "<empty>" {
				row.At[f] = tables.Span{}
			}
		}
		if date, err := cells.ParseShortDate(string(row.Cell(tables.Expiry))); row.Problem == "" && (err != nil || date != p.Date) {
			row.Reject(fmt.Sprintf("the row expires %s, but is in the section of %v", cells.Quote(row.Cell(tables.Expiry)), p.Date))
		}
		p.Read(row)
	}
}

// date reads the time of the file from its title. Of the two ways to read 11/8/23 it uses the one closer to the day from
// which the days to expiry are counted.
func (t *thinkorswimReader) date() error {
	if t.draft.Skip {
		return nil
	}
	var best time.Time
	for _, layout := range thinkorswimTimes[t.a.Options.Dates] {
		at, err := time.ParseInLocation(layout, strings.Join(t.made, " "), market.NewYork)
		if err == nil && (best.IsZero() || t.distance(at) < t.distance(best)) {
			best = at
		}
	}
	given := !t.a.Options.AsOf.IsZero()
	switch {
	case best.IsZero() && given:
		return nil
	case best.IsZero():
		return t.src.Fail(0, "", cells.Quote(strings.Join(t.made, " "))+" is not a time like 11/8/23 15:30:11", assembly.AsOfHint)
	}
	t.draft.RecordedAt(best)
	if t.distance(best) != 0 && !given {
		t.draft.Note(model.Warn("zone-doubt", fmt.Sprintf("the file was saved at %s by the computer's clock, read as New York time, "+
			"but counts days to expiration from %v: set the time with "+fault.Setting("as-of"), best.Format(time.DateTime), t.counted)))
	}
	return nil
}

var thinkorswimTimes = map[model.DateOrder][]string{
	model.DatesByContent: {"1/2/06 15:04:05", "2/1/06 15:04:05"},
	model.MonthFirst:     {"1/2/06 15:04:05"},
	model.DayFirst:       {"2/1/06 15:04:05"},
}

// distance returns the days between a time and the day from which days to expiry are counted.
func (t *thinkorswimReader) distance(at time.Time) int {
	if t.counted.IsZero() {
		return 0
	}
	return max(t.counted.DaysUntil(market.DateOf(at)), market.DateOf(at).DaysUntil(t.counted))
}
