package report

import "slices"

// StudyDocument is what the levels and exposures of a history were worth on the days that followed: gex study.
type StudyDocument struct {
	Schema     string      `json:"schema"`
	Version    string      `json:"version"`
	Underlying string      `json:"underlying"`
	Inputs     StudyInputs `json:"inputs"`
	Study      Study       `json:"study"`
	Warnings   []Warning   `json:"warnings"`
}

// StudyInputs are the base names of the files.
type StudyInputs struct {
	History  string `json:"history"`
	Prices   string `json:"prices"`
	Intraday Text   `json:"intraday"`
}

// Study is a fixed list of tests over the days of a history.
type Study struct {
	Days        int           `json:"days"` // that take part
	From        Text          `json:"from"`
	To          Text          `json:"to"`
	Rows        int           `json:"rows"`       // of the history, of this underlying
	Superseded  int           `json:"superseded"` // of them, those before a later one that was known before the same open
	LeftOut     []DaysLeftOut `json:"left_out"`
	HalfDays    int           `json:"half_days"`  // of Days, whose outcomes are scaled to a whole session
	Sign        string        `json:"sign"`       // who is long what, as in the settings of the history
	Options     string        `json:"options"`    // those settings
	Volatility  string        `json:"volatility"` // parkinson, or realized where there are prices within the day
	Controls    []string      `json:"controls"`   // of the volatility
	Tests       []StudyTest   `json:"tests"`
	Discoveries Discoveries   `json:"discoveries"`
	Quintiles   []Quintile    `json:"quintiles"` // of gex_share, the shortest gamma first; empty below 40 days
	Rest        *StudyRest    `json:"rest"`      // behind the tests rest and rest_hold; nil where no row is within a session, or prices within days are not given
}

// StudyRest is the days whose rest, from a row within the session to the close, is tested.
type StudyRest struct {
	Days     int           `json:"days"` // that take part, each with its first row within the session
	Rows     int           `json:"rows"` // within sessions
	LeftOut  []DaysLeftOut `json:"left_out"`
	Controls []string      `json:"controls"` // of the volatility
}

// DaysLeftOut counts days that take no part.
type DaysLeftOut struct {
	Reason string `json:"reason"` // one of LeftOutReasons
	Days   int    `json:"days"`
}

// LeftOutReasons are why days take no part, with what that means.
var LeftOutReasons = []struct{ Reason, Means string }{
	{"no-row", "no row of the history was known before the open"},
	{"no-price", "the prices lack the day"},
	{"no-range", "the prices lack open, high or low, or they are equal"},
	{"few-prices", "fewer than 5 prices are from the row to the close"},
	{"odd-bar", "the high or low of the day is within its open and close"},
	{"price-mismatch", "spot and open differ by more than 10%: a split, or another instrument"},
}

// StudyTest is one predictor, known at the open, against one outcome of the day.
type StudyTest struct {
	ID         string           `json:"id"`        // one of StudyIDs
	Predictor  string           `json:"predictor"` // sign_gex, gex_share, flip_distance, call_wall, put_wall, zero_gamma, abs_gamma, max_pain, grid
	N          int              `json:"n"`         // days
	Statistic  string           `json:"statistic"` // of alone
	Alone      StudyAlone       `json:"alone"`
	Controlled *StudyControlled `json:"controlled"` // nil where nothing is controlled
	Groups     []StudyGroup     `json:"groups"`     // of a sign; else empty
	Ratio      Number           `json:"ratio"`      // of the means of short and long; of volatility their geometric means
	WelchT     Number           `json:"welch_t"`    // of the difference, if days were independent
	Placebo    Number           `json:"placebo"`    // what the rotations, or chance, give for alone.value; absent where that is 0
	Rates      *StudyRates      `json:"rates"`      // of walls; else nil
	Verdict    StudyVerdict     `json:"verdict"`
	Note       Text             `json:"note"` // why there are no numbers
}

// StudyAlone is a statistic of predictor and outcome without controls.
type StudyAlone struct {
	Value Number `json:"value"`
	P     Number `json:"p"`
}

// StudyControlled is what a predictor adds to controls.
type StudyControlled struct {
	T      Number `json:"t"` // Newey-West
	P      Number `json:"p"`
	AddsR2 Number `json:"adds_r2"`
}

// StudyGroup is the days of one kind.
type StudyGroup struct {
	Name string `json:"name"`
	N    int    `json:"n"`
	Mean Number `json:"mean"` // volatility a year, a fraction; range in implied moves; the last half hour in its own direction, a fraction
}

// StudyRates are shares: touched of days, held of touched.
type StudyRates struct {
	Touched        Number `json:"touched"`
	Held           Number `json:"held"`
	PlaceboTouched Number `json:"placebo_touched"`
	PlaceboHeld    Number `json:"placebo_held"`
	WalkTouched    Number `json:"walk_touched"`
}

// Discoveries says which p values stand together, after Benjamini and Hochberg.
type Discoveries struct {
	Rate  Number `json:"rate"`  // of those that may be false
	Tests int    `json:"tests"` // with a p value: that with controls, where there are controls
	Stand int    `json:"stand"`
	Line  Number `json:"line"` // the largest p that stands; absent when none does
}

// Quintile is a fifth of the days.
type Quintile struct {
	N          int    `json:"n"`
	Low        Number `json:"low"` // of gex_share
	High       Number `json:"high"`
	Volatility Number `json:"volatility"` // mean of a year's, a fraction
	Residual   Number `json:"residual"`   // mean of volatility over what the controls expect, less 1; absent without controls
}

// StudyVerdict is what a test says.
type StudyVerdict string

// Verdicts of tests.
const (
	VerdictAdds      StudyVerdict = "adds"
	VerdictNotBeyond StudyVerdict = "not_beyond_implied"
	VerdictOpposite  StudyVerdict = "opposite"
	VerdictNone      StudyVerdict = "no_evidence"
	VerdictTooFew    StudyVerdict = "too_few"
)

// Kinds of tests.
const (
	StudyVol      = "vol"
	StudyRange    = "range"
	StudyMomentum = "momentum"
	StudyHold     = "hold"
	StudyFlip     = "flip"
	StudyPin      = "pin"
	StudyRestVol  = "rest"      // vol of what is left of the day after a row within its session
	StudyRestHold = "rest_hold" // likewise hold
)

// Volatilities of a day.
const (
	VolParkinson = "parkinson"
	VolRealized  = "realized"
)

// StudyMinDays is the number of days below which a study has no verdicts.
const StudyMinDays = 40

// Enough reports whether there are enough days for verdicts.
func (s *Study) Enough() bool { return s.Days >= StudyMinDays }

// P is the p value that a test is judged by: that with controls where there are controls.
func (t *StudyTest) P() Number {
	if t.Controlled != nil {
		return t.Controlled.P
	}
	return t.Alone.P
}

// Group returns the group of a name, absent numbers where there is none.
func (t *StudyTest) Group(name string) StudyGroup {
	if i := slices.IndexFunc(t.Groups, func(g StudyGroup) bool { return g.Name == name }); i >= 0 {
		return t.Groups[i]
	}
	return StudyGroup{Name: name, Mean: None()}
}

// controlled is what the test has with controls, absent numbers where it has none.
func (t *StudyTest) controlled() StudyControlled {
	if t.Controlled == nil {
		return StudyControlled{T: None(), P: None(), AddsR2: None()}
	}
	return *t.Controlled
}

// rates are those of a wall, absent numbers of another test.
func (t *StudyTest) rates() StudyRates {
	if t.Rates == nil {
		return StudyRates{Touched: None(), Held: None(), PlaceboTouched: None(), PlaceboHeld: None(), WalkTouched: None()}
	}
	return *t.Rates
}

// StudyRow is a test as a row of csv.
type StudyRow struct {
	Underlying string       `csv:"underlying"`
	ID         string       `csv:"id"`
	Predictor  string       `csv:"predictor"`
	N          int          `csv:"n"`
	Statistic  string       `csv:"statistic"`
	Value      Number       `csv:"value"`
	PAlone     Number       `csv:"p_alone"`
	Placebo    Number       `csv:"placebo"`
	T          Number       `csv:"t"`
	P          Number       `csv:"p"` // with controls; without any that alone
	AddsR2     Number       `csv:"adds_r2"`
	ShortN     Number       `csv:"short_n"`
	ShortMean  Number       `csv:"short_mean"`
	LongN      Number       `csv:"long_n"`
	LongMean   Number       `csv:"long_mean"`
	Ratio      Number       `csv:"ratio"`
	WelchT     Number       `csv:"welch_t"`
	Touched    Number       `csv:"touched"`
	Held       Number       `csv:"held"`
	POthers    Number       `csv:"placebo_touched"`
	HOthers    Number       `csv:"placebo_held"`
	Walk       Number       `csv:"walk_touched"`
	Verdict    StudyVerdict `csv:"verdict"`
}

// Row is the test as a row of csv.
func (t *StudyTest) Row(underlying string) StudyRow {
	none, c, v := None(), t.controlled(), t.rates()
	r := StudyRow{
		Underlying: underlying, ID: t.ID, Predictor: t.Predictor, N: t.N, Statistic: t.Statistic,
		Value: t.Alone.Value, PAlone: t.Alone.P, Placebo: t.Placebo, T: c.T, P: t.P(), AddsR2: c.AddsR2,
		ShortN: none, ShortMean: t.Group("short").Mean, LongN: none, LongMean: t.Group("long").Mean, Ratio: t.Ratio, WelchT: t.WelchT,
		Touched: v.Touched, Held: v.Held, POthers: v.PlaceboTouched, HOthers: v.PlaceboHeld, Walk: v.WalkTouched, Verdict: t.Verdict,
	}
	for _, g := range t.Groups {
		switch g.Name {
		case "short":
			r.ShortN = Number(g.N)
		case "long":
			r.LongN = Number(g.N)
		}
	}
	return r
}
