package svg

import "strings"

// font is one style of text.
type font struct {
	class string
	size  float64 // px
	bold  bool
}

var (
	fontTitle = font{"gex-h1", 21, true}
	fontLead  = font{"gex-h2", 14, true}
	fontPanel = font{"gex-h3", 14, true}
	fontBody  = font{"gex-t", 12, false}
	fontNote  = font{"gex-n", 11, false} // muted
	fontMark  = font{"gex-m", 12, true}  // names of levels
	fontBand  = font{"gex-r", 13, true}  // names of regimes, over graphics
	fontUnder = font{"gex-u", 11, false} // muted, over graphics
	fontCell  = font{"gex-c", 9.5, false}
)

var fonts = []font{fontTitle, fontLead, fontPanel, fontBody, fontNote, fontMark, fontBand, fontUnder, fontCell}

// ascent and descent are the heights of letters above and below the baseline, in px. The conversions keep compilers from fusing
// multiply and add, or the last digit would depend on the machine.
func (f font) ascent() float64  { return float64(0.8 * f.size) }
func (f font) descent() float64 { return float64(0.22 * f.size) }

// line is the distance between two lines of text.
func (f font) line() float64 { return px(f.size * 1.4) }

// Widths of the characters of DejaVu Sans, in thousandths of the size. With Verdana it is the widest sans serif font that
// browsers fall back on, so text in any other font is narrower than estimated.
var (
	lowerWidths = [26]int{613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525}
	upperWidths = [26]int{684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685}
	signWidths  = map[rune]int{
		' ': 318, ',': 318, '.': 318, '·': 318, ':': 337, ';': 337, '/': 337, '-': 361, '(': 390, ')': 390, '$': 636,
		'%': 950, '–': 500, '−': 838, '+': 838, '±': 838, '×': 838, '=': 838, '…': 1000, '_': 500, '\'': 275, '√': 637,
	}
)

// width returns an upper estimate of the width of a text, in px.
func (f font) width(s string) float64 {
	sum := 0
	for _, r := range s {
		sum += runeWidth(r)
	}
	w := float64(sum) / 1000 * f.size
	if f.bold {
		w *= 1.15
	}
	return px(w) + 1
}

func runeWidth(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return 636
	case r == 0: // represents a space that must not break
		return signWidths[' ']
	case r >= 'a' && r <= 'z':
		return lowerWidths[r-'a']
	case r >= 'A' && r <= 'Z':
		return upperWidths[r-'A']
	}
	if w, known := signWidths[r]; known {
		return w
	}
	return 1000
}

// widest is the width of the widest text.
func (f font) widest(texts ...string) float64 {
	w := 0.0
	for _, s := range texts {
		w = max(w, f.width(s))
	}
	return w
}

// wrap breaks a text between words into lines of at most w px. A wider word, and a text of more lines, is cut with an ellipsis.
func (f font) wrap(s string, w float64, lines int) []string {
	var out []string
	for _, word := range strings.Fields(s) {
		n := len(out)
		if n > 0 && f.width(out[n-1]+" "+word) <= w {
			out[n-1] += " " + word
			continue
		}
		if n == lines {
			out[n-1] = f.cut(out[n-1]+" "+word, w)
			break
		}
		out = append(out, f.cut(word, w))
	}
	return out
}

// wrapList is wrap for a list of facts: lines break between facts, and within a fact only if it is wider than a line.
func (f font) wrapList(facts []string, w float64, lines int) []string {
	const glue = "\x00" // no text has it
	joined := ""
	for _, fact := range facts {
		if fact == "" {
			continue
		}
		whole := strings.ReplaceAll(fact, " ", glue)
		if f.width(fact+" ·") > w {
			whole = fact
		}
		if joined != "" {
			joined += glue + "· "
		}
		joined += whole
	}
	out := f.wrap(joined, w, lines)
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], glue, " ")
	}
	return out
}

// cut shortens a text to a width, with an ellipsis.
func (f font) cut(s string, w float64) string {
	if f.width(s) <= w {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(runes[:n]), " ,;·:") + "…"; f.width(short) <= w {
			return short
		}
	}
	return ""
}

// list joins the facts that are not empty.
func list(facts ...string) string {
	var there []string
	for _, f := range facts {
		if f != "" {
			there = append(there, f)
		}
	}
	return strings.Join(there, " · ")
}
