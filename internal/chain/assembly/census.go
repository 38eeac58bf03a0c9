package assembly

import (
	"cmp"
	"fmt"
	"math"

	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
)

// Census counts what only the file as a whole can show: whether its volatilities are percent, and whether its strikes are
// prices at all. Of a large file it counts a sample of the lines, the same whether the file is read at once or in parts.
type Census struct {
	contracts    int
	priced       int   // contracts whose underlying has a price
	far          int   // of these, those whose strike looks like thousandths
	ivs, signed  int   // volatilities, and those with a percent sign
	near, anyIVs tally // volatilities of contracts near the money, and all
	valued       int   // contracts with a quote, a last price or a volatility
}

// Open reports whether the sample leaves a question that only the whole file can decide.
func (c *Census) Open() bool { return c.contracts == 0 || c.farStrikes() || c.valued == 0 }

// tally counts volatilities, and how many of them are high.
type tally struct{ high, all int }

// The sample has the first allLines lines of a file, and of the others one in everyLine, which counts for all of these. It
// is prime because rows of a chain come in even numbers.
const (
	allLines  = 1 << 12
	everyLine = 251
)

// weight returns the number of lines that a line of the sample represents, 0 if it is not in the sample.
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

// NextSampled returns the number of the first line after a line that is in the sample of their file.
func NextSampled(line int) int {
	if line < allLines {
		return line + 1
	}
	return line - line%everyLine + everyLine
}

// Add counts the contracts in the columns. The prices of their underlyings must be known.
func (c *Census) Add(a *Assembler) {
	iv, bid, ask, last := a.cols.value[tables.IV-tables.Bid], a.cols.value[0], a.cols.value[tables.Ask-tables.Bid], a.cols.value[tables.Last-tables.Bid]
	for i := range a.cols.n {
		if w := weight(a.cols.line[i]); w > 0 {
			if bid[i] > 0 || ask[i] > 0 || last[i] > 0 || iv[i] > 0 {
				c.valued += w
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

// highIV, 300% annualized, is exceeded by few volatilities written as fractions and by nearly all written in percent.
const highIV = 3

// tooFar is the ratio of strike to spot beyond which strikes count as thousandths of a dollar.
const tooFar = 300

// isThousandths reports whether a strike looks like thousandths: at least 10 cents and a multiple of a cent.
func isThousandths(strike float64) bool { return strike >= 100 && math.Mod(strike, 10) == 0 }

// farStrikes reports whether most strikes look like thousandths of a dollar, as in option symbols.
func (c *Census) farStrikes() bool { return 2*c.far > c.priced }

// mustHaveStrikes refuses strikes in thousandths of a dollar.
func (a *Assembler) mustHaveStrikes(c *Census) error {
	if !c.farStrikes() {
		return nil
	}
	return a.Src.Fail(0, "", fmt.Sprintf("most strikes exceed %d times the price of the underlying", tooFar),
		"divide strikes in thousandths of a dollar by 1000, and check the price of the underlying")
}

// Verdict is the result of the census for every chain in the file.
type Verdict struct {
	ivUnit  model.IVUnit
	guessed model.IVUnit // inferred from their size only
	notes   []model.Warning
}

// Verdict decides the unit of the volatilities if neither the options nor the layout does. Volatilities with percent signs
// have been read as fractions, whatever the options say.
func (c *Census) Verdict(unit model.IVUnit) Verdict {
	switch {
	case c.signed > 0 && c.signed == c.ivs:
		return Verdict{ivUnit: model.IVFraction}
	case unit == model.IVByContent:
		return c.guessIV()
	}
	return Verdict{ivUnit: unit}
}

// guessIV infers the unit from most volatilities within 10% of spot, or from most of all if none are near.
func (c *Census) guessIV() (v Verdict) {
	t := c.near
	if t.all == 0 {
		t = c.anyIVs
	}
	others := t.high
	v.ivUnit = model.IVFraction
	if 2*t.high > t.all {
		v.ivUnit, others = model.IVPercent, t.all-t.high
		v.notes = append(v.notes, model.Warn("iv-percent", "most volatilities exceed 3, so all are read as percent (set "+fault.Setting("iv-unit")+" fraction if they are fractions)"))
	}
	if 20*others > t.all {
		v.notes = append(v.notes, model.Warn("iv-unit-mixed", "some volatilities look like percent, others like fractions"))
	}
	v.guessed = v.ivUnit
	return v
}

// AskedIVUnit returns the unit set by the options or the layout.
func (a *Assembler) AskedIVUnit() model.IVUnit { return cmp.Or(a.Options.IVUnit, a.IVUnit) }

// convertIVs converts the volatilities to annualized fractions according to the verdict.
func (a *Assembler) convertIVs(v Verdict) {
	a.Notes = append(a.Notes, v.notes...)
	if v.ivUnit == model.IVPercent {
		iv := a.cols.value[tables.IV-tables.Bid][:a.cols.n]
		for i := range iv {
			iv[i] /= 100
		}
	}
}
