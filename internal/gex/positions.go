package gex

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
)

// requirePositions refuses a chain without a single usable position, unless
// Options.Anyway accepts one.
func (b *Book) requirePositions() error {
	if err := b.missingPositions(); err != nil && !b.opt.Anyway {
		err.Err = ErrNoPosition
		return err
	}
	return nil
}

// ErrNoPosition is the cause of the error about a chain without a usable position.
var ErrNoPosition = errors.New("no position")

// missingPositions returns why none of the selected contracts has a usable position,
// with what to do about it: they cannot be priced, are adjusted, have settled, or have
// no open interest, volume or dealer position. It returns nil when a contract is
// usable, when none is selected, and when every contract without a volatility has a
// position of 0: the answer is then 0.
func (b *Book) missingPositions() *fault.Error {
	// The selected contracts by the reason why they are left out.
	var left [chain.NoVolatility + 1]int
	all, unpriced := 0, false
	for i, why := range b.out {
		if b.asked[i] {
			if why == chain.Live {
				return nil
			}
			all++
			left[why]++
			unpriced = unpriced || why == chain.NoVolatility && b.qty[i] != 0
		}
	}
	// Contracts that would count if the file said how many are held.
	missing := left[chain.NoOpenInterest] + left[chain.NoPosition]
	whose, which := "the file has", "contracts"
	if b.opt.Among {
		whose = b.chain.Underlying + " has"
	}
	if slices.Contains(b.asked, false) {
		whose, which = "the selected contracts have", "selected contracts"
	}
	// From the reason that the user can do most about to the one that says the file has
	// nothing.
	switch {
	case all == 0 || left[chain.NoVolatility] > 0 && !unpriced:
		return nil
	case unpriced:
		return fault.New(fault.Input, "gex check FILE counts the quotes by what is wrong with them",
			"no contract with a position can be priced (%d of %d %s): %s", left[chain.NoVolatility], all, which, b.whyUnpriced())
	case missing == 0 && left[chain.Adjusted] > 0:
		return fault.New(fault.Input, fault.Setting("multiplier")+" 100 treats them as contracts of 100 shares",
			"all %d %s are adjusted: their root ends in a digit, and the file does not say what they deliver", all, which)
	case missing == 0:
		return fault.New(fault.Input, "gex expiries FILE lists the expiries", "all %d %s have settled", all, which)
	case isColumn(b.opt.Sign):
		return fault.New(fault.Input, "their dealer_qty is empty; "+fault.Setting("sign")+" naive assumes positions from open interest", "%s no dealer positions", whose)
	case !anyOf(b.chain.OpenInterest) && !anyOf(b.chain.Volume):
		return fault.New(fault.Input, b.whereInterest("it does not say how many contracts are held: download it with open interest"), "%s neither open interest nor volumes", whose)
	case b.opt.Weight == "volume":
		return fault.New(fault.Input, "omit "+fault.Setting("weight")+" volume to count open interest", "%s no volumes", whose)
	}
	return fault.New(fault.Input, b.whereInterest(fault.Setting("weight")+" volume counts today's volume instead, an upper bound"), "%s no open interest", whose)
}

// whereInterest returns where the vendor of the file has open interest, if the layout knows it, and a hint.
func (b *Book) whereInterest(hint string) string {
	for _, w := range b.chain.Notes {
		if w.Code == "interest-elsewhere" {
			if anyOf(b.chain.Volume) {
				return w.Message + "; " + hint
			}
			return w.Message
		}
	}
	return hint
}

// whyUnpriced returns the message of the most serious warning about the file, else what
// is missing. Where volatilities were left out it is none about positions.
func (b *Book) whyUnpriced() string {
	// Warnings of reading and of the fit; assumptions explain nothing here.
	doubts := slices.Concat(b.chain.Notes, b.surface.Warnings)
	doubts = slices.DeleteFunc(doubts, func(w chain.Warning) bool { return !report.Serious(w.Code) })
	if len(doubts) == 0 {
		return "no usable quote gives a volatility, and the file has none"
	}
	implausible := func(w chain.Warning) bool { return w.Code == "vol-implausible" }
	if slices.ContainsFunc(doubts, implausible) {
		doubts = slices.DeleteFunc(doubts, func(w chain.Warning) bool { return report.Gravity(w.Code) < report.Gravity("premium-scale") })
	}
	worst := slices.MinFunc(doubts, func(v, w chain.Warning) int { return report.Gravity(v.Code) - report.Gravity(w.Code) })
	if implausible(worst) {
		return worst.Message + b.nearlySettled()
	}
	return worst.Message
}

// nearlySettled says that the next settlement is less than a quarter of an hour away, when
// the premium of any quote is a large volatility.
func (b *Book) nearlySettled() string {
	for _, e := range b.chain.Expiries {
		if left := e.Settlement.Sub(b.AsOf); left > 0 && left < 15*time.Minute {
			return "; " + b.AsOf.In(b.venue().Zone).Format("15:04 MST") + fmt.Sprintf(" is %.0f min before settlement", math.Ceil(left.Minutes()))
		}
	}
	return ""
}
