package series

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"

	"gex/internal/fault"
	"gex/internal/market"
)

// Scenarios are moves of spot, volatility and time with names and, perhaps, probabilities. They do not change once read.
type Scenarios struct {
	Name     string // of the file
	List     []Scenario
	Weighted bool // every scenario has a probability, and they sum to 1
}

// Scenario is one of them.
type Scenario struct {
	Name        string
	Line        int
	Probability float64     // a fraction; NaN: not given
	Move        float64     // of spot, percent; NaN: Spot is given
	Spot        float64     // a price; NaN: Move is given
	Vol         float64     // parallel shift of volatilities, points
	Days        float64     // trading days ahead
	At          market.When // the instant, in the place of days
}

const (
	scenarioHelp  = "give name,probability,move,vol,days[,spot][,as_of] as csv, or [[scenario]] tables as TOML; gex formats scenarios shows both"
	moveHint      = "percent above -100, such as -2 or +1.5%"
	daysHint      = "trading days such as 1 or 0.5, or an instant such as 2025-11-28 15:00"
	oddsHint      = "a fraction such as 0.45, a percentage such as 45%, or rest in one row"
	mostScenarios = 1000
	mostDays      = 1000
	mostVol       = 1000 // points
	sumTolerance  = 1e-9
)

var scenarioColumns = []string{"name", "probability", "move", "vol", "days", "spot", "as_of"}

// ReadScenarios reads scenarios from csv or TOML; name is that of the file, for messages. Errors are fault.Input, and fault.Usage
// for probabilities that do not sum to 1.
//
//	name         mandatory, each once
//	probability  a fraction, or percent with its sign, or percent if any is above 1; rest in one row is what the others leave;
//	             empty in all rows: there are none
//	move         of spot, percent       one of the two
//	spot         a price                is mandatory
//	vol          parallel shift of all volatilities, points; empty: 0
//	days         trading days ahead, or an instant; empty: 0
//	as_of        the instant, in the place of days: with its zone, on the clock of the market, or a date for its close
func ReadScenarios(in io.Reader, name string) (*Scenarios, error) {
	s := &sheet{name: name, noun: "list of scenarios", help: scenarioHelp}
	text, err := s.read(in)
	if err != nil {
		return nil, err
	}
	if looksLikeTOML(text) {
		err = s.readTOML(text, "scenario")
	} else if err = s.readCSV(text); err == nil {
		err = s.mustHave("name")
	}
	if err == nil {
		err = s.mustKnow(scenarioColumns...)
	}
	switch {
	case err != nil:
		return nil, err
	case len(s.records) == 0:
		return nil, s.errorAt(0, "", scenarioHelp, "no scenario in it")
	case len(s.records) > mostScenarios:
		return nil, s.errorAt(s.records[mostScenarios].line, "", "split the file", "more than %d scenarios", mostScenarios)
	}
	out := &Scenarios{Name: name}
	lines := map[string]int{}
	for i := range s.records {
		r := &s.records[i]
		one, err := r.scenario()
		if err != nil {
			return nil, err
		}
		if first, twice := lines[strings.ToLower(one.Name)]; twice {
			return nil, r.errorIn("name", "give each scenario a name of its own", "%q is on line %d, too", shorten(one.Name), first)
		}
		lines[strings.ToLower(one.Name)] = r.line
		out.List = append(out.List, one)
	}
	return out, s.weigh(out)
}

// looksLikeTOML reports whether a text begins with a heading of TOML or with a key and its value.
func looksLikeTOML(text []byte) bool {
	line, _, _ := bytes.Cut(withoutComments(text), []byte("\n"))
	line = bytes.TrimSpace(line)
	return bytes.HasPrefix(line, []byte("[")) || bytes.ContainsRune(line, '=') && !bytes.ContainsAny(line, ",;\t")
}

// scenario reads a record, but for its probability.
func (r *record) scenario() (one Scenario, err error) {
	one = Scenario{Line: r.line, Probability: math.NaN(), Move: math.NaN(), Spot: math.NaN()}
	if one.Name, err = r.text("name", "give each scenario a name"); err != nil {
		return one, err
	}
	switch hasMove, hasSpot := r.cells["move"] != "", r.cells["spot"] != ""; {
	case hasMove == hasSpot && hasMove:
		return one, r.errorIn("spot", "give one of them", "the scenario has a move and a spot")
	case hasMove == hasSpot:
		return one, r.errorIn("move", "0 leaves spot where it is; or give a price as spot", "empty")
	case hasSpot:
		one.Spot, err = r.positive("spot", priceHint, number)
	default:
		one.Move, err = r.number("move", moveHint, parsePercent)
		if err == nil && one.Move <= -100 {
			err = r.errorIn("move", moveHint, "a move of %g%% leaves no spot", one.Move)
		}
	}
	if err == nil && r.cells["vol"] != "" {
		one.Vol, err = r.number("vol", "volatility points, such as -2 or +4", number)
		if err == nil && math.Abs(one.Vol) > mostVol {
			err = r.errorIn("vol", "volatility points, such as -2 or +4", "%q is more than any volatility", shorten(r.cells["vol"]))
		}
	}
	if err == nil {
		err = r.readTime(&one)
	}
	return one, err
}

// readTime reads days or an instant.
func (r *record) readTime(one *Scenario) error {
	days, asOf := r.cells["days"], r.cells["as_of"]
	switch {
	case days != "" && asOf != "":
		return r.errorIn("as_of", "give one of them", "the scenario has days and an instant")
	case asOf != "":
		at, ok := whenOf(asOf)
		if !ok {
			return r.errorIn("as_of", "such as 2025-11-28 15:00, or a date for its close", "%q is not an instant", shorten(asOf))
		}
		one.At = at
	case days != "":
		x, ok := number(days)
		if at, isTime := whenOf(days); !ok && isTime {
			one.At = at
			return nil
		}
		switch {
		case !ok:
			return r.errorIn("days", daysHint, "%q is neither days nor an instant", shorten(days))
		case x < 0:
			return r.errorIn("days", daysHint, "%q is in the past", shorten(days))
		case x > mostDays:
			return r.errorIn("days", daysHint, "%q is more than %d", shorten(days), mostDays)
		}
		one.Days = x
	}
	return nil
}

// whenOf reads RFC 3339, 2025-11-28 15:00 or a date.
func whenOf(text string) (market.When, bool) {
	if at, ok := instant(text); ok && strings.ContainsAny(text, ":") {
		return market.When{Time: at}, true
	}
	at, err := market.ParseWhen(text)
	return at, err == nil && at.Clock == ""
}

// weigh reads the probabilities, and refuses those that do not sum to 1.
func (s *sheet) weigh(to *Scenarios) error {
	given, rest, inPercent := 0, -1, false
	plain := make([]bool, len(s.records)) // by row: a number without the sign of percent
	for i := range s.records {
		r := &s.records[i]
		c := r.cells["probability"]
		switch {
		case c == "":
			continue
		case strings.EqualFold(c, "rest") && rest >= 0:
			return r.errorIn("probability", oddsHint, "line %d is the rest, too", s.records[rest].line)
		case strings.EqualFold(c, "rest"):
			given, rest = given+1, i
			continue
		}
		p, ok := parseFraction(c)
		if !ok || p < 0 {
			return r.errorIn("probability", oddsHint, "%q is not a probability", shorten(c))
		}
		given++
		to.List[i].Probability, plain[i] = p, !strings.HasSuffix(c, "%")
		inPercent = inPercent || plain[i] && p > 1
	}
	switch {
	case given == 0:
		return nil
	case given < len(to.List):
		i := 0
		for s.records[i].cells["probability"] != "" {
			i++
		}
		return s.unweighted(s.records[i].line, "give every scenario a probability, or none", "empty, where other scenarios have one")
	}
	sum := 0.0
	for i := range to.List {
		if plain[i] && inPercent {
			to.List[i].Probability, _ = parseFraction(s.records[i].cells["probability"] + "%")
		}
		if i != rest {
			sum += to.List[i].Probability
		}
	}
	if rest >= 0 {
		if sum > 1+sumTolerance {
			return s.unweighted(s.records[rest].line, "lower the others, whose sum is above 1", "no rest: the others sum to %s", shortNumber(sum))
		}
		to.List[rest].Probability = max(0, 1-sum)
		sum += to.List[rest].Probability
	}
	if math.Abs(sum-1) > sumTolerance {
		return s.unweighted(0, "correct them, or write rest in one row", "probabilities sum to %s and not to 1", shortNumber(sum))
	}
	to.Weighted = true
	return nil
}

// unweighted is an error about probabilities, which are assumptions of the user and no data.
func (s *sheet) unweighted(line int, hint, format string, args ...any) error {
	column := ""
	if line > 0 {
		column = s.spelled("probability")
	}
	e := fault.Of(s.errorAt(line, column, hint, format, args...))
	e.Code = fault.Usage
	return e
}

// shortNumber is a number to nine digits.
func shortNumber(x float64) string { return fmt.Sprintf("%.9g", x) }
