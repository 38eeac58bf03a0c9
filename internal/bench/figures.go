package main

import (
	"fmt"
	"math"
)

// megabyte is in bytes.
const megabyte = 1e6

// duration is seconds in three digits with a unit.
func duration(seconds float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}} {
		if seconds >= 0.9995*unit.size {
			return digits(seconds/unit.size) + " " + unit.name
		}
	}
	return digits(seconds/1e-9) + " ns"
}

// digits is a number in three digits, whole when it is larger.
func digits(x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case x < 0.9995:
		return fmt.Sprintf("%.3f", x)
	case x < 9.995:
		return fmt.Sprintf("%.2f", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// times is a ratio.
func times(ratio float64) string {
	if math.IsNaN(ratio) {
		return ""
	}
	return digits(ratio) + "x"
}

// spent is the processor time of a process, and faults its page faults; both are empty for what is measured inside one.
func spent(seconds float64) string {
	if !(seconds > 0) {
		return ""
	}
	return duration(seconds)
}

func faults(n float64) string {
	if !(n > 0) {
		return ""
	}
	return fmt.Sprintf("%.0f", n)
}

// megabytes is an amount of memory.
func megabytes(bytes float64) string {
	if !(bytes > 0) {
		return ""
	}
	return digits(bytes/megabyte) + " MB"
}
