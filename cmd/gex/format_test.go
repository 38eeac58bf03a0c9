package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"gex/internal/pipeline"
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
			if can := abilities[render.Format(f)]; len(can.endings) == 0 || can.single.Why != "" && can.single.Hint == "" {
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

func TestFormatsOfOneUnderlyingSayWhatToDo(t *testing.T) {
	for format, can := range abilities {
		v := kind{}.in(&outputOptions{format: format})
		if v.Single != can.single || v.Single.Why != "" && !strings.Contains(v.Single.Hint+v.Single.Pick, "--symbol") {
			t.Errorf("%s: %+v", format, v.Single)
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
		{svgFormat, false, kind{}, false},
		{render.HTML, false, kind{}, true},
		{"", false, kind{}, false}, // a bare value
	} {
		if got := c.kind.in(&outputOptions{format: c.format, noHeader: c.noHeader}).Carries; got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
