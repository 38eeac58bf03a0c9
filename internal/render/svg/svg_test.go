package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gex/internal/report"
)

func text(t *testing.T, r *report.Pictures, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPictures: what every picture must satisfy, however odd the chain and small the size.
func TestPictures(t *testing.T) {
	worn := map[string]bool{}
	pictures(func(name string, o Options, r *report.Pictures) {
		c, err := draw(r, o)
		if err != nil {
			t.Fatal(name, err)
		}
		svg := c.out.String()
		if again := text(t, r, o); again != svg {
			t.Errorf("%s: differs when drawn again", name)
		}
		textsDoNotMeet(t, name, c, float64(o.Width), float64(o.Height))
		leadersPassTexts(t, name, c)
		wellFormed(t, name, svg, float64(o.Width), float64(o.Height), worn)
	})
	classesArePainted(t, worn)
}

// Leaders, and the points of theirs and of any path: compiled once, for thousands of elements.
var (
	leads   = regexp.MustCompile(`<path class="gex-lead" d="([^"]*)"`)
	ends    = regexp.MustCompile(`[ML]([^ ]+) ([^ML]+)`)
	corners = regexp.MustCompile(`[ML]([^ ]+) ([^MLZ]+)`)
)

// textsDoNotMeet: no two texts overlap, and none leaves the picture.
func textsDoNotMeet(t *testing.T, name string, c *canvas, width, height float64) {
	t.Helper()
	for i, a := range c.texts {
		if a.at.l < 0 || a.at.t < 0 || a.at.r > width || a.at.b > height {
			t.Errorf("%s: %q leaves the picture: %v", name, a.s, a.at)
		}
		for _, b := range c.texts[:i] {
			if a.at.meets(b.at) {
				t.Errorf("%s: %q and %q meet: %v and %v", name, a.s, b.s, a.at, b.at)
			}
		}
	}
}

// leadersPassTexts: no leader runs through a text, and no two of them cross.
func leadersPassTexts(t *testing.T, name string, c *canvas) {
	t.Helper()
	type leader struct{ from, to point }
	var all []leader
	for _, d := range leads.FindAllStringSubmatch(c.out.String(), -1) {
		var points []point
		for _, p := range ends.FindAllStringSubmatch(d[1], -1) {
			x, _ := strconv.ParseFloat(p[1], 64)
			y, _ := strconv.ParseFloat(p[2], 64)
			points = append(points, point{x, y})
		}
		for i := 1; i < len(points); i++ {
			all = append(all, leader{points[i-1], points[i]})
		}
	}
	for _, l := range all {
		for _, text := range c.texts {
			if through(text.at, l.from, l.to) {
				t.Errorf("%s: a leader runs through %q", name, text.s)
			}
		}
		for _, o := range all {
			if l.from.y == o.from.y && l.to.y == o.to.y && (l.from.x < o.from.x-0.1 && l.to.x > o.to.x+0.1) {
				t.Errorf("%s: leaders cross: %v and %v", name, l, o)
			}
		}
	}
}

// wellFormed: XML with one root, no script, nothing from outside, ids and classes of its own, lengths of two decimals,
// marks that stay inside.
func wellFormed(t *testing.T, name, svg string, width, height float64, worn map[string]bool) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			checkElement(t, name, e, width, height, worn)
		}
	}
	for _, word := range []string{"NaN", "Inf", "<script", "href", "@import", "http://www.w3.org/1999", "data:"} {
		if strings.Contains(svg, word) {
			t.Errorf("%s: says %s", name, word)
		}
	}
	if n := strings.Count(svg, "://"); n != 1 {
		t.Errorf("%s: %d addresses, want the namespace alone", name, n)
	}
}

// across and down are the attributes of lengths by axis.
var (
	across = map[string]string{"x": "width", "x1": "", "x2": "", "cx": ""}
	down   = map[string]string{"y": "height", "y1": "", "y2": "", "cy": ""}
)

func checkElement(t *testing.T, name string, e xml.StartElement, width, height float64, worn map[string]bool) {
	t.Helper()
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
	}
	for _, axis := range []struct {
		of    map[string]string
		limit float64
	}{{across, width}, {down, height}} {
		for attribute, size := range axis.of {
			if v, given := at[attribute]; given && !inside(v, at[size], axis.limit) {
				t.Errorf("%s: <%s %s=%q %s=%q>", name, e.Name.Local, attribute, v, size, at[size])
			}
		}
	}
	for _, p := range corners.FindAllStringSubmatch(at["d"], -1) {
		if !inside(p[1], "", width) || !inside(p[2], "", height) {
			t.Errorf("%s: <path> goes to %s", name, p[0])
		}
	}
	for attribute, v := range at {
		if attribute == "id" && !strings.HasPrefix(v, "gex-") || attribute == "style" || strings.HasPrefix(attribute, "on") ||
			strings.HasPrefix(v, "url(") && !strings.HasPrefix(v, "url(#gex-") {
			t.Errorf("%s: <%s %s=%q>", name, e.Name.Local, attribute, v)
		}
	}
	for _, class := range strings.Fields(at["class"]) {
		worn[class] = true
	}
}

// inside reports whether a length of at most two decimals, and with a size the end of what begins there, lies between 0
// and a limit.
func inside(v, size string, limit float64) bool {
	x, err := strconv.ParseFloat(v, 64)
	if _, decimals, _ := strings.Cut(v, "."); err != nil || len(decimals) > 2 || strings.ContainsAny(v, "eE") {
		return false
	}
	if size != "" {
		w, err := strconv.ParseFloat(size, 64)
		if err != nil || w < 0 || x+w > limit+0.011 {
			return false
		}
	}
	return x >= 0 && x <= limit+0.011
}

// classesArePainted: every class has a style, and every style a class.
func classesArePainted(t *testing.T, worn map[string]bool) {
	t.Helper()
	style := Style()
	for class := range worn {
		if class != "gex-svg" && class != "gex-hatched" && !strings.Contains(style, "."+class+"{") && !slices.Contains(append(Kinds(), BothKinds()...), strings.TrimPrefix(class, "gex-")) {
			t.Errorf("class %s has no look", class)
		}
	}
	for _, p := range slices.Concat(paints, inks, comparedPaints) {
		if !worn[p.class] {
			t.Errorf("nothing wears %s", p.class)
		}
	}
}

// TestWords: what a picture must have as text, for readers who see no colors or no picture.
func TestWords(t *testing.T) {
	all := chains()
	for _, c := range []struct{ chain, kind, want string }{
		{"index", "profile", `role="img"`},
		{"index", "profile", "<title id="},
		{"index", "profile", "LONG GAMMA</text>"},
		{"index", "profile", "SHORT GAMMA</text>"},
		{"index", "profile", "zero gamma 6,661.17, "},
		{"index", "profile", "$B per 1%"},
		{"index", "profile", "prefers-color-scheme:dark"},
		{"index", "strikes", "0DTE calls"},
		{"index", "strikes", "call wall 6,8"},
		{"index", "expiries", ">share<"},
		{"index", "heat", "dealers short gamma, blue: long"},
		{"index", "flows", "DEALERS SELL"},
		{"index", "flows", "the whole trade is gamma"},
		{"vanna", "flows", "volatility (vanna)"},
		{"shares", "profile", "shares per $1"},
		{"point", "strikes", "per point"},
		{"sign long", "strikes", "calls (left of the strike)"},
		{"no 0DTE", "strikes", ">calls<"},
		{"no flip", "profile", "no zero gamma"},
		{"nothing used", "all", "Nothing to draw: 0 of 412 contracts are used"},
		{"flips beyond", "strikes", "off the chart: flip 5,600.00"},
		{"no parts", "expiries", "no expiry has exposure"},
		{"long names", "profile", "&lt;WITH&gt;"},
		{"many expiries", "heat", "of 70 expiries"},
		{"one expiry", "heat", "by strike, in $B per 1%"},
		{"one expiry, long", "heat", "puts (lower half)"},
		{"300 strikes", "strikes", "of 301 strikes"},
		{"huge numbers", "profile", "$B per 1%"},
	} {
		if svg := text(t, all[c.chain], Options{Kind: c.kind}); !strings.Contains(svg, c.want) {
			t.Errorf("%s, %s: does not say %q", c.chain, c.kind, c.want)
		}
	}
	if strings.Contains(text(t, all["no 0DTE"], Options{Kind: "strikes"}), "0DTE") {
		t.Error("speaks of 0DTE where there is none")
	}
}

// TestEveryFlipIsMarked: every flip has its line, its dot and its label, however many there are.
func TestEveryFlipIsMarked(t *testing.T) {
	svg := text(t, chains()["nine flips"], Options{Kind: "profile"})
	if n := strings.Count(svg, `<circle class="gex-dot"`); n != 9 {
		t.Errorf("%d dots, want 9", n)
	}
	for _, label := range []string{"6,400.00", "6,410.00", "6,420.50", "6,600.00", "6,601.00", "6,699.00", "6,711.00", "6,713.00", "6,720.00"} {
		if !regexp.MustCompile(`<text class="gex-m"[^>]*>[^<]*` + label).MatchString(svg) {
			t.Errorf("no label for %s", label)
		}
	}
}

// TestStrikesToScale: equal distances of strikes are equal distances in the picture, whatever lies between.
func TestStrikesToScale(t *testing.T) {
	r := spx().report()
	r.Strikes = append(r.Strikes[:20:20], r.Strikes[30:]...) // a hole
	svg := text(t, r, Options{Kind: "strikes", Window: 0.035})
	nets := regexp.MustCompile(`<line class="gex-net" x1="([\d.]+)"`).FindAllStringSubmatch(svg, -1)
	if len(nets) != len(r.Strikes)+1 { // and one of the legend
		t.Fatalf("%d marks for %d strikes", len(nets), len(r.Strikes))
	}
	at := func(i int) float64 { v, _ := strconv.ParseFloat(nets[i+1][1], 64); return v }
	pitch := at(1) - at(0)
	if hole := at(20) - at(19); math.Abs(hole-11*pitch) > 0.2 {
		t.Errorf("a hole of eleven steps is %.2f wide, a step %.2f", hole, pitch)
	}
}

// TestHeatUsesItsRoom: whatever the number of expiries, what is drawn reaches to the labels of the levels.
func TestHeatUsesItsRoom(t *testing.T) {
	all := chains()
	for _, chain := range []string{"one expiry", "no 0DTE", "index"} {
		for _, o := range []Options{{Kind: "heat"}, {Kind: "heat", Width: MinWidth, Height: MinHeight}, {Kind: "heat", Width: 610, Height: 520, Plain: true}} {
			svg := text(t, all[chain], o)
			far, label := 0.0, math.Inf(1)
			for _, m := range regexp.MustCompile(`<rect class="gex-(?:f[ab]\d|hit)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+"><title>`).FindAllStringSubmatch(svg, -1) {
				x, _ := strconv.ParseFloat(m[1], 64)
				w, _ := strconv.ParseFloat(m[2], 64)
				far = max(far, x+w)
			}
			for _, m := range regexp.MustCompile(`<text class="gex-m" x="([\d.]+)"`).FindAllStringSubmatch(svg, -1) {
				x, _ := strconv.ParseFloat(m[1], 64)
				label = min(label, x)
			}
			if far == 0 || label-far > 30 {
				t.Errorf("%s %+v: ends at %.0f, labels begin at %.0f", chain, o, far, label)
			}
		}
	}
}

// TestFineProfileIsDrawn: where a report has a profile with more points, that one is the curve.
func TestFineProfileIsDrawn(t *testing.T) {
	r := spx().report()
	coarse := strings.Count(text(t, r, Options{Window: 0.02}), "L")
	r.Fine = report.Profile{}
	for i, x := range r.Profile.Spot[:len(r.Profile.Spot)-1] {
		r.Fine.Spot = append(r.Fine.Spot, x, (x+r.Profile.Spot[i+1])/2)
		r.Fine.GEX = append(r.Fine.GEX, r.Profile.GEX[i], (r.Profile.GEX[i]+r.Profile.GEX[i+1])/2)
	}
	if fine := strings.Count(text(t, r, Options{Window: 0.02}), "L"); fine < coarse+35 {
		t.Errorf("%d corners, %d with twice the points", coarse, fine)
	}
}

// TestBarsStartAtZero: every bar has one end on the line of zero.
func TestBarsStartAtZero(t *testing.T) {
	for _, chain := range []string{"index", "sign long", "negative only"} {
		svg := text(t, chains()[chain], Options{Kind: "strikes"})
		axis := regexp.MustCompile(`<line class="gex-axis" x1="[\d.]+" y1="([\d.]+)" x2="[\d.]+" y2="([\d.]+)"`).FindAllStringSubmatch(svg, -1)
		zero := ""
		for _, m := range axis {
			if m[1] == m[2] {
				zero = m[1]
			}
		}
		z, _ := strconv.ParseFloat(zero, 64)
		bars := regexp.MustCompile(`<rect class="gex-(?:call|put)[02]?" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>`).FindAllStringSubmatch(svg, -1)
		for _, m := range bars {
			y, _ := strconv.ParseFloat(m[2], 64)
			h, _ := strconv.ParseFloat(m[4], 64)
			if w := m[3]; w == "14" {
				continue // of the legend
			}
			if math.Abs(y-z) > 0.011 && math.Abs(y+h-z) > 0.011 {
				t.Errorf("%s: %s, zero at %s", chain, m[0], zero)
			}
		}
		if len(bars) < 20 {
			t.Errorf("%s: %d bars", chain, len(bars))
		}
	}
}

func TestOptions(t *testing.T) {
	r := spx().report()
	for _, o := range []Options{{Kind: "pie"}, {Width: 100, Height: 100}, {Width: 20000, Height: 700}, {Kind: All, Width: 700, Height: 500}} {
		if err := Write(io.Discard, r, o); err == nil {
			t.Errorf("%+v draws", o)
		}
	}
	if a, b := text(t, r, Options{}), text(t, r, Options{Kind: "profile"}); a != b {
		t.Error("the profile is not what is drawn when no kind is named")
	}
}

// TestLowPictures: the smallest picture leaves a map and a profile at least a fifth of its height, the map by omitting what hover shows.
func TestLowPictures(t *testing.T) {
	small := func(kind string) string {
		return text(t, chains()["300 strikes"], Options{Kind: kind, Width: MinWidth, Height: MinHeight})
	}
	extent := func(picture, pattern string) float64 {
		top, bottom := math.Inf(1), math.Inf(-1)
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(picture, -1) {
			y, _ := strconv.ParseFloat(m[1], 64)
			h, _ := strconv.ParseFloat(m[2], 64)
			if h != 10 { // of the legend
				top, bottom = min(top, y), max(bottom, y+h)
			}
		}
		return bottom - top
	}
	if h := extent(small("profile"), `class="gex-(?:long|short)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"`); h < MinHeight/5 {
		t.Errorf("the profile is %.0f high", h)
	}
	heat := small("heat")
	if h := extent(heat, `class="gex-(?:f\w+|none)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"`); h < MinHeight/5 {
		t.Errorf("the map is %.0f high", h)
	}
	if strings.Contains(heat, ">DTE</text>") || !strings.Contains(text(t, chains()["300 strikes"], Options{Kind: "heat"}), ">DTE</text>") {
		t.Error("days to expiry stand under a low map, or not under a high one")
	}
}

// TestOneExpiry: a chain of one expiry has a bar of a readable size, and its term structure says that there is none.
func TestOneExpiry(t *testing.T) {
	r := chains()["one expiry"]
	bar := regexp.MustCompile(`class="gex-call" x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)"`).FindAllStringSubmatch(text(t, r, Options{Kind: "expiries"}), -1)
	if h, _ := strconv.ParseFloat(bar[len(bar)-1][1], 64); h < 80 {
		t.Errorf("the bar is %.0f high", h)
	}
	if r.Term = r.Term[:min(1, len(r.Term))]; len(r.Term) == 0 {
		t.Fatal("no term")
	}
	if !strings.Contains(text(t, r, Options{Kind: Term}), "there is no term structure") {
		t.Error("a term structure of one expiry does not say so")
	}
}
