package pipeline

import (
	"fmt"

	"gex/internal/chain"
	"gex/internal/report"
)

// listed is how many places that could not be read are listed of a file.
const listed = 20

// problemList is what could not be understood in a file, part by part: the first places are listed, the others counted.
type problemList struct {
	file        string
	parts, seen int
	lines, more int
	any         bool // something was repaired or not read
}

// problems are the lines about what could not be understood in a file that was read as a whole.
func problems(name string, f *chain.File) []string {
	list := problemList{file: name}
	return list.of(f)
}

// of returns the lines about a part, none when it was not read, and after the last one how many more there are.
func (l *problemList) of(f *chain.File) []string {
	if f == nil {
		f = &chain.File{}
	}
	var out []string
	for _, problem := range f.Problems {
		l.any = true
		if l.lines == listed {
			l.more++
			continue
		}
		l.lines++
		out = append(out, problem.String())
	}
	l.more += f.More
	if l.seen++; l.seen >= l.parts && l.more > 0 {
		l.any = true
		out = append(out, fmt.Sprintf("%s: %d more like these", l.file, l.more))
	}
	return out
}

// repaired returns a line for each way in which contracts of an underlying were repaired.
func (l *problemList) repaired(c *chain.Chain) []string {
	var out []string
	l.any = l.any || c.Unread > 0
	for _, r := range chain.RepairNames {
		n := 0
		for _, bits := range c.Repaired {
			if bits&r.Bit != 0 {
				n++
			}
		}
		if n > 0 {
			l.any = true
			out = append(out, fmt.Sprintf("%s: %s: %d contracts repaired: %s", l.file, c.Underlying, n, r.Name))
		}
	}
	return out
}

// doubted returns a line for each note of an underlying that says a number may be wrong.
func (l *problemList) doubted(c *chain.Chain) []string {
	var out []string
	for _, n := range c.Notes {
		if report.Serious(n.Code) {
			l.any = true
			out = append(out, fmt.Sprintf("%s: %s: %s (%s)", l.file, c.Underlying, n.Message, n.Code))
		}
	}
	return out
}
