package flagvalue

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/suggest"
)

// StudyFiles are the files of a study.
type StudyFiles struct {
	History, Prices string
	Intraday        string            // "": none
	Symbol          string            // "": the only one of the history
	Columns         map[string]string // names of columns of Prices, by ours
}

// StudyData is what they hold.
type StudyData struct {
	Rows     []report.KnownRow // of one underlying
	Prices   *series.Prices
	Intraday *series.Intraday // nil: none
}

// Read reads the files, packed or not; open opens standard input for -.
func (f *StudyFiles) Read(open func(string) (io.ReadCloser, error)) (*StudyData, error) {
	all := []string{f.History, f.Prices, f.Intraday}
	if first := slices.Index(all, "-"); first >= 0 && slices.Contains(all[first+1:], "-") {
		return nil, usage("save one of them in a file", "standard input can be read once")
	}
	d := &StudyData{}
	err := read(open, f.History, report.KnownHelp, func(text io.Reader) (err error) {
		d.Rows, err = report.ReadKnownRows(text, f.History)
		return err
	})
	if err == nil {
		d.Rows, err = f.ofOne(d.Rows)
	}
	if err == nil {
		err = read(open, f.Prices, barsHint, func(text io.Reader) (err error) {
			d.Prices, err = series.ReadPrices(text, f.Prices, series.PriceOptions{Columns: f.Columns, Setting: "columns", Ranges: true})
			return err
		})
	}
	if err == nil && f.Intraday != "" {
		err = read(open, f.Intraday, intradayHint, func(text io.Reader) (err error) {
			d.Intraday, err = series.ReadIntraday(text, f.Intraday, series.PriceOptions{Venue: market.LookupRoot(d.Rows[0].Underlying).Venue})
			return err
		})
	}
	return d, err
}

// What the files are.
const (
	barsHint     = "a csv of daily prices with open, high, low and close, as of Yahoo, Stooq, Cboe or Nasdaq"
	intradayHint = "a csv of time,close; times without a zone are on the clock of its venue"
)

// ofOne returns the rows of the underlying that is studied.
func (f *StudyFiles) ofOne(rows []report.KnownRow) ([]report.KnownRow, error) {
	var symbols []string
	for i := range rows {
		if s := rows[i].Underlying; !slices.Contains(symbols, s) {
			symbols = append(symbols, s)
		}
	}
	slices.Sort(symbols)
	some := strings.Join(symbols[:min(len(symbols), 8)], ", ")
	if len(symbols) > 8 {
		some += fmt.Sprintf(" and %d more", len(symbols)-8)
	}
	symbol := cmp.Or(f.Symbol, symbols[0])
	if f.Symbol == "" && len(symbols) > 1 {
		return nil, usage("pick one with "+fault.Setting("symbol"), "%s has rows of %d underlyings: %s", f.History, len(symbols), some)
	}
	own := slices.DeleteFunc(rows, func(r report.KnownRow) bool { return !strings.EqualFold(r.Underlying, symbol) })
	if len(own) == 0 {
		return nil, fault.New(fault.Input, "it has "+some, "%s has no row of %s", f.History, symbol)
	}
	return own, nil
}

// StudyQuery is --get of a study: days, or ID.PREDICTOR.NAME.
func StudyQuery(to **report.StudyQuery) *Value {
	return &Value{kind: "NAME", set: func(s string) error {
		name := strings.ToLower(strings.TrimSpace(s))
		if name == "days" {
			*to = &report.StudyQuery{Name: name}
			return nil
		}
		parts := strings.Split(name, ".")
		if len(parts) != 3 {
			hint := "such as vol.gex_share.p, or days"
			if near := suggest.NearestKey(name, studyNames(), 3); len(near) > 0 {
				hint = "did you mean " + strings.Join(near, " or ") + "?"
			}
			return usage(hint, "%q is not TEST.PREDICTOR.NAME", s)
		}
		if _, err := WordOr(parts[0]+"."+parts[1], report.StudyTestNames(), "one of "+oneOf(report.StudyTestNames())); err != nil {
			return err
		}
		if _, err := WordOr(parts[2], report.StudyValueNames(), "one of "+oneOf(report.StudyValueNames())); err != nil {
			return err
		}
		*to = &report.StudyQuery{ID: parts[0], Predictor: parts[1], Name: parts[2]}
		return nil
	}}
}

// studyNames are all names of --get of a study but days.
func studyNames() []string {
	var names []string
	for _, test := range report.StudyTestNames() {
		for _, value := range report.StudyValueNames() {
			names = append(names, test+"."+value)
		}
	}
	return names
}
