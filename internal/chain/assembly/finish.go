package assembly

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gex/internal/chain/model"
	"gex/internal/fault"
)

// Finish builds the chains of a file from all its contracts.
func (a *Assembler) Finish() ([]*model.Chain, error) {
	kept := a.kept()
	if err := a.mustHaveRecords(kept); err != nil {
		return nil, err
	}
	if err := a.identify(kept); err != nil {
		return nil, err
	}
	if err := a.dateAll(kept); err != nil {
		return nil, err
	}
	if err := a.MustHaveInterest(); err != nil {
		return nil, err
	}
	var c Census
	c.Add(a)
	if err := a.mustHaveStrikes(&c); err != nil {
		return nil, err
	}
	chains := a.assemble(kept, c.Verdict(a.AskedIVUnit()))
	if a.Refusal != nil {
		return nil, a.Refusal
	}
	if err := a.mustHaveFewStrikes(chains); err != nil {
		return nil, err
	}
	return chains, a.mustHaveLiveOnes(chains)
}

// FinishPart builds the chains of a part of a file. The checks of the file as a whole have been made before.
func (a *Assembler) FinishPart(v Verdict) ([]*model.Chain, error) {
	kept := a.kept()
	if err := a.identify(kept); err != nil {
		return nil, err
	}
	if err := a.dateAll(kept); err != nil {
		return nil, err
	}
	chains := a.assemble(kept, v)
	return chains, a.mustHaveFewStrikes(chains)
}

// kept returns the underlyings that are not skipped.
func (a *Assembler) kept() []*Draft {
	return slices.DeleteFunc(slices.Clone(a.Drafts), func(d *Draft) bool { return d.Skip || d.Rows == 0 && len(d.passed) > 0 })
}

func (a *Assembler) dateAll(kept []*Draft) error {
	for _, d := range kept {
		if err := a.date(d); err != nil {
			return err
		}
	}
	return nil
}

// assemble sorts the contracts into chains.
func (a *Assembler) assemble(kept []*Draft, v Verdict) []*model.Chain {
	a.convertIVs(v)
	a.noteCut()
	a.sort()
	chains := a.cut(kept)
	for _, d := range kept {
		d.noteStrays()
	}
	for _, c := range chains {
		for _, w := range a.Notes {
			noteAtEnd(c, w)
		}
		c.GuessedIV = v.guessed
		noteOpenInterest(c)
		noteHolidays(c)
		if !a.Parts {
			doubtOpenInterest(c)
		}
		priceFromLast(c, a.SettlementPrices)
		markOut(c)
	}
	return chains
}

// mustHaveRecords refuses a file in which nothing could be read, or without the selected symbol.
func (a *Assembler) mustHaveRecords(kept []*Draft) error {
	contracts := 0
	for _, s := range a.series {
		if !s.of.Skip {
			contracts += s.contracts
		}
	}
	switch {
	case contracts > 0:
		return nil
	case len(kept) == 0 && a.passedDates() != nil:
		return NoSuchDate(a.Src, &a.Options, a.passedDates())
	case len(kept) == 0 && len(a.Drafts) > 0:
		return a.NoSuchSymbol(a.names())
	case len(a.Problems) > 0:
		hint := "no row of the file could be read, and this is the first problem: "
		if a.advice != "" {
			return &fault.Error{Code: fault.Input, Problem: a.Problems[0], Hint: hint + a.advice}
		}
		if len(a.Options.Columns) > 0 {
			return &fault.Error{Code: fault.Input, Problem: a.Problems[0], Hint: hint + "check that " + fault.Setting("columns") + " names the right columns"}
		}
		return &fault.Error{Code: fault.Input, Problem: a.Problems[0], Hint: hint + "check that the file is complete"}
	}
	return a.Src.Fail(0, "", "the file has a header but no rows", "the download may have been cut short: fetch it again")
}

func (a *Assembler) names() (names []string) {
	for _, d := range a.Drafts {
		names = append(names, d.Underlying)
	}
	return names
}

// ErrNoSymbol is the cause of the error about a requested underlying that the file does not have.
var ErrNoSymbol = errors.New("no such underlying")

// NoSuchSymbol is the error for a requested underlying that the file does not have.
func (a *Assembler) NoSuchSymbol(names []string) error {
	slices.Sort(names)
	const most = 20
	if all := len(names); all > most {
		names = append(names[:most], fmt.Sprintf("… (%d in all)", all))
	}
	e := a.Src.Fail(0, "", fmt.Sprintf("no contract on %q", a.Options.Symbol), "the file has "+strings.Join(names, ", "))
	e.Err = ErrNoSymbol
	return e
}

// sort sorts the series and the contracts.
func (a *Assembler) sort() {
	byRank := make([]int32, len(a.series))
	for i := range byRank {
		byRank[i] = int32(i)
	}
	slices.SortFunc(byRank, func(i, j int32) int { return a.series[i].compare(a.series[j]) })
	rank := make([]int32, len(a.series))
	sorted := make([]*series, len(a.series))
	for k, i := range byRank {
		rank[i], sorted[k] = int32(k), a.series[i]
	}
	a.series = sorted
	if !a.cols.sorted(rank) {
		a.cols.reorder(a.cols.order(rank))
	}
}

func (s *series) compare(t *series) int {
	return cmp.Or(
		strings.Compare(s.of.Underlying, t.of.Underlying),
		s.settlement.Compare(t.settlement),
		strings.Compare(s.root.Name, t.root.Name),
	)
}

// cut divides the sorted columns into chains, sorted by name.
func (a *Assembler) cut(kept []*Draft) []*model.Chain {
	slices.SortFunc(kept, func(d, e *Draft) int { return strings.Compare(d.Underlying, e.Underlying) })
	var chains []*model.Chain
	s, lo := 0, 0
	for _, d := range kept {
		for ; s < len(a.series) && a.series[s].of.Underlying < d.Underlying; s++ {
			lo += a.series[s].contracts
		}
		hi, first := lo, s
		d.Expiries = slices.Grow(d.Expiries, d.expiries)
		for ; s < len(a.series) && a.series[s].of == d; s++ {
			if e := a.series[s]; e.contracts > 0 {
				d.Expiries = append(d.Expiries, model.Expiry{Root: e.root, Date: e.date, Settlement: e.settlement, Lo: hi - lo, Hi: hi - lo + e.contracts, Future: e.future()})
				hi += e.contracts
			}
		}
		a.giveLots(d, a.series[first:s], lo)
		a.inContracts(lo, hi)
		a.cols.cut(&d.Chain, lo, hi)
		a.giveUnknowns(&d.Chain)
		chains = append(chains, &d.Chain)
		lo = hi
	}
	return chains
}

// ErrSettled is the cause of the error about a file all of whose contracts had settled.
var ErrSettled = errors.New("every contract settled")

// mustHaveLiveOnes refuses a file made when all its contracts had settled.
func (a *Assembler) mustHaveLiveOnes(chains []*model.Chain) error {
	var last time.Time
	for _, c := range chains {
		for _, e := range c.Expiries {
			if e.Settlement.After(c.AsOf) {
				return nil
			}
			if e.Settlement.After(last) {
				last = e.Settlement
			}
		}
	}
	const layout = "2006-01-02 15:04 MST"
	hint := fmt.Sprintf("the last one settled %s: set the time of the quotes with "+fault.Setting("as-of"), last.Format(layout))
	switch {
	case !a.Options.Expiration.IsZero():
		hint = fmt.Sprintf("they settle %s according to "+fault.Setting("expiration")+", which has to be later", last.Format(layout))
	case !a.Options.AsOf.IsZero():
		hint = fmt.Sprintf("the last one settled %s: "+fault.Setting("as-of")+" has to be before that", last.Format(layout))
	}
	e := a.Src.Fail(0, "", "every contract settled by "+chains[0].AsOf.Format(layout), hint)
	e.Err = ErrSettled
	return e
}
