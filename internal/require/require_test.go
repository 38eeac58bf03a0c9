package require_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/require"
)

// subject is long gamma with a flip 10 below spot; nothing settles today and the flip of the close is not there.
func subject() require.Subject {
	none := report.None()
	r := &report.Report{Regime: report.LongGamma}
	r.Underlying, r.TradeDate, r.Spot, r.SpotSource = "SPX", "2025-11-20", 6700, "file"
	r.AsOf = report.Time{Time: time.Date(2025, 11, 20, 9, 52, 0, 0, time.FixedZone("", -5*3600))}
	r.Input = report.Input{File: "spx.csv", Format: "cboe-quotedata"}
	r.Totals.GEX, r.Totals.CallVolume = 5.4e9, 0
	r.Carry.Gap = -0.0029
	r.Coverage.Used = 480
	r.Levels = report.Levels{
		GammaLevels: report.GammaLevels{GEX: 5.4e9, Regime: report.LongGamma, ZeroGamma: 6690, CallWall: 6750, PutWall: 6600}, HVL: none,
		ExpectedMove: &report.ExpectedMove{Expiry: "2025-11-20", Straddle: 16.8, Sigma: 21},
	}
	outlook := []report.Outlook{{Scope: "now"}, {Scope: "close", GammaLevels: report.GammaLevels{Regime: report.ShortGamma, ZeroGamma: none, CallWall: 6740}}}
	c := &report.Check{Header: r.Header, Coverage: r.Coverage, Carry: r.Carry, AgeMinutes: 15}
	c.Quotes.Usable = 470
	return require.Subject{Report: r, Outlook: outlook, Check: c}
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		condition string
		ok        bool
		detail    string
	}{
		{"regime=long_gamma", true, "regime is long_gamma"},
		{"regime == long_gamma", true, "regime is long_gamma"},
		{"regime != long_gamma", false, "regime is long_gamma"},
		{"regime != neutral", true, "regime is long_gamma"},
		{"neutral = regime", false, "regime is long_gamma"},
		{"short_gamma = regime", false, "regime is long_gamma"},
		{`underlying = "SPX"`, true, "underlying is SPX"},
		{"underlying='ES'", false, "underlying is SPX"},
		{`trade_date = "2025-11-20"`, true, "trade_date is 2025-11-20"},

		// Words, dates and times are read literally.
		{"trade_date=2025-11-20", true, "trade_date is 2025-11-20"},
		{"2025-11-20 == trade_date", true, "trade_date is 2025-11-20"},
		{"trade_date != 2025-11-20", false, "trade_date is 2025-11-20"},
		{"trade_date >= 2025-11-20", true, "trade_date is 2025-11-20"},
		{"trade_date < 2025-11-20", false, "trade_date is 2025-11-20"},
		{"2025-11-19 < trade_date", true, "trade_date is 2025-11-20"},
		{"as_of=2025-11-20", true, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of = 2025-11-20 09:52", true, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of=2025-11-20T14:52:00Z", true, "as_of is 2025-11-20T09:52:00-05:00"},
		{`as_of = "2025-11-20T09:52:00-05:00"`, true, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of < 2025-11-20T09:52", false, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of <= 2025-11-20T09:52:00.5", true, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of > 2025-11-19", true, "as_of is 2025-11-20T09:52:00-05:00"},
		{"as_of = trade_date", true, "as_of is 2025-11-20T09:52:00-05:00, trade_date is 2025-11-20"},
		{"levels.expected_move.expiry = 2025-11-20", true, "levels.expected_move.expiry is 2025-11-20"},
		{"max_pain_expiry = 2025-11-20", false, "max_pain_expiry is null"},
		{"input.format=cboe-quotedata", true, "input.format is cboe-quotedata"},
		{"input.file != my chain (1).csv", true, "input.file is spx.csv"},
		{"underlying=SPOT", false, "underlying is SPX"},
		{"underlying=700", false, "underlying is SPX"},
		{"BRK/B != underlying", true, "underlying is SPX"},
		{"zero_gamma<spot", true, "zero_gamma is 6690, spot is 6700"},
		{"zero_gamma > spot", false, "zero_gamma is 6690, spot is 6700"},
		{"spot = 6700", true, "spot is 6700"},
		{"spot = 6,700.00", true, "spot is 6700, 6,700.00 is 6700"},
		{"spot >= 6_700", true, "spot is 6700, 6_700 is 6700"},
		{"spot <= 6.7k", true, "spot is 6700, 6.7k is 6700"},
		{"totals.gex > 5bn", true, "totals.gex is 5400000000, 5bn is 5000000000"},
		{"totals.gex > 5.39B", true, "totals.gex is 5400000000, 5.39B is 5390000000"},
		{"gex>5400M", false, "gex is 5400000000, 5400M is 5400000000"},
		{"abs(gap)<0.3%", true, "abs(gap) is 0.29%, limit 0.3%"},
		{"abs(gap) < 0.25 %", false, "abs(gap) is 0.29%, limit 0.25 %"},
		{"gap > -0.3%", true, "gap is -0.29%, limit -0.3%"},
		{"carry.gap > -2.9e-3", false, "carry.gap is -0.0029, -2.9e-3 is -0.0029"},
		{"abs(spot - zero_gamma)/spot < 0.2%", true, "abs(spot - zero_gamma)/spot is 0.149%, limit 0.2%"},
		{"0.149% < abs(spot - zero_gamma)/spot", true, "limit 0.149%, abs(spot - zero_gamma)/spot is 0.149253731343%"},
		{"gap / 1000 < 1%", true, "gap / 1000 is -0.00029%, limit 1%"},
		{"call_wall-put_wall = 150", true, "call_wall-put_wall is 150"},
		{"zero_gamma/spot>0.99", true, "zero_gamma/spot is 0.998507462687"},
		{"0.1 + 0.2 < spot * 1", true, "0.1 + 0.2 is 0.3, spot * 1 is 6700"},
		{"coverage.used = 480", true, "coverage.used is 480"},
		{"quotes.usable >= 470", true, "quotes.usable is 470"},
		{"age_minutes < 30", true, "age_minutes is 15"},
		{"LEVELS.Call_Wall = 6750", true, "LEVELS.Call_Wall is 6750"},
		{"expected_move_sigma < 25", true, "expected_move_sigma is 21"},
		{"levels.expected_move.straddle < 25", true, "levels.expected_move.straddle is 16.8"},
		{"close.call_wall < call_wall", true, "close.call_wall is 6740, call_wall is 6750"},
		{"outlook.close.regime = short_gamma", true, "outlook.close.regime is short_gamma"},

		// What is null holds no condition, whichever way it is put.
		{"hvl < spot", false, "hvl is null, spot is 6700"},
		{"hvl > spot", false, "hvl is null, spot is 6700"},
		{"hvl != spot", false, "hvl is null, spot is 6700"},
		{"hvl = hvl", false, "hvl is null, hvl is null"},
		{"abs(spot-hvl) < 5", false, "hvl is null"},
		{"levels_0dte.zero_gamma < spot", false, "levels_0dte.zero_gamma is null, spot is 6700"},
		{"0dte.regime != long_gamma", false, "0dte.regime is null"},
		{"0dte.expected_move_sigma < 9", false, "0dte.expected_move_sigma is null"},
		{"close.zero_gamma < 9", false, "close.zero_gamma is null"},
		{"12:00.zero_gamma < 9", false, "12:00.zero_gamma is null"},
		{"carry.quote_time != 2025-11-20", false, "carry.quote_time is null"},
		{"gex/call_volume > 1", false, "gex/call_volume is null"},
	} {
		parsed, err := require.Parse(c.condition)
		if err != nil {
			t.Errorf("%s: %v", c.condition, err)
			continue
		}
		if got := parsed.Judge(subject()); got.OK != c.ok || got.Detail != c.detail {
			t.Errorf("%s: %v, %q; want %v, %q", c.condition, got.OK, got.Detail, c.ok, c.detail)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		condition string
		column    int
		problem   string
	}{
		{"", 1, "a key, a number or a word is missing"},
		{"spot", 5, "a comparison (= != < <= > >=) is missing"},
		{"spot <", 7, "a key, a number or a word is missing"},
		{"spot < = 3", 8, `expected a key, a number or a word, found "="`},
		{"spot 3", 6, `expected a comparison (= != < <= > >=), found "3"`},
		{"zero_gama<spot", 1, `no key "zero_gama"`},
		{"spot > zero_gama", 8, `no key "zero_gama"`},
		{"abs(gpa)<1", 5, `no key "gpa"`},
		{"regme = long_gamma", 1, `no key "regme"`},
		{"levels.flips = 3", 1, `no key "levels.flips"`},
		{"regime = long", 10, `regime is never "long"; it is one of long_gamma, short_gamma, near_zero`},
		{"regime = 5", 10, `regime is never "5"; it is one of long_gamma, short_gamma, near_zero`},
		{"trade_date = 20251120", 14, `trade_date is a date or a time, such as 2025-11-20 or 2025-11-20T09:52:00-05:00, and "20251120" is neither`},
		{"trade_date = 2025-02-30", 14, `trade_date is a date or a time, such as 2025-11-20 or 2025-11-20T09:52:00-05:00, and "2025-02-30" is neither`},
		{"as_of = soon", 9, `as_of is a date or a time, such as 2025-11-20 or 2025-11-20T09:52:00-05:00, and "soon" is neither`},
		{"trade_date = underlying", 12, "trade_date is a date and underlying is a word"},
		{"spot = 2025-11-20", 15, "a condition has two sides of at most two terms each: make two conditions of it"},
		{"trade_date = 2025-11-20 = 3", 21, "a condition has two sides of at most two terms each: make two conditions of it"},
		{`spot = "x"`, 6, `spot is a number and "x" is a word`},
		{"underlying = spot", 12, "underlying is a word and spot is a number"},
		{"regime < long_gamma", 8, "words can be compared only by = and !="},
		{"abs(regime) = 1", 5, "regime is a word, and abs takes a number"},
		{"spot - regime < 5", 8, "regime is a word, and - takes numbers"},
		{"abs(abs(gap)) < 1", 5, "abs cannot be nested"},
		{"abs(gap < 1", 9, `expected a closing parenthesis, found "<"`},
		{"abs(gap", 8, "a closing parenthesis is missing"},
		{"-spot < 1", 2, `expected a number, found "spot"`},
		{"1 < 2", 1, "neither side is a key of the report"},
		{"a = b", 1, `no key "a"`},
		{"spot + 1 + 2 < 3", 10, `expected a comparison (= != < <= > >=), found "+"`},
		{"1 < spot < 3", 10, "a condition has two sides of at most two terms each: make two conditions of it"},
		{"spot < 6712,5", 12, `',' is not allowed here`},
		{"spot < 1e999", 8, "1e999 is too large"},
		{"gap < 3‰", 8, `'‰' is not allowed here`},
		{"gap ≤ 3", 5, `'≤' is not allowed here`},
		{`underlying = "SPX`, 14, "the quotation mark is not closed"},
		{"spot < 3x", 8, `no key "3x"`},
	} {
		_, err := require.Parse(c.condition)
		if err == nil || fault.Of(err).Code != fault.Usage || fault.HintOf(err) == "" {
			t.Errorf("%q: %#v", c.condition, err)
			continue
		}
		first, _, _ := strings.Cut(err.Error(), "\n")
		if want := fmt.Sprintf("column %d: %s", c.column, c.problem); first != want {
			t.Errorf("%q: %s; want %s", c.condition, first, want)
		}
	}
}

func TestErrorShowsTheColumn(t *testing.T) {
	_, err := require.Parse("  spot >\tzero_gama ")
	const want = "column 8: no key \"zero_gama\"\n  spot > zero_gama\n         ^"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestNames: every name is a key, and a key of both kinds is among them.
func TestNames(t *testing.T) {
	names := require.Names()
	for _, name := range names {
		_, number := require.Parse(name + " < 1")
		_, word := require.Parse(name + " = " + name)
		if number != nil && word != nil {
			t.Errorf("%s: %v, %v", name, number, word)
		}
	}
	for _, want := range []string{"gap", "levels.zero_gamma", "levels_0dte.expected_move.sigma", "flows.close.shares", "close.zero_gamma", "quotes.crossed", "vendor.delta.median"} {
		if !strings.Contains("\n"+strings.Join(names, "\n")+"\n", "\n"+want+"\n") {
			t.Errorf("%s is no name", want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"regime=long_gamma", "zero_gamma<spot", "abs(gap)<0.3%", "abs(spot - zero_gamma)/spot < 0.2%", `underlying != "S PX"`,
		"spot >= -6_700.5e3 bn", "12:00.zero_gamma < 9", "spot < 6712,5", "gap ≤ 3‰", "'\x00\xff", "spot = 'a\nb'",
		"trade_date=2025-11-20", "as_of >= 2025-11-20 09:52", "2025-11-20T14:52:00Z!=as_of", "input.format=cboe-quotedata", "underlying = SPOT", "regime==="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := require.Parse(text)
		if err == nil {
			got := c.Judge(subject())
			if got.OK && (!got.Left.OK() || !got.Right.OK()) {
				t.Errorf("%q holds of what is null", text)
			}
			return
		}
		column := 0
		lines := strings.Split(err.Error(), "\n")
		if n, _ := fmt.Sscanf(lines[0], "column %d: ", &column); n != 1 || len(lines) != 3 || fault.Of(err).Code != fault.Usage {
			t.Fatalf("%q: %q", text, err)
		}
		if column < 1 || column > utf8.RuneCountInString(strings.TrimSpace(text))+1 || utf8.RuneCountInString(lines[2]) != 2+column {
			t.Errorf("%q: column %d: %q", text, column, lines[2])
		}
	})
}

// TestNeutral: the word of the tables is the regime near_zero of JSON.
func TestNeutral(t *testing.T) {
	s := subject()
	s.Report.Regime = report.NearZero
	parsed, err := require.Parse("neutral = regime")
	if err != nil {
		t.Fatal(err)
	}
	if got := parsed.Judge(s); !got.OK {
		t.Errorf("%+v", got)
	}
}
