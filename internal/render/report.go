package render

import (
	"io"
	"slices"

	"gex/internal/report"
)

// Report writes everything found for one underlying. It has no csv.
func Report(w io.Writer, r *report.Report, f Format, o Options) error {
	return view{
		page:     func(s style) page { return reportPage(r, s) },
		document: func() any { return complete(r) },
	}.write(w, f, o)
}

// reportPage orders the sections by how soon a trader asks for them.
func reportPage(r *report.Report, s style) page {
	return page{
		head: head(r, s),
		sections: slices.Concat(changesSections(r, s), []section{
			regimeSection(r, s),
			levelsSection(r, s),
		}, mappedSections(r, s), []section{
			exposuresSection(r),
			bucketsSection(r, s),
			nearestExpiries(r, s),
			strikesAroundSpot(r, s),
			flowsInShort(r, s),
			coverageSection(r.Coverage, r.Volatility, gexUnit(r.Conventions)),
		}),
		warnings: r.Warnings,
	}
}

// single is the page of a verb that shows a part of the report.
func single(r *report.Report, s style, sections ...section) page {
	return page{head: head(r, s), sections: sections, warnings: r.Warnings}
}
