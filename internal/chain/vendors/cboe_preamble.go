package vendors

import (
	"fmt"
	"strings"
	"time"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// preamble holds the values in the lines above the header.
type preamble struct {
	spot  *float64
	asOf  time.Time // zero: set in the options
	notes []model.Warning
}

func readPreamble(src *input.Source, headerLine int) (p preamble, err error) {
	dated := false
	for l := tables.NewLines(src.Data, 0); l.Number < headerLine-1; {
		line, _ := l.Next()
		if tables.Unclosed(line) >= 0 {
			p.notes = append(p.notes, model.Warn("quote-unclosed", fmt.Sprintf("line %d has an unclosed quotation mark, which was dropped", l.Number)))
		}
		if last, ok := labeled(line, "Last"); ok && p.spot == nil {
			p.readSpot(src, l.Number, last)
		}
		if date, ok := labeled(line, "Date"); ok && !dated {
			dated = true
			if err := p.readDate(src, l.Number, date); err != nil {
				return p, err
			}
		}
	}
	if !dated && !src.Dated {
		return p, src.Fail(headerLine, "", "no line above the header says when the file was made", assembly.AsOfHint)
	}
	return p, nil
}

// readSpot reads the last price. Cboe writes 0 if there is none.
func (p *preamble) readSpot(src *input.Source, line int, text string) {
	v, k := cells.Number([]byte(text))
	switch {
	case cells.SpotRule.Accepts(v, k):
		p.spot = &v
	case k == cells.Missing || v == 0 && k == cells.Plain:
		p.notes = append(p.notes, model.Warn("spot-missing", fmt.Sprintf("line %d gives no last price", line)))
	default:
		p.notes = append(p.notes, model.Warn("spot-missing", fmt.Sprintf("line %d: the last price %s", line, cells.SpotRule.Refusal([]byte(text)))))
	}
}

func (p *preamble) readDate(src *input.Source, line int, text string) error {
	t, assumed, err := cells.ParseTimeIn(text, src.Dates, cells.Clock{})
	if err != nil && src.Dated {
		return nil // the as-of setting replaces it
	}
	if err != nil {
		return src.Fail(line, "Date", err.Error(), cells.HintOf(err, assembly.AsOfHint))
	}
	p.asOf = t
	p.notes = append(p.notes, assumed)
	return nil
}

// labeled returns the text after "label:" in a line, up to the next label. Quotation marks are ignored, and the text
// may contain commas.
func labeled(line []byte, label string) (text string, ok bool) {
	parts := strings.Split(strings.ReplaceAll(string(line), `"`, ""), ",")
	var found []string
	for _, part := range parts {
		if rest, hit := strings.CutPrefix(strings.TrimSpace(part), label+":"); hit && found == nil {
			found = []string{rest}
		} else if found != nil && isLabel(part) {
			break
		} else if found != nil {
			found = append(found, part)
		}
	}
	return strings.TrimSpace(strings.Join(found, ",")), found != nil
}

// isLabel reports whether a part of a line begins like "Change:".
func isLabel(part string) bool {
	name, _, ok := strings.Cut(strings.TrimSpace(part), ":")
	notLetter := func(r rune) bool { return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == ' ') }
	return ok && name != "" && !strings.ContainsFunc(name, notLetter)
}
