package main

import "fmt"

// task says what a part has to do.
type task struct {
	Effort effort
	Path   string // of the kernels: on any other it fails
	Cores  int
	Only   string // the one measurement that is wanted, of parts that have several
	Chain  string // file of one underlying
	Long   string // file in the layout long
	Cboe   string // large file in Cboe's layout
	Rungs  []int  // of the spot ladders
	Times  int    // how many times the chain makes a large book
	Python python
}

// measurement is one pair by name.
type measurement struct {
	Name string
	Pair pair
}

// outcome is what a part found.
type outcome struct {
	Path      string // of the kernels
	Contracts int    // in the book
	Quotes    int
	Totals    totals
	Measured  []measurement
}

// pair returns the pair of a name, empty when it was not measured.
func (o *outcome) pair(name string) pair {
	for _, m := range o.Measured {
		if m.Name == name {
			return m.Pair
		}
	}
	return pair{}
}

// measure takes one pair of functions in this process.
func (o *outcome) measure(e effort, name string, ours, ref func() (usage, error)) error {
	p, err := e.alternate(ours, ref)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	o.Measured = append(o.Measured, measurement{name, p})
	return nil
}
