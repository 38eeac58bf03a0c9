package assembly

import (
	"strings"
	"testing"

	"gex/internal/chain/tables"
)

// TestPatternsOutliveTheirText: the bytes that rows are compared with stay what they were when the text is overwritten.
func TestPatternsOutliveTheirText(t *testing.T) {
	var like rowPattern
	for _, text := range []string{"SPX,6700,a", "SPXW,6700.25,b", "X,1,c"} {
		row := tables.Row{Text: []byte(text)}
		comma := strings.IndexByte(text, ',')
		row.At[tables.Underlying], row.At[tables.Spot] = tables.Span{Hi: uint32(comma)}, tables.Span{Lo: uint32(comma) + 1, Hi: uint32(len(text)) - 2}
		like.cells = like.cells[:0]
		for _, s := range []step{{do: compareText, field: tables.Underlying, until: tables.Underlying}, {do: compareText, field: tables.Underlying, until: tables.Spot}} {
			if !like.learn(&row, &s) {
				t.Fatalf("%s is unusual", text)
			}
		}
		clear(row.Text)
		if got := [2]string{string(like.cells[0]), string(like.cells[1])}; got != [2]string{text[:comma], text[:len(text)-2]} {
			t.Errorf("%s is remembered as %q", text, got)
		}
	}
}
