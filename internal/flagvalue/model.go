package flagvalue

import (
	"math"
	"strings"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/vol"
)

// Spot is --spot: a word or a price.
func Spot(to *vol.Options) *Value {
	to.Spot = vol.Spots[0]
	return &Value{kind: "PRICE", text: to.Spot, set: func(s string) error {
		if strings.ContainsAny(s, "0123456789") {
			price, err := positive(s)
			to.Spot, to.SpotAt = "value", price
			return err
		}
		word, err := WordOr(s, vol.Spots, "one of "+oneOf(vol.Spots)+", or a price such as 6712.5")
		to.Spot = word
		return err
	}}
}

// Sign is --sign: a word, or the weights of calls and puts, after those of single underlyings: SPY=short,naive.
func Sign(to *string) *Value {
	*to = gex.Signs[0]
	return &Value{kind: "SIGN", text: gex.Signs[0], set: func(s string) error {
		var own, others []string
		for _, word := range List(s) {
			symbol, sign, named := strings.Cut(word, "=")
			if !named {
				others = append(others, word)
				continue
			}
			sign, err := WordOr(strings.TrimSpace(sign), gex.Signs, "one of "+oneOf(gex.Signs))
			if symbol = strings.TrimSpace(symbol); err == nil && symbol == "" {
				err = usage("such as SPY=short,naive", "%q is of no underlying", word)
			}
			if err != nil {
				return err
			}
			own = append(own, strings.ToUpper(symbol)+"="+sign)
		}
		if len(others) == 0 && len(own) > 0 {
			others = gex.Signs[:1]
		}
		rest, err := signOfAll(others, s)
		*to = strings.Join(append(own, rest), ",")
		return err
	}}
}

// Weight is --weight: a word, or open interest and a part of the volume, oi+0.3volume.
func Weight(to *string) *Value {
	*to = gex.Weights[0]
	return &Value{kind: "WORD", text: gex.Weights[0], set: func(s string) error {
		weight, err := gex.ParseWeight(s)
		if err != nil {
			if !strings.ContainsAny(s, "0123456789") {
				weight, err = Word(s, gex.Weights)
			}
		}
		if err == nil {
			*to = weight
		}
		return fault.AsUsage(err)
	}}
}

// signOfAll is the sign without those of single underlyings.
func signOfAll(words []string, s string) (string, error) {
	if len(words) == 2 && strings.EqualFold(words[0], "column") {
		rest, err := WordOr(words[1], gex.Signs[:3], "column,naive takes dealer_qty where the file has it, and naive for other contracts")
		return "column," + rest, err
	}
	if len(words) < 2 && !strings.HasSuffix(strings.TrimSpace(s), ",") {
		return WordOr(strings.Join(words, ""), gex.Signs, "one of "+oneOf(gex.Signs)+", or the weight of calls and of puts, such as 1,-1")
	}
	if len(words) != 2 {
		return "", usage("the weight of calls and of puts, such as 1,-1", "%q is not two numbers", s)
	}
	for _, w := range words {
		if _, err := numberLike(w, "the weight of calls and of puts, such as 1,-1"); err != nil {
			return "", err
		}
	}
	return strings.Join(words, ","), nil
}

// Clocks are the names of the Clocks, the default first.
var Clocks = []string{market.Trading.String(), market.Calendar.String()}

// Clock is --clock.
func Clock(to *market.Clock) *Value {
	return &Value{kind: "WORD", text: Clocks[0], set: func(s string) error {
		word, err := Word(s, Clocks)
		*to = market.Trading
		if word == market.Calendar.String() {
			*to = market.Calendar
		}
		return err
	}}
}

// Dividends collects --dividend: DATE=AMOUNT.
func Dividends(to *[]vol.Dividend) *Value {
	return Parts(to, "DATE=AMOUNT", dividend)
}

// dividend reads 2025-06-20=1.76.
func dividend(s string) (vol.Dividend, error) {
	day, amount, found := strings.Cut(s, "=")
	if !found {
		return vol.Dividend{}, usage("the ex-date and the amount per share, such as 2025-06-20=1.76", "%q is not a dividend", s)
	}
	d, err := date(strings.TrimSpace(day))
	if err != nil {
		return vol.Dividend{}, err
	}
	x, err := positive(strings.TrimSpace(amount))
	return vol.Dividend{Date: d, Amount: x}, err
}

// MapRule is --map-by; "" while it is not given.
func MapRule(to *string) *Value {
	return &Value{kind: "WORD", text: gex.MapRules[0], set: func(s string) (err error) {
		*to, err = Word(s, gex.MapRules)
		return err
	}}
}

// Map is --map-to: a symbol and the price it trades at.
func Map(to *gex.Mapping) *Value {
	return &Value{kind: "SYMBOL=PRICE", set: func(s string) error {
		const hint = "a symbol and the price it trades at now, such as ES=6712.25"
		symbol, text, found := strings.Cut(s, "=")
		symbol = strings.ToUpper(strings.TrimSpace(symbol))
		if !found || symbol == "" {
			return usage(hint, "%q is not an instrument and its price", s)
		}
		x, err := positive(strings.TrimSpace(text))
		if err != nil {
			return usage(hint, "%w", err)
		}
		to.Symbol, to.Price = symbol, x
		return nil
	}}
}

// mostMoves bounds the ladder: the book is repriced at every move, and each is a row.
const mostMoves = 2000

// Moves is --moves: percents that leave a spot.
func Moves(to *[]float64) *Value {
	return &Value{kind: "N,...", many: betweenParts, set: func(s string) error {
		percent := func(part string) (float64, error) {
			return numberLike(strings.TrimSpace(strings.TrimSuffix(part, "%")), "numbers such as -2,-1,1,2, in percent")
		}
		if err := FewParts(to, mostMoves, "N,...", percent).set(s); err != nil {
			return err
		}
		for _, move := range *to {
			if move <= -100 {
				return usage("moves are percent, above -100", "a move of %g%% leaves no spot", move)
			}
		}
		return nil
	}}
}

// VolRule is --vol-rule: a word, or a skew-stickiness ratio.
func VolRule(to *string) *Value {
	*to = gex.VolRules[0]
	return &Value{kind: "RULE", text: gex.VolRules[0], set: func(s string) error {
		s = strings.ToLower(s)
		if !strings.HasPrefix(s, "ssr=") {
			word, err := Word(s, gex.VolRules)
			if err != nil {
				return err
			}
			s = word
		}
		*to = s
		_, err := gex.ParseVolRule(s)
		return fault.AsUsage(err)
	}}
}

// Beta is --spot-vol-beta.
func Beta(to *float64) *Value {
	return &Value{kind: "POINTS", set: func(s string) error {
		x, err := numberLike(s, "volatility points per 1% of spot, such as -1")
		if err == nil && math.Abs(x) > 100 {
			return usage("volatility points per 1% of spot, such as -1", "%s is more than any volatility", s)
		}
		*to = x
		return err
	}}
}

// Contract is --contract: ES, or ES=50.
func Contract(to *string) *Value {
	return &Value{kind: "FUTURE", set: func(s string) error {
		*to = strings.ToUpper(s)
		_, err := gex.ParseContract(*to)
		return fault.AsUsage(err)
	}}
}

// ADV is --adv: dollars a day, with or without the date they are of.
func ADV(to *float64, of *string) *Value {
	return datedDollars(to, of, "the dollars of a day, such as 450bn or 450e9")
}

// datedDollars reads DOLLARS or DOLLARS@DATE.
func datedDollars(to *float64, of *string, hint string) *Value {
	return &Value{kind: "DOLLARS[@DATE]", set: func(s string) error {
		amount, day, dated := strings.Cut(s, "@")
		x, err := dollars(strings.TrimSpace(amount), hint)
		*to, *of = x, ""
		if err != nil || !dated {
			return err
		}
		d, err := date(strings.TrimSpace(day))
		*of = d.String()
		return err
	}}
}
