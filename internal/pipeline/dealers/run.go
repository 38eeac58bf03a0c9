package dealers

import (
	"gex/internal/fault"
	"gex/internal/pipeline"
	"gex/internal/report"
)

// Run reads all files, carries the book, and with a job, whose one file is the chain, puts it into the chain.
func Run(out pipeline.Outside, job *pipeline.Job, o Options, save Save) (*Result, error) {
	r := &run{Options: o, out: out, job: job, put: save}
	for _, step := range []func() error{r.resume, r.mustHaveSome, r.readAll} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	ledger, notes, err := r.update.Ledger()
	if err != nil {
		return nil, err
	}
	for _, line := range notes {
		r.note(line)
	}
	r.ledger = ledger
	result, err := r.result()
	if err == nil && len(r.Files) > 0 {
		err = r.save() // a state from which nothing follows is of no use
	}
	return result, err
}

// mustHaveSome refuses a run without files on a state that keeps nothing.
func (r *run) mustHaveSome() error {
	if len(r.Files) > 0 || len(r.ledger.Days) > 0 {
		return nil
	}
	return fault.New(fault.Usage, "give the files that make it", "%s keeps no book, and no file is given", r.State)
}

// result makes the document, with a chain or without.
func (r *run) result() (*Result, error) {
	if r.job != nil {
		return r.withChain()
	}
	b, err := r.ledger.Carry(r.carrying())
	if err != nil {
		return nil, err
	}
	d := alone(r.underlyings())
	d.Version, d.Settings = r.Version, r.Effective
	r.describe(&d.Inventory, b)
	for _, w := range r.caveats(b, d.Underlying) {
		d.Warnings = append(d.Warnings, report.Warning{Code: w.Code, Message: w.Message})
	}
	return &Result{Document: d}, nil
}
