package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/render"
	"gex/internal/report"
)

// TestLevelsCanBeRequired: a script that prints a level can also demand it, under the same name.
func TestLevelsCanBeRequired(t *testing.T) {
	for _, name := range render.LevelNames() {
		if strings.HasSuffix(name, "flips") || strings.HasSuffix(name, "flip_directions") {
			continue // lists
		}
		want, _, code := runGex(t, "levels", "--adv", "450e9", "--get", name, spxFile)
		want = strings.TrimSpace(want)
		if code != fault.Done || want == "null" {
			t.Fatalf("gex levels --get %s: exit %d, %s", name, code, want)
		}
		condition := name + " = " + want
		if _, stderr, code := runGex(t, "check", "--adv", "450e9", "--quiet", "--require", condition, spxFile); code != fault.Done {
			t.Errorf("gex check --require '%s': exit %d: %s", condition, code, stderr)
		}
	}
}

// TestRequirementsInJSON: a program reads conditions with both values, numbers as numbers and what is null as null.
func TestRequirementsInJSON(t *testing.T) {
	stdout, _, code := runGex(t, "check", "-f", "json", "--quiet", "--require", "regime=long_gamma", "--require", "spot < 6_000", spxFile)
	if code != fault.No {
		t.Fatalf("exit %d", code)
	}
	var got struct{ Requirements json.RawMessage }
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	var line bytes.Buffer
	if err := json.Compact(&line, got.Requirements); err != nil {
		t.Fatal(err)
	}
	const want = `[{"condition":"regime=long_gamma","left":"long_gamma","right":"long_gamma","ok":true,"detail":"regime is long_gamma"},` +
		`{"condition":"spot < 6_000","left":6700,"right":6000,"ok":false,"detail":"spot is 6700, 6_000 is 6000"}]`
	if line.String() != want {
		t.Errorf("%s, want %s", &line, want)
	}
	if null, err := json.Marshal(report.Scalar{Number: report.None()}); err != nil || string(null) != "null" {
		t.Errorf("%s, %v", null, err)
	}
}
