package render

import (
	"io"
	"slices"

	"gex/internal/report"
)

// Report writes the whole report of one underlying. It has no csv.
func Report(w io.Writer, r *report.Report, f Format, o Options) error {
	return view{
		header:   &r.Header,
		page:     func(s style) page { return reportPage(r, s) },
		document: func() any { return complete(r) },
		short:    func(s style) string { return inShort(r.LevelsDocument(), s) },
	}.write(w, f, o)
}

// reportPage orders the sections by how soon a trader needs them.
func reportPage(r *report.Report, s style) page {
	_, others := byWeight(r.Warnings)
	levels, strikes := r.LevelsDocument(), r.StrikesDocument()
	return page{
		head: answerHead(levels, s),
		sections: slices.Concat(changesSections(r, s), []section{
			regimeSection(levels, s),
			drawnLevels(levels, s),
		}, bookSections(levels, s), mappedSections(levels, s), rankSections(levels, s), followersSections(levels, s), []section{
			bucketsSection(r.BucketsDocument(), s),
			strikesAroundSpot(strikes, s),
		}, curveSections(r.ProfileDocument(), s), []section{
			flowsInShort(r.FlowsDocument(), s),
		}, cascadeInReport(r, s), []section{
			exposuresSection(r, s),
			nearestExpiries(r.ExpiriesDocument(), s),
			coverageSection(r.Coverage, r.Volatility, s),
		}),
		warnings: others,
	}
}
