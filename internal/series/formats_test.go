package series

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestFormatExamples: every example that the formats show is read, without the sentence that introduces it.
func TestFormatExamples(t *testing.T) {
	read := map[string]func(string) error{
		"triggers": func(text string) error {
			_, err := ReadTriggers(strings.NewReader(text), "t.csv", TriggerOptions{Scale: 1})
			return err
		},
		"funds": func(text string) error {
			_, err := (*Funds)(nil).ReadFunds(strings.NewReader(text), "f.csv")
			return err
		},
		"scenarios": func(text string) error {
			_, err := ReadScenarios(strings.NewReader(text), "s.csv")
			return err
		},
		"prices": func(text string) error {
			p, err := ReadPrices(strings.NewReader(text), "p.csv", PriceOptions{})
			if err == nil && (len(p.Bars) != 1 || p.Bars[0].Date.Month != time.November || !strings.HasPrefix(text, "# ")) {
				return fmt.Errorf("bars %v", p.Bars)
			}
			return err
		},
	}
	for _, f := range Formats() {
		examples := strings.Split(f.Example, "\n\n")
		if len(examples) < 2 {
			t.Errorf("%s has one example", f.Name)
		}
		if f.Name == "prices" && len(examples) < 11 {
			t.Errorf("only %d layouts of prices have an example", len(examples))
		}
		for _, text := range examples {
			if first, rest, more := strings.Cut(text, "\n"); more && !strings.ContainsAny(first, "{[") && strings.Contains(first, ": ") || strings.HasPrefix(first, "ProShares'") {
				text = rest
			}
			if err := read[f.Name](text); err != nil {
				t.Errorf("%s: %v in %q", f.Name, err, text)
			}
		}
	}
}
