package diff

import (
	"cmp"
	"slices"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// Verb is what the pipeline makes of each of two chains.
func Verb() pipeline.Verb {
	return pipeline.Verb{
		Build:  func(b *gex.Book, _ bool) report.Document { return gex.BuildKeys(b) },
		Keeps:  true,
		AtOne:  true,
		Sums:   true,
		Single: pipeline.Single{Why: "cannot be compared at once", Hint: fault.Setting("symbol") + " picks one", Files: 2},
	}
}

// PageVerb is the same for a comparison that is shown with pictures.
func PageVerb() pipeline.Verb {
	v := Verb()
	v.Build = func(b *gex.Book, _ bool) report.Document { return gex.BuildSide(b) }
	return v
}

// levelsOf is what is compared of a document of either verb.
func levelsOf(d report.Document) (levels *report.LevelsDocument, drawn *report.Pictures) {
	if p, page := d.(*report.Pictures); page {
		return p.LevelsDocument(), p
	}
	return d.(*report.LevelsDocument), nil
}

// Chains says what changed from the first chain to the second, and why. The job is one of [Verb] or [PageVerb] about two files or two combined books.
func Chains(job *pipeline.Job, out pipeline.Outside) (*report.DiffDocument, error) {
	var results []pipeline.Result
	err := job.Run(out, pipeline.Sink{Show: func(r pipeline.Result) error {
		results = append(results, r)
		return nil
	}})
	if err != nil {
		return nil, err
	}
	was, before := levelsOf(results[0].Document)
	is, after := levelsOf(results[1].Document)
	if err := retimed(results, was.Warnings, is.Warnings); err != nil {
		return nil, err
	}
	d, err := gex.Diff(results[0].Book, results[1].Book, was, is)
	if err != nil {
		return nil, fault.AsUsage(err)
	}
	d.Before = was.Input
	is.Warnings = append(is.Warnings, earlier(was.Warnings, is.Warnings)...)
	if after != nil {
		after.Before, after.Diff = before, d
	}
	return &report.DiffDocument{About: is.About, Diff: d, Pictures: after}, nil
}

// retimed refuses a time in the options that takes the place of that of a file: two chains are of two times.
func retimed(results []pipeline.Result, warnings ...[]report.Warning) error {
	var at [2]int
	for i, list := range warnings {
		at[i] = slices.IndexFunc(list, func(w report.Warning) bool { return w.Code == "as-of-earlier" || w.Code == "as-of-overrides" })
	}
	for i, n := range at {
		hint := "omit it: both files say when they were made"
		if other := at[1-i]; other < 0 {
			hint = "gex convert " + fault.Setting("as-of") + " TIME gives " + cmp.Or(results[1-i].File, results[1-i].Underlying) + " a time; compare what it writes, without " + fault.Setting("as-of")
		}
		if n >= 0 {
			return fault.New(fault.Usage, hint, "%s: %s", results[i].Where(), warnings[i][n].Message)
		}
	}
	return nil
}

// earlier are the warnings about the earlier chain, but for what is said of the later one too.
func earlier(was, said []report.Warning) []report.Warning {
	var list []report.Warning
	for _, w := range was {
		if !slices.Contains(said, w) {
			list = append(list, report.Warning{Code: w.Code, Message: "of the earlier chain: " + w.Message})
		}
	}
	return list
}

// Reports compares two files of reports, key by key.
func (s *Sides) Reports(how report.Comparing) (*report.Comparison, error) {
	var sides [2][]report.Parsed
	for i, text := range s.texts {
		list, err := report.ReadDocuments(text)
		if err != nil {
			hint := cmp.Or(fault.HintOf(err), "is it whole? gex report "+fault.Setting("format")+" json writes it")
			return nil, fault.New(fault.Input, hint, "%s: %w", s.files[i], err)
		}
		sides[i] = list
	}
	return report.CompareDocuments(sides[0], sides[1], how), nil
}
