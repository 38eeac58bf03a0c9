package main

import (
	"strings"
	"time"

	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/vol"
)

// spotValue is --spot: a word or a price.
func spotValue(to *vol.Options) *value {
	to.Spot = vol.Spots[0]
	return &value{kind: "PRICE", text: to.Spot, set: func(s string) error {
		if strings.ContainsAny(s, "0123456789") {
			price, err := positive(s)
			to.Spot, to.SpotAt = "value", price
			return err
		}
		word, err := choiceElse(s, vol.Spots, "one of "+oneOf(vol.Spots)+", or a price such as 6712.5")
		to.Spot = word
		return err
	}}
}

// signValue is --sign: a word, or the weights of calls and puts.
func signValue(to *string) *value {
	*to = gex.Signs[0]
	return &value{kind: "SIGN", text: gex.Signs[0], set: func(s string) error {
		if !strings.Contains(s, ",") {
			word, err := choiceElse(s, gex.Signs, "one of "+oneOf(gex.Signs)+", or the weight of calls and of puts, such as 1,-1")
			*to = word
			return err
		}
		weights := list(s)
		if len(weights) != 2 {
			return usageError("the weight of calls and of puts, such as 1,-1", "%q is not two numbers", s)
		}
		for _, w := range weights {
			if _, err := numberLike(w, "the weight of calls and of puts, such as 1,-1"); err != nil {
				return err
			}
		}
		*to = strings.Join(weights, ",")
		return nil
	}}
}

// clocks are the names of the clocks, the default first.
var clocks = []string{market.Trading.String(), market.Calendar.String()}

// clockValue is --clock.
func clockValue(to *market.Clock) *value {
	return &value{kind: "WORD", text: clocks[0], set: func(s string) error {
		word, err := choice(s, clocks)
		*to = market.Trading
		if word == market.Calendar.String() {
			*to = market.Calendar
		}
		return err
	}}
}

// delayValue is --delay.
func delayValue(to **time.Duration) *value {
	return &value{kind: "DURATION", set: func(s string) error {
		d, err := duration(s)
		*to = &d
		return err
	}}
}

// dividendsValue collects --dividend: DATE=AMOUNT.
func dividendsValue(to *[]vol.Dividend) *value {
	return partsValue(to, "DATE=AMOUNT", dividend)
}

// dividend reads 2025-06-20=1.76.
func dividend(s string) (vol.Dividend, error) {
	day, amount, found := strings.Cut(s, "=")
	if !found {
		return vol.Dividend{}, usageError("the ex-date and dollars a share, such as 2025-06-20=1.76", "%q is no dividend", s)
	}
	d, err := date(strings.TrimSpace(day))
	if err != nil {
		return vol.Dividend{}, err
	}
	x, err := positive(strings.TrimSpace(amount))
	return vol.Dividend{Date: d, Amount: x}, err
}
