package systematic

import (
	"cmp"

	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/series"
)

// Options are what is asked of prices.
type Options struct {
	Symbol   string      // of the instrument; "": not known
	AsOf     market.Date // the last row that is used; zero: the last of the file
	Averages []int       // days
	Crosses  [][2]int    // days of the fast and of the slow average
	Model    string      // whose trades the triggers are: one of Models
	Targets  []float64   // volatilities a year, fractions
	Cap      float64     // of both leverages; 0: TrendCap and VolatilityCap
	Windows  []float64   // of volatility control: days, or decay factors below 1
	Capital  float64     // dollars; 0: not given
	Funds    *series.Funds
}

// Models of trend followers, the default first.
var Models = []string{"momentum", "cross", "pairs"}

// The caps of leverage where none is given.
const (
	TrendCap      = 2
	VolatilityCap = 1.5
)

// The lists where none is given, and the longest average.
var (
	DefaultAverages = []int{20, 50, 100, 200}
	DefaultCrosses  = [][2]int{{5, 20}, {20, 50}, {20, 120}, {50, 200}}
	DefaultTargets  = []float64{0.1}
	DefaultWindows  = []float64{21, 63}
)

// LongestWindow is the longest average and the longest window of volatility.
const LongestWindow = 5000

// withDefaults fills in what is not given.
func (o Options) withDefaults() Options {
	if o.Averages == nil {
		o.Averages = DefaultAverages
	}
	if o.Crosses == nil {
		o.Crosses = DefaultCrosses
	}
	if o.Targets == nil {
		o.Targets = DefaultTargets
	}
	if o.Windows == nil {
		o.Windows = DefaultWindows
	}
	o.Model = cmp.Or(o.Model, Models[0])
	return o
}

// cut returns the prices up to AsOf. Errors, fault.Input: there are none.
func (o *Options) cut(p *series.Prices) (*series.Prices, error) {
	if o.AsOf.IsZero() {
		return p, nil
	}
	first := p.Bars[0].Date
	if p = p.Until(o.AsOf); len(p.Bars) == 0 {
		return nil, fault.New(fault.Input, "the first is of "+first.String(), "%s: no close up to %s", p.Name, o.AsOf)
	}
	return p, nil
}
