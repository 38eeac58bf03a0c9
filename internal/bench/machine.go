package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine describes what the figures were measured on, without its name.
func machine() string {
	return fmt.Sprintf("%s, %s, %s, %s/%s", cpuModel(), count(runtime.NumCPU(), "core"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// cpuModel is the name of the processor, where the system tells.
func cpuModel() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, value, _ := strings.Cut(line, ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// load is how many programs wanted to run during the last minute, 0 where the system does not tell.
func load() float64 {
	var minute float64
	text, _ := os.ReadFile("/proc/loadavg")
	if _, err := fmt.Sscan(string(text), &minute); err != nil {
		return 0
	}
	return minute
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
