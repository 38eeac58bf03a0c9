package series

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"gex/internal/market"
)

// Funds are leveraged funds with their assets by date. They do not change once read.
type Funds struct{ list []fundHistory }

// fundHistory is a fund with its assets by date.
type fundHistory struct {
	ticker     string
	underlying string // "": not stated
	file       string
	line       int
	offset     float64
	days       []fundDay // ascending by date; one without a date where the file has none
}

// fundDay is a fund at the end of a day.
type fundDay struct {
	date     market.Date
	line     int
	leverage float64
	name     string
	aum      float64 // dollars
	nav      float64 // dollars a share; 0: not known
	shares   float64 // 0: not known
}

// Fund is a fund as a trade date sees it.
type Fund struct {
	Ticker     string
	Underlying string // a ticker where it is known, else as the file words it; "": not stated
	Leverage   float64
	Offset     float64     // part of its trade that creations and redemptions take away
	AUM        float64     // dollars, at the end of Date
	Date       market.Date // zero: not stated
	Known      bool        // it has assets before the trade date; otherwise Date is its first

	Creations   float64 // dollars of net creations on Date
	HasCreation bool
}

// Volatility reports whether a fund holds futures on volatility: its trade is in those, and none in the index.
func (f *Fund) Volatility() bool { return f.Underlying == volatilityIndex }

const (
	volatilityIndex = "VIX"
	fundHelp        = "give ticker,leverage,aum[,underlying][,date][,offset], or ProShares' own history of a fund as csv; gex formats funds shows both"
	fundDateHint    = "write it as 2025-11-20 or 11/20/2025"
	assetsHint      = "dollars above zero, such as 30723000000 or 30.7bn"
)

// ReadFunds reads one file of funds and returns those of earlier files with them; name is that of the file, for messages. Errors
// are fault.Input. f may be nil.
//
// Layouts, csv:
//
//	ticker        mandatory
//	leverage      mandatory; the multiple of the daily move, such as 3, -1 or 1.5
//	aum           mandatory; assets in dollars
//	underlying    empty: that of the chain
//	date          of the assets; of several rows of a fund the last before the trade date counts
//	offset        part of the trade that creations and redemptions take away, 0 to 1; empty: 0
//
// and ProShares' own history of a fund (accounts.profunds.com/etfdata/ByFund), whose names say the multiple.
func (f *Funds) ReadFunds(in io.Reader, name string) (*Funds, error) {
	s := &sheet{name: name, noun: "list of funds", help: fundHelp}
	text, err := s.read(in)
	if err != nil {
		return nil, err
	}
	if head := bytes.TrimLeft(text, " \t\r\n"); head[0] == '{' || head[0] == '[' {
		return nil, s.errorAt(0, "", fundHelp, "JSON is not a list of funds")
	}
	if err := s.readCSV(text); err != nil {
		return nil, err
	}
	read := listedFund
	if s.has("proshares_name") {
		read = proSharesDay
		err = s.mustHave("date", "proshares_name", "ticker", "nav", "shares_outstanding_(000)", "assets_under_management")
	} else if err = s.mustHave("ticker", "leverage", "aum"); err == nil {
		err = s.mustKnow("ticker", "leverage", "aum", "underlying", "date", "offset")
	}
	if err != nil {
		return nil, err
	}
	out := &Funds{}
	if f != nil {
		out.list = slices.Clone(f.list)
	}
	if len(s.records) == 0 {
		return nil, s.errorAt(0, "", fundHelp, "no fund in it")
	}
	own := &Funds{}
	for i := range s.records {
		if err := own.add(&s.records[i], read); err != nil {
			return nil, err
		}
	}
	for _, one := range own.list {
		if other := out.find(one.ticker); other >= 0 {
			return nil, s.errorAt(one.line, "", "give each fund once", "%s is in %s, too", one.ticker, out.list[other].file)
		}
		slices.SortStableFunc(one.days, func(a, b fundDay) int { return a.date.Compare(b.date) })
		for i := 1; i < len(one.days); i++ {
			a, b := one.days[i-1], one.days[i]
			if a.date != b.date {
				continue
			}
			if a.date.IsZero() {
				return nil, s.errorAt(max(a.line, b.line), "", "give each fund once, or a date in each row", "%s is on line %d, too", one.ticker, min(a.line, b.line))
			}
			return nil, s.errorAt(max(a.line, b.line), s.spelled("date"), "keep one row a date", "%s of %s is on line %d, too", one.ticker, a.date, min(a.line, b.line))
		}
		out.list = append(out.list, one)
	}
	return out, nil
}

// find returns the place of a ticker, -1 when it is not there.
func (f *Funds) find(ticker string) int {
	return slices.IndexFunc(f.list, func(o fundHistory) bool { return o.ticker == ticker })
}

// add adds a row to the history of its fund.
func (f *Funds) add(r *record, read func(*record) (fundHistory, error)) error {
	one, err := read(r)
	if err != nil {
		return err
	}
	i := f.find(one.ticker)
	if i < 0 {
		f.list = append(f.list, one)
		return nil
	}
	known := &f.list[i]
	switch {
	case known.offset != one.offset:
		return r.errorIn("offset", "give a fund one offset", "not the one of line %d", known.line)
	case known.underlying != one.underlying && !r.has("proshares_name"):
		return r.errorIn("underlying", "give a fund one underlying", "not the one of line %d", known.line)
	case known.days[0].date.IsZero() != one.days[0].date.IsZero():
		return r.errorIn("date", "give a date in each row of the fund", "a row of %s has none", one.ticker)
	}
	known.days = append(known.days, one.days...)
	return nil
}

// listedFund reads a row of the plain list.
func listedFund(r *record) (one fundHistory, err error) {
	one.file, one.line = r.name, r.line
	if one.ticker, err = r.text("ticker", "the fund's symbol, such as TQQQ"); err != nil {
		return one, err
	}
	one.ticker = strings.ToUpper(one.ticker)
	day := fundDay{line: r.line}
	if day.leverage, err = r.number("leverage", "the multiple of the daily move, such as 3, -1 or 1.5", parseMultiple); err != nil {
		return one, err
	}
	if day.leverage < -10 || day.leverage > 10 {
		return one, r.errorIn("leverage", "the multiple of the daily move, such as 3, -1 or 1.5", "%q is more than any fund has", shorten(r.cells["leverage"]))
	}
	if day.aum, err = r.positive("aum", assetsHint, Amount); err != nil {
		return one, err
	}
	if c := r.cells["date"]; c != "" {
		if day.date, err = dateOf(c); err != nil {
			return one, r.errorIn("date", fundDateHint, "%s", err)
		}
	}
	if r.cells["offset"] != "" {
		if one.offset, err = r.number("offset", "a part from 0 to 1, such as 0.3 or 30%", parseFraction); err == nil && !(one.offset >= 0 && one.offset <= 1) {
			err = r.errorIn("offset", "a part from 0 to 1, such as 0.3 or 30%", "%q is not between 0 and 1", shorten(r.cells["offset"]))
		}
		if err != nil {
			return one, err
		}
	}
	one.underlying = indexNamed(r.cells["underlying"])
	one.days = []fundDay{day}
	return one, nil
}

// proSharesDay reads a row of ProShares' own history.
func proSharesDay(r *record) (one fundHistory, err error) {
	one.file, one.line = r.name, r.line
	if one.ticker, err = r.text("ticker", "download the file again"); err != nil {
		return one, err
	}
	one.ticker = strings.ToUpper(one.ticker)
	day := fundDay{line: r.line}
	if day.name, err = r.text("proshares_name", "download the file again"); err != nil {
		return one, err
	}
	c, err := r.text("date", fundDateHint)
	if err != nil {
		return one, err
	}
	if day.date, err = dateOf(c); err != nil {
		return one, r.errorIn("date", fundDateHint, "%s", err)
	}
	for _, x := range []struct {
		column string
		to     *float64
	}{{"nav", &day.nav}, {"shares_outstanding_(000)", &day.shares}, {"assets_under_management", &day.aum}} {
		if *x.to, err = r.positive(x.column, assetsHint, Amount); err != nil {
			return one, err
		}
	}
	day.shares *= 1000
	day.leverage, one.underlying = multipleNamed(day.name)
	one.days = []fundDay{day}
	return one, nil
}

// On returns each fund as a trade date sees it: with the assets of the last date before.
func (f *Funds) On(trade market.Date) []Fund {
	var out []Fund
	for i := range f.list {
		h := &f.list[i]
		last, _ := slices.BinarySearchFunc(h.days, trade, func(d fundDay, on market.Date) int { return d.date.Compare(on) })
		one := Fund{Ticker: h.ticker, Underlying: h.underlying, Offset: h.offset, Known: last > 0}
		at := max(last-1, 0)
		day := &h.days[at]
		one.Leverage, one.AUM, one.Date = day.leverage, day.aum, day.date
		if day.name != "" {
			_, one.Underlying = multipleNamed(day.name)
		}
		if one.Known && at > 0 {
			one.Creations, one.HasCreation = day.creations(&h.days[at-1])
		}
		out = append(out, one)
	}
	return out
}

// split is how much the number of shares of a fund changes at least when its shares are split or merged, while its assets change
// by no more than steady.
const split, steady = 1.4, 0.5

// creations returns the net creations of a day in dollars, (shares − those of the day before) · NAV. A split creates nothing, and
// what else happened that day is not known.
func (d *fundDay) creations(before *fundDay) (usd float64, known bool) {
	if d.shares == 0 || before.shares == 0 {
		return 0, false
	}
	shares, nav := d.shares/before.shares, d.nav/before.nav
	if (shares > split && nav < 1/split || shares < 1/split && nav > split) && shares*nav > 1-steady && shares*nav < 1+steady {
		return 0, false
	}
	return (d.shares - before.shares) * d.nav, true
}

// multiples are the words of ProShares for the multiple of a fund.
var multiples = []struct {
	words    string
	leverage float64
}{{"ultrapro short ", -3}, {"ultrapro ", 3}, {"ultrashort ", -2}, {"ultra ", 2}, {"short ", -1}}

// multipleNamed returns the multiple and the underlying that the name of a fund of ProShares says: of "ProShares UltraPro Short
// QQQ" −3 and NDX. Without such a word the multiple is 1.
func multipleNamed(name string) (leverage float64, underlying string) {
	words := strings.Join(strings.Fields(strings.NewReplacer("®", "", "™", "").Replace(name)), " ")
	if rest, found := cutPrefixFold(words, "proshares "); found {
		words = rest
	}
	leverage = 1
	for _, m := range multiples {
		if rest, found := cutPrefixFold(words, m.words); found {
			leverage, words = m.leverage, rest
			break
		}
	}
	if n := len(words) - len(" etf"); n > 0 && strings.EqualFold(words[n:], " etf") {
		words = words[:n]
	}
	if strings.Contains(strings.ToUpper(words), volatilityIndex) {
		return leverage, volatilityIndex
	}
	return leverage, indexNamed(words)
}

// cutPrefixFold is strings.CutPrefix in any case.
func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// indexes are the tickers of indexes by what funds call them, without spaces and hyphens.
var indexes = map[string]string{
	"S&P500": "SPX", "SP500": "SPX", "QQQ": "NDX", "NASDAQ100": "NDX", "DOW30": "DJX", "DOWJONES30": "DJX", "RUSSELL2000": "RUT",
	"BITCOIN": "BTC", "ETHER": "ETH",
}

// indexNamed returns the ticker of an index where it is known, else the text.
func indexNamed(text string) string {
	if ticker, known := indexes[strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(text))]; known {
		return ticker
	}
	return text
}

// PerPct returns the dollars that a fund trades at the close for each percent that the index moves, in its direction, before or
// after creations and redemptions by its offset:
//
//	L (L − 1) A (1 − offset) / 100
//
// It holds L A (1 + x) after a move x and needs L A (1 + L x) (Cheng and Madhavan 2009), so it is exact for any move. 0 of a fund
// of futures on volatility, which trades in those.
func (f *Fund) PerPct() float64 {
	if f.Volatility() {
		return 0
	}
	return float64(f.Leverage*(f.Leverage-1)) * f.AUM * (1 - f.Offset) / 100
}
