package render

import (
	"testing"

	"gex/internal/report"
)

func TestBarsDiverge(t *testing.T) {
	none := report.None()
	cases := []struct {
		left, right  report.Number
		drawn, ascii string
	}{
		{-80, 80, "████│████", "====|####"},
		{none, none, "    │", "    |"},
		{-80, none, "████│", "====|"},
		{none, 45, "    │██▎", "    |##"},
		{-45, 0, " ▕██│", "  ==|"},
		{-50, 1, " ▐██│", " ===|"},
		{-1, 2.5, "    │▏", "    |"},
		{5, -5, "    │", "    |"},
	}
	for _, c := range cases {
		if got := newBars(style{}, 4, -80, 80).draw(c.left, c.right); got != c.drawn {
			t.Errorf("draw(%v, %v) = %q, want %q", c.left, c.right, got, c.drawn)
		}
		if got := newBars(style{Options: Options{ASCII: true}}, 4, -80, 80).draw(c.left, c.right); got != c.ascii {
			t.Errorf("ascii draw(%v, %v) = %q, want %q", c.left, c.right, got, c.ascii)
		}
	}
}

func TestBarsWithoutLength(t *testing.T) {
	if got := newBars(style{}, 2, 0, report.None()).draw(0, 0); got != "  │" {
		t.Errorf("got %q", got)
	}
}
