package render

import "gex/internal/report"

// gexBand words GEX with what is unknown of the dealers' book at either extreme, "" where the book is assumed.
func gexBand(d *report.DealerBook, s style) string {
	if d == nil || !d.Low.OK() {
		return ""
	}
	known := ""
	if d.KnownShare.OK() {
		known = " (" + percent(d.KnownShare, 1) + "% of gamma known)"
	}
	return "between " + s.gex.SizeGain(d.Low) + " and " + s.gex.SizeGain(d.High) + known
}
