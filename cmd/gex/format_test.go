package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"gex/internal/fault"
	"gex/internal/render"
)

// TestFormatsSayWhatTheyCan: every format that a verb writes has its abilities, and no ending stands for two.
func TestFormatsSayWhatTheyCan(t *testing.T) {
	everyVerb(newRootCmd(newProgram(nil, nil, nil), ""), func(cmd *cobra.Command) {
		output := cmd.Flags().Lookup("output")
		if output == nil {
			return
		}
		for _, f := range output.Annotations[writesKey] {
			if can := abilities[render.Format(f)]; len(can.endings) == 0 || can.single != "" && can.hint == "" {
				t.Errorf("gex %s writes %s: %+v", cmd.Name(), f, can)
			}
		}
	})
	for format, can := range abilities {
		for _, ending := range can.endings {
			if got := formatOf(ending); got != format {
				t.Errorf("%s says %s and %s", ending, got, format)
			}
		}
	}
	if formatOf(".gz") != "" || formatOf("") != "" {
		t.Error("an ending that says nothing says a format")
	}
}

func TestSeveralFitWhereTheyCanFollowEachOther(t *testing.T) {
	for format, can := range abilities {
		o := &chainOptions{}
		o.format = format
		err := o.fits(2, underlyings)
		if (err != nil) != (can.single != "") || o.fits(1, underlyings) != nil {
			t.Errorf("%s: %v", format, err)
		}
		if err != nil && (fault.Of(err).Code != fault.Usage || !strings.Contains(fault.HintOf(err), "--symbol")) {
			t.Errorf("%s: %v, %s", format, err, fault.HintOf(err))
		}
	}
	o := &chainOptions{kind: kind{alone: "compared"}}
	if err := o.fits(3, "files"); err == nil || err.Error() != "3 files cannot be compared at once" {
		t.Error(err)
	}
}

// TestWarningsAreSaidOnce: on standard error where the result does not have them, and only there.
func TestWarningsAreSaidOnce(t *testing.T) {
	for _, c := range []struct {
		format   render.Format
		noHeader bool
		kind     kind
		want     bool
	}{
		{render.Table, false, kind{}, true},
		{render.Table, true, kind{}, false},
		{render.Markdown, true, kind{}, true},
		{render.NDJSON, false, kind{}, true},
		{render.NDJSON, false, kind{rows: true}, false},
		{render.JSON, false, kind{rows: true}, true},
		{render.CSV, false, kind{}, false},
		{render.CSV, false, kind{warned: true}, true},
		{svgFormat, false, kind{}, false},
		{render.HTML, false, kind{}, true},
		{"", false, kind{}, false}, // a bare value
	} {
		o := &chainOptions{kind: c.kind}
		o.format, o.noHeader = c.format, c.noHeader
		if got := o.carriesWarnings(); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
