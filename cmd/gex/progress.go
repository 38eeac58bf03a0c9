package main

import (
	"fmt"
	"math"
	"time"
)

// Advance is the progress of a run whose files are measured, as pipeline.Meter.
func (p *program) Advance(done, files int, share float64) {
	p.term.Progress.Advance(share, func(share float64, left time.Duration) string { return progressRest(done, files, share, left) })
}

// progressRest says how much of the work of a run is done: of files, of all their bytes, and how long the rest takes.
func progressRest(done, files int, share float64, left time.Duration) string {
	line := ""
	if files > 1 {
		line = ", " + grouped(done) + " of " + grouped(files) + " files"
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
