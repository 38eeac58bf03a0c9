package gex

import "sync/atomic"

// work is a kind of work, counted in contracts.
type work int

const (
	fits    work = iota // fitted again under another assumption
	books               // selected, signed and summed
	derived             // made ready to be priced
	shifted             // the same by shifting what is ready
	cells               // gamma at a spot of the ladder
	gammas              // gamma at any other spot
	deltas
	greeks // all greeks that someone asked for, at one spot
	nWorks = iota
)

// workload counts work: times differ from run to run and by machine, and what is computed
// does not.
type workload [nWorks]atomic.Int64

// add counts some work; a nil workload counts none.
func (t *workload) add(w work, contracts int) {
	if t != nil {
		t[w].Add(int64(contracts))
	}
}
