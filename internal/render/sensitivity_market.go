package render

import (
	"io"

	"gex/internal/render/phrase"
	"gex/internal/report"
)

// Sensitivities writes a row for each of several underlyings: how much of its regime is an assumption, its break-even, and the
// bands of its flip by conventions and by sign. Amounts are left out, as currencies may differ.
func Sensitivities(w io.Writer, list []*report.SensitivityDocument, failed int, f Format, o Options) error {
	return view{conventions: list[0].Conventions, page: func(s style) page {
		table := newGrid(word("symbol"), spare(1, num("spot")), word("gamma"), word("verdict"), num("puts/call"), num("flip"),
			num("conventions"), num("sign"))
		for _, r := range list {
			v := &r.Sensitivity
			table.add(r.Underlying, price(r.Spot), phrase.RegimeInColumn(r.Regime), verdicts[v.Verdict], shown(v.Breakeven, perCall),
				priceOrNone(r.ZeroGamma), flipBand(v, report.BandConventions), flipBand(v, report.GroupSign))
		}
		sec := section{title: "Sensitivity", note: "bands of the flip", table: table}
		sec.tail = []string{"* a run without a flip; puts/call: puts short per call held at which GEX is 0"}
		if failed > 0 {
			sec.tail = append(sec.tail, count(failed)+" could not be used")
		}
		return page{head: []string{underlyings(len(list))}, sections: []section{sec}}
	}}.write(w, f, o)
}

// flipBand is the band of the flip in a group without decimals, marked when a run has no flip.
func flipBand(v *report.Sensitivity, group string) string {
	b := v.BandOf(report.QuantityFlip, group)
	if b == nil {
		return ""
	}
	text := shortPrice(b.Low) + "-" + shortPrice(b.High)
	if b.Open {
		text += "*"
	}
	return text
}

// shortPrice is a price without decimals from 1,000 on.
func shortPrice(n report.Number) string {
	if n >= 1000 {
		return whole(n)
	}
	return price(n)
}
