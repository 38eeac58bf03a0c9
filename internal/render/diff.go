package render

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strings"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Diff writes what changed since an earlier chain, and why, with the strikes that changed most; top 0 is all of them.
func Diff(w io.Writer, r *report.DiffDocument, top int, f Format, o Options) error {
	d := r.Diff
	shown := *d
	if top > 0 && top < len(d.Strikes) {
		shown.Strikes = d.Strikes[:top]
	}
	return view{
		header: &r.Header,
		page: func(s style) page {
			p := single(&r.About, s, diffSection(r, d, s), bridgeSection(r, d, s))
			p.sections = append(p.sections, membersMoved(r, s)...)
			p.sections = append(p.sections, movedSection(d, s), totalsMovedSection(d, s), strikesMovedSection(&shown, len(d.Strikes), s))
			return p
		},
		document: func() any {
			c := *r
			shown.Opened = orEmpty(shown.Opened)
			c.Warnings, c.Diff = orEmpty(c.Warnings), &shown
			return c
		},
		records: func() records { return recordsOf(d.Effects) },
	}.write(w, f, o)
}

// diffSection is the summary in two lines.
func diffSection(r *report.DiffDocument, d *report.Diff, s style) section {
	regime, cause := phrase.RegimeInText(d.Regime), mostly(d.Effects)
	if cause != "" {
		cause = ", mostly " + cause
	}
	if d.RegimeBefore != d.Regime {
		regime = s.turned(phrase.RegimeInText(d.RegimeBefore), regime)
	}
	return section{lead: []string{
		"since " + instant(d.Since) + " (" + d.Before.File + "): GEX " + s.paint(d.Change, s.gex.Gain(d.Change)) + cause,
		s.list("spot "+s.turned(price(d.SpotBefore), price(r.Spot))+" ("+phrase.Distance(r.Spot, d.SpotBefore)+")", regime),
	}, tail: openedLines(d, s)}
}

// openedLines says how much of the earlier day's volume became open interest, in all and of 1DTE, which is the nearest to 0DTE that can be
// known.
func openedLines(d *report.Diff, s style) []string {
	var volume report.Number
	nearest := ""
	for _, o := range d.Opened {
		volume += o.Volume
		if o.Bucket == "1DTE" && o.Share.OK() {
			nearest = percent(o.Share, 1) + "% of 1DTE"
		}
	}
	switch {
	case len(d.Opened) == 0:
		return nil
	case !d.OpenedShare.OK():
		return []string{"of " + whole(volume) + " contracts traded by " + instant(d.Since) + " no share is known that became open interest: the day's volume is not all there"}
	}
	return []string{s.list("of "+whole(volume)+" contracts traded by "+instant(d.Since)+" "+percent(d.OpenedShare, 1)+"% became open interest", nearest)}
}

// mostly names the largest effect, "" when there is none.
func mostly(effects []report.Effect) string {
	largest := slices.MaxFunc(effects, func(a, b report.Effect) int {
		return cmp.Compare(math.Abs(float64(a.GEX)), math.Abs(float64(b.GEX)))
	})
	if largest.GEX == 0 {
		return ""
	}
	return inWords(largest.Effect)
}

// effectWords explains each effect.
var effectWords = map[string]string{
	"spot":          "to the new spot, sticky strike",
	"time":          "variance aged, rate and yield kept",
	"carry":         "new rates and forwards",
	"volatility":    "new volatilities",
	"open_interest": "new positions",
	"new":           "only in the new chain",
	"settled":       "settled in between",
	"gone":          "only in the old chain, not settled",
}

// bridgeSection leads from the old GEX to the new one.
func bridgeSection(r *report.DiffDocument, d *report.Diff, s style) section {
	gex := []report.Number{d.GEXBefore, d.GEX}
	for _, e := range d.Effects {
		gex = append(gex, e.GEX)
	}
	scaled := s.gex.ScaleFor(gex...)
	table := newList(textWidth, word("effect"), num("contracts"), num("GEX"), word("what it is"))
	table.add("before", "", s.paint(d.GEXBefore, scaled.Signed(d.GEXBefore)), instant(d.Since))
	for _, e := range d.Effects {
		words := effectWords[e.Effect]
		if e.Effect == "open_interest" {
			words += ": " + brief(r.Conventions.Weight)
		}
		table.add(inWords(e.Effect), count(e.Contracts), s.paint(e.GEX, scaled.Signed(e.GEX)), words)
	}
	table.add("after", "", s.paint(d.GEX, scaled.Signed(d.GEX)), instant(r.AsOf))
	return section{title: "Why GEX changed", note: "step by step; GEX in " + s.gex.In(scaled), table: table,
		tail: []string{count(d.Contracts) + " contracts are in both"}}
}

// movedSection lists the levels that moved.
func movedSection(d *report.Diff, s style) section {
	table := newGrid(word("level"), num("before"), num("after"), num("change"), num("change %"))
	for _, n := range d.Numbers {
		scope, key, _ := strings.Cut(n.Key, ".")
		if !strings.HasPrefix(scope, "levels") || levelValue(key, n.Before) == levelValue(key, n.After) {
			continue
		}
		by := signed(n.Change, 2)
		if isRatio(key) {
			by = levelValue(key, n.Change)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(scope, "levels"), "_")
		table.add(join(" ", strings.ToUpper(name), levelName(key)), levelValue(key, n.Before), levelValue(key, n.After),
			shown(n.Change, func(report.Number) string { return by }), shown(n.ChangePct, func(n report.Number) string { return signed(n, 2) }))
	}
	if len(table.rows) == 0 {
		return section{title: "Levels", lead: []string{"none moved"}}
	}
	return section{title: "Levels that moved", table: table}
}

// levelName is the label of a level, as in the table of levels.
func levelName(key string) string {
	if v := report.LevelOf(key); v != nil && v.Name != "" {
		return v.Name
	}
	return inWords(key)
}

// totalsMovedSection lists the totals of the book that changed.
func totalsMovedSection(d *report.Diff, s style) section {
	table := newGrid(word("total"), word("unit"), num("before"), num("after"), num("change"))
	for _, n := range d.Numbers {
		_, key, total := strings.Cut(n.Key, "totals.")
		if !total {
			continue
		}
		unit := s.money
		scaled, print := s.money.ScaleFor(n.Before, n.After, n.Change), phrase.Scale.Signed
		switch {
		case strings.HasSuffix(key, "_oi") || strings.HasSuffix(key, "_volume"):
			unit = phrase.Unit{Thing: "contracts"}
			scaled, print = phrase.Scale{Divisor: 1}, phrase.Scale.Fixed
		case key == "gex_1pct_move":
			unit = unit.PerMove("per 1%")
		case strings.HasSuffix(key, "gex"):
			unit, scaled = s.gex, s.gex.ScaleFor(n.Before, n.After, n.Change)
		case key == "vex":
			unit = unit.PerMove(perVolPoint)
		case key == "cex":
			unit = unit.PerMove(perDay)
		}
		table.add(totalName(key), unit.In(scaled), print(scaled, n.Before), print(scaled, n.After), s.paint(n.Change, scaled.Signed(n.Change)))
	}
	return section{title: "Totals", table: table}
}

// totalName is the label of a total.
func totalName(key string) string {
	switch key {
	case "gex", "dex", "vex", "cex":
		return strings.ToUpper(key)
	case "gex_1pct_move":
		return moveGEX
	}
	words := strings.ReplaceAll(inWords(key), "gex", "GEX")
	return strings.ReplaceAll(words, " oi", " open interest")
}

// strikesMovedSection lists the strikes that changed most.
func strikesMovedSection(d *report.Diff, of int, s style) section {
	var gex, prices []report.Number
	for _, k := range d.Strikes {
		gex = append(gex, k.GEXBefore, k.GEX, k.Change)
		prices = append(prices, k.Strike)
	}
	scaled, decimals := s.gex.ScaleFor(gex...), decimalsFor(prices...)
	table := newGrid(num("strike"), num("before"), num("after"), num("change"), word("mostly"))
	for _, k := range d.Strikes {
		var effects []report.Effect
		for e, n := range k.ByEffect() {
			effects = append(effects, report.Effect{Effect: report.EffectNames[e], GEX: *n})
		}
		table.add(fixed(k.Strike, decimals), scaled.Signed(k.GEXBefore), scaled.Signed(k.GEX), s.paint(k.Change, scaled.Signed(k.Change)), mostly(effects))
	}
	sec := section{title: "Strikes that changed most", note: "GEX in " + s.gex.In(scaled), table: table}
	if more := of - len(d.Strikes); more > 0 {
		sec.tail = []string{s.moreRows(more)}
	}
	return sec
}
