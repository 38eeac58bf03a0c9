package svg

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"gex/internal/report"
)

// pick is an expiry that is shown; gap: some before it are not.
type pick struct {
	*report.Slice
	gap bool
}

// picks returns the n expiries with the largest gross exposure, in order of settlement.
func picks(all []report.Slice, n int) []pick {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(all[b]), weight(all[a])) })
	order = order[:min(n, len(order))]
	slices.Sort(order)
	var out []pick
	next := 0
	for _, i := range order {
		out = append(out, pick{&all[i], i != next})
		next = i + 1
	}
	return out
}

func weight(s report.Slice) report.Number {
	if !s.Share.OK() {
		return 0
	}
	return s.Share
}

// picked adds a note on which expiries are shown, if not all are.
func (p *panel) picked(n int) {
	if all := len(p.r.Surface); n < all {
		p.note(strconv.Itoa(n) + " of " + strconv.Itoa(all) + " expiries: those with the largest shares of gross gamma; a dotted line stands for others between")
	}
}

// when formats the date of an expiry, with its year if that is not the trade date's.
func (p *panel) when(s *report.Slice) string { return day(s.Expiry, p.r.TradeDate) }

// dayOf and yearOf are the two parts of that date.
func dayOf(s *report.Slice) string { return day(s.Expiry, s.Expiry) }

func yearOf(s *report.Slice) string { return s.Expiry[:min(4, len(s.Expiry))] }

// daysTo words the days to an expiry: 0DTE or open for today's, else 3 d.
func daysTo(s *report.Slice) string {
	switch s.Bucket {
	case "0DTE", "open":
		return s.Bucket
	}
	return strconv.Itoa(s.DTE) + " d"
}

// inWords is the hover text of an expiry.
func inWords(s *report.Slice) string {
	words := s.Root + " " + s.Expiry
	if t, err := time.Parse(time.DateOnly, s.Expiry); err == nil {
		words = s.Root + " " + t.Format("Mon 2 Jan 2006")
	}
	return words + " (" + daysTo(s) + ")"
}

// column of the ladder of expiries: its text, left or right of the bars.
type column struct {
	title string
	cell  func(*report.Slice) string
	x     float64
	width float64
}

const expiryRow = 19 // height of a row that is easy to read

// drawExpiries draws call, put and net exposure by expiry, the next on top.
func drawExpiries(p *panel) {
	u := gexUnit(p.r.Conventions)
	rows := picks(p.r.Surface, max(1, int((p.at.h()-110)/expiryRow)))
	if len(rows) == 0 {
		p.head("", nil)
		p.empty("no expiry has exposure")
		return
	}
	var all []report.Number
	together := true
	for _, s := range rows {
		all = append(all, s.CallGEX, s.PutGEX, s.GEX)
		together = together && !(s.CallGEX > 0 && s.PutGEX > 0) && !(s.CallGEX < 0 && s.PutGEX < 0)
	}
	lo, hi := padded(all, 0.02)
	side := [2]string{"calls", "puts"}
	if !together {
		side = [2]string{"calls (upper half)", "puts (lower half)"}
	}
	p.head("in "+u.in(u.magnitudeOf(max(-lo, hi)))+", by settlement; share of gross gamma", []key{
		{"gex-call", side[0]}, {"gex-put", side[1]}, {"gex-net", "net"},
	})
	p.picked(len(rows))
	p.foot()
	l := p.newLadder(rows, lo, hi)
	l.axis(u)
	for i, s := range rows {
		l.row(i, s, together)
	}
	l.zero()
}

// ladder is the table of expiries with their bars.
type ladder struct {
	*panel
	x           scale
	top, height float64
	left, right []column
	bottom      float64
	mag         magnitude
	dec         int
}

func (p *panel) newLadder(rows []pick, lo, hi float64) *ladder {
	most := max(-lo, hi)
	l := &ladder{panel: p, mag: gexUnit(p.r.Conventions).magnitudeOf(most)}
	l.dec = l.mag.decimals(most)
	l.top, l.bottom = p.at.t+20, p.at.b-36
	l.height = min(max(44, 0.35*(l.bottom-l.top)), (l.bottom-l.top)/float64(len(rows))) // one bar alone is no wall of color
	l.bottom = px(l.top + float64(l.height*float64(len(rows))))
	l.left = []column{
		{title: "expiry", cell: p.when}, {title: "root", cell: func(s *report.Slice) string { return s.Root }}, {title: "DTE", cell: daysTo},
	}
	l.right = []column{
		{title: "net", cell: func(s *report.Slice) string { return l.mag.show(s.GEX, l.dec) }},
		{title: "share", cell: func(s *report.Slice) string {
			if !s.Share.OK() {
				return absent
			}
			return fixed(100*s.Share, 1) + "%"
		}},
	}
	x := p.at.l
	for i := range l.left {
		l.left[i].place(rows, &x)
	}
	from := x + 6
	x = p.at.r
	for i := len(l.right) - 1; i >= 0; i-- {
		l.right[i].place(rows, new(float64))
		l.right[i].x = x
		x -= l.right[i].width + 16
	}
	l.x = scale{lo, hi, px(from), px(x - 6)}
	return l
}

// place makes a column as wide as its texts, which are aligned right.
func (c *column) place(rows []pick, x *float64) {
	c.width = fontNote.width(c.title)
	for _, s := range rows {
		c.width = max(c.width, fontBody.width(c.cell(s.Slice)))
	}
	c.x = px(*x + c.width)
	*x = c.x + 12
}

// axis writes the headings and the ticks.
func (l *ladder) axis(u unit) {
	for _, c := range append(slices.Clone(l.left), l.right...) {
		l.text(c.x, l.top-7, end, fontNote, c.title)
	}
	n := max(2, int((l.x.to-l.x.from)/80))
	t := round(l.x.lo/l.mag.Divisor, l.x.hi/l.mag.Divisor, n).times(l.mag.Divisor)
	for _, v := range t.at {
		x := l.x.at(v)
		l.segment(point{x, l.top}, point{x, l.bottom}, "gex-grid")
		l.text(x, l.bottom+14, middle, fontNote, l.mag.show(v, t.decimals))
	}
	l.text((l.x.from+l.x.to)/2, l.bottom+14+tickHeight, middle, fontNote, "GEX, "+u.in(l.mag))
}

func (l *ladder) zero() {
	x := l.x.at(0)
	l.segment(point{x, l.top}, point{x, l.bottom}, "gex-axis")
}

// row draws one expiry.
func (l *ladder) row(i int, s pick, together bool) {
	top := px(l.top + float64(l.height*float64(i)))
	bottom := px(top + l.height)
	if s.gap {
		l.segment(point{l.at.l, top}, point{l.at.r, top}, "gex-gap")
	}
	pad := max(0.5, 0.14*l.height)
	call, put := [2]float64{top + pad, bottom - pad}, [2]float64{top + pad, bottom - pad}
	if !together {
		call[1], put[0] = (top+bottom)/2, (top+bottom)/2
	}
	l.bar(call, s.CallGEX, "gex-call")
	l.bar(put, s.PutGEX, "gex-put")
	if s.GEX.OK() {
		x := l.x.at(s.GEX)
		l.net(point{x, top + 1}, point{x, bottom - 1})
	}
	base := (top+bottom)/2 + 4
	for _, c := range append(slices.Clone(l.left), l.right...) {
		l.text(c.x, base, end, fontBody, c.cell(s.Slice))
	}
	l.rect(box{l.at.l, top, l.at.r, bottom}, "gex-hit", inWords(s.Slice)+": net "+l.mag.show(s.GEX, l.dec+1)+", calls "+
		l.mag.show(s.CallGEX, l.dec+1)+", puts "+l.mag.show(s.PutGEX, l.dec+1)+" "+gexUnit(l.r.Conventions).in(l.mag))
}

func (l *ladder) bar(y [2]float64, v report.Number, class string) {
	if !v.OK() || v == 0 {
		return
	}
	a, b := l.x.at(0), l.x.at(v)
	if a != b {
		l.rect(box{min(a, b), px(y[0]), max(a, b), px(y[1])}, class, "")
	}
}

func saysExpiries(r *report.Pictures) string {
	top := picks(r.Surface, 1)
	if len(top) == 0 {
		return nothing(r) + "."
	}
	s := top[0].Slice
	return "Of " + strconv.Itoa(len(r.Surface)) + " expiries " + inWords(s) + " has the largest share of gross gamma, " + fixed(100*s.Share, 1) +
		"%, net " + gexUnit(r.Conventions).amount(s.GEX) + "."
}
