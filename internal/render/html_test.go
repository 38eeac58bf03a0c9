package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gex/internal/report"
)

func page0(t *testing.T, r *report.Report) string {
	t.Helper()
	return string(written(t, func(w *bytes.Buffer) error { return Page(w, &report.Pictures{Report: *r}, 0) }))
}

func pages() map[string]*report.Report {
	odd := spx()
	odd.Underlying, odd.Input.File = `<script>alert("1")</script>`, `"a"&<b>.csv`
	odd.Conventions.Map = "</style> ES"
	odd.Warnings = []report.Warning{{Code: "odd", Message: "</script><!-- ]]> \u202e"}}
	return map[string]*report.Report{"spx": spx(), "flowing": flowing(), "stock": stock(), "empty": empty(), "shares": shares(), "odd": odd}
}

// element is one of a page, with the ones around it.
type element struct {
	name   string
	attr   map[string]string
	around []string
	text   string
}

// elements parses the page as XML, which is stricter than any browser.
func elements(t *testing.T, page string) []*element {
	t.Helper()
	var all, open []*element
	for d := xml.NewDecoder(strings.NewReader(page)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			for _, o := range open {
				e.around = append(e.around, o.name)
			}
			all, open = append(all, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, o := range open {
				o.text += string(x)
			}
		}
	}
}

// TestPage: what every page must satisfy, however odd the report.
func TestPage(t *testing.T) {
	for name, r := range pages() {
		t.Run(name, func(t *testing.T) {
			page := page0(t, r)
			if page != page0(t, r) {
				t.Error("differs when written again")
			}
			all := elements(t, page)
			refersToNothing(t, page, all)
			idsAreKnown(t, all)
			headingsInOrder(t, all)
			tablesAreNamed(t, all)
			if strings.Contains(strings.Replace(page, pageScript, "", 1), "NaN") {
				t.Error("prints NaN")
			}
			if all[0].name != "html" || all[0].attr["lang"] != "en" {
				t.Error("the page does not say which language it is in")
			}
		})
	}
}

// refersToNothing: the page has no address except the namespace, and nothing that a browser would fetch.
func refersToNothing(t *testing.T, page string, all []*element) {
	t.Helper()
	bare := strings.ReplaceAll(page, `xmlns="http://www.w3.org/2000/svg"`, "")
	for _, bad := range []string{"http:", "https:", "//", "src=", "@import", "url(", "srcset", "@font-face"} {
		for rest := bare; ; {
			i := strings.Index(rest, bad)
			if i < 0 {
				break
			}
			if near := rest[i:min(len(rest), i+60)]; !strings.HasPrefix(near, "url(#") && !strings.HasPrefix(near, "// ") {
				t.Errorf("refers to something: %s", near)
			}
			rest = rest[i+len(bad):]
		}
	}
	for _, e := range all {
		if href := e.attr["href"]; href != "" && href != "data:," && !strings.HasPrefix(href, "#") {
			t.Errorf("<%s href=%q>", e.name, href)
		}
		for a := range e.attr {
			if strings.HasPrefix(a, "on") {
				t.Errorf("<%s %s>: a script that the policy forbids", e.name, a)
			}
		}
		if slices.Contains([]string{"iframe", "img", "object", "embed", "base", "form", "image", "use", "foreignObject"}, e.name) {
			t.Errorf("has <%s>", e.name)
		}
	}
}

// idsAreKnown: every id is unique, and every reference has its target.
func idsAreKnown(t *testing.T, all []*element) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range all {
		if id := e.attr["id"]; ids[id] {
			t.Errorf("id %s twice", id)
		} else if id != "" {
			ids[id] = true
		}
	}
	for _, e := range all {
		refs := strings.Fields(e.attr["aria-labelledby"])
		if to, ok := strings.CutPrefix(e.attr["href"], "#"); ok {
			refs = append(refs, to)
		}
		if m := regexp.MustCompile(`url\(#(.*)\)`).FindStringSubmatch(e.attr["fill"]); m != nil {
			refs = append(refs, m[1])
		}
		for _, ref := range refs {
			if !ids[ref] {
				t.Errorf("<%s> refers to %s, which is not there", e.name, ref)
			}
		}
	}
}

// headingsInOrder: there is one h1, and no level is skipped.
func headingsInOrder(t *testing.T, all []*element) {
	t.Helper()
	last, first := 0, 0
	for _, e := range all {
		if m := regexp.MustCompile(`^h([1-6])$`).FindStringSubmatch(e.name); m != nil {
			level, _ := strconv.Atoi(m[1])
			if level > last+1 {
				t.Errorf("h%d after h%d", level, last)
			}
			if last = level; level == 1 {
				first++
			}
		}
	}
	if first != 1 {
		t.Errorf("%d h1", first)
	}
	for _, landmark := range []string{"header", "main", "nav", "footer"} {
		if n := len(named(all, landmark)); n != 1 {
			t.Errorf("%d <%s>", n, landmark)
		}
	}
}

func named(all []*element, name string) []*element {
	return slices.DeleteFunc(slices.Clone(all), func(e *element) bool { return e.name != name })
}

// tablesAreNamed: every table has a caption, every heading of it a scope and a name.
func tablesAreNamed(t *testing.T, all []*element) {
	t.Helper()
	if tables, captions := len(named(all, "table")), named(all, "caption"); len(captions) != tables {
		t.Errorf("%d captions of %d tables", len(captions), tables)
	}
	for _, e := range append(named(all, "caption"), append(named(all, "dt"), named(all, "th")...)...) {
		if strings.TrimSpace(e.text) == "" {
			t.Errorf("an empty <%s>", e.name)
		}
	}
	for _, e := range named(all, "th") {
		want := "row"
		if slices.Contains(e.around, "thead") {
			want = "col"
		}
		if e.attr["scope"] != want {
			t.Errorf("<th scope=%q>%s", e.attr["scope"], e.text)
		}
	}
}

// TestPageTellsAll: the page has every assumption, warning, expiry, strike and flow of the report.
func TestPageTellsAll(t *testing.T) {
	r := spx()
	r.Conventions.Clock, r.Conventions.DayCount, r.Conventions.Multiplier = "trading clock", "day count ACT", "contract sizes"
	r.Conventions.ZeroGamma, r.Conventions.OpenInterest, r.Conventions.Filters = "roots found", "interest of yesterday", "dte 0-7"
	r.Conventions.Map = "mapped to ES"
	all := elements(t, page0(t, r))
	text := all[0].text
	v := reflect.ValueOf(r.Conventions)
	for i := range v.NumField() {
		if want := styleFor(Options{}, r.Conventions).typeset(v.Field(i).String()); want != r.Conventions.GEXUnit && !strings.Contains(text, want) {
			t.Errorf("does not say %s: %q", v.Type().Field(i).Name, want)
		}
	}
	for _, w := range r.Warnings {
		if !strings.Contains(text, w.Message) || !strings.Contains(text, w.Code) {
			t.Errorf("does not warn: %v", w)
		}
	}
	rows := 0
	for _, e := range named(all, "tr") {
		if slices.Contains(e.around, "tbody") {
			rows++
		}
	}
	want := len(levelRows(&r.Levels, r.Levels0DTE)) + 8 + len(r.Buckets) + len(r.Expiries) + len(r.Strikes) + len(r.Flows.Spot) +
		len(oddsSections(r.LevelsDocument(), styleFor(Options{}, r.Conventions))[0].table.rows) + 2 + len(r.Coverage.LeftOut) + len(r.Coverage.Repaired) + len(r.Volatility)
	if rows != want {
		t.Errorf("%d rows, want %d", rows, want)
	}
	for _, want := range []string{"US$ of dealer delta per 1% of spot", "0.46% below spot", "0.5 σ (1d) from spot", "21.0%", "of gross GEX", r.Input.SHA256, "no-volatility"} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q", want)
		}
	}
}

// TestPageOnPaper: print omits rows and says so, but never those of spot and walls.
func TestPageOnPaper(t *testing.T) {
	all := elements(t, page0(t, spx()))
	printed := map[string]int{}
	for _, e := range named(all, "tr") {
		printed[e.attr["class"]]++
	}
	if printed["at-spot"] != 1 || printed["far"] != len(spx().Strikes)-len(pickStrikes(spx().StrikesDocument())) {
		t.Errorf("rows by class: %v", printed)
	}
	if text := all[0].text; !strings.Contains(text, "printed: the 21 strikes nearest to spot and those with a wall, of 85") || strings.Contains(text, "printed: the nearest") {
		t.Error("does not say what paper leaves out")
	}
}

// TestPageScript: the policy lets no script run but the page's own.
func TestPageScript(t *testing.T) {
	page := page0(t, pages()["odd"])
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 1 || !strings.Contains(html.UnescapeString(page), "script-src '"+hashOf(scripts[0][1])+"'") {
		t.Errorf("%d scripts, or another one than the policy names", len(scripts))
	}
	if strings.ContainsAny(pageScript, "<&") {
		t.Error("the script has a sign that XML keeps for itself")
	}
}

// TestPageContrast: text has a contrast of at least 4.5 in the light and the dark color scheme.
func TestPageContrast(t *testing.T) {
	schemes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(pageStyle, -1)
	if len(schemes) != 2 {
		t.Fatalf("%d schemes", len(schemes))
	}
	for _, scheme := range schemes {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(scheme[1], -1) {
			colour[m[1]] = m[2]
		}
		for _, behind := range []string{"paper", "card", "warn", "spot-row"} {
			for _, text := range []string{"ink", "muted", "long", "short", "near", "focus"} {
				if c := contrast(t, colour[text], colour[behind]); c < 4.5 {
					t.Errorf("%s on %s: %.2f", text, behind, c)
				}
			}
		}
	}
}

// contrast is the contrast ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(hex string) float64 {
		n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			x := float64(n>>(16-8*i)&0xff) / 255
			if x <= 0.04045 {
				x /= 12.92
			} else {
				x = math.Pow((x+0.055)/1.055, 2.4)
			}
			sum += weight * x
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
