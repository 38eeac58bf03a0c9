package report

// Pictures is the report with the data that only pictures show: gex plot and HTML pages.
type Pictures struct {
	Report
	Strikes0DTE []Cell         // of what settles later today
	Fine        Profile        // the profile with more points where contracts of the last hours need them; drawn instead
	Surface     []Slice        // strike × expiry
	Linear      []LinearFlow   // flows extrapolated from gamma at spot
	Curve       []SpotFlow     // flows after evenly spaced moves, drawn instead of Flows.Spot; only on an HTML page
	Sensitivity *Sensitivity   // only where it is drawn
	Timeline    *Timeline      // likewise
	Study       *StudyDocument // likewise
	Smiles      []Smile        // of some expiries; likewise
	Term        []TermPoint    // likewise
	Curves      *Curves        // DEX, VEX and CEX by spot; likewise
	Tape        *DayTape       // likewise
	Outlook     []Outlook      // the levels in other states; only on an HTML page
	Before      *Pictures      // an earlier book, drawn beside this one; only on the page of a diff
	Diff        *Diff          // what changed since that
}

// Pictures is what the picture of a timeline alone is drawn of.
func (t *Timeline) Pictures() *Pictures {
	last := &t.Moments[len(t.Moments)-1]
	p := &Pictures{Timeline: t}
	p.Underlying, p.AsOf, p.Spot, p.Conventions = t.Underlying, last.At, last.Spot, t.Conventions
	return p
}

// Pictures is what the picture of a study alone is drawn of.
func (d *StudyDocument) Pictures() *Pictures {
	p := &Pictures{Study: d}
	p.Underlying, p.Spot = d.Underlying, None()
	return p
}

// Pictures is what the picture of a tape is drawn of.
func (t *DayTape) Pictures() *Pictures {
	last := &t.Timeline.Moments[len(t.Timeline.Moments)-1]
	p := &Pictures{Tape: t}
	p.Header = t.Header
	p.AsOf = last.At
	return p
}
