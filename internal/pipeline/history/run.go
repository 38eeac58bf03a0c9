package history

import (
	"gex/internal/gex"
	"gex/internal/market"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// Run continues a history with the files that have no rows yet. report.ErrOldHistory is the cause of an error about an
// output that an earlier version wrote.
func Run(out pipeline.Outside, q pipeline.Request, o Options, save Save) error {
	job, err := pipeline.New(q, verb)
	if err != nil {
		return err
	}
	h := newHistory(out, job, o, save)
	if err := h.resume(); err != nil {
		return err
	}
	if err := h.find(); err != nil {
		return err
	}
	if job.Combine != "" {
		h.combine()
	}
	return h.read()
}

func newHistory(out pipeline.Outside, job *pipeline.Job, o Options, save Save) *history {
	h := &history{
		Options: o, out: out, job: job, save: save,
		folders: map[string]string{}, done: map[rowKey]bool{}, dated: map[string]*datedFile{},
		sums: map[string]map[string]bool{}, names: map[string]string{}, made: map[string][]report.Snapshot{}, found: map[string]int{},
	}
	h.opened = newOpened(h.reread)
	return h
}

// read makes the rows of the files that were found.
func (h *history) read() error {
	h.job.Has = func(file, sum string, date market.Date, underlying string) bool {
		return h.done[rowKey{h.names[file], sum, date, underlying}]
	}
	return h.job.Run(h.out, pipeline.Sink{Show: h.take, Count: h.count, Dates: h.dates, End: h.end, Failed: h.failed})
}

// verb is what a history makes of a book: a report that is enough for a row.
var verb = pipeline.Verb{
	Build:   func(b *gex.Book, _ bool) report.Document { return &day{gex.BuildRow(b), b.Held()} },
	Carries: true, FailsLast: true, Whole: true, Dated: true, Sums: true,
}
