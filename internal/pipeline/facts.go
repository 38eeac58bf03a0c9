package pipeline

import (
	"fmt"
	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/report"
	"gex/internal/vol"
	"strconv"
	"strings"
	"time"
)

// readFacts say how a chain was read.
func readFacts(f *chain.File, c *chain.Chain) string {
	return fmt.Sprintf("%s rows of %s as of %s: %s contracts in %s",
		grouped(c.Rows), f.Format, c.AsOf.Format(time.RFC3339), grouped(c.Len()), expiryCount(len(c.Expiries)))
}

// fitFacts say what a result rests on: counts and sources, and no times, as the clock is never read.
func fitFacts(f *chain.File, c *chain.Chain, s *vol.Surface, b *gex.Book) []string {
	return append([]string{readFacts(f, c)}, append(surfaceFacts(s), fmt.Sprintf("%s contracts used, %s left out or not asked for", grouped(b.Used()), grouped(c.Len()-b.Used())))...)
}

// partFacts say what a part of a combined book rests on.
func partFacts(c *chain.Chain, s *vol.Surface) []string {
	out := []string{fmt.Sprintf("%s: %s contracts in %s as of %s", c.Underlying, grouped(c.Len()), expiryCount(len(c.Expiries)), c.AsOf.Format(time.RFC3339))}
	return append(out, surfaceFacts(s)...)
}

// surfaceFacts say what was fitted.
func surfaceFacts(s *vol.Surface) []string {
	return []string{
		fmt.Sprintf("spot %s (%s); of the file %s, of its quotes %s (%s, %s)", digits(s.Spot), s.SpotSource,
			digits(s.FileSpot), digits(s.QuoteSpot), orNone(s.GapSource), expiryCount(s.Used)),
		fmt.Sprintf("rate %s (%s); volatilities of contracts: %s", digits(s.Rate), rateSource(s), volatilitySources(s)),
	}
}

// rateSource is where the rate comes from.
func rateSource(s *vol.Surface) string {
	if s.RateFile == "" {
		return s.RateSource
	}
	return "at 30 days, from " + s.RateFile + " of " + s.RateDate.String()
}

func expiryCount(n int) string {
	if n == 1 {
		return "1 expiry"
	}
	return grouped(n) + " expiries"
}

// grouped is a count with commas between thousands.
func grouped(n int) string { return report.Grouped(strconv.Itoa(n)) }

// digits is a number as machine formats have it.
func digits(x float64) string {
	if text := report.Number(x).String(); text != "" {
		return text
	}
	return "unknown"
}

func orNone(word string) string {
	if word == "" {
		return "none"
	}
	return word
}

// volatilitySources counts the contracts of a surface by where their volatility comes from.
func volatilitySources(s *vol.Surface) string {
	counts := map[vol.Source]int{}
	for _, source := range s.Source {
		counts[source]++
	}
	var list []string
	for _, source := range append(vol.Sources, vol.None) {
		if n := counts[source]; n > 0 {
			list = append(list, grouped(n)+" "+source.String())
		}
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}
