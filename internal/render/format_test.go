package render

import "testing"

// TestEndingsStandForOneFormat: no ending stands for two formats or for one and a foreign file, and each format has one.
func TestEndingsStandForOneFormat(t *testing.T) {
	for _, format := range Formats() {
		can := format.Can()
		if len(can.Endings) == 0 {
			t.Errorf("%s has no ending", format)
		}
		for _, ending := range can.Endings {
			if got := FormatOf(ending); got != format {
				t.Errorf("%s stands for %s and %s", ending, got, format)
			}
			if _, foreign := Foreign(ending); foreign {
				t.Errorf("%s is foreign and stands for %s", ending, format)
			}
		}
	}
	if FormatOf(".gz") != "" || FormatOf("") != "" {
		t.Error("an ending of no format stands for one")
	}
	if tool, foreign := Foreign(".zst"); tool != "zstd" || !foreign {
		t.Errorf(".zst: %q, %v", tool, foreign)
	}
	if got, want := EndingsOf([]Format{Markdown, "", SVG}), ".md, .svg"; got != want {
		t.Errorf("endings %q, want %q", got, want)
	}
	if got := FormatsFrom(CSV); got[0] != CSV || len(got) != len(TableFormats) {
		t.Errorf("csv first: %v", got)
	}
}
