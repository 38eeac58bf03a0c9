package settings

import (
	"testing"

	"gex/internal/report"
)

// TestBearing: what numbers depend on, in the order of names, without what only limits a run.
func TestBearing(t *testing.T) {
	got := Bearing([]report.Setting{{Name: "sign", Value: "long"}, {Name: "jobs", Value: "2"}, {Name: "max-bytes", Value: "2G"}, {Name: "strict", Value: "true"}, {Name: "iv", Value: "file"}})
	if want := "--iv file --sign long"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestGiven: what the command line had, the sources of settings first, each time that a flag was given, quoted for a shell.
func TestGiven(t *testing.T) {
	many := &several{each: []string{"a<b", "c"}}
	all := []Setting{
		{Name: "iv", Value: &word{is: "file"}, From: Origin{Kind: Flag}},
		{Name: "sign", Value: &word{is: "long"}, From: Origin{Kind: Defaults}},
		{Name: "require", Value: many, Wholes: many, From: Origin{Kind: Flag}},
	}
	s := &Sources{Config: "my desk.toml", Preset: "am"}
	if got, want := s.Given(all), ` --config='my desk.toml' --preset=am --iv=file --require='a<b' --require=c`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
