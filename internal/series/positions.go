package series

import "strings"

// position reads a leveraged position and returns the trigger of its liquidation, none where no price liquidates it:
//
//	linear, margin in dollars   long E (1 − 1/L)/(1 − m)    short E (1 + 1/L)/(1 + m)
//	inverse, margin in coins    long E L/(L (1 − m) + 1)    short E L/(L (1 + m) − 1)
//
// with the entry price E, the leverage L and the maintenance margin m, a fraction of the notional, of an inverse contract of
// that at entry (docs/theory.md 7.7). Margin is isolated.
func (t *Triggers) position(r *record) ([]Trigger, error) {
	if margin := r.cells["margin"]; margin != "" && !strings.EqualFold(margin, "isolated") {
		if !strings.EqualFold(margin, "cross") {
			return nil, r.errorIn("margin", "isolated", "%q is not known", shorten(margin))
		}
		return nil, r.errorIn("margin", "give positions with isolated margin alone", "cross margin has no liquidation price of one position: it depends on the whole account")
	}
	side, err := r.side()
	if err != nil {
		return nil, err
	}
	entry, err := r.positive("entry", priceHint, number)
	if err != nil {
		return nil, err
	}
	leverage, err := r.positive("leverage", "a multiple of 1 or more, such as 10", parseMultiple)
	switch {
	case err != nil:
		return nil, err
	case leverage < 1:
		return nil, r.errorIn("leverage", "a multiple of 1 or more, such as 10", "%q is less than 1", shorten(r.cells["leverage"]))
	}
	const ofNotional = "a fraction of the notional, such as 0.005 or 0.5%"
	maintenance, err := r.number("maintenance", ofNotional, parseFraction)
	switch {
	case err != nil:
		return nil, err
	case maintenance < 0:
		return nil, r.errorIn("maintenance", ofNotional, "%q is below zero", shorten(r.cells["maintenance"]))
	case maintenance*leverage >= 1:
		return nil, r.errorIn("maintenance", ofNotional, "%q at a leverage of %g leaves no margin: the position is liquidated as it opens", shorten(r.cells["maintenance"]), leverage)
	}
	inverse, err := r.inverse()
	if err != nil {
		return nil, err
	}
	level, reached := Liquidation(side, inverse, entry, leverage, maintenance)
	usd, err := r.size(level)
	if err != nil {
		return nil, err
	}
	if !reached {
		t.Never++
		return nil, nil
	}
	return []Trigger{liquidation(side, level, usd)}, nil
}

// inverse reads the kind of contract; linear is usual.
func (r *record) inverse() (bool, error) {
	switch c := r.cells["contract"]; strings.ToLower(c) {
	case "", "linear":
		return false, nil
	case "inverse":
		return true, nil
	default:
		return false, r.errorIn("contract", "linear, with margin in dollars, or inverse, with margin in coins", "%q is not known", shorten(c))
	}
}

// parseMultiple reads 10 or 10x.
func parseMultiple(text string) (float64, bool) {
	return number(strings.TrimRight(text, "xX"))
}

// Liquidation returns the price at which a position with isolated margin is liquidated, and whether any price does: a linear
// long without borrowed money loses no more than it has, and an inverse short of leverage 1 holds the coins that it owes.
func Liquidation(side TriggerSide, inverse bool, entry, leverage, maintenance float64) (price float64, reached bool) {
	switch {
	case side == Longs && !inverse:
		price = entry * (1 - 1/leverage) / (1 - maintenance)
	case side == Longs:
		price = entry * leverage / (leverage*(1-maintenance) + 1)
	case !inverse:
		price = entry * (1 + 1/leverage) / (1 + maintenance)
	default:
		held := leverage*(1+maintenance) - 1
		if held <= 0 {
			return 0, false
		}
		price = entry * leverage / held
	}
	return price, price > 0
}
