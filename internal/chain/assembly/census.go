package assembly

import (
	"cmp"
	"fmt"
	"math"

	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// Census counts what only a file as a whole can show: whether its volatilities are percent, and whether its strikes are
// prices at all. A large file is asked by a sample of its lines, the same however it is read, at once or in parts.
type Census struct {
	contracts    int
	priced       int   // contracts whose underlying has a price
	far          int   // of them, those with a strike that looks like one in thousandths
	ivs, signed  int   // volatilities, and those with a percent sign
	near, anyIVs tally // volatilities of contracts near the money, and all
	worth        int   // contracts with a quote, a last price or a volatility
}

// Open reports whether a sample leaves something open that the whole file may answer, or refuse.
func (c *Census) Open() bool { return c.contracts == 0 || c.farStrikes() || c.worth == 0 }

// tally counts volatilities, and the high ones of them.
type tally struct{ high, all int }

// The first allLines lines of a file are all in the sample, of the others one in everyLine for all of these: a prime, as
// the rows of a chain come in even numbers.
const (
	allLines  = 1 << 12
	everyLine = 251
)

// weight is how many lines of the file a line of the sample represents; 0 when it is not in the sample.
func weight(line int32) int {
	switch {
	case line <= allLines:
		return 1
	case line%everyLine == 0:
		return everyLine
	}
	return 0
}

// Sampled reports whether a line is in the sample of its file.
func Sampled(line int) bool { return weight(int32(line)) > 0 }

// Add counts the contracts in the columns, once what is said of their underlyings is known.
func (c *Census) Add(a *Assembler) {
	iv, bid, ask, last := a.cols.value[tables.IV-tables.Bid], a.cols.value[0], a.cols.value[tables.Ask-tables.Bid], a.cols.value[tables.Last-tables.Bid]
	for i := range a.cols.n {
		if w := weight(a.cols.line[i]); w > 0 {
			if bid[i] > 0 || ask[i] > 0 || last[i] > 0 || iv[i] > 0 {
				c.worth += w
			}
			c.contract(w, a.series[a.cols.series[i]].of.Spot, a.cols.strike[i], iv[i])
		}
	}
	c.signed += a.signed
}

func (c *Census) contract(weight int, spot, strike, iv float64) {
	c.contracts += weight
	if spot > 0 {
		c.priced += weight
		if strike > tooFar*spot && isThousandths(strike) {
			c.far += weight
		}
	}
	if isNumber(iv) {
		c.ivs += weight
	}
	if iv > 0 {
		c.anyIVs.add(weight, iv)
		if math.Abs(strike-spot) <= 0.1*spot {
			c.near.add(weight, iv)
		}
	}
}

func (t *tally) add(weight int, iv float64) {
	t.all += weight
	if iv > highIV {
		t.high += weight
	}
}

// highIV, 300 % a year, is exceeded by few volatilities as fractions and by nearly all in percent.
const highIV = 3

// tooFar is the ratio of strike to spot beyond which strikes are taken to be in thousandths of a dollar.
const tooFar = 300

// isThousandths reports whether a strike looks like one in thousandths: of whole cents, and of some.
func isThousandths(strike float64) bool { return strike >= 100 && math.Mod(strike, 10) == 0 }

// farStrikes reports whether most strikes look like thousandths of a dollar, as they stand in option symbols.
func (c *Census) farStrikes() bool { return 2*c.far > c.priced }

// mustHaveStrikes refuses strikes in thousandths of a dollar.
func (a *Assembler) mustHaveStrikes(c *Census) error {
	if !c.farStrikes() {
		return nil
	}
	return a.Src.Fail(0, "", fmt.Sprintf("most strikes are beyond %d times the price of the underlying", tooFar),
		"strikes in thousandths of a dollar have to be divided by 1000; check the price of the underlying, too")
}

// Verdict is what the census of a file means for every chain in it.
type Verdict struct {
	ivUnit  model.IVUnit
	guessed model.IVUnit // by their size alone
	notes   []model.Warning
}

// Verdict decides on the unit of the volatilities, where neither the options nor the layout does. With percent signs
// they are fractions already, whatever is asked for.
func (c *Census) Verdict(unit model.IVUnit) Verdict {
	switch {
	case c.signed > 0 && c.signed == c.ivs:
		return Verdict{ivUnit: model.IVFraction}
	case unit == model.IVByContent:
		return c.guessIV()
	}
	return Verdict{ivUnit: unit}
}

// guessIV takes the unit that fits most volatilities within 10 % of spot, or most of all when none are near.
func (c *Census) guessIV() (v Verdict) {
	t := c.near
	if t.all == 0 {
		t = c.anyIVs
	}
	others := t.high
	v.ivUnit = model.IVFraction
	if 2*t.high > t.all {
		v.ivUnit, others = model.IVPercent, t.all-t.high
		v.notes = append(v.notes, model.Warn("iv-percent", "most volatilities are beyond 3: all are taken as percent ("+fault.Setting("iv-unit")+" fraction if they are not)"))
	}
	if 20*others > t.all {
		v.notes = append(v.notes, model.Warn("iv-unit-mixed", "some volatilities look like percent, others like fractions"))
	}
	v.guessed = v.ivUnit
	return v
}

// AskedIVUnit is the unit that the options or the layout say.
func (a *Assembler) AskedIVUnit() model.IVUnit { return cmp.Or(a.Options.IVUnit, a.IVUnit) }

// obey converts the volatilities to fractions a year, as the verdict on the file says.
func (a *Assembler) obey(v Verdict) {
	a.Notes = append(a.Notes, v.notes...)
	if v.ivUnit == model.IVPercent {
		iv := a.cols.value[tables.IV-tables.Bid][:a.cols.n]
		for i := range iv {
			iv[i] /= 100
		}
	}
}
