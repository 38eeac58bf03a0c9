package render

import (
	"io"
	"slices"

	"gex/internal/report"
)

// Report writes everything found for one underlying. It has no csv.
func Report(w io.Writer, r *report.Report, f Format, o Options) error {
	return view{
		header:   &r.Header,
		page:     func(s style) page { return reportPage(r, s) },
		document: func() any { return complete(r) },
	}.write(w, f, o)
}

// reportPage orders the sections by how soon a trader asks for them.
func reportPage(r *report.Report, s style) page {
	_, others := byWeight(r.Warnings)
	return page{
		head: answerHead(r, s),
		sections: slices.Concat(changesSections(r, s), []section{
			regimeSection(r, s),
			drawnLevels(r, s),
		}, mappedSections(r, s), []section{
			bucketsSection(r, s),
			strikesAroundSpot(r, s),
		}, curveSections(r, s), []section{
			flowsInShort(r, s),
			exposuresSection(r),
			nearestExpiries(r, s),
			coverageSection(r.Coverage, r.Volatility, gexUnit(r.Conventions)),
		}),
		warnings: others,
	}
}

// answerHead is the head of a page that begins with the regime.
func answerHead(r *report.Report, s style) []string {
	lines := append(head(r, s), levelTerms(r)...)
	lines[0] = regimeTitle(r, s)
	return lines
}

// single is the page of a verb that shows a part of the report.
func single(r *report.Report, s style, sections ...section) page {
	return page{head: head(r, s), sections: sections, warnings: r.Warnings}
}
