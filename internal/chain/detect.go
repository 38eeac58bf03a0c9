package chain

import (
	"bytes"
	"fmt"
	"strings"
)

// headLen is how many bytes detection looks at.
const headLen = 64 << 10

// choose finds the layout of a file: the named one, or the one that its first bytes suit best.
func choose(src *source, name string, known []layout) (layout, error) {
	if name != "" {
		return named(src, name, known)
	}
	var best []layout
	near, top, head := "", 1, headOf(src.data)
	for _, l := range known {
		f := l.fit(head)
		if f.score > top {
			top, best = f.score, nil
		}
		if f.score == top {
			best = append(best, l)
		}
		if f.lacks != "" && near == "" {
			near = fmt.Sprintf("it looks like %s without the column %s; see gex formats", l.Name, f.lacks)
		}
	}
	switch len(best) {
	case 1:
		return best[0], nil
	case 0:
		return layout{}, unknown(src, head, near)
	}
	return layout{}, src.fail(0, "", fmt.Sprintf("formats %s and %s suit it alike", best[0].Name, best[1].Name),
		"say which with --input-format")
}

func named(src *source, name string, known []layout) (layout, error) {
	var names []string
	for _, l := range known {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return layout{}, src.fail(0, "", fmt.Sprintf("no format is called %q", name), "known are "+strings.Join(names, ", "))
}

// headOf is the beginning of the file, whole lines where possible.
func headOf(data []byte) []byte {
	if len(data) <= headLen {
		return data
	}
	head := data[:headLen]
	if end := bytes.LastIndexByte(head, '\n'); end >= 0 {
		return head[:end+1]
	}
	return head
}

// unknown is the error for a file that suits no layout. It names the first line with text; near is the hint when a
// layout nearly suits.
func unknown(src *source, head []byte, near string) error {
	lines := newLines(head, 0)
	line, _ := lines.next()
	for len(bytes.TrimSpace(line)) == 0 && lines.more() {
		line, _ = lines.next()
	}
	e := src.fail(lines.number, "", "no known format: the file begins with "+quote(line), "see gex formats")
	switch {
	case near != "":
		e.Hint = near
	case bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")):
		e.Hint = "columns have to be separated by commas, not semicolons; see gex formats"
	}
	return e
}
