package check

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/require"
)

// condition reads a condition; limit is the setting that it was given by.
func condition(t *testing.T, text, limit string) Condition {
	t.Helper()
	c, err := require.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return Condition{Condition: c, Limit: limit}
}

// audited is a check of a file whose quotes are 20 minutes old and whose spot is 0.4% from theirs.
func audited() *Audit {
	c := &report.Check{AgeMinutes: 20, SpotGap: 0.004}
	c.AsOf = report.Time{Time: time.Date(2025, 11, 20, 10, 0, 0, 0, time.FixedZone("", -5*3600))}
	c.Warnings = []report.Warning{{Code: "truncated", Message: "the file is cut short"}, {Code: "sign-on-single-stock", Message: "an assumption"}}
	return &Audit{Check: c}
}

// TestJudge: what failed comes in order: serious warnings, conditions, the age. Conditions that hold are listed too, and a limit
// that is passed is a failure under its name.
func TestJudge(t *testing.T) {
	limit := 30 * time.Minute
	a := audited()
	d := &Demands{
		Conditions: []Condition{condition(t, "spot_gap <= 0.003", "max-gap"), condition(t, "age_minutes <= 20", "max-age"), condition(t, "age_minutes < 20", "")},
		MaxAge:     &limit, Now: a.AsOf.Add(31 * time.Minute),
	}
	got := d.Judge(a)
	for i, line := range got {
		got[i] = fault.Spell(line, fault.AsFlag)
	}
	want := []string{
		"the file is cut short (truncated)",
		"--require spot_gap <= 0.003 failed: spot_gap is 0.004",
		"--require age_minutes < 20 failed: age_minutes is 20",
		"--max-file-age: as_of is 2025-11-20T10:00:00-05:00 and it is 2025-11-20T10:31:00-05:00 now: the file is 31m old, the limit is 30m",
	}
	if !slices.Equal(got, want) {
		t.Errorf("failed:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var held []bool
	for _, r := range a.Requirements {
		held = append(held, r.OK)
	}
	if !slices.Equal(held, []bool{false, true, false, false}) {
		t.Errorf("requirements hold: %v", held)
	}
	wantFailed := []report.Failure{{Flag: "max-gap", Value: 0.004, Limit: 0.003}, {Flag: "max-file-age", Value: 31, Limit: 30}}
	if !slices.Equal(a.Failed, wantFailed) {
		t.Errorf("failures %+v, want %+v", a.Failed, wantFailed)
	}
	if !d.Any() || (&Demands{}).Any() {
		t.Error("what is demanded is confused with nothing")
	}
}

// TestAge: the age of a file counts either way, up to the limit and including it; a file without a time has none.
func TestAge(t *testing.T) {
	for _, c := range []struct {
		after, most time.Duration
		ok          bool
	}{{30 * time.Minute, 30 * time.Minute, true}, {30*time.Minute + time.Second, 30 * time.Minute, false}, {-2 * time.Hour, 2 * time.Hour, true}, {-3 * time.Hour, 2 * time.Hour, false}} {
		a := audited()
		if failed := judgeAge(a.Check, a.AsOf.Add(c.after), c.most); (len(failed) == 0) != c.ok || a.Requirements[0].OK != c.ok {
			t.Errorf("%s after, limit %s: %q", c.after, c.most, failed)
		}
	}
	none := &report.Check{}
	if failed := judgeAge(none, time.Unix(0, 0), time.Hour); len(failed) != 1 || none.Requirements[0].Detail != "as_of is null" || none.Failed[0].Value.OK() {
		t.Errorf("without a time: %q, %+v", failed, none.Failed)
	}
}

func TestSpan(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"0m": 29 * time.Second, "1m": 30 * time.Second, "59m": 59 * time.Minute, "1h 0m": 59*time.Minute + 30*time.Second, "1d 0h": 24 * time.Hour,
		"374d 7h": (374*24+7)*time.Hour + 59*time.Minute,
	} {
		if got := span(d); got != want {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
}

// TestAllow: forwards that are made from a rate have no gap to quotes, so that a condition on it is refused.
func TestAllow(t *testing.T) {
	for _, text := range []string{"spot_gap < 0.01", "carry.gap < 0.01", "abs(gap) < 1%"} {
		d := &Demands{Conditions: []Condition{condition(t, text, "")}}
		if err := d.Allow("flat"); fault.Of(err).Code != fault.Usage || !strings.HasPrefix(err.Error(), text) {
			t.Errorf("%s: %v", text, err)
		}
		if err := d.Allow("implied"); err != nil {
			t.Error(err)
		}
	}
	if err := (&Demands{Conditions: []Condition{condition(t, "age_minutes < 1", "")}}).Allow("flat"); err != nil {
		t.Error(err)
	}
}
