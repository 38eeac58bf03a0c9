package main

import (
	"math"
	"strings"
	"testing"
)

func TestGoals(t *testing.T) {
	faster := goal{must: 4, aim: 8}
	smaller := goal{must: 200 * megabyte, aim: 120 * megabyte, atMost: true, in: megabytes}
	for _, c := range []struct {
		goal   goal
		figure float64
		want   string
	}{
		{faster, 8, atAim}, {faster, 7.99, atMust}, {faster, 4, atMust}, {faster, 3.99, missed}, {faster, math.NaN(), unknown},
		{smaller, 120e6, atAim}, {smaller, 121e6, atMust}, {smaller, 201e6, missed}, {smaller, math.NaN(), unknown},
		{goal{must: 60}, 1e6, atMust}, {goal{}, 1, unasked}, {goal{}, math.NaN(), unasked},
	} {
		if got := c.goal.met(c.figure); got != c.want {
			t.Errorf("%v of %v to %v is %q, want %q", c.figure, c.goal.must, c.goal.aim, got, c.want)
		}
	}
	if got := (goal{must: 6, aim: 4, atMost: true}).mark(6); got != "≤ 6x" {
		t.Errorf("six times as slow at most is marked %q", got)
	}
	if got := smaller.mark(smaller.must); got != "≤ 200 MB" {
		t.Errorf("mark %q", got)
	}
	if got := (goal{must: 0.025, atMost: true, in: duration}).mark(0.025); got != "≤ 25.0 ms" {
		t.Errorf("25 ms more at most are marked %q", got)
	}
}

// TestSerialShare: what does not get faster, by Amdahl's law.
func TestSerialShare(t *testing.T) {
	for _, c := range []struct {
		one, all float64
		cores    int
		share    float64
		sixteen  float64 // times as fast on 16 cores
	}{{10, 5, 2, 0, 16}, {10, 10, 2, 1, 1}, {10, 6, 2, 0.2, 4}, {16, 7, 4, 0.25, 16.0 / 4.75}, {10, 4, 2, 0, 16}, {10, 11, 2, 1, 1}} {
		share := serial(c.one, c.all, c.cores)
		if math.Abs(share-c.share) > 1e-12 || math.Abs(onCores(share, 16)-c.sixteen) > 1e-12 {
			t.Errorf("%v on one core, %v on %d: share %v, %v times as fast on 16", c.one, c.all, c.cores, share, onCores(share, 16))
		}
	}
	if s := serial(10, 10, 1); !math.IsNaN(s) {
		t.Errorf("one core says %v", s)
	}
}

func TestFigures(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{duration(2.7), "2.70 s"}, {duration(0.105), "105 ms"}, {duration(0.99996), "1.00 s"}, {duration(20.7), "20.7 s"},
		{duration(4.1e-9), "4.10 ns"}, {duration(5.64e-11), "0.056 ns"}, {duration(8e-6), "8.00 µs"},
		{times(1.8), "1.80x"}, {times(514.4), "514x"}, {times(99.96), "100x"}, {times(math.NaN()), ""},
		{megabytes(128e6), "128 MB"}, {megabytes(0), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestLabel(t *testing.T) {
	for path, want := range map[string]string{
		"a/SPX_2024-01-07_1052ET_full.csv": "SPX_2024-01-07", "quotes.csv": "quotes", "sample-cboe-20000.csv": "sample-cboe-20000",
	} {
		if got := label(path); got != want {
			t.Errorf("label of %s is %s, want %s", path, got, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	s := section{title: "T", about: "About.", heads: []string{"what", "µ"}, rows: [][]string{{"a", "1.00 µs"}}}
	var b strings.Builder
	s.markdown(&b)
	want := "### T\n\nAbout.\n\n| what |       µ |\n| ---- | ------: |\n| a    | 1.00 µs |\n\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
}

func TestReplaceBlock(t *testing.T) {
	page := "# Hand\n\n" + beginMark + "\nold\n\n" + endMark + "\nmore\n"
	once, err := replaceBlock(page, "\nnew\n")
	if want := "# Hand\n\n" + beginMark + "\nnew\n\n" + endMark + "\nmore\n"; err != nil || once != want {
		t.Errorf("got %q, %v", once, err)
	}
	if twice, err := replaceBlock(once, "new"); err != nil || twice != once {
		t.Errorf("the second time: %q, %v", twice, err)
	}
	for _, without := range []string{"", beginMark, endMark, endMark + beginMark} {
		if _, err := replaceBlock(without, "new"); err == nil {
			t.Errorf("%q takes a block", without)
		}
	}
}
