package main

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 100, 2}, 3}} {
		given := slices.Clone(c.values)
		if got := median(c.values); got != c.want || !slices.Equal(c.values, given) {
			t.Errorf("median(%v) = %v, want %v", given, got, c.want)
		}
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("median of nothing is %v", got)
	}
}

// TestRatio takes ratios pair by pair: a machine that slows down half way strikes both alike.
func TestRatio(t *testing.T) {
	wall := func(s ...float64) (runs []usage) {
		for _, x := range s {
			runs = append(runs, usage{Wall: x, Peak: 10 * x, Bare: x / 2})
		}
		return runs
	}
	p := pair{Ours: wall(1, 2, 8), Ref: wall(10, 22, 80)}
	if got := p.ratio(); got != 10 {
		t.Errorf("ratio %v, want 10", got)
	}
	if got := p.bare().ratio(); got != 5 {
		t.Errorf("ratio without imports %v, want 5", got)
	}
	if got := typical(p.Ours); got.Wall != 2 || got.Peak != 20 {
		t.Errorf("typical %+v, want 2 s and 20 bytes", got)
	}
	if got := (pair{Ours: wall(1)}).ratio(); !math.IsNaN(got) {
		t.Errorf("ratio without a reference is %v", got)
	}
}

func TestAlternate(t *testing.T) {
	var order strings.Builder
	one := func(name string, err error) func() (usage, error) {
		return func() (usage, error) {
			order.WriteString(name)
			return usage{Wall: 1}, err
		}
	}
	for _, c := range []struct {
		effort effort
		order  string
		pairs  int
	}{
		{effort{2, time.Hour}, "ABABAB", 2}, // the first warms up
		{effort{2, 0}, "AB", 1},             // slow beside its budget: the first counts
	} {
		order.Reset()
		p, err := c.effort.alternate(one("A", nil), one("B", nil))
		if err != nil || order.String() != c.order || len(p.Ours) != c.pairs || len(p.Ref) != c.pairs {
			t.Errorf("%v: order %s, %d and %d runs, error %v", c.effort, &order, len(p.Ours), len(p.Ref), err)
		}
	}
	if p, err := (effort{1, time.Hour}).alternate(one("A", nil), nil); err != nil || len(p.Ours) != 1 || len(p.Ref) != 0 {
		t.Errorf("without a reference: %+v, %v", p, err)
	}
	if _, err := (effort{1, time.Hour}).alternate(one("A", nil), one("B", errors.New("no"))); err == nil {
		t.Error("an error of the reference is lost")
	}
}

// TestPerUnit expects quick work to be repeated, and the time to be that of a unit: no more than all of it took, and no less
// than the work sleeps. On a busy machine a single call may be long enough to measure.
func TestPerUnit(t *testing.T) {
	calls, start := 0, time.Now()
	u, err := perUnit(1000, func() { calls++; time.Sleep(time.Millisecond) })()
	total := time.Since(start)
	if err != nil || calls < 5 && total < shortest || u.Wall < 0.9e-6 || u.Wall > total.Seconds()/1000 {
		t.Errorf("%d calls in %v, %v s a unit, %v", calls, total, u.Wall, err)
	}
}
