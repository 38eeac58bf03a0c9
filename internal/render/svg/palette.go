package svg

import (
	"fmt"
	"strings"
)

// paint is the style of a class in the light and the dark color scheme.
type paint struct{ class, light, dark string }

// The colors are Okabe and Ito's blue and vermilion, which differ for any color vision, lighter and darker shades
// of them where 0DTE is shown separately, and grays.
var paints = []paint{
	{"gex-bg", "fill:#ffffff", "fill:#12161b"},
	{"gex-grid", "stroke:#e4e7eb", "stroke:#2a313a"},
	{"gex-axis", "stroke:#5b6572", "stroke:#98a2ae"},
	{"gex-gap", "stroke:#8a94a1", "stroke:#76808c"},
	{"gex-lead", "stroke:#7a8491", "stroke:#87919d"},
	{"gex-long", "fill:#0072b2;fill-opacity:.09", "fill:#56b4e9;fill-opacity:.13"},
	{"gex-short", "fill:#d55e00;fill-opacity:.09", "fill:#e69f00;fill-opacity:.13"},
	{"gex-hatch", "stroke:#d55e00;stroke-opacity:.22", "stroke:#e69f00;stroke-opacity:.24"},
	{"gex-call", "fill:#0072b2", "fill:#56b4e9"},
	{"gex-put", "fill:#d55e00", "fill:#e69f00"},
	{"gex-call2", "fill:#4a9bcd", "fill:#3f86b3"}, // beside those of today
	{"gex-put2", "fill:#e0762f", "fill:#b07808"},
	{"gex-call0", "fill:#003f66", "fill:#cdeafd"}, // of today
	{"gex-put0", "fill:#742d00", "fill:#ffe7b3"},
	{"gex-e1", "fill:#0072b2", "fill:#56b4e9"},
	{"gex-e2", "fill:#009e73", "fill:#2fc79b"},
	{"gex-e3", "fill:#a8457f", "fill:#e39ac4"},
	{"gex-e4", "fill:#8a8f98", "fill:#9aa2ad"},
	{"gex-curve", "stroke:#16191d", "stroke:#f0f2f4"},
	{"gex-net", "stroke:#16191d", "stroke:#f0f2f4"},
	{"gex-rim", "stroke:#ffffff", "stroke:#12161b"},
	{"gex-linear", "stroke:#5b6572", "stroke:#a9b2bd"},
	{"gex-today", "stroke:#0072b2", "stroke:#56b4e9"},
	{"gex-spot", "stroke:#16191d", "stroke:#f0f2f4"},
	{"gex-cwall", "stroke:#0072b2", "stroke:#56b4e9"},
	{"gex-pwall", "stroke:#c24f00", "stroke:#e69f00"},
	{"gex-flip", "stroke:#8a2be2", "stroke:#cc99ff"},
	{"gex-dot", "fill:#ffffff;stroke:#8a2be2", "fill:#12161b;stroke:#cc99ff"},
	{"gex-mark", "fill:#16191d", "fill:#f0f2f4"},
	{"gex-none", "fill:#f0f1f3", "fill:#1c222a"},
	{"gex-hit", "fill:#16191d", "fill:#f0f2f4"},
}

// comparedPaints are those of an earlier book beside a later one.
var comparedPaints = []paint{
	{"gex-was", "stroke:#8a5a00", "stroke:#d9b25f"},
	{"gex-spotwas", "stroke:#8a5a00", "stroke:#d9b25f"},
	{"gex-flipwas", "stroke:#a86fd6", "stroke:#a57fcc"},
}

// compared are the declarations of their lines.
const compared = `.gex-svg .gex-was{fill:none;stroke-width:2;stroke-dasharray:6 4;stroke-linejoin:round}
.gex-svg .gex-spotwas{stroke-width:1.25;stroke-dasharray:8 3}
.gex-svg .gex-flipwas{stroke-width:1.25;stroke-dasharray:1 4}
`

// inks are the colors of text. Text over graphics has a rim in the color of the background.
var inks = []paint{
	{"gex-h1", "fill:#16191d", "fill:#f0f2f4"},
	{"gex-h2", "fill:#16191d", "fill:#f0f2f4"},
	{"gex-h3", "fill:#16191d", "fill:#f0f2f4"},
	{"gex-t", "fill:#16191d", "fill:#e6e9ec"},
	{"gex-n", "fill:#4b5563", "fill:#aeb6c0"},
	{"gex-m", "fill:#16191d;stroke:#ffffff", "fill:#f0f2f4;stroke:#12161b"},
	{"gex-r", "fill:#16191d;stroke:#ffffff", "fill:#f0f2f4;stroke:#12161b"},
	{"gex-u", "fill:#3d4652;stroke:#ffffff", "fill:#c4cbd3;stroke:#12161b"},
	{"gex-c", "fill:#16191d", "fill:#f0f2f4"},
}

// shapes are the declarations that both color schemes share.
const shapes = `.gex-svg text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
.gex-svg .gex-m,.gex-svg .gex-r,.gex-svg .gex-u{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}
.gex-svg .gex-grid,.gex-svg .gex-axis,.gex-svg .gex-lead{fill:none;stroke-width:1}
.gex-svg .gex-curve,.gex-svg .gex-today,.gex-svg .gex-linear{fill:none;stroke-width:2.25;stroke-linejoin:round}
.gex-svg .gex-linear{stroke-width:1.75;stroke-dasharray:7 4}
.gex-svg .gex-today{stroke-dasharray:2 3}
.gex-svg .gex-net{stroke-width:2}
.gex-svg .gex-rim{stroke-width:4}
.gex-svg .gex-spot{stroke-width:1.5}
.gex-svg .gex-cwall,.gex-svg .gex-pwall{stroke-width:1.5;stroke-dasharray:6 3}
.gex-svg .gex-flip{stroke-width:1.5;stroke-dasharray:2 3}
.gex-svg .gex-dot{stroke-width:2}
.gex-svg .gex-hatch{stroke-width:1.5}
.gex-svg .gex-gap{stroke-width:1;stroke-dasharray:1 4;stroke-linecap:round}
.gex-svg .gex-hit{fill-opacity:0}
.gex-svg .gex-hit:hover{fill-opacity:.1}
`

// lines are the declarations of levels as lines over time, which are paths.
const lines = ".gex-svg .gex-line{fill:none;stroke-linejoin:round}\n.gex-svg .gex-thin{stroke-width:1}\n"

// Style is the style sheet of all plain pictures, which a page includes once. Print is always light.
func Style() string { return css(true, true, true, "screen and (prefers-color-scheme:dark)") }

// css is the style of a picture, and which readers have the dark one; the shades of the heat map only where it has one, and likewise
// the lines over time, and those of an earlier book.
func css(heat, overTime, both bool, darkFor string) string {
	var out strings.Builder
	out.WriteString(shapes)
	if overTime {
		out.WriteString(lines)
	}
	if both {
		out.WriteString(compared)
	}
	for _, f := range fonts {
		weight := ""
		if f.bold {
			weight = ";font-weight:600"
		}
		fmt.Fprintf(&out, ".gex-svg .%s{font-size:%spx%s}\n", f.class, num(f.size), weight)
	}
	all := append(append([]paint{}, paints...), inks...)
	if both {
		all = append(all, comparedPaints...)
	}
	if heat {
		all = append(all, heatPaints()...)
	}
	var dark strings.Builder
	for _, p := range all {
		fmt.Fprintf(&out, ".gex-svg .%s{%s}\n", p.class, p.light)
		fmt.Fprintf(&dark, ".gex-svg .%s{%s}\n", p.class, p.dark)
	}
	return out.String() + "@media " + darkFor + "{\n" + dark.String() + "}\n"
}

// heatSteps is the number of shades on each side of zero.
const heatSteps = 8

type rgb [3]int

// heatEnds are the colors of zero and of both ends of the heat map's scale, in the light and the dark color scheme.
var heatEnds = [2]struct{ zero, above, below rgb }{
	{rgb{240, 241, 243}, rgb{0, 90, 156}, rgb{176, 66, 0}},
	{rgb{28, 34, 42}, rgb{110, 195, 245}, rgb{245, 170, 40}},
}

// mix returns the color a number of steps from a on the way to b.
func mix(a, b rgb, step int) rgb {
	var out rgb
	for i := range out {
		out[i] = a[i] + (b[i]-a[i])*step/heatSteps
	}
	return out
}

func (c rgb) hex() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// inkOn is black or white, whichever is read more easily on a color. Squares approximate the powers of 2.4 that light
// is made of; the test counts with the real ones.
func inkOn(c rgb) rgb {
	light := 2126*c[0]*c[0] + 7152*c[1]*c[1] + 722*c[2]*c[2]
	if light < 10000*255*255*21/100 {
		return rgb{255, 255, 255}
	}
	return rgb{}
}

// heatPaints returns the shades of the heat map, and the text color on each.
func heatPaints() []paint {
	var out []paint
	for _, side := range []string{"a", "b"} { // above and below zero
		for step := 1; step <= heatSteps; step++ {
			var fill [2]rgb
			for i, ends := range heatEnds {
				to := ends.above
				if side == "b" {
					to = ends.below
				}
				fill[i] = mix(ends.zero, to, step)
			}
			name := fmt.Sprintf("%s%d", side, step)
			out = append(out,
				paint{"gex-f" + name, "fill:" + fill[0].hex(), "fill:" + fill[1].hex()},
				paint{"gex-i" + name, "fill:" + inkOn(fill[0]).hex(), "fill:" + inkOn(fill[1]).hex()})
		}
	}
	return out
}
