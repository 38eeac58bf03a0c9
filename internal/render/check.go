package render

import (
	"io"

	"gex/internal/report"
)

// Check writes the data quality of a chain. Its csv has the expiries.
func Check(w io.Writer, c *report.Check, f Format, o Options) error {
	return view{
		header:   &c.Header,
		page:     func(s style) page { return checkPage(c, s) },
		document: func() any { return completeCheck(c) },
		records:  func() records { return recordsOf(c.Expiries) },
	}.write(w, f, o)
}

// completeCheck returns a copy without nil lists: JSON has [], not null.
func completeCheck(c *report.Check) *report.Check {
	full := *c
	full.Coverage.LeftOut, full.Coverage.Repaired = orEmpty(c.Coverage.LeftOut), orEmpty(c.Coverage.Repaired)
	full.Expiries, full.Outliers = orEmpty(c.Expiries), orEmpty(c.Outliers)
	full.Failed, full.Warnings = orEmpty(c.Failed), orEmpty(c.Warnings)
	return &full
}

// checkPage orders the sections from the whole file to its expiries and single strikes. The verdict comes last, which is what
// a terminal shows when the page has scrolled by.
func checkPage(c *report.Check, s style) page {
	p := page{
		head: []string{
			marketLine(c.Header, c.Carry, s),
			s.list(fileFact(c.Header), labeled("contracts", filters(c.Conventions.Filters))),
			s.list(fitFacts(c.Header, c.Carry)...),
		},
		sections: []section{
			coverageSection(c.Coverage, nil, s), quotesSection(c.Quotes), spotSection(c, s),
			forwardsSection(c, s),
		},
		warnings: c.Warnings,
	}
	p.sections = append(memberChecks(c.Combination), p.sections...)
	if early := earlySection(c, s); len(early.table.rows) > 0 {
		p.sections = append(p.sections, early)
	}
	p.sections = append(p.sections, vendorSection(c, s), outliersSection(c, s))
	if len(c.Requirements) > 0 {
		p.sections = append(p.sections, requirementsSection(c.Requirements))
	}
	return p
}

// requirementsSection lists every condition beside the value found.
func requirementsSection(conditions []report.Requirement) section {
	table := newList(textWidth, word("condition"), word("is"), word("verdict"))
	for _, c := range conditions {
		verdict := "ok"
		if !c.OK {
			verdict = "failed"
		}
		table.add(c.Condition, c.Detail, verdict)
	}
	return section{title: "Requirements", note: "null meets no condition", table: table}
}
