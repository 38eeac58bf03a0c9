package render

import (
	"strings"
	"time"

	"gex/internal/report"
)

// head says what was read and under which assumptions, for a result in the unit of GEX.
func head(r *report.About, s style) []string {
	return headAbout("GEX in "+s.gex.Long, r, s)
}

// headAbout is the head of a result in the given units, with one line each for the market, the file, the position and the
// fit.
func headAbout(units string, a *report.About, s style) []string {
	h := a.Header
	lines := []string{
		marketLine(h, a.Carry, s),
		s.list(fileFact(h), "trade date "+date(h.TradeDate), labeled("position", h.Conventions.Weight), labeled("contracts", filters(h.Conventions.Filters))),
		s.list(units, h.Conventions.Sign, labeled("GEX", gexBand(h.DealerBook, s)), h.Conventions.Contract),
		s.list(fitFacts(h, a.Carry)...),
	}
	if rule := ruleFact(h.Conventions); rule != "" {
		lines = append(lines, s.typeset(rule))
	}
	return lines
}

// ruleFact words how volatilities follow spot where that is not the usual rule.
func ruleFact(c report.Conventions) string { return labeled("volatility rule", c.UnusualRule()) }

// marketLine names the underlying, its spot and the time of both.
func marketLine(h report.Header, c report.Carry, s style) string {
	return s.list(marketFact(h, c, s), instant(h.AsOf), otherDay(h))
}

func marketFact(h report.Header, c report.Carry, s style) string {
	return s.strong(h.Underlying+" "+price(h.Spot)) + spotNote(h, c) + withMembers(h)
}

// otherDay words the trade date if it is not the day of as-of.
func otherDay(h report.Header) string {
	if h.TradeDate == h.AsOf.Format(time.DateOnly) {
		return ""
	}
	return "trade date " + date(h.TradeDate)
}

// widestFile is how wide the name of a file may be in running text.
const widestFile = 48

func fileFact(h report.Header) string {
	return shorten(h.Input.File, widestFile) + inBrackets(h.Input.Format)
}

// fitFacts words where volatilities and forwards come from, and the rate and spot that the quotes imply.
func fitFacts(h report.Header, carry report.Carry) []string {
	c := h.Conventions
	facts := []string{labeled("volatility", brief(c.IV)), labeled("forwards", brief(c.Carry))}
	if c.Exercise != "" {
		facts = append(facts, labeled("early exercise", brief(c.Exercise)))
	}
	if carry.GapSource == "" { // the quotes were not examined
		if carry.RateSource == "curve" {
			facts = append(facts, rateFact(carry))
		}
		return facts
	}
	quotes := gapFact(h, carry)
	if !carry.QuoteTime.IsZero() {
		made := carry.QuoteTime.Format("2 Jan 15:04")
		if quotes == "" {
			quotes = "quotes"
		}
		quotes = join(", ", quotes, made)
	}
	return append(facts, rateFact(carry), quotes)
}

func rateFact(c report.Carry) string {
	switch {
	case c.RateSource == "curve":
		return "rate " + percent(c.Rate, 2) + "% at 30 days (" + curveName(c) + ")"
	case c.RateSource == "flag":
		return "rate " + percent(c.Rate, 2) + "% (given)"
	case c.RateSource == "parity", c.RateSource == "carry":
		return "rate " + percent(c.Rate, 2) + "%"
	}
	return "no rate"
}

// curveName is the file of a curve and the date of its row: par.csv of 19 Nov 2025.
func curveName(c report.Carry) string {
	return shorten(string(c.RateFile), widestFile) + " of " + date(string(c.RateDate))
}

// gapFact words how far the spot of the quotes is from spot: quotes -0.71% from spot. Where spot is not the file's, both are named.
func gapFact(h report.Header, c report.Carry) string {
	what, from, same := asQuoted(c), "spot", " at spot"
	if h.SpotSource != "file" {
		what, from, same = "spot of "+fromQuoted(c), "the file's", " within 0.01% of the file's"
	}
	switch {
	case c.GapSource == "futures":
		return ""
	case c.GapSource == "none":
		return "no spot from the quotes"
	case !h.FileSpot.OK():
		return "" // no spot to compare with
	case isZero(percent(quotesGap(h, c), 2)):
		return what + same
	}
	return what + " " + signed(100*quotesGap(h, c), 2) + "% from " + from
}

// quotesGap returns how far the spot of the quotes is above the file's, as a fraction of it.
func quotesGap(h report.Header, c report.Carry) report.Number { return c.QuoteSpot/h.FileSpot - 1 }

// asQuoted names what implies the spot at which options were quoted: the quotes, or the deltas of the file.
func asQuoted(c report.Carry) string {
	if c.GapSource == "file_delta" {
		return "deltas"
	}
	return "quotes"
}

// fromQuoted is asQuoted after a preposition: spot of the quotes.
func fromQuoted(c report.Carry) string {
	if c.GapSource == "file_delta" {
		return "the file's deltas"
	}
	return "the quotes"
}

// brief returns the part of a convention before its colon.
func brief(words string) string {
	short, _, _ := strings.Cut(words, ":")
	return short
}

// spotNote names the source of a spot that is not the file's, and the other spots there are.
func spotNote(h report.Header, c report.Carry) string {
	var notes []string
	if from := map[string]string{"flag": "given", "implied": "implied by " + asQuoted(c)}[h.SpotSource]; from != "" {
		notes = append(notes, from)
		if h.FileSpot.OK() && price(h.FileSpot) != price(h.Spot) {
			notes = append(notes, "file "+price(h.FileSpot))
		}
	}
	if c.QuoteSpot.OK() && !isZero(percent(c.QuoteSpot/h.Spot-1, 1)) {
		notes = append(notes, asQuoted(c)+" at "+price(c.QuoteSpot))
	}
	return inBrackets(join(", ", notes...))
}

// filters words the filters in effect.
func filters(words string) string {
	if words == "none" {
		return ""
	}
	return words
}

// instant formats a time on the clock of its market: Thu 20 Nov 2025 09:52 ET.
func instant(t report.Time) string {
	switch {
	case t.IsZero():
		return absent
	case t.Second() != 0:
		return t.Format("Mon 2 Jan 2006 15:04:05 ") + t.Clock()
	}
	return t.Format("Mon 2 Jan 2006 15:04 ") + t.Clock()
}

// moment formats an instant without its year: Thu 20 Nov 09:52.
func moment(t report.Time) string {
	if t.IsZero() {
		return absent
	}
	return t.Format("Mon 2 Jan 15:04")
}

// date formats a civil date, 20 Nov 2025; a text that is no date is returned as it is.
func date(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return t.Format("2 Jan 2006")
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// labeled puts a name before a text; an empty text stays empty.
func labeled(name, text string) string {
	if text == "" {
		return ""
	}
	return name + " " + text
}

// withMembers names the other members of a combined book after its axis: with SPY, ES.
func withMembers(h report.Header) string {
	var names []string
	for _, m := range h.Members[min(1, len(h.Members)):] {
		names = append(names, m.Underlying)
	}
	return labeled(" with", join(", ", names...))
}
