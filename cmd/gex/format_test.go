package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"gex/internal/pipeline"
	"gex/internal/render"
)

// TestFormatsSayWhatTheyCan: every format that a verb writes has its abilities.
func TestFormatsSayWhatTheyCan(t *testing.T) {
	everyVerb(newRootCmd(newProgram(nil, nil, nil), ""), func(cmd *cobra.Command) {
		output := cmd.Flags().Lookup("output")
		if output == nil {
			return
		}
		for _, f := range output.Annotations[writesKey] {
			if can := render.Format(f).Can(); len(can.Endings) == 0 {
				t.Errorf("gex %s writes %s: %+v", cmd.Name(), f, can)
			}
		}
	})
}

func TestFormatsOfOneUnderlyingSayWhatToDo(t *testing.T) {
	for _, format := range render.Formats() {
		single := kind{}.in(&outputOptions{format: format}).Single
		one := format.Can().One
		if (single.Why == "") != (one == "") || one != "" && (!strings.HasSuffix(single.Why, one) || !strings.Contains(single.Hint+single.Pick, "--symbol")) {
			t.Errorf("%s: %+v", format, single)
		}
	}
	compared := pipeline.Single{Why: "cannot be compared at once"}
	if v := (kind{Verb: pipeline.Verb{Single: compared}}).in(&outputOptions{format: render.JSON}); v.Single != compared {
		t.Errorf("the format comes before the verb: %+v", v.Single)
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
		{render.CSV, false, kind{Verb: pipeline.Verb{Carries: true}}, true},
		{render.SVG, false, kind{}, false},
		{render.HTML, false, kind{}, true},
		{"", false, kind{}, false}, // a bare value
	} {
		if got := c.kind.in(&outputOptions{format: c.format, noHeader: c.noHeader}).Carries; got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
