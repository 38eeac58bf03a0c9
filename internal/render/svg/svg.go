package svg

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"gex/internal/report"
)

// Options choose a picture of a report.
type Options struct {
	Kind          string  // one of Kinds; "": the first
	Width, Height int     // CSS pixels; 0: as Size says
	Window        float64 // half-width around spot as a fraction of it; 0: chosen by the picture
	Plain         bool    // the panel alone: the page around it has header, footer and Style, and may be as narrow as a phone
}

// All is the kind that shows all others but those apart, which need more than a report has.
const All = "all"

var kinds = []kind{
	{"profile", "Gamma profile", drawProfile, saysProfile, nil},
	{"strikes", "Gamma by strike", drawStrikes, saysStrikes, nil},
	{"expiries", "Gamma by expiry", drawExpiries, saysExpiries, nil},
	{"heat", "Gamma by strike and expiry", drawHeat, saysHeat, nil},
	{"flows", "Hedging flows", drawFlows, saysFlows, nil},
	{Exposures, "Delta, vanna and charm", drawExposures, saysExposures, nil},
	{Smile, "Smile", drawSmile, saysSmile, nil},
	{Term, "Term structure", drawTerm, saysTerm, nil},
	{Sensitivity, "Sensitivity", drawSensitivity, saysSensitivity, nil},
	{Cascade, "Cascade", drawCascade, saysCascade, nil},
	{Study, "Quintiles", drawStudy, saysStudy, studyHeading},
	{History, "History", drawHistory, saysHistory, historyHeading},
	{Tape, "Gamma by strike through the day", drawTape, saysTape, tapeHeading},
}

// apart reports whether a kind needs data of its own.
func apart(kind string) bool {
	return slices.Contains([]string{Exposures, Smile, Term, Sensitivity, Cascade, Study, History, Tape}, kind)
}

// Kinds lists the kinds of pictures. The first is the default.
func Kinds() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return append(names, All)
}

// BothKinds lists the kinds of a comparison of two books, which have no kind in common with a report's.
func BothKinds() []string { return []string{BothProfiles, Causes, BothStrikes} }

// PageKinds lists the kinds that a report alone has the data for, one picture each.
func PageKinds() []string {
	return slices.DeleteFunc(Kinds(), func(k string) bool { return k == All || apart(k) })
}

// Size returns the default size of a kind.
func Size(kind string) (width, height int) {
	if kind == All {
		return 1800, 1900
	}
	return 1200, 700
}

// MinSize returns the least size of a kind.
func MinSize(kind string) (width, height int) {
	if kind == All {
		return 2 * MinWidth, 3 * MinHeight
	}
	return MinWidth, MinHeight
}

// least returns the least size of the requested picture.
func (o Options) least() (width, height int) {
	if o.Plain && o.Kind != All {
		return plainWidth, plainHeight
	}
	return MinSize(o.Kind)
}

// Write draws a report.
func Write(w io.Writer, r *report.Pictures, o Options) error {
	c, err := draw(r, o)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, c.out.String())
	return err
}

// draw returns the whole picture.
func draw(r *report.Pictures, o Options) (*canvas, error) {
	if o.Kind == "" {
		o.Kind = kinds[0].name
	}
	known := kinds
	if r.Before != nil {
		known = comparing
	}
	shown := slices.DeleteFunc(slices.Clone(known), func(k kind) bool { return o.Kind != k.name && (o.Kind != All || apart(k.name)) })
	if len(shown) == 0 || o.Kind == All && r.Before != nil {
		return nil, fmt.Errorf("unknown picture %q", o.Kind)
	}
	if o.Width == 0 || o.Height == 0 {
		o.Width, o.Height = Size(o.Kind)
	}
	if w, h := o.least(); o.Width < w || o.Height < h || o.Width > MaxSide || o.Height > MaxSide {
		return nil, fmt.Errorf("a picture of %dx%d: from %dx%d to %dx%d", o.Width, o.Height, w, h, MaxSide, MaxSide)
	}
	c := &canvas{id: name(r, o)}
	open(c, r, o, shown)
	inner := box{0, 0, float64(o.Width), float64(o.Height)}
	if o.Plain {
		inner = box{plainMargin, plainMargin, inner.r - plainMargin, inner.b - plainMargin}
	} else {
		heading := shown[0].heading
		if heading == nil {
			heading = headingOf
		}
		inner = frame(c, heading(r), inner)
	}
	for i, at := range grid(inner, len(shown)) {
		p := &panel{canvas: c, r: r, k: shown[i], at: at, fixed: o.Window}
		c.group("gex-"+p.k.name, p.draw)
	}
	c.raw("</svg>\n")
	return c, nil
}

// name identifies a picture among those of one page.
func name(r *report.Pictures, o Options) string {
	h := fnv.New32a()
	c := r.Conventions
	if t := r.Timeline; t != nil && o.Kind == History {
		fmt.Fprintln(h, t.File, t.Options, len(t.Moments), t.Moments[0].At.String())
	}
	if d := r.Study; d != nil && o.Kind == Study {
		fmt.Fprintln(h, d.Inputs.History, d.Inputs.Prices, d.Inputs.Intraday, d.Study.Options, d.Study.Days, d.Study.From, d.Study.To, d.Study.Quintiles)
	}
	if t := r.Tape; t != nil && o.Kind == Tape {
		for _, m := range t.Timeline.Moments {
			fmt.Fprintln(h, m.SHA256)
		}
	}
	fmt.Fprintln(h, r.Input.SHA256, r.Underlying, r.AsOf.String(), r.Spot.String(), c, o.Width, o.Height, num(1000*o.Window))
	return fmt.Sprintf("gex-%s-%08x", o.Kind, h.Sum32())
}

// open writes the root element with the size, a description for screen readers, and the style sheet.
func open(c *canvas, r *report.Pictures, o Options, shown []kind) {
	c.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="gex-svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t %s-d">`+"\n",
		o.Width, o.Height, o.Width, o.Height, c.id, c.id)
	title, says := "Dealer gamma exposure", []string{}
	if len(shown) == 1 {
		title = shown[0].title
	}
	for _, k := range shown {
		says = append(says, k.says(r))
	}
	c.raw(`<title id="%s-t">%s of %s</title>`+"\n", c.id, title, inXML(r.Underlying))
	what := inXML(r.Underlying)
	if !r.AsOf.IsZero() {
		what += ", " + inXML(instant(r.AsOf))
	}
	c.raw(`<desc id="%s-d">%s of %s. %s</desc>`+"\n", c.id, title, what, inXML(strings.Join(says, " ")))
	if !o.Plain {
		has := func(kinds ...string) bool {
			return slices.ContainsFunc(shown, func(k kind) bool { return slices.Contains(kinds, k.name) })
		}
		c.raw("<style>\n%s</style>\n", css(has("heat", Tape), has(History, Tape), false, "(prefers-color-scheme:dark)"))
	}
	c.raw(`<defs><pattern id="%s-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="gex-hatch" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>`+"\n", c.id)
}

// grid divides a box among panels, two per row. An odd last one takes a whole row.
func grid(b box, n int) []box {
	const gap = 28
	if n == 1 {
		return []box{b}
	}
	count := (n + 1) / 2
	height := (b.h() - float64(count-1)*gap) / float64(count)
	half := (b.w() - gap) / 2
	var out []box
	for i := range n {
		top := b.t + float64(float64(i/2)*(height+gap))
		cell := box{b.l, px(top), b.r, px(top + height)}
		if i%2 == 1 {
			cell.l = px(b.l + half + gap)
		} else if i != n-1 {
			cell.r = px(b.l + half)
		}
		out = append(out, cell)
	}
	return out
}
