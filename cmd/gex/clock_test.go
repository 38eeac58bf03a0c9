package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
)

// TestMaxFileAge: the age of a file is from its as-of to the clock, either way, and passes up to the limit.
func TestMaxFileAge(t *testing.T) {
	asOf := time.Date(2025, 11, 20, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after time.Duration
		limit string
		code  int
		says  string
	}{
		{10 * time.Minute, "30m", fault.Done, ""},
		{30 * time.Minute, "30m", fault.Done, ""},
		{31 * time.Minute, "30m", fault.No, "as_of is 2025-11-20T10:00:00-05:00 and it is 2025-11-20T10:31:00-05:00 now: the file is 31m old, the limit is 30m"},
		{26 * time.Hour, "1d", fault.No, "the file is 1d 2h old, the limit is 1d 0h"},
		{26 * time.Hour, "1d2h", fault.Done, ""},
		{-10 * time.Minute, "30m", fault.Done, ""},
		{-3 * time.Hour, "2h", fault.No, "the file is 3h 0m ahead of this machine's clock, the limit is 2h 0m"},
	} {
		var stdout, stderr bytes.Buffer
		p := newProgram(strings.NewReader(""), &stdout, &stderr)
		p.now = func() time.Time { return asOf.Add(c.after) }
		code := p.run([]string{"check", "--quiet", "--max-file-age", c.limit, filepath.Join(top, spxFile)})
		if code != c.code || stdout.Len() > 0 || !strings.Contains(stderr.String(), c.says) || (c.says == "") != (stderr.Len() == 0) {
			t.Errorf("%s after as-of, --max-file-age %s: exit %d, %s", c.after, c.limit, code, stderr.String())
		}
	}
}

// TestClockIsNotRead: no verb but a check of the file's age asks the machine for the time.
func TestClockIsNotRead(t *testing.T) {
	for _, verb := range []string{"check", "report", "levels"} {
		var stdout bytes.Buffer
		p := newProgram(strings.NewReader(""), &stdout, &stdout)
		p.now = func() time.Time { t.Errorf("gex %s reads the clock", verb); return time.Time{} }
		if code := p.run([]string{verb, "-f", "json", filepath.Join(top, spxFile)}); code != fault.Done {
			t.Errorf("gex %s: exit %d", verb, code)
		}
	}
}
