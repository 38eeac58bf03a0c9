package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// How far programs may lie apart: totals in parts of gross exposure, zero gamma in parts of itself. The naive program
// computes what gex does; the numpy baseline knows no half days.
const sameAsNaive, nearBaseline = 1e-9, 1e-3

// flat are the flags under which gex computes what the references do.
var flat = []string{"--iv", "file", "--carry", "flat", "--rate", fmt.Sprint(flatRate), "--yield", fmt.Sprint(flatYield)}

// agree holds the totals of all programs against each other, and fails when they lie apart.
func (b *bench) agree() error {
	s := b.section("Agreement", fmt.Sprintf("Net GEX, $B per 1%%, and zero gamma with the file's volatilities, r = %v and q = %v. "+
		"Differences are parts of gross GEX and of the level. The numpy baseline takes half days for whole ones.", flatRate, flatYield),
		"chain", "program", "net GEX", "apart", "zero gamma", "apart")
	for _, chain := range b.chains() {
		ours, err := b.totals(chain)
		if err != nil {
			return err
		}
		b.agreement(s, chain, "gex", ours, ours, 0)
		naive, _, err := b.part("naive", "", 0, task{Chain: chain})
		if err != nil {
			return err
		}
		b.agreement(s, chain, "naive", ours, naive.Totals, sameAsNaive)
		if !b.python.can() {
			continue
		}
		_, said, err := b.python.baseline(chain)
		if err != nil {
			return err
		}
		theirs := totals{GEX: said.GEX * 1e9}
		if said.ZeroGamma != nil {
			theirs.ZeroGamma = *said.ZeroGamma
		}
		b.agreement(s, chain, "numpy", ours, theirs, nearBaseline)
	}
	if len(b.apart) > 0 {
		return fmt.Errorf("the programs do not agree, so times would mean nothing: %s", strings.Join(b.apart, "; "))
	}
	return nil
}

// agreement adds a row, and remembers when it is too far apart.
func (b *bench) agreement(s *section, chain, program string, ours, theirs totals, within float64) {
	total, zero := ours.apart(theirs)
	if !(total <= within && zero <= within) {
		b.apart = append(b.apart, fmt.Sprintf("%s on %s: totals by %.1e, zero gamma by %.1e", program, label(chain), total, zero))
	}
	row := []string{label(chain), program, fmt.Sprintf("%.6f", theirs.GEX/1e9), "", fmt.Sprintf("%.6f", theirs.ZeroGamma), ""}
	if within > 0 {
		row[3], row[5] = fmt.Sprintf("%.0e", total), fmt.Sprintf("%.0e", zero)
	}
	s.rows = append(s.rows, row)
}

// apart is the difference in total GEX, in parts of gross, and in zero gamma, in parts of it.
func (t totals) apart(o totals) (total, zero float64) {
	total = math.Abs(t.GEX-o.GEX) / t.Gross
	if t.ZeroGamma != o.ZeroGamma {
		zero = math.Abs(t.ZeroGamma-o.ZeroGamma) / max(t.ZeroGamma, o.ZeroGamma)
	}
	return total, zero
}

// totals are those that gex reports.
func (b *bench) totals(chain string) (totals, error) {
	args := append([]string{"report", "-f", "json"}, append(flat, chain)...)
	_, out, err := process(true, nil, b.data.gex, args...)
	if err != nil {
		return totals{}, err
	}
	var r struct {
		Totals struct {
			GEX   float64 `json:"gex"`
			Gross float64 `json:"gross_gex"`
		} `json:"totals"`
		Levels struct {
			ZeroGamma float64 `json:"zero_gamma"`
		} `json:"levels"`
	}
	err = json.Unmarshal(out, &r)
	return totals{GEX: r.Totals.GEX, Gross: r.Totals.Gross, ZeroGamma: r.Levels.ZeroGamma}, err
}
