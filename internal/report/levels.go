package report

import (
	"cmp"
	"slices"
	"strings"
)

// Levels are the key levels of one set of contracts. A level has its field here and its entry in the registry (AllLevels);
// everything that lists levels loops over the registry.
type Levels struct {
	GammaLevels
	HVL           Number        `json:"hvl"` // strike at which cumulated net GEX is lowest; not a flip
	MaxPain       Number        `json:"max_pain"`
	MaxPainExpiry Text          `json:"max_pain_expiry"`
	ExpectedMove  *ExpectedMove `json:"expected_move"`
	Walls         []Wall        `json:"walls"`           // call wall and put wall, each with the strike next to it in size
	Odds          []Odds        `json:"odds"`            // of some levels, by the first expiry and the next monthly
	Rank          []Rank        `json:"rank,omitempty"`  // of all contracts, among the rows of a history; nil without one
	Bands         *FlipBand     `json:"bands,omitempty"` // of all contracts; nil unless asked for
	Bounds        *Bounds       `json:"bounds"`          // of 0DTE alone; nil without the day's volumes
}

// Bounds are what gamma can be during the day, from open interest at the open and the volume since, whoever is long what.
type Bounds struct {
	GrossLow      Number `json:"gross_low"`
	GrossHigh     Number `json:"gross_high"` // net GEX is within plus and minus this
	NaiveOI       Number `json:"naive_oi"`   // net GEX of the naive sign by open interest
	NaiveOIVolume Number `json:"naive_oi_volume"`
	OpenInterest  Number `json:"open_interest"` // contracts
	Volume        Number `json:"volume"`
}

// GammaLevels are the levels computed from gamma alone; an outlook has them too.
type GammaLevels struct {
	GEX       Number `json:"gex"` // net GEX of the same contracts
	Regime    Regime `json:"regime"`
	ZeroGamma Number `json:"zero_gamma"` // the flip nearest to spot
	Flips     []Flip `json:"flips"`      // the significant ones, ascending
	CallWall  Number `json:"call_wall"`
	PutWall   Number `json:"put_wall"`
	AbsGamma  Number `json:"abs_gamma"`
	PerADV    Number `json:"gamma_per_adv"` // US$ of delta per 1% move / average daily volume in US$
}

// Flip is a spot at which dealer gamma changes sign.
type Flip struct {
	Spot       Number    `json:"spot"`
	Direction  Direction `json:"direction"`            // with rising spot
	Negligible bool      `json:"negligible,omitempty"` // next to no gamma on one side
}

func allFlips(counting, negligible []Flip) []Flip {
	all := slices.Concat(counting, negligible)
	slices.SortFunc(all, func(a, b Flip) int { return cmp.Compare(a.Spot, b.Spot) })
	return all
}

// Direction is the change of sign of gamma when spot rises through a flip.
type Direction string

const (
	NegToPos Direction = "neg_to_pos"
	PosToNeg Direction = "pos_to_neg"
)

// ExpectedMove is the move that options price in by an expiry, in dollars of the underlying.
type ExpectedMove struct {
	Expiry   string `json:"expiry"`
	Straddle Number `json:"straddle"` // call plus put struck at the forward
	Sigma    Number `json:"sigma"`    // spot times volatility times root of time
}

// LevelKind is what a level measures; it determines how the level is mapped and printed.
type LevelKind int

const (
	Price    LevelKind = iota // of the underlying
	Distance                  // in dollars, to both sides of spot
	Ratio                     // a fraction; not mapped, and hidden in tables when absent
	Words                     // written as it is: a list, a date, a number of a list
)

// Level is an entry of the registry.
type Level struct {
	Key     string   // of JSON, csv and --get; prefixed by the JSON object it is in: expected_move_sigma
	Means   string   // what it is, for those who read JSON and csv; after "null:" when it is absent
	Aliases []string // other names for it
	Kind    LevelKind
	Of      func(*Levels) *Number // returns its field; nil when the levels lack its object. Not set for Words
	Words   func(*Levels) string  // for Words; "" when absent

	Name   string // in tables; "": not in tables
	Letter string // in the table and in text drawings
	Short  string // next to a strike and as a column heading
	Chart  *ChartMark
	Class  string // CSS class of its line in pictures; "": no line

	Strike   bool   // always a strike
	Headline bool   // in cards, facts, the market table, the outlook table and pictures
	Ruler    bool   // on the ruler below the levels table
	Outlook  bool   // one of GammaLevels
	Watched  bool   // gex watch reports its changes
	Today    bool   // its 0DTE value is watched, and in histories, too
	History  bool   // in histories
	Compared bool   // compared by gex diff
	Column   string // name in histories; "": the key
	Later    bool   // added after the csv columns were fixed: after all others
}

// ChartMark is the style of a level on charting platforms. The colors lie between the light and dark shades of the pictures,
// because charts have either background.
type ChartMark struct {
	Plot             string // identifier of the plot
	Red, Green, Blue int
	Width            int
}

// Names of levels that are also used in sentences.
const (
	ZeroGammaName = "zero gamma"
	MaxPainName   = "max pain"
)

// registry lists the levels in the order of the csv columns.
var registry = append([]Level{
	{
		Key: "zero_gamma", Kind: Price, Of: func(l *Levels) *Number { return &l.ZeroGamma },
		Means:   "price at which dealer gamma changes sign, the one nearest to spot. null: none in the range that was searched",
		Aliases: []string{"flip", "gamma_flip", "gex_flip", "zero", "zero_gex", "gamma_zero", "flip_point", "gamma_flip_point", "zero_gamma_level"},
		Name:    ZeroGammaName, Letter: "Z", Short: "flip", Class: "gex-flip", Chart: &ChartMark{Plot: "ZeroGamma", Red: 165, Green: 94, Blue: 240, Width: 2},
		Headline: true, Ruler: true, Outlook: true, Watched: true, Today: true, History: true, Compared: true,
	},
	{
		Key: "flips", Kind: Words, Words: func(l *Levels) string { return FlipList(l.Flips) },
		Means:   "prices at which dealer gamma changes sign, ascending",
		Aliases: []string{"all_flips", "zero_gammas"}, Outlook: true,
	},
	{
		Key: "flip_directions", Kind: Words, Words: func(l *Levels) string { return directionList(l.Flips) },
		Means:   "neg_to_pos or pos_to_neg for each of them, with rising spot",
		Outlook: true,
	},
	{
		Key: "call_wall", Kind: Price, Of: func(l *Levels) *Number { return &l.CallWall },
		Means:   "strike of the call wall: where calls weigh most, by the rule of conventions.wall. null: none",
		Aliases: []string{"call_resistance", "call_wall_strike"},
		Name:    "call wall", Letter: "C", Short: "C-wall", Class: "gex-cwall", Chart: &ChartMark{Plot: "CallWall", Red: 43, Green: 140, Blue: 205, Width: 2},
		Strike: true, Headline: true, Ruler: true, Outlook: true, Watched: true, Today: true, History: true, Compared: true,
	},
	{
		Key: "put_wall", Kind: Price, Of: func(l *Levels) *Number { return &l.PutWall },
		Means:   "strike of the put wall: where puts weigh most, by the rule of conventions.wall. null: none",
		Aliases: []string{"put_support", "put_wall_strike"},
		Name:    "put wall", Letter: "P", Short: "P-wall", Class: "gex-pwall", Chart: &ChartMark{Plot: "PutWall", Red: 219, Green: 112, Blue: 0, Width: 2},
		Strike: true, Headline: true, Ruler: true, Outlook: true, Watched: true, Today: true, History: true, Compared: true,
	},
	{
		Key: "abs_gamma", Kind: Price, Of: func(l *Levels) *Number { return &l.AbsGamma },
		Means:   "strike with the largest absolute gamma exposure. null: none",
		Aliases: []string{"absolute_gamma", "abs_gamma_strike"},
		Name:    "absolute gamma", Letter: "A", Short: "abs", Chart: &ChartMark{Plot: "AbsoluteGamma", Red: 20, Green: 168, Blue: 128, Width: 1},
		Strike: true, Ruler: true, Outlook: true, Watched: true, History: true, Compared: true,
	},
	{
		Key: "hvl", Kind: Price, Of: func(l *Levels) *Number { return &l.HVL },
		Means:   "strike at which cumulated net GEX is lowest; not a flip. null: none",
		Aliases: []string{"high_volatility_level", "high_vol_level"},
		Name:    "HVL", Letter: "H", Chart: &ChartMark{Plot: "HVL", Red: 138, Green: 143, Blue: 152, Width: 1},
		Strike: true, History: true, Compared: true,
	},
	{
		Key: "max_pain", Kind: Price, Of: func(l *Levels) *Number { return &l.MaxPain },
		Means:   "strike at which the holders of options of the nearest PM expiry would receive least. null: no such expiry",
		Aliases: []string{"pain"},
		Name:    MaxPainName, Letter: "M", Chart: &ChartMark{Plot: "MaxPain", Red: 196, Green: 104, Blue: 158, Width: 1},
		Strike: true, History: true, Compared: true,
	},
	{Key: "max_pain_expiry", Means: "that expiry, YYYY-MM-DD", Kind: Words, Words: func(l *Levels) string { return string(l.MaxPainExpiry) }},
	{Key: "expected_move_expiry", Means: "the nearest PM expiry, YYYY-MM-DD", Kind: Words, Words: expectedExpiry},
	{
		Key: "expected_move_straddle", Kind: Distance, Of: ofMove(func(e *ExpectedMove) *Number { return &e.Straddle }),
		Means:   "call plus put of the nearest PM expiry, struck at the forward, currency. null: no such expiry",
		Aliases: []string{"straddle", "implied_move"}, Column: "expected_move",
		Name: "expected move", Chart: &ChartMark{Plot: "ExpectedMove", Red: 150, Green: 150, Blue: 96, Width: 1},
		History: true,
	},
	{
		Key: "expected_move_sigma", Kind: Distance, Of: ofMove(func(e *ExpectedMove) *Number { return &e.Sigma }),
		Means:   "spot times volatility times the root of time to the nearest PM expiry, currency. null: no such expiry",
		Aliases: []string{"sigma"}, Name: "1 SD move",
	},
	{
		Key: "gamma_per_adv", Kind: Ratio, Of: func(l *Levels) *Number { return &l.PerADV },
		Means:   "GEX in currency per 1% over the average daily volume in currency. null: no such volume is given",
		Aliases: []string{"gex_per_adv", "gex_adv"}, Name: "GEX / ADV",
		Outlook: true, History: true, Later: true,
	},
}, wallLevels()...)

// wallLevels are the entries of the registry for the numbers of walls.
func wallLevels() (list []Level) {
	for _, n := range WallNumbers {
		list = append(list, Level{Key: n.Key, Means: n.Means, Kind: Words, Words: func(l *Levels) string { return n.Of(l.Walls).String() }, Later: true})
	}
	return list
}

// AllLevels returns the registry. Callers must not modify it.
func AllLevels() []Level { return registry }

// LevelsThat returns the levels that satisfy a condition, in the order of the registry.
func LevelsThat(is func(*Level) bool) []Level {
	var some []Level
	for i := range registry {
		if is(&registry[i]) {
			some = append(some, registry[i])
		}
	}
	return some
}

// OddsLevels are the levels that have odds.
var OddsLevels = LevelsThat(func(v *Level) bool {
	return slices.Contains([]string{"zero_gamma", "call_wall", "put_wall", "max_pain"}, v.Key)
})

// LevelOf returns the level with a key, nil when there is none.
func LevelOf(key string) *Level {
	for i := range registry {
		if registry[i].Key == key {
			return &registry[i]
		}
	}
	return nil
}

// Number returns the value of the level, absent for Words and when l is nil.
func (v *Level) Number(l *Levels) Number {
	if v.Of == nil || l == nil {
		return None()
	}
	if at := v.Of(l); at != nil {
		return *at
	}
	return None()
}

// Text returns the value of the level for machine formats, "" when absent.
func (v *Level) Text(l *Levels) string {
	if v.Words != nil {
		return v.Words(l)
	}
	return v.Number(l).String()
}

// Stem is the name of the level in a history and on a chart.
func (v *Level) Stem() string { return cmp.Or(v.Column, v.Key) }

// CSVLevels returns the levels among the first csv columns, and those after all others.
func CSVLevels() (first, later []Level) {
	return LevelsThat(func(v *Level) bool { return !v.Later }), LevelsThat(func(v *Level) bool { return v.Later })
}

// NoLevels returns levels that are all absent.
func NoLevels() Levels {
	l := Levels{GammaLevels: GammaLevels{GEX: None()}}
	for i := range registry {
		if of := registry[i].Of; of != nil {
			if at := of(&l); at != nil {
				*at = None()
			}
		}
	}
	return l
}

// alone returns levels in which only these are present.
func (g GammaLevels) alone() *Levels {
	l := NoLevels()
	l.GammaLevels = g
	return &l
}

// Mapped returns the levels with prices converted by a function and distances multiplied by a factor.
func (l Levels) Mapped(price func(Number) Number, factor Number) Levels {
	if l.ExpectedMove != nil {
		move := *l.ExpectedMove
		l.ExpectedMove = &move
	}
	flips := make([]Flip, len(l.Flips))
	for i, f := range l.Flips {
		flips[i] = Flip{Spot: price(f.Spot), Direction: f.Direction}
	}
	l.Flips = flips
	walls := slices.Clone(l.Walls)
	for i := range walls {
		walls[i].Strike, walls[i].RunnerUp = price(walls[i].Strike), price(walls[i].RunnerUp)
	}
	l.Walls = walls
	if l.Bands != nil {
		bands := *l.Bands
		bands.Low, bands.High = price(bands.Low), price(bands.High)
		l.Bands = &bands
	}
	for i := range registry {
		v := &registry[i]
		if v.Of == nil {
			continue
		}
		switch at := v.Of(&l); {
		case at == nil:
		case v.Kind == Price:
			*at = price(*at)
		case v.Kind == Distance:
			*at *= factor
		}
	}
	return l
}

// ofMove returns the accessor of a number of the expected move.
func ofMove(of func(*ExpectedMove) *Number) func(*Levels) *Number {
	return func(l *Levels) *Number {
		if l.ExpectedMove == nil {
			return nil
		}
		return of(l.ExpectedMove)
	}
}

func expectedExpiry(l *Levels) string {
	if l.ExpectedMove == nil {
		return ""
	}
	return l.ExpectedMove.Expiry
}

// FlipList returns the prices of flips in one cell: 6661.17;6702.5.
func FlipList(flips []Flip) string {
	return listed(flips, func(f Flip) string { return f.Spot.String() })
}

func directionList(flips []Flip) string {
	return listed(flips, func(f Flip) string { return string(f.Direction) })
}

func listed(flips []Flip, word func(Flip) string) string {
	parts := make([]string, len(flips))
	for i, f := range flips {
		parts[i] = word(f)
	}
	return strings.Join(parts, ";")
}
