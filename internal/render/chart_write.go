package render

import (
	"fmt"
	"io"

	"gex/internal/report"
)

// Chart writes the levels of a report as a program that draws them on a chart elsewhere.
func Chart(w io.Writer, r *report.LevelsDocument, c *report.Chart, f Format) error {
	var text string
	switch f {
	case Pine:
		text = pine(r, c)
	case ThinkScript:
		text = thinkScript(r, c)
	default:
		return fmt.Errorf("%q draws no chart", f)
	}
	_, err := io.WriteString(w, text)
	return err
}
