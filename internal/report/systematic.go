package report

// SystematicDocument is what followers of rules trade, from daily closes: gex systematic. There is no chain, so it has a header of
// its own.
type SystematicDocument struct {
	Schema     string     `json:"schema"`
	Version    string     `json:"version"`
	Input      Input      `json:"input"`
	Underlying Text       `json:"underlying"` // absent where no symbol was given: no layout of prices has one
	TradeDate  string     `json:"trade_date"` // of the last close
	Spot       Number     `json:"spot"`       // the last close
	First      string     `json:"first"`      // date of the first close
	Closes     int        `json:"closes"`
	Settings   Settings   `json:"settings"`
	Systematic Systematic `json:"systematic"`
	Warnings   []Warning  `json:"warnings"`

	History []PricePoint `json:"-"` // the last closes, for pictures
	Only    []string     `json:"-"` // the parts that are shown; nil: all
}

// PricePoint is a close with its averages.
type PricePoint struct {
	Date     string
	Close    Number
	Averages []Number // of the options, absent before there are closes enough
}

// Systematic are the followers; a part that was not asked for is nil.
type Systematic struct {
	Trend       *Trend      `json:"trend"`
	Volatility  *VolControl `json:"volatility"`
	Funds       []Fund      `json:"funds"` // nil where none were given
	FundsPerPct Number      `json:"funds_usd_per_pct"`
	FundsUSD    Number      `json:"funds_usd"` // of the last move of the close
	MovePct     Number      `json:"move_pct"`  // that move
}

// Trend are trend followers.
type Trend struct {
	Signals  []TrendSignal  `json:"signals"`
	Models   []TrendModel   `json:"models"`
	Model    string         `json:"model"` // whose trades the triggers are
	Vol      Number         `json:"vol"`   // a year, a fraction
	Targets  []Number       `json:"targets"`
	Cap      Number         `json:"cap"`
	Spread   Number         `json:"spread"`      // of the positions of the models: highest less lowest
	Capital  Number         `json:"capital_usd"` // absent where none was given
	Triggers []TrendTrigger `json:"triggers"`
	Mapped   *MappedTrend   `json:"mapped,omitempty"`
}

// TrendSignal is a signal and the closes that flip it. A level that is too far away, or that nothing flips, is absent.
type TrendSignal struct {
	Name      string `json:"name" csv:"name"`         // average 20, cross 20/120, momentum 21, breakout 20 high, pair 8/24
	Value     Number `json:"value" csv:"value"`       // what the close is compared with; of a pair the pair
	Signal    Number `json:"signal" csv:"signal"`     // 1 long or above, -1 short or below, 0 neither
	FlipsAt   Number `json:"flips_at" csv:"flips_at"` // tomorrow's close
	FlipsAt5  Number `json:"flips_at_5" csv:"flips_at_5"`
	FlipsAt21 Number `json:"flips_at_21" csv:"flips_at_21"`
	AwayPct   Number `json:"away_pct" csv:"away_pct"` // from the last close to the nearest of the three
}

// TrendModel is a model of positions, in units of capital.
type TrendModel struct {
	Model    string `json:"model"`
	Signal   Number `json:"signal"`
	Position Number `json:"position"`
	USD      Number `json:"usd"` // the position, with a capital
	Tapes    []Tape `json:"tapes"`
}

// Tape is what comes of days of equal steps.
type Tape struct {
	Days     int    `json:"days"`
	Sigmas   int    `json:"sigmas"`
	Close    Number `json:"close"`
	Vol      Number `json:"vol"`
	Position Number `json:"position"`
	Flow     Number `json:"flow"` // position less that of now
	USD      Number `json:"usd"`
}

// TrendTrigger is what a model trades when tomorrow's close crosses a level, at the volatility of now.
type TrendTrigger struct {
	Level   Number `json:"level" csv:"level"`
	USD     Number `json:"usd" csv:"usd"`
	Label   string `json:"label" csv:"label"` // name of the signal
	Flow    Number `json:"flow" csv:"-"`      // in units of capital, negative sells
	AwayPct Number `json:"away_pct" csv:"-"`
}

// MappedTrend are the levels as prices of another instrument.
type MappedTrend struct {
	Symbol   string         `json:"symbol"`
	Price    Number         `json:"price"`
	By       string         `json:"by"`
	Ratio    Number         `json:"ratio"`
	Offset   Number         `json:"offset"`
	Signals  []TrendSignal  `json:"signals"`
	Triggers []TrendTrigger `json:"triggers"`

	History []PricePoint `json:"-"` // for pictures
}

// Elsewhere returns a copy of the document with closes and levels converted to the instrument that they were mapped to, or the
// document itself without one.
func (d *SystematicDocument) Elsewhere() *SystematicDocument {
	t := d.Systematic.Trend
	if t == nil || t.Mapped == nil {
		return d
	}
	on, trend := *d, *t
	on.Spot, on.History = t.Mapped.Price, t.Mapped.History
	trend.Signals, trend.Triggers = t.Mapped.Signals, t.Mapped.Triggers
	on.Systematic.Trend = &trend
	return &on
}

// VolControl are funds that control volatility: weight min(target/volatility, cap), by the larger of two estimates.
type VolControl struct {
	Windows     []Number  `json:"windows"` // days, or decay factors below 1
	Targets     []Number  `json:"targets"`
	Target      Number    `json:"target"` // absent where there are several
	Cap         Number    `json:"cap"`
	Weight      Number    `json:"weight"`
	Vols        []Number  `json:"vols"`              // of the windows, a year; absent where a window is longer than the history
	SellsBeyond Number    `json:"sells_beyond_move"` // a fraction
	Moves       []VolMove `json:"moves"`
	DropOff     []DropOff `json:"drop_off"`
	Paths       []VolPath `json:"paths"`
}

// VolMove is the weight after a move of one day.
type VolMove struct {
	MovePct Number `json:"move_pct" csv:"move_pct"`
	Weight  Number `json:"weight" csv:"weight"`
	Flow    Number `json:"flow" csv:"flow"` // a fraction of assets
	USD     Number `json:"usd" csv:"usd"`
}

// DropOff is a square that leaves a window, when nothing happens from now on.
type DropOff struct {
	Date      string `json:"date"` // of the return
	Window    int    `json:"window"`
	ReturnPct Number `json:"return_pct"`
	VolAfter  Number `json:"vol_after"` // of that window, a year
}

// VolPath is the weight after days with one average daily move.
type VolPath struct {
	DailyMovePct Number `json:"daily_move_pct"`
	Days         int    `json:"days"`
	Weight       Number `json:"weight"`
	Flow         Number `json:"flow"`
	USD          Number `json:"usd"`
}

// Parts of a document.
const (
	PartTrend      = "trend"
	PartVolatility = "volatility"
	PartFunds      = "funds"
	PartTriggers   = "triggers"
)

// SystematicParts are all of them.
var SystematicParts = []string{PartTrend, PartVolatility, PartFunds, PartTriggers}
