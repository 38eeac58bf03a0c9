package svg

import (
	"strings"

	"gex/internal/report"
)

// tapeHeading is what stands above and below the picture of a day, or of a report that has none.
func tapeHeading(r *report.Pictures) heading {
	if r.Tape == nil {
		return headingOf(r)
	}
	t, v := r.Tape.Timeline, r.Tape.Header.Conventions
	last := &t.Moments[len(t.Moments)-1]
	filters := v.Filters
	if filters == "none" {
		filters = ""
	}
	return heading{
		title: list(t.Underlying, count(len(t.Moments), "file")), when: []string{sessionOf(t)}, lead: regimesOf(t, "file"),
		facts: append([]string{"last file " + instant(last.At)}, momentFacts(t, last)...),
		foot: []string{
			labeled("sign ", v.Sign), labeled("GEX: ", gexUnit(v).Long), v.Weight, labeled("contracts ", filters),
			labeled("volatility ", tallies(r.Tape.IV, len(t.Moments))), "a file holds until the next one", labeled("warnings: ", tallies(r.Tape.Warnings, len(t.Moments))),
		},
	}
}

// sessionOf words from when to when the files are, with the evening before where they begin then.
func sessionOf(t *report.Timeline) string {
	first, last := t.Moments[0].At, t.Moments[len(t.Moments)-1].At
	if dateIn(first.Time) == dateIn(last.Time) {
		return spanOf(t)
	}
	return first.Format("Mon 2 Jan 2006 15:04") + " to " + last.Format("Mon 2 Jan 15:04 ") + last.Clock()
}

// tallies words in how many files things are, where not in all.
func tallies(list []report.Tally, all int) string {
	var out []string
	for _, t := range list {
		name := t.Name
		if t.N < all {
			name += " in " + of(t.N, all) + " files"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

func saysTape(r *report.Pictures) string {
	if r.Tape == nil {
		return "No files of a day are given."
	}
	t := r.Tape.Timeline
	var most report.Cell
	var when *report.Moment
	for i, column := range r.Tape.Columns {
		for _, c := range column {
			if when == nil || largest(c.GEX) > largest(most.GEX) {
				most, when = c, &t.Moments[i]
			}
		}
	}
	says := sessionOf(t) + ", " + count(len(t.Moments), "file") + ". " + regimesOf(t, "file") + "."
	if when != nil {
		says += " The largest net gamma is at " + strike(most.Strike) + " at " + when.At.Format("15:04") + ", " + gexUnit(t.Conventions).amount(most.GEX) + "."
	}
	return says + " The last file: " + strings.Join(momentFacts(t, &t.Moments[len(t.Moments)-1]), ", ") + "."
}
