package study

import (
	"cmp"
	"fmt"
	"strings"

	"gex/internal/fault"
	"gex/internal/report"
)

// discoveryRate is the part of what stands that may be false.
const discoveryRate = 0.1

// Of makes the study of one underlying. Errors are fault.Input: rows under different settings, two rows of one instant, and
// prices that share no day with the history or lack open, high and low.
func Of(in Input) (*report.Study, []report.Warning, error) {
	if err := in.alike(); err != nil {
		return nil, nil, err
	}
	j := &joiner{Input: in}
	days, err := j.join()
	if err != nil {
		return nil, nil, err
	}
	if err := j.mustMeet(days); err != nil {
		return nil, nil, err
	}
	options := in.Rows[0].Options
	s := &report.Study{
		Days: len(days), Rows: len(in.Rows), Superseded: j.superseded,
		Sign: cmp.Or(report.SettingOf(options, "sign"), "naive"), Options: options,
		Volatility: report.VolParkinson, Tests: []report.StudyTest{}, Quintiles: []report.Quintile{},
	}
	if in.Intraday != nil {
		s.Volatility = report.VolRealized
	}
	s.LeftOut = leftOutOf(j.leftOut)
	if len(days) > 0 {
		s.From, s.To = report.Text(days[0].bar.Date.String()), report.Text(days[len(days)-1].bar.Date.String())
	}
	for i := range days {
		if days[i].scale < 1 {
			s.HalfDays++
		}
	}
	t := newTester(j, days, s)
	t.all()
	s.Controls = t.controlNames()
	s.Discoveries = discoveries(s.Tests)
	return s, t.warnings, nil
}

// mustMeet refuses prices with which no day can be studied.
func (j *joiner) mustMeet(days []joined) error {
	if len(days) > 0 {
		return nil
	}
	var why []string
	for _, r := range report.LeftOutReasons {
		if n := j.leftOut[r.Reason]; n > 0 {
			why = append(why, fmt.Sprintf("%s: %d", r.Reason, n))
		}
	}
	hint := "prices must be of the underlying, with open, high and low, and of the days after the rows"
	if j.leftOut["no-range"] > 0 && len(why) == 1 {
		hint = "are open, high and low in other columns? " + fault.Setting("columns") + " date=Day,open=O,high=H,low=L,close=Last names them"
	}
	first, last := j.Prices[0].Date, j.Prices[len(j.Prices)-1].Date
	return fault.New(fault.Input, hint, "no day has both a row of %s known before its open and a price of %s to %s (%s)",
		j.History, first, last, strings.Join(why, ", "))
}

// discoveries says which of the tests stand together.
func discoveries(tests []report.StudyTest) report.Discoveries {
	d := report.Discoveries{Rate: discoveryRate, Line: report.None()}
	var p []float64
	for i := range tests {
		if x := tests[i].P(); x.OK() {
			p = append(p, float64(x))
		}
	}
	d.Tests = len(p)
	line := Discoveries(p, discoveryRate)
	for _, x := range p {
		if x <= line {
			d.Stand++
		}
	}
	if d.Stand > 0 {
		d.Line = report.Number(line)
	}
	return d
}
