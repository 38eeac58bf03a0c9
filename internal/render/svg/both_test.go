package svg

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"gex/internal/report"
)

// both is the picture of a pair.
func both(t *testing.T, pair, kind string) string {
	t.Helper()
	return text(t, pairs()[pair], Options{Kind: kind, Width: 1240, Height: 440, Plain: true})
}

// TestBothProfiles: one picture has the curves, spots and flips of both books.
func TestBothProfiles(t *testing.T) {
	svg := both(t, "moved", BothProfiles)
	for _, want := range []string{
		`<path class="gex-was"`, `<path class="gex-curve"`, `<line class="gex-spotwas"`, `<line class="gex-flipwas"`,
		">spot before 6,700.00<", ">spot after 6,712.35<", ">zero gamma before 6,700.00<", ">zero gamma after 6,700.00<",
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("does not have %s", want)
		}
	}
	if svg := both(t, "no flip", BothProfiles); !strings.Contains(svg, "zero gamma before") || strings.Contains(svg, "zero gamma after") {
		t.Error("names a flip that is none, or not the one that was")
	}
	if hits := regexp.MustCompile(`<title>6,712.35 \(0.00%\): before (.*?), after (.*?)</title>`).FindStringSubmatch(both(t, "same", BothProfiles)); hits == nil || hits[1] != hits[2] {
		t.Errorf("of one book with itself a point says %q", hits)
	}
}

// TestBothStrikes: a strike says what it was, what it is, and the change that the document has.
func TestBothStrikes(t *testing.T) {
	svg := both(t, "same", BothStrikes)
	says := regexp.MustCompile(`<title>[\d,]+ \([^)]*\): before (\S+) per 1%, after (\S+) per 1%, change \+\$1.00M per 1%</title>`).FindAllStringSubmatch(svg, -1)
	if len(says) < 20 {
		t.Fatalf("%d strikes", len(says))
	}
	for _, m := range says {
		if m[1] != m[2] {
			t.Errorf("%s", m[0])
		}
	}
}

// TestCauses: every bar begins where the one before it ended, and the last cause ends at the new GEX.
func TestCauses(t *testing.T) {
	d := pairs()["moved"].Diff
	apart := func(a, b report.Number) bool { return max(a-b, b-a) > 1e-6*max(d.GEX, -d.GEX) }
	steps := stepsOf(d)
	if len(steps) != len(report.EffectNames)+2 {
		t.Fatalf("%d steps", len(steps))
	}
	for i, s := range steps[1 : len(steps)-1] {
		if s.from != steps[i].to || apart(s.to-s.from, s.by) {
			t.Errorf("%s goes from %v to %v by %v, after %v", s.name, s.from, s.to, s.by, steps[i].to)
		}
	}
	if end := steps[len(steps)-2].to; apart(end, d.GEX) {
		t.Errorf("the causes end at %v, not at %v", end, d.GEX)
	}
	svg := both(t, "moved", Causes)
	for _, e := range d.Effects {
		if name := strings.ReplaceAll(e.Effect, "_", " "); !strings.Contains(svg, ">"+name+"</text>") {
			t.Errorf("does not name %s", name)
		}
	}
}

// TestBothNeedsTwo: kinds of one book and of two are not each other's.
func TestBothNeedsTwo(t *testing.T) {
	for _, c := range []struct {
		r    *report.Pictures
		kind string
	}{{spx().report(), BothProfiles}, {pairs()["same"], "profile"}, {pairs()["same"], All}} {
		if err := Write(io.Discard, c.r, Options{Kind: c.kind}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", c.kind)) {
			t.Errorf("%s: %v", c.kind, err)
		}
	}
}
