package render

import "gex/internal/report"

// single is the page of a verb that shows one part of a book, with the members of a combined one.
func single(a *report.About, s style, sections ...section) page {
	return page{head: head(a, s), sections: append(sections, membersSections(&a.Header, s)...), warnings: a.Warnings}
}
