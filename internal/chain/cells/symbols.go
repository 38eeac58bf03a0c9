package cells

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gex/internal/chain/model"
	"gex/internal/lazy"
	"gex/internal/market"
)

// ParseOption reads an option symbol in the forms of exchanges, brokers and vendors:
//
//	SPY   251128C00560000   OCC, padded or not, optional prefix O: or OPRA:
//	.SPY251128C560          thinkorswim and dxFeed; with a leading - Fidelity
//	SPY_112825C560          TD Ameritrade
//	SPY 28NOV25 560 C       Interactive Brokers; free-form date, side before or after the strike
//	SPY US 11/28/25 C560    Bloomberg; numeric dates have the month first
//	SPY|20251128|560.00C    Barchart
//	BTC-28NOV25-90000-C     Deribit, Bybit (also with suffix -USDT)
//	BTC-251128-90000-C      Binance
func ParseOption(cell string) (Option, error) {
	if name, ok := strings.CutPrefix(cell, "O:"); ok {
		cell = name
	}
	if sym, ok := CutSymbol([]byte(cell)); ok {
		o := Option{Strike: sym.Strike, Right: sym.Right}
		var err error
		if o.Root, o.Expiry, err = sym.Split(); err == nil && !strings.ContainsAny(o.Root, ":-_|") {
			return o, nil
		}
	}
	if len(cell) <= maxSymbol {
		for _, form := range symbolForms {
			if m := form.shape().FindStringSubmatch(strings.ToUpper(strings.TrimSpace(cell))); m != nil {
				return form.option(cell, m)
			}
		}
	}
	return Option{}, Advise(Quote(cell)+" is not an option symbol", symbolHint)
}

// maxSymbol exceeds the length of any symbol.
const maxSymbol = 64

// advised is an error with a hint.
type advised struct{ what, advice string }

func Advise(what, advice string) error { return &advised{what, advice} }

func (e *advised) Error() string { return e.what }
func (e *advised) Hint() string  { return e.advice }

const symbolHint = "accepted option symbols: SPY251128C00560000 (OCC), .SPY251128C560, SPY_112825C560, SPY 28NOV25 560 C, " +
	"SPY US 11/28/25 C560, SPY|20251128|560C, BTC-28NOV25-90000-C and BTC-251128-90000-C"

// symbolForm is a way to write a symbol. shape has the groups root, date, right and strike; if the strike may come first
// it also has right2 and strike2.
type symbolForm struct {
	shape func() *regexp.Regexp
	date  func(text string) (market.Date, error)
	coin  bool
}

var symbolForms = []symbolForm{
	{date: yearFirst, shape: lazy.Regexp(`^(?:O:|OPRA:)?[.+-]?\$?(?P<root>[A-Z][A-Z./]*\d?)[ -]*(?P<date>\d{6})(?P<right>[CP])(?P<strike>\d+(?:\.\d+)?)$`)},
	{date: monthOrYearFirst, shape: lazy.Regexp(`^\$?(?P<root>[A-Z][A-Z./]*\d?)_(?P<date>\d{6})(?P<right>[CP])(?P<strike>\d+(?:\.\d+)?)$`)},
	{date: yearFirst, shape: lazy.Regexp(`^(?P<root>[A-Z]+)-(?P<date>\d{1,2}[A-Z]{3}\d\d|\d{6})-(?P<strike>\d+(?:[.D]\d+)?)-(?P<right>[CP])(?:-USD[TC]?)?$`), coin: true},
	{date: yearFirst, shape: lazy.Regexp(`^(?P<root>[A-Z]+_USDC)-(?P<date>\d{1,2}[A-Z]{3}\d\d)-(?P<strike>\d+(?:[.D]\d+)?)-(?P<right>[CP])$`), coin: true},
	{date: asPeopleWrite, shape: lazy.Regexp(`^[$^]?(?P<root>[A-Z][A-Z./]*\d?)(?: US)?[ |]+(?P<date>[0-9A-Z][0-9A-Z/' ,-]*?)[ |]+` +
		`(?:(?P<right>C|P|CALL|PUT) ?(?P<strike>\d+(?:\.\d+)?)|(?P<strike2>\d+(?:\.\d+)?)[ |]*(?P<right2>C|P|CALL|PUT))(?: EQUITY| INDEX)?$`)},
}

// yearFirst reads 251128 as 28 November 2025, and 28NOV25.
func yearFirst(text string) (market.Date, error) {
	if n, _ := cutDigits([]byte(text)); n < dateLen {
		return ParseDay(text, model.DayFirst)
	}
	return digitDate(text, text[:2], text[2:4], text[4:])
}

// monthOrYearFirst reads 112825 as TD Ameritrade writes it, and a text that is not such a date as OCC does.
func monthOrYearFirst(text string) (market.Date, error) {
	if d, err := digitDate(text, text[4:], text[:2], text[2:4]); err == nil {
		return d, nil
	}
	return yearFirst(text)
}

func digitDate(text, year, month, day string) (market.Date, error) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	date, ok := Date(2000+y, m, d)
	if !ok {
		return date, fmt.Errorf("%s is not a date", Quote(text))
	}
	return date, nil
}

func asPeopleWrite(text string) (market.Date, error) { return ParseDay(text, model.MonthFirst) }

// option converts the groups that a shape matched.
func (f *symbolForm) option(cell string, m []string) (o Option, err error) {
	part := map[string]string{}
	for i, name := range f.shape().SubexpNames() {
		if m[i] != "" {
			part[strings.TrimSuffix(name, "2")] = m[i]
		}
	}
	fail := func(why error) (Option, error) {
		return Option{}, Advise(fmt.Sprintf("%s is not an option symbol: %v", Quote(cell), why), symbolHint)
	}
	o.Root = part["root"]
	if f.coin && market.LookupRoot(o.Root).Venue.Unit != market.Coins {
		return fail(fmt.Errorf("%s is not a supported coin", Quote(o.Root)))
	}
	if o.Expiry, err = f.date(part["date"]); err != nil {
		return fail(err)
	}
	if o.Right, err = ParseRight([]byte(part["right"])); err != nil {
		return fail(err)
	}
	strike := strings.Replace(part["strike"], "D", ".", 1)
	if o.Strike, err = StrikeRule.Required([]byte(strike)); err != nil {
		return fail(err)
	}
	if len(strike) == StrikeLen && !f.coin && !strings.Contains(strike, ".") {
		o.Strike /= 1000 // an OCC symbol with a prefix before its root
	}
	return o, nil
}

// Option holds the parts of an option symbol.
type Option struct {
	Root   string
	Expiry market.Date
	Strike float64
	Right  model.Right
}
