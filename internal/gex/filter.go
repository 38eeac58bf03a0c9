package gex

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gex/internal/chain"
	"gex/internal/fault"
)

// filter is one of the options that select contracts by their expiry.
type filter struct {
	given bool // the user has set it
	wants func(chain.Expiry) bool
	flag  func() string // the setting with its value, for messages
}

// filters returns the filters of the options. A contract is selected when every given
// one wants its expiry.
func (b *Book) filters() []filter {
	o := &b.opt
	return []filter{
		{o.DTE != nil, b.inDTE, func() string {
			if o.DTE[1] == math.MaxInt32 {
				return fault.Setting("dte") + " " + strconv.Itoa(o.DTE[0]) + "-"
			}
			return fault.Setting("dte") + " " + dteWords(o.DTE[0], o.DTE[1])
		}},
		{len(o.Expiries) > 0, func(e chain.Expiry) bool { return slices.Contains(o.Expiries, e.Date) }, func() string {
			var dates []string
			for _, d := range o.Expiries {
				dates = append(dates, d.String())
			}
			return fault.Setting("expiry") + " " + strings.Join(dates, ",")
		}},
		{len(o.Roots) > 0, func(e chain.Expiry) bool { return slices.Contains(o.Roots, e.Root.Name) }, func() string {
			return fault.Setting("root") + " " + strings.Join(o.Roots, ",")
		}},
		{len(o.Exclude) > 0, b.notExcluded, func() string { return fault.Setting("exclude") + " " + strings.Join(o.Exclude, ",") }},
	}
}

// inDTE reports whether the calendar days from the trade date to settlement are in
// range, both ends included.
func (b *Book) inDTE(e chain.Expiry) bool {
	_, days := bucketOf(e, b.TradeDate)
	return b.opt.DTE == nil || days >= b.opt.DTE[0] && days <= b.opt.DTE[1]
}

// notExcluded reports whether the bucket of an expiry is not excluded. Settled
// contracts are in no bucket and stay, to be counted as expired.
func (b *Book) notExcluded(e chain.Expiry) bool {
	bucket, _ := bucketOf(e, b.TradeDate)
	return !b.AsOf.Before(e.Settlement) || !slices.Contains(b.opt.Exclude, bucket.String())
}

// nothingAsked returns the error of filters that select no contract: which ones do so
// alone, else all of them together, and the expiries that the file has.
func (b *Book) nothingAsked() error {
	// Which filters select nothing by themselves.
	var alone, all []string
	for _, f := range b.filters() {
		if !f.given {
			continue
		}
		all = append(all, f.flag())
		if !slices.ContainsFunc(b.chain.Expiries, func(e chain.Expiry) bool { return e.Lo < e.Hi && f.wants(e) }) {
			alone = append(alone, f.flag())
		}
	}
	what := strings.Join(alone, " and ") + " leaves no contract"
	switch {
	case len(alone) == 0:
		what = strings.Join(all, " and ") + " together leave no contract"
	case len(alone) > 1:
		what = strings.Join(alone, " and ") + " each leave no contract"
	}
	return fault.New(fault.Input, b.movedExpiry()+"the file has "+b.whatThereIs(), "%s", what)
}

// movedExpiry says on which day an expiry settles that is asked for by a holiday.
func (b *Book) movedExpiry() string {
	for _, asked := range b.opt.Expiries {
		day := asked
		for n := 0; n < 7 && !b.venue().IsTradingDay(day); n++ {
			day = day.AddDays(-1)
		}
		if day != asked && slices.ContainsFunc(b.chain.Expiries, func(e chain.Expiry) bool { return e.Date == day }) {
			return fmt.Sprintf("%s is not a trading day (%s), the expiry settles on %s; ", asked, b.venue().Name, day)
		}
	}
	return ""
}

// whatThereIs lists eight expiries of the file, the first or those around the one asked
// for: SPXW 2025-11-28 (8 DTE), SPX 2025-12-19 (29 DTE).
func (b *Book) whatThereIs() string {
	const few = 8
	var list []string
	before := 0 // the expiry asked for
	for _, e := range b.chain.Expiries {
		days := b.TradeDate.DaysUntil(e.Root.Venue.DateOf(e.Settlement))
		if e.Lo < e.Hi {
			list = append(list, fmt.Sprintf("%s %s (%d DTE)", e.Root.Name, e.Date, days))
			if len(b.opt.Expiries) > 0 && e.Date.Before(b.opt.Expiries[0]) {
				before++
			}
		}
	}
	if more := len(list) - few; more > 0 {
		from := min(max(before-few/2, 0), more)
		return strings.Join(list[from:from+few], ", ") + fmt.Sprintf(" and %d more; gex expiries lists them", more)
	}
	return strings.Join(list, ", ")
}

// applyFilters marks the records that the filters select, expiry by expiry.
func (b *Book) applyFilters() {
	b.asked = slices.Repeat([]bool{true}, b.chain.Len())
	for _, f := range b.filters() {
		if !f.given {
			continue
		}
		for _, e := range b.chain.Expiries {
			if !f.wants(e) {
				clear(b.asked[e.Lo:e.Hi])
			}
		}
	}
}
