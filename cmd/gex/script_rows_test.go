package main

import (
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// join TO FILE... writes the rows of files that have the same header as one file.
func join(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: join TO FILE...")
	}
	var out strings.Builder
	for i, name := range args[1:] {
		header, rows, _ := strings.Cut(ts.ReadFile(name), "\n")
		if i == 0 {
			out.WriteString(header + "\n")
		}
		out.WriteString(rows)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(out.String()), 0o644))
}

// sorted FROM TO writes the rows of a csv sorted by their first cell, and otherwise in their order.
func sorted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sorted FROM TO")
	}
	lines := slices.Collect(strings.Lines(ts.ReadFile(args[0])))
	slices.SortStableFunc(lines[1:], func(a, b string) int {
		first, _, _ := strings.Cut(a, ",")
		second, _, _ := strings.Cut(b, ",")
		return strings.Compare(first, second)
	})
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "")), 0o644))
}

// strip FROM TO COLUMN... writes a csv that has no quoted cells without some columns.
func strip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: strip FROM TO COLUMN...")
	}
	var out strings.Builder
	var keep []int
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), ",")
		if keep == nil {
			for i, name := range cells {
				if !slices.Contains(args[2:], name) {
					keep = append(keep, i)
				}
			}
			if len(keep)+len(args)-2 != len(cells) {
				ts.Fatalf("%s does not have the columns %v", args[0], args[2:])
			}
		}
		for _, i := range keep {
			out.WriteString(cells[i] + ",")
		}
		out.WriteString("\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o644))
}
