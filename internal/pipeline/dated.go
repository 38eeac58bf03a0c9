package pipeline

import (
	"errors"
	"slices"
	"sync/atomic"

	"gex/internal/chain"
	"gex/internal/market"
)

// feedDates yields the dates of a file that have no results yet; it is false when nothing more is wanted.
func (j *Job) feedDates(plan *chain.DatePlan, name string, yield func(work func() found) bool) bool {
	wanted, left := make([]bool, len(plan.Parts)), 0
	var bytes int64
	for i, part := range plan.Parts {
		if wanted[i] = !j.hasAll(plan, name, part); wanted[i] {
			left++
			bytes += part.Bytes
		}
	}
	begun := Dates{File: name, SHA256: plan.SHA256, Parts: left}
	if !yield(func() found { return found{name: name, dates: &begun} }) {
		return false
	}
	more, total, stop, some := true, left, &atomic.Bool{}, &atomic.Bool{}
	some.Store(left < len(plan.Parts))
	err := plan.Each(func(i int) bool { return wanted[i] }, func(_ int, s *chain.DateSection) error {
		left--
		part := &datePart{plan: plan, name: name, ended: stop, behind: left, some: some}
		more = yield(func() found {
			f := j.analyzeDate(part, s)
			f.name, f.of, f.part = name, total, part
			if bytes > 0 {
				f.share = float64(s.Bytes) / float64(bytes)
			}
			return f
		})
		if !more || stop.Load() {
			return errEnough
		}
		return nil
	})
	if err = ended(err); err != nil && more {
		return yield(func() found { return found{name: name, err: err} })
	}
	return more
}

// hasAll reports whether the results of every underlying of a date are there.
func (j *Job) hasAll(plan *chain.DatePlan, name string, part chain.DatePart) bool {
	if j.Has == nil || part.Underlyings == nil {
		return false
	}
	return !slices.ContainsFunc(part.Underlyings, func(u string) bool { return !j.Has(name, plan.SHA256, part.Date, u) })
}

// analyzeDate reads a date and analyzes every underlying of it that has no result yet.
func (j *Job) analyzeDate(part *datePart, s *chain.DateSection) found {
	if part.stopped() {
		return found{}
	}
	f, err := s.Read()
	if err != nil || len(f.Chains) > 0 {
		part.some.Store(true)
	}
	switch {
	case errors.Is(err, chain.ErrSettled) && !j.Strict: // as at the close of a day on which all that the file has expires
		return found{settled: s.Date}
	case err != nil:
		return found{err: err}
	}
	out := found{file: f}
	where := Result{File: part.name, Date: s.Date}.part()
	if j.Strict {
		if out.notes, out.err = unclean(where, inMemory(f)); out.err != nil {
			return out
		}
	}
	if f.Unpriced != nil {
		out.err = f.Unpriced
		return out
	}
	several := len(f.Chains) > 1
	for _, c := range f.Chains {
		if j.has(part, s.Date, c.Underlying) {
			continue
		}
		r, err := j.analyze(f, c, true, several)
		r.Date = s.Date
		out.results, out.errs = append(out.results, r), append(out.errs, err)
	}
	j.drop(f)
	return out
}

func (j *Job) has(part *datePart, date market.Date, underlying string) bool {
	return j.Has != nil && j.Has(part.name, part.plan.SHA256, date, underlying)
}
