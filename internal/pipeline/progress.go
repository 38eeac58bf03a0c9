package pipeline

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"gex/internal/report"
)

// ProgressOf says how many of the things that a run goes through are done: 1,234 of 3,000 underlyings. Of fewer than are done it says
// nothing, as where they are found file after file.
func ProgressOf(done, of int, things string) string {
	line := counted(done)
	if of >= done {
		line += " of " + counted(of)
	}
	return line + " " + things
}

// ProgressRest says how much of the work of a run is done: of files, of all their bytes, and how long the rest takes.
func ProgressRest(done, files int, share float64, left time.Duration) string {
	line := ""
	if files > 1 {
		line = ", " + ProgressOf(done, files, "files")
	}
	line += fmt.Sprintf(", %.0f%%", math.Floor(100*share))
	if left <= 0 || share >= 1 {
		return line
	}
	switch seconds := int(left.Round(time.Second).Seconds()); {
	case seconds < 60:
		line += fmt.Sprintf(", %d s left", max(seconds, 1))
	case seconds < 3600:
		line += fmt.Sprintf(", %d min left", (seconds+30)/60)
	default:
		line += fmt.Sprintf(", %d h %d min left", seconds/3600, seconds%3600/60)
	}
	return line
}

// counted writes a count with commas between thousands.
func counted(n int) string { return report.Grouped(strconv.Itoa(n)) }
