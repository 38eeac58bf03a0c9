package render

import (
	"math"
	"strings"

	"gex/internal/report"
)

// bars draws diverging bars of one common length scale: negative to the left of the axis, positive to the right.
type bars struct {
	style
	half int     // cells on each side
	full float64 // value that fills one side
}

// newBars returns bars in which the largest of the values fills a side.
func newBars(s style, half int, values ...report.Number) bars {
	b := bars{style: s, half: half}
	for _, v := range values {
		if v.OK() {
			b.full = math.Max(b.full, math.Abs(float64(v)))
		}
	}
	return b
}

// draw returns one bar. A negative left extends to the left of the axis, a positive right to the right.
func (b bars) draw(left, right report.Number) string {
	l, r := b.left(b.eighths(-left)), b.right(b.eighths(right))
	pad := strings.Repeat(" ", b.half-len([]rune(l)))
	return pad + b.paint(left, l) + b.glyph("│", "|") + b.paint(right, r)
}

// eighths returns the length of a value in eighths of a cell, 0 if it is absent or has the other sign.
func (b bars) eighths(v report.Number) int {
	if !v.OK() || v <= 0 || b.full == 0 {
		return 0
	}
	return int(math.Round(float64(v) / b.full * float64(8*b.half)))
}

// right draws a bar to the right. Unicode has a left-aligned block for every eighth.
func (b bars) right(eighths int) string {
	if b.ASCII {
		return strings.Repeat("#", (eighths+4)/8)
	}
	blocks := [...]string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}
	return strings.Repeat("█", eighths/8) + blocks[eighths%8]
}

// left draws a bar to the left. Unicode has right-aligned blocks of one and four eighths only.
func (b bars) left(eighths int) string {
	if b.ASCII {
		return strings.Repeat("=", (eighths+4)/8)
	}
	blocks := [...]string{"", "▕", "▕", "▐", "▐", "▐", "█", "█"}
	return blocks[eighths%8] + strings.Repeat("█", eighths/8)
}
