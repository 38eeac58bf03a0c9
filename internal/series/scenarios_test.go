package series

import (
	"math"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/market"
)

const threeScenarios = "name,probability,move,vol,days\ncut in December,45%,+1.5,-2,5\ntariffs,30%,-2%,+4,5\ncrash,25%,-8,+15,5\n"

func readScenarios(t *testing.T, text string) *Scenarios {
	t.Helper()
	s, err := ReadScenarios(strings.NewReader(text), "s.csv")
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return s
}

// TestScenarioLayouts: the same scenarios in csv and TOML, with probabilities as fractions, percent, and the rest.
func TestScenarioLayouts(t *testing.T) {
	want := readScenarios(t, threeScenarios)
	if !want.Weighted || len(want.List) != 3 || want.List[0] != (Scenario{Name: "cut in December", Line: 2, Probability: 0.45, Move: 1.5, Spot: want.List[0].Spot, Vol: -2, Days: 5}) && !math.IsNaN(want.List[0].Spot) {
		t.Fatalf("%+v", want)
	}
	for name, text := range map[string]string{
		"fractions":  "name,probability,move,vol,days\ncut in December,0.45,1.5,-2,5\ntariffs,0.3,-2,4,5\ncrash,0.25,-8,15,5\n",
		"percent":    "name;probability;move;vol;days\ncut in December;45;1.5;-2;5\ntariffs;30;-2;4;5\ncrash;25;-8;15;5\n",
		"rest":       "# mine\ndays,name,probability,move,vol\n5,cut in December,0.45,1.5%,-2\n5,tariffs,0.3,-2,4\n5,crash,rest,-8,15\n",
		"TOML":       "[[scenario]]\nname = \"cut in December\"   # 45 %\nprobability = 0.45\nmove = \"+1.5%\"\nvol = -2\ndays = 5\n\n[[scenario]]\nname = 'tariffs'\nprobability = \"30%\"\nmove = -2\nvol = 4\ndays = 5\n[[scenario]]\nname = \"crash\"\nprobability = \"rest\"\nmove = -8.0\nvol = 1_5\ndays = 5\n",
		"TOML, note": "# scenarios\n\n[[scenario]]\nname = \"cut in December\"\nprobability = 45\nmove = 1.5\nvol = -2\ndays = 5\n[[scenario]]\nname = 'tariffs'\nprobability = 30\nmove = -2\nvol = 4\ndays = 5\n[[scenario]]\nname = \"crash\"\nprobability = 25\nmove = -8.0\nvol = 15\ndays = 5\n",
	} {
		got := readScenarios(t, text)
		if !got.Weighted || len(got.List) != 3 {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		for i, s := range got.List {
			w := want.List[i]
			if s.Name != w.Name || math.Abs(s.Probability-w.Probability) > 1e-15 || s.Move != w.Move || s.Vol != w.Vol || s.Days != w.Days {
				t.Errorf("%s: %+v, want %+v", name, s, w)
			}
		}
	}
	plain := readScenarios(t, "name,move\na,1\nb,2\n")
	if plain.Weighted || !math.IsNaN(plain.List[0].Probability) {
		t.Errorf("%+v", plain)
	}
	if zero := readScenarios(t, "name,move,probability\na,1,1\nb,2,0\n"); !zero.Weighted || zero.List[1].Probability != 0 || zero.List[0].Probability != 1 {
		t.Errorf("%+v", zero)
	}
}

// TestScenarioInstants: days, or an instant in either column.
func TestScenarioInstants(t *testing.T) {
	got := readScenarios(t, "name,move,days,as_of,spot\na,1,0.5,,\nb,1,2025-11-28,,\nc,,2025-11-28 15:00,,6600.5\nd,1,,2025-11-28T15:00:00-05:00,\n").List
	date := market.Date{Year: 2025, Month: 11, Day: 28}
	if got[0].Days != 0.5 || !got[0].At.IsZero() || got[1].At != (market.When{Date: date}) || got[2].At != (market.When{Date: date, Second: 1 + 15*3600}) || got[2].Spot != 6600.5 ||
		!got[3].At.Time.Equal(time.Date(2025, 11, 28, 20, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", got)
	}
}

func TestBadScenarios(t *testing.T) {
	for text, want := range map[string]string{
		"":                                                     "s.csv: the file is empty",
		"name,move\n":                                          "s.csv: no scenario in it",
		"move,vol\n1,2\n":                                      "s.csv:1: no column name; its columns are move, vol",
		"name,move,volume\na,1,2\n":                            "s.csv:1: volume: not a column of a list of scenarios",
		"name,move\na,1\nA,2\n":                                `s.csv:3: name: "A" is on line 2, too`,
		"name,move\n,1\n":                                      "s.csv:2: name: empty",
		"name,move\na,\n":                                      "s.csv:2: move: empty",
		"name,move\na,-100\n":                                  "s.csv:2: move: a move of -100% leaves no spot",
		"name,move\na,up\n":                                    `s.csv:2: move: "up" is not a number`,
		"name,move,spot\na,1,6700\n":                           "s.csv:2: spot: the scenario has a move and a spot",
		"name,spot\na,0\n":                                     `s.csv:2: spot: "0" is not above zero`,
		"name,move,vol\na,1,high\n":                            `s.csv:2: vol: "high" is not a number`,
		"name,move,days\na,1,soon\n":                           `s.csv:2: days: "soon" is neither days nor an instant`,
		"name,move,days\na,1,-1\n":                             `s.csv:2: days: "-1" is in the past`,
		"name,move,days\na,1,100000\n":                         `s.csv:2: days: "100000" is more than 1000`,
		"name,move,days,as_of\na,1,1,2025-11-28\n":             "s.csv:2: as_of: the scenario has days and an instant",
		"name,move,as_of\na,1,5\n":                             `s.csv:2: as_of: "5" is not an instant`,
		"name,move,probability\na,1,much\n":                    `s.csv:2: probability: "much" is not a probability`,
		"name,move,probability\na,1,-0.5\nb,2,1.5\n":           `s.csv:2: probability: "-0.5" is not a probability`,
		"name,move,probability\na,1,rest\nb,2,rest\n":          "s.csv:3: probability: line 2 is the rest, too",
		"[[scenario]]\nname = \"a\"\nmove = 1\nname = \"b\"\n": "s.csv:4: not valid TOML: key name is already defined",
		"[[scenarios]]\nname = \"a\"\n":                        "s.csv:1: scenarios: not [[scenario]]",
		"[scenario]\nname = \"a\"\n":                           "s.csv:1: scenario: not [[scenario]]",
		"name = \"a\"\n":                                       "s.csv:1: name: before the first [[scenario]]",
		"[[scenario]]\nname = \"a\"\nmove = [1]\n":             "s.csv:3: move: not one value",
		"[[scenario]]\nname = \"a\"\n\nmovee = 1\n":            "s.csv:4: movee: not a column of a list of scenarios",
		"[[scenario]]\nname = \"a\"\nmove = \n":                "s.csv:3: not valid TOML: unexpected character U+000A at start of value",
	} {
		_, err := ReadScenarios(strings.NewReader(text), "s.csv")
		if e := fault.Of(err); err == nil || err.Error() != want || e.Code != fault.Input || e.Hint == "" {
			t.Errorf("%q: %v (%s), want %s", text, err, e.Hint, want)
		}
	}
	// Probabilities are assumptions: those that do not add up are an error of usage.
	for text, want := range map[string]string{
		"name,move,probability\na,1,0.5\nb,2,0.4\n":           "s.csv: probabilities sum to 0.9 and not to 1",
		"name,move,probability\na,1,50\nb,2,40\n":             "s.csv: probabilities sum to 0.9 and not to 1",
		"name,move,probability\na,1,0.5\nb,2,0.500001\n":      "s.csv: probabilities sum to 1.000001 and not to 1",
		"name,move,probability\na,1,0.5\nb,2,\n":              "s.csv:3: probability: empty, where other scenarios have one",
		"name,move,probability\na,1,0.5\nb,2,0.6\nc,3,rest\n": "s.csv:4: probability: no rest: the others sum to 1.1",
	} {
		_, err := ReadScenarios(strings.NewReader(text), "s.csv")
		if e := fault.Of(err); err == nil || err.Error() != want || e.Code != fault.Usage || e.Hint == "" {
			t.Errorf("%q: %v (%s), want %s", text, err, e.Hint, want)
		}
	}
}

// FuzzScenarios: any text is refused with the name of its file, or gives scenarios that have a spot, and probabilities of 1 in all.
func FuzzScenarios(f *testing.F) {
	for _, seed := range []string{
		threeScenarios, "name,spot,days\na,6700,2025-11-28 15:00\n", "[[scenario]]\nname=\"a\"\nmove=1\nprobability=\"rest\"\n", "[[scenario]]\n[[scenario]]\n", "a=1\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ReadScenarios(strings.NewReader(text), "s.csv")
		if err != nil {
			if e := fault.Of(err); e.Code != fault.Input && e.Code != fault.Usage || e.File != "s.csv" || e.Hint == "" {
				t.Fatalf("%q: %v; %s", text, err, e.Hint)
			}
			return
		}
		sum := 0.0
		for _, s := range got.List {
			if sum += s.Probability; s.Name == "" || !(s.Move > -100) && !(s.Spot > 0) || s.Days < 0 {
				t.Fatalf("%q: %+v", text, s)
			}
		}
		if got.Weighted && math.Abs(sum-1) > 2e-9 {
			t.Fatalf("%q: the sum is %g", text, sum)
		}
	})
}
