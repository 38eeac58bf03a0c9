package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gex/internal/fault"
)

// TestRupeesAreNoDollars: what is shown of an Indian chain names neither dollars nor New York's time, in any form; its keys do.
func TestRupeesAreNoDollars(t *testing.T) {
	path := filepath.Join(top, "testdata", "faults", "currency", "nifty.json")
	foreign := regexp.MustCompile(`\$|dollar|\d\d:\d\d ET\b|OPEX|\bPM\b|\bINR\b|₹ ?[BMK]\b|in [BMK] shares|settled at the close`)
	for _, args := range [][]string{
		{"levels", path}, {"report", path}, {"report", "-f", "md", path}, {"report", "-f", "html", path}, {"flows", path}, {"expiries", path},
		{"strikes", path}, {"profile", path}, {"buckets", path}, {"check", path}, {"greeks", path}, {"levels", "--unit", "shares", path},
		{"report", "--unit", "point", path}, {"plot", "--kind", "all", path}, {"flows", "--adv", "5e12", path}, {"cascade", path}, {"sensitivity", path},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(args, strings.NewReader(""), &stdout, &stderr); code != fault.Done {
			t.Errorf("%v: exit %d: %s", args, code, stderr.String())
		}
		if found := foreign.FindString(stdout.String()); found != "" {
			at := strings.Index(stdout.String(), found)
			t.Errorf("%v says %q: %.120q", args, found, stdout.String()[max(0, at-60):])
		}
	}
	for unit, want := range map[string]string{"pct": "inr_per_1pct", "point": "inr_per_point", "shares": "shares_per_inr"} {
		var stdout bytes.Buffer
		run([]string{"report", "-f", "json", "--unit", unit, path}, strings.NewReader(""), &stdout, new(bytes.Buffer))
		var r struct {
			AsOf        string `json:"as_of"`
			Conventions struct {
				Unit string `json:"gex_unit"`
			}
		}
		if err := json.Unmarshal(stdout.Bytes(), &r); err != nil || r.Conventions.Unit != want || r.AsOf != "2025-11-20T15:30:00+05:30" {
			t.Errorf("--unit %s: %+v, %v", unit, r, err)
		}
	}
}

// TestCoinsHaveNoSessions: what is shown of a chain of coins speaks of settlements at a time of the day and of coins, not of a
// close, of AM and PM, or of shares.
func TestCoinsHaveNoSessions(t *testing.T) {
	path := filepath.Join(top, "internal", "chain", "testdata", "samples", "deribit.csv")
	foreign := regexp.MustCompile(`OPEX|\bPM\b|in [BMK] shares|[Ff]lows: shares|the close|close by|1 coins`)
	for _, args := range [][]string{
		{"levels"}, {"report"}, {"report", "-f", "md"}, {"flows"}, {"expiries"}, {"strikes"}, {"profile"}, {"buckets"}, {"cascade"}, {"sensitivity"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(append(args, "--quiet", "--symbol", "BTC", path), strings.NewReader(""), &stdout, &stderr); code != fault.Done {
			t.Errorf("%v: exit %d: %s", args, code, stderr.String())
		}
		if found := foreign.FindStringIndex(stdout.String()); found != nil {
			t.Errorf("%v: %.160q", args, stdout.String()[max(0, found[0]-60):])
		}
	}
}
