package render

import "gex/internal/report"

// rankNames has the label of each ranked number.
var rankNames = map[string]string{
	"gex": "net GEX", "gross_gex": "gross GEX", "breakeven_put_per_call": "puts per call", "flip_distance": "flip from spot", "gap": "gap of quotes",
}

// rankSections is the table of ranks among the rows of a history, none without one.
func rankSections(r *report.LevelsDocument, s style) []section {
	if len(r.Levels.Rank) == 0 {
		return nil
	}
	table := newGrid(word("quantity"), num("now"), num("percentile"), num("z"), num("rows"))
	few := false
	for _, k := range r.Levels.Rank {
		few = few || k.Rows < report.RankRows
		table.add(rankNames[k.Quantity], rankValue(k, s), shownOrAbsent(100*k.Percentile, 0), shownSigned(k.Z), count(k.Rows))
	}
	sec := section{title: "Is it large?", note: "among earlier rows of the history", table: table}
	if few {
		sec.tail = []string{"a rank needs " + count(report.RankRows) + " earlier rows"}
	}
	return []section{sec}
}

// rankValue is the number itself, in its unit.
func rankValue(k report.Rank, s style) string {
	switch {
	case !k.Value.OK():
		return absent
	case k.Quantity == "gex":
		return s.gex.SizeGain(k.Value)
	case k.Quantity == "gross_gex":
		return s.gex.Size(k.Value)
	case k.Quantity == "breakeven_put_per_call":
		return perCall(k.Value)
	}
	return signed(100*k.Value, 2) + "%"
}

func shownOrAbsent(n report.Number, decimals int) string {
	if !n.OK() {
		return absent
	}
	return fixed(n, decimals)
}

func shownSigned(n report.Number) string {
	if !n.OK() {
		return absent
	}
	return signed(n, 2)
}
