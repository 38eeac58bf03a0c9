package report

import (
	"strings"
	"testing"

	"gex/internal/fault"
)

const knownHeader = "underlying,as_of,known_at,options,spot,gex,gross_gex,zero_gamma,call_wall,put_wall,expected_move,day_move\n"

func TestReadKnownRows(t *testing.T) {
	rows, err := ReadKnownRows(strings.NewReader("\ufeff"+knownHeader+
		"SPX,2024-01-02T09:00:00-05:00,2024-01-02T09:30:00-05:00,'--sign short,6700,-1.5e9,2e9,,6750,6600,40,50\n"+
		"\"SPX\",2024-01-03 09:00:00-05:00,,,6700.5,1E+9,2.,6690,,,,50\n"), "levels.csv")
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	a, b := rows[0], rows[1]
	if a.Line != 2 || a.Underlying != "SPX" || a.Options != "--sign short" || a.GEX != -1.5e9 || a.ZeroGamma.OK() || a.ExpectedMove != 40 || a.KnownAt.Format("15:04") != "09:30" {
		t.Errorf("%+v", a)
	}
	if b.Line != 3 || !b.KnownAt.IsZero() || b.CallWall.OK() || b.ExpectedMove.OK() || b.DayMove != 50 || b.MaxPain.OK() || b.GEX0DTE.OK() {
		t.Errorf("%+v", b)
	}
	// As gex levels has it: the other name of the straddle, and rows of parts of the book, which do not count.
	rows, err = ReadKnownRows(strings.NewReader("underlying,as_of,scope,expected_move_straddle,spot,gex,gross_gex,zero_gamma,call_wall,put_wall\n"+
		"SPX,2024-01-02T09:00:00-05:00,all,40,6700,1,2,3,4,5\n"+
		"SPX,2024-01-02T09:00:00-05:00,0dte,40,6700,9,9,9,9,9\n"), "levels.csv")
	if err != nil || len(rows) != 1 || rows[0].ExpectedMove != 40 || rows[0].GEX != 1 {
		t.Errorf("%+v, %v", rows, err)
	}
}

// TestKnownColumns: a column by its own name counts for more than by the other one, and the numbers of a row are in the order of the
// columns, absent where there are none. A price may be a small one.
func TestKnownColumns(t *testing.T) {
	rows, err := ReadKnownRows(strings.NewReader("expected_move_straddle,underlying,as_of,spot,gex,gross_gex,zero_gamma,call_wall,put_wall,expected_move,day_move\n"+
		"40,XYZ,2024-01-02T09:00:00-05:00,0.5,1,2,3,4,5,41,6\n"), "levels.csv")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range rows[0].Numbers() {
		got = append(got, n.String())
	}
	if want := "0.5 1 2 3 4 5   41 6  "; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestEnoughDays: from forty days on a study has verdicts.
func TestEnoughDays(t *testing.T) {
	for days, want := range map[int]bool{39: false, 40: true, 41: true} {
		if (&Study{Days: days}).Enough() != want {
			t.Errorf("%d days", days)
		}
	}
}

// The same rows as JSON lines: numbers, texts and null, keys in any order, other names and parts of the book as in csv.
func TestReadKnownRowsOfJSON(t *testing.T) {
	const text = `{"underlying":"SPX","as_of":"2024-01-02T09:00:00-05:00","known_at":"2024-01-02T09:30:00-05:00","options":"--sign short","spot":6700,"gex":-1.5e9,"gross_gex":2e9,` +
		`"zero_gamma":null,"call_wall":6750,"put_wall":6600,"day_move":50,"expected_move":40,"strike_step":5,"max_pain_expiry":"2024-01-02","max_pain_style":"pm","flips":[]}` + "\n\n"
	rows, err := ReadKnownRows(strings.NewReader("\ufeff"+text+strings.NewReplacer("expected_move", "expected_move_straddle", "day_move", "other", "-1.5e9", `"-1.5e9"`).Replace(text)+
		strings.Replace(text, `{`, `{"scope":"0dte",`, 1)), "levels.ndjson")
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	a, b := rows[0], rows[1]
	if a.Line != 1 || a.Underlying != "SPX" || a.Options != "--sign short" || a.GEX != -1.5e9 || a.ZeroGamma.OK() || a.DayMove != 50 || a.KnownAt.Format("15:04") != "09:30" ||
		a.StrikeStep != 5 || a.PainExpiry != "2024-01-02" || a.PainStyle != "pm" || a.AbsGamma.OK() {
		t.Errorf("%+v", a)
	}
	if b.Line != 3 || b.DayMove.OK() || b.ExpectedMove != 40 || b.GEX != -1.5e9 {
		t.Errorf("%+v", b)
	}
	for change, want := range map[[2]string]string{
		{`6700`, `true`}:                          "levels.ndjson:1: spot: true is not allowed here",
		{`6700`, `"x"`}:                           `levels.ndjson:1: spot: "x" is not a number`,
		{`6700`, `null`}:                          `levels.ndjson:1: spot: "" is not a price`,
		{`"spot"`, `"other"`}:                     "levels.ndjson:1: it is not a history: no key spot",
		{`"day_move":50,"expected_move":40,`, ``}: "levels.ndjson:1: neither day_move nor expected_move is there: nothing says what was implied",
		{"}\n", "}{}\n"}:                          "levels.ndjson:1: it is not a JSON object of a history: more than one object",
		{"\n\n", "\nx\n"}:                         "levels.ndjson:2: it is not a JSON object of a history: invalid character 'x' looking for beginning of value",
		{`"SPX"`, `""`}:                           "levels.ndjson:1: underlying: the cell is empty",
		{`{"`, `{"scope":"0dte","`}:               "levels.ndjson: no row in it",
	} {
		_, err := ReadKnownRows(strings.NewReader(strings.Replace(text, change[0], change[1], 1)), "levels.ndjson")
		if err == nil || err.Error() != want || fault.Of(err).Code != fault.Input || fault.Of(err).Hint != KnownHelp {
			t.Errorf("%q: %v, want %s", change, err, want)
		}
	}
}

func TestReadKnownRowsErrors(t *testing.T) {
	row := "SPX,2024-01-02T09:00:00-05:00,,,6700,1,2,3,4,5,6,7\n"
	for text, want := range map[string]string{
		"":          "levels.csv: the file is empty",
		" \n":       "levels.csv: the file is empty",
		"{\"a\":1}": "levels.csv:1: it is not a history: no key underlying, as_of, spot, gex, gross_gex, zero_gamma, call_wall, put_wall",
		"[{}]":      "levels.csv: a JSON array is not a history, which has an object a line",
		"{\"a\":":   "levels.csv:1: it is not a JSON object of a history: unexpected EOF",
		knownHeader: "levels.csv: no row in it",
		"a,b\n1,2\n": "levels.csv:1: it is not a history: no column underlying, as_of, spot, gex, gross_gex, zero_gamma, " +
			"call_wall, put_wall",
		strings.Replace(knownHeader, "options", "spot", 1) + row:                                          "levels.csv:1: spot: the column appears twice",
		strings.ReplaceAll(strings.ReplaceAll(knownHeader, "day_move", "a"), "expected_move", "b") + row:  "levels.csv:1: neither day_move nor expected_move is there: nothing says what was implied",
		knownHeader + row + "SPX,2024-01-03T09:00:00-05:00\n":                                             "levels.csv:3: 2 cells and not the 12 of the line of names",
		knownHeader + strings.Replace(row, "6700", "NaN", 1):                                              "levels.csv:2: spot: \"NaN\" is not a number",
		knownHeader + strings.Replace(row, "6700", "", 1):                                                 "levels.csv:2: spot: \"\" is not a price",
		knownHeader + strings.Replace(row, "6700", "0", 1):                                                "levels.csv:2: spot: \"0\" is not a price",
		knownHeader + strings.Replace(row, "SPX,", "\"S\nP\",", 1) + strings.Replace(row, "6700", "x", 1): "levels.csv:4: spot: \"x\" is not a number",
		knownHeader + strings.Replace(strings.Replace(row, "SPX,", "\"S\nP\",", 1), "6700", "x", 1):       "levels.csv:2: spot: \"x\" is not a number",
		strings.Replace(knownHeader, ",spot,", ",,", 1) + row:                                             "levels.csv:1: it is not a history: no column spot",
		knownHeader + strings.Replace(row, "6700", "-5", 1):                                               "levels.csv:2: spot: \"-5\" is not a price",
		knownHeader + strings.Replace(row, ",1,", ",1_000,", 1):                                           "levels.csv:2: gex: \"1_000\" is not a number",
		knownHeader + strings.Replace(row, "2024-01-02T09:00:00-05:00", "2024-01-02", 1):                  "levels.csv:2: as_of: \"2024-01-02\" is not a time such as 2025-11-20T09:52:00-05:00",
		knownHeader + strings.Replace(row, "2024-01-02T09:00:00-05:00", "", 1):                            "levels.csv:2: as_of: the cell is empty",
		knownHeader + strings.Replace(row, "SPX", "", 1):                                                  "levels.csv:2: underlying: the cell is empty",
		knownHeader + strings.Replace(row, ",,,", ",soon,,", 1):                                           "levels.csv:2: known_at: \"soon\" is not a time such as 2025-11-20T09:52:00-05:00",
		knownHeader + "\"SPX": "levels.csv:2: extraneous or missing \" in quoted-field",
	} {
		_, err := ReadKnownRows(strings.NewReader(text), "levels.csv")
		if err == nil || err.Error() != want || fault.Of(err).Code != fault.Input || fault.Of(err).Hint == "" {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestComparableSettings(t *testing.T) {
	const options = "--dte 0-30 --quote-date 2024-01-01..2024-01-31 --sign 0.2,-0.2 --wall gamma"
	if got := ComparableSettings(options); got != "--dte 0-30 --sign 0.2,-0.2" {
		t.Errorf("%q", got)
	}
	if got := ComparableSettings(options, "wall"); got != "--dte 0-30 --sign 0.2,-0.2 --wall gamma" {
		t.Errorf("%q", got)
	}
	for name, want := range map[string]string{"sign": "0.2,-0.2", "wall": "gamma", "weight": "", "dte": "0-30"} {
		if got := SettingOf(options, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// Every name of --get is known, and gives the value of its test.
func TestStudyQuery(t *testing.T) {
	x := StudyTest{
		ID: StudyHold, Predictor: "call_wall", N: 50, Alone: StudyAlone{Value: 1, P: 2}, Controlled: &StudyControlled{T: 3, P: 4, AddsR2: 5},
		Groups: []StudyGroup{{Name: "short", Mean: 6}, {Name: "long", Mean: 7}}, Ratio: 8, WelchT: 9, Placebo: 10,
		Rates: &StudyRates{Touched: 11, Held: 12, PlaceboTouched: 13, PlaceboHeld: 14, WalkTouched: 15}, Verdict: VerdictAdds,
	}
	s := &Study{Days: 60, Tests: []StudyTest{x}}
	want := map[string]string{
		"verdict": "adds", "p": "4", "p_alone": "2", "t": "3", "adds_r2": "5", "value": "1", "placebo": "10", "n": "50", "short": "6", "long": "7", "ratio": "8",
		"welch_t": "9", "touched": "11", "held": "12", "placebo_touched": "13", "placebo_held": "14", "walk_touched": "15",
	}
	for _, name := range StudyValueNames() {
		if got := (StudyQuery{StudyHold, "call_wall", name}).In(s); got != want[name] || got == "" {
			t.Errorf("%s: %q, want %q", name, got, want[name])
		}
		if got := (StudyQuery{StudyHold, "put_wall", name}).In(s); got != "" {
			t.Errorf("%s of no test: %q", name, got)
		}
	}
	if len(StudyValueNames()) != len(want) {
		t.Errorf("names %v", StudyValueNames())
	}
	if got := (StudyQuery{Name: "days"}).In(s); got != "60" {
		t.Errorf("days: %q", got)
	}
	s.Tests[0].Controlled, s.Tests[0].Rates = nil, nil
	for name, want := range map[string]string{"p": "2", "t": "", "adds_r2": "", "held": ""} {
		if got := (StudyQuery{StudyHold, "call_wall", name}).In(s); got != want {
			t.Errorf("%s without controls: %q, want %q", name, got, want)
		}
	}
}
