package svg

import (
	"slices"
	"strings"
	"time"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

const (
	margin      = 20 // around everything
	plainMargin = 10 // around a panel alone
)

// heading is what stands above a picture and below it.
type heading struct {
	title string
	when  []string // at the right, the longest that fits
	lead  string
	facts []string
	foot  []string
}

// headingOf is that of a report.
func headingOf(r *report.Pictures) heading {
	h := heading{title: r.Underlying, lead: regimeSentence(r), facts: facts(r), foot: assumptions(r)}
	if r.Spot.OK() {
		h.title = list(r.Underlying, "spot "+price(r.Spot))
	}
	if r.TradeDate != "" && r.TradeDate != r.AsOf.Format(time.DateOnly) {
		h.when = append(h.when, list(instant(r.AsOf), "trade date "+day(r.TradeDate, time.DateOnly)))
	}
	h.when = append(h.when, instant(r.AsOf))
	return h
}

// frame writes the background, the header and the footer, and returns what is left between them.
func frame(c *canvas, h heading, all box) box {
	c.rect(all, "gex-bg", "")
	in := box{all.l + margin, all.t + margin, all.r - margin, all.b - margin}
	in.t = h.header(c, in)
	in.b = h.footer(c, in)
	return in
}

// lowPicture is the height below which header and footer are shorter, so that half of the height is left to the chart.
const lowPicture = 440

// header writes the underlying, its regime and the main numbers, and returns the y where it ends.
func (h heading) header(c *canvas, in box) float64 {
	y := in.t + fontTitle.ascent()
	name := fontTitle.cut(h.title, in.w())
	c.text(in.l, y, start, fontTitle, name)
	left := in.w() - fontTitle.width(name) - 24
	when := h.when[0]
	for _, shorter := range h.when[1:] {
		if fontBody.width(when) > left {
			when = shorter
		}
	}
	if fontBody.width(when) <= left {
		c.text(in.r, y, end, fontBody, when)
	} else {
		y += fontBody.line()
		c.text(in.l, y, start, fontBody, fontBody.cut(when, in.w()))
	}
	y += 4
	for _, line := range fontLead.wrap(h.lead, in.w(), 2) {
		y += fontLead.line()
		c.text(in.l, y, start, fontLead, line)
	}
	facts := fontBody.wrapList(h.facts, in.w(), 2)
	if in.b < lowPicture && len(facts) > 1 {
		facts = []string{strings.TrimSuffix(facts[0], " ·")}
	}
	for _, line := range facts {
		y += fontBody.line() + 2
		c.text(in.l, y, start, fontBody, line)
	}
	return px(y + 18)
}

// footer writes the assumptions, the file and the time, and returns the y where it begins.
func (h heading) footer(c *canvas, in box) float64 {
	most := 3
	if in.b < lowPicture {
		most = 2
	}
	lines := fontNote.wrapList(h.foot, in.w(), most)
	y := in.b - fontNote.descent()
	for i := len(lines) - 1; i >= 0; i-- {
		c.text(in.l, y, start, fontNote, lines[i])
		y -= fontNote.line()
	}
	y = px(y - 2)
	c.segment(point{in.l, y}, point{in.r, y}, "gex-grid")
	return y - 8
}

func assumptions(r *report.Pictures) []string {
	v := r.Conventions
	filters, when := v.Filters, ""
	if !r.AsOf.IsZero() {
		when = "as of " + r.AsOf.Format("2006-01-02 15:04 ") + r.AsOf.Clock()
	}
	if filters == "none" {
		filters = ""
	}
	return []string{
		labeled("sign ", v.Sign), labeled("GEX: ", gexUnit(v).Long), v.Weight, labeled("contracts ", filters),
		labeled("volatility ", brief(v.IV)), labeled("volatility rule ", v.UnusualRule()), spotFrom(r), r.Input.File, when, labeled("warnings: ", warnings(r.Warnings)),
	}
}

// warnings lists the codes of warnings, each once. The verb's page has the messages.
func warnings(all []report.Warning) string {
	var codes []string
	for _, w := range all {
		if !slices.Contains(codes, w.Code) {
			codes = append(codes, w.Code)
		}
	}
	return strings.Join(codes, ", ")
}

// spotFrom names the source of a spot that is not the file's.
func spotFrom(r *report.Pictures) string {
	from := map[string]string{"flag": "spot given", "implied": "spot from the quotes"}[r.SpotSource]
	if from != "" && r.FileSpot.OK() {
		from += ", the file's " + price(r.FileSpot)
	}
	return from
}

func labeled(name, s string) string {
	if s == "" {
		return ""
	}
	return name + s
}

// brief returns the part of a convention before its colon.
func brief(s string) string {
	for i, r := range s {
		if r == ':' {
			return s[:i]
		}
	}
	return s
}

// instant formats a time on the clock of its market: Thu 20 Nov 2025 09:52 ET.
func instant(t report.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Mon 2 Jan 2006 15:04 ") + t.Clock()
}

// day formats a civil date, with its year only if that differs from another date's.
func day(date, beside string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	if other, err := time.Parse(time.DateOnly, beside); err == nil && other.Year() == t.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 06")
}

// regimeSentence names the regime and says what dealers do after a move of 1% either way.
func regimeSentence(r *report.Pictures) string {
	if _, _, known := phrase.Regime(r.Regime); !known {
		return nothing(r)
	}
	o := outcomeOf(r)
	return o.Title() + ": " + o.Does(moneyUnit(r.Conventions).Unit)
}

// outcomeOf returns the regime of a report with the data that decides how to word it.
func outcomeOf(r *report.Pictures) phrase.Outcome {
	o := phrase.Outcome{Regime: r.Regime, Zero: r.Levels.ZeroGamma, Flips: r.Levels.Flips, Spot: r.Spot}
	if up, down := moveFlow(r, 1), moveFlow(r, -1); up != nil && down != nil {
		o.Up, o.Down = &up.Flow, &down.Flow
	}
	return o
}

// nothing words that there is nothing to draw, and why.
func nothing(r *report.Pictures) string {
	return "Nothing to draw: " + fixed(report.Number(r.Coverage.Used), 0) + " of " + fixed(report.Number(r.Coverage.Contracts), 0) + " contracts are used"
}

// moveFlow returns the trade after a move of spot, nil when the report has no such move.
func moveFlow(r *report.Pictures, move report.Number) *report.SpotFlow {
	for i := range r.Flows.Spot {
		if r.Flows.Spot[i].MovePct == move {
			return &r.Flows.Spot[i]
		}
	}
	return nil
}

// facts words the headline exposures and the levels.
func facts(r *report.Pictures) []string {
	if !r.Totals.GEX.OK() {
		return nil
	}
	u := gexUnit(r.Conventions)
	out := []string{"net GEX " + u.signed(r.Totals.GEX)}
	if l := r.Levels0DTE; l != nil && l.GEX.OK() {
		out = append(out, "0DTE "+u.signed(l.GEX))
	}
	for _, v := range headlines() {
		at, show := v.Number(&r.Levels), price
		if v.Strike {
			show = strike
		}
		if at.OK() {
			out = append(out, v.Name+" "+show(at)+" ("+distance(at, r.Spot)+")")
		} else {
			out = append(out, "no "+v.Name)
		}
	}
	return out
}

// zeroGamma is the name of that level in running text.
const zeroGamma = report.ZeroGammaName

// headlines returns the levels that every picture shows.
func headlines() []report.Level {
	return report.LevelsThat(func(v *report.Level) bool { return v.Headline })
}
