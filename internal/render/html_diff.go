package render

import (
	"fmt"
	"html/template"
	"io"
	"slices"

	"gex/internal/render/phrase"
	"gex/internal/render/svg"
	"gex/internal/report"
)

// DiffPage writes what changed since an earlier chain as one HTML page that refers to nothing outside it, with the pictures of
// both; top 0 lists all strikes. Pictures show a window around spot, as in Page.
func DiffPage(w io.Writer, r *report.DiffDocument, top int, window float64) error {
	d, err := newDiffDocument(r, top, window, styleFor(Options{Spell: toReader, Reader: true}, r.Conventions))
	if err != nil {
		return err
	}
	return d.write(w)
}

func newDiffDocument(r *report.DiffDocument, top int, window float64, s style) (*document, error) {
	p, d := r.Pictures, r.Diff
	var galleries []gallery
	if p.Coverage.Used > 0 && p.Before.Coverage.Used > 0 {
		pictures, err := drawn(p, svg.BothKinds(), window)
		if err != nil {
			return nil, err
		}
		galleries = []gallery{{"pictures", "Pictures", pictures}}
	}
	name := "regime unchanged: " + phrase.RegimeInText(d.Regime)
	if d.RegimeBefore != d.Regime {
		name = s.turned(phrase.RegimeInText(d.RegimeBefore), phrase.RegimeInText(d.Regime))
	}
	cause := mostly(d.Effects)
	if cause != "" {
		cause = ", mostly " + cause
	}
	when := instant(d.Since) + inBrackets(shorten(d.Before.File, widestFile))
	return &document{
		Title: r.Underlying + " change of dealer gamma exposure, " + instant(d.Since) + " to " + instant(r.AsOf),
		Style: pageCSS(len(galleries) > 0), Script: template.JS(pageScript), ScriptHash: hashOf("\n" + pageScript),
		Underlying: r.Underlying, Spot: price(r.Spot), What: "change of dealer gamma exposure",
		When:   s.turned(when, instant(r.AsOf)+inBrackets(shorten(r.Input.File, widestFile))),
		Regime: d.Regime, RegimeName: name, Sentence: "net GEX " + s.gex.Gain(d.Change) + cause,
		Cards: diffCards(p, s), Warnings: warningsToReader(r.Warnings), Terms: eachToReader(head(&r.About, s)[1:]),
		Galleries: galleries, Sections: diffBlocks(r, top, s),
		Made: s.list("gex "+r.Version, d.Before.File, labeled("sha256", d.Before.SHA256), r.Input.File, labeled("sha256", r.Input.SHA256), "schema "+r.Schema),
	}, nil
}

// diffCards are the numbers that a trader reads first, as they were, as they are, and by how much they moved.
func diffCards(p *report.Pictures, s style) []card {
	d := p.Diff
	gex := card{Name: "net GEX", Was: s.gex.SizeGain(d.GEXBefore), Value: s.gex.SizeGain(d.GEX), Notes: []string{s.gex.Per, s.arrow(d.Change, s.gex.SizeGain(d.Change))}}
	list := []card{gex, levelChange("spot", price, p.Before.Spot, p.Spot, changeOf(d, "spot"), s)}
	for _, v := range headlines() {
		show := price
		if v.Strike {
			show = plain
		}
		was, is := v.Number(&p.Before.Levels), v.Number(&p.Levels)
		c := levelChange(v.Name, show, was, is, changeOf(d, "levels."+v.Key), s)
		if is.OK() {
			c.Notes = append(c.Notes, fromSpot(is, p.Spot))
		}
		list = append(list, c)
	}
	if cause := mostly(d.Effects); cause != "" {
		i := slices.IndexFunc(d.Effects, func(e report.Effect) bool { return inWords(e.Effect) == cause })
		list = append(list, card{Name: "largest cause", Value: cause, Notes: []string{s.gex.Gain(d.Effects[i].GEX), effectWords[d.Effects[i].Effect]}})
	}
	return list
}

// changeOf is the change of a number, nil when it is what it was.
func changeOf(d *report.Diff, key string) *report.Change {
	if i := slices.IndexFunc(d.Numbers, func(c report.Change) bool { return c.Key == key }); i >= 0 {
		return &d.Numbers[i]
	}
	return nil
}

func levelChange(name string, show func(report.Number) string, was, is report.Number, change *report.Change, s style) card {
	c := card{Name: name, Value: "none"}
	if is.OK() {
		c.Value = show(is)
	}
	switch {
	case change == nil:
		c.Notes = []string{"unchanged"}
		return c
	case !was.OK():
		c.Was = "none"
		return c
	}
	c.Was = show(was)
	if is.OK() {
		c.Notes = []string{s.arrow(change.Change, signed(change.Change, 2)+inBrackets(signed(change.ChangePct, 2)+"%"))}
	}
	return c
}

// arrow puts the direction of a change before its text.
func (s style) arrow(n report.Number, text string) string {
	switch {
	case !n.OK() || n == 0 || isZero(text):
		return "unchanged"
	case n > 0:
		return s.glyph("▲ ", "up ") + text
	}
	return s.glyph("▼ ", "down ") + text
}

// diffBlocks are the tables of the text.
func diffBlocks(r *report.DiffDocument, top int, s style) []block {
	d := r.Diff
	shown := *d
	if top > 0 && top < len(d.Strikes) {
		shown.Strikes = d.Strikes[:top]
	}
	why := bridgeSection(r, d, s)
	why.tail = append(why.tail, openedLines(d, s)...)
	out := []block{webSection("causes", why, "effect", "GEX", "contracts")}
	for _, sec := range membersMoved(r, s) {
		out = append(out, webSection("members", sec))
	}
	moved := movedSection(d, s)
	if moved.table == nil {
		out = append(out, block{ID: "levels", Title: moved.title, Lead: moved.lead})
	} else {
		out = append(out, webSection("levels", moved))
	}
	return append(out, webSection("totals", totalsMovedSection(d, s)), strikesChanged(strikesMovedSection(&shown, len(d.Strikes), s)))
}

// paperChanges is how many strikes a printed page has.
const paperChanges = 20

// strikesChanged lists the strikes that changed; print has those that changed most.
func strikesChanged(sec section) block {
	b := webSection("strikes", sec, "strike", "change", "before", "after")
	if b.Table == nil || len(b.Table.Rows) <= paperChanges {
		return b
	}
	for i := range b.Table.Rows[paperChanges:] {
		b.Table.Rows[paperChanges+i].Class = "far"
	}
	b.Paper = fmt.Sprintf("printed: the %s strikes that changed most, of %s", count(paperChanges), count(len(b.Table.Rows)))
	return b
}
