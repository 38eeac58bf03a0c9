package render

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"gex/internal/render/svg"
	"gex/internal/report"
)

// HTML is a page for browsers, of one report and complete in itself.
const HTML Format = "html"

// The files of the page.
var (
	//go:embed html/page.html
	pageMarkup string
	//go:embed html/page.css
	pageStyle string
	//go:embed html/page.js
	pageScript string
)

// pageTemplate parses the markup when the first page is written.
var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageMarkup)) })

// document is the data of the template.
type document struct {
	Title                  string
	Style                  template.CSS
	Script                 template.JS
	ScriptHash             string // of Script: the policy lets a browser run no other
	Underlying, Spot, When string
	What                   string // the page is about
	Regime                 report.Regime
	RegimeName, Sentence   string
	Cards                  []card
	Warnings               []report.Warning
	Terms                  []string
	Galleries              []gallery
	Sections               []block
	Made                   string
	Surface                template.JS // data for the script: exposure by expiry and strike; "": none
}

// Page writes a report of gex.BuildPage as one HTML page that refers to nothing outside it. Pictures show a window around
// spot, a fraction of it; 0: chosen by each picture.
func Page(w io.Writer, r *report.Pictures, window float64) error {
	d, err := newDocument(r, window, styleFor(Options{Spell: toReader, Reader: true}, r.Conventions))
	if err != nil {
		return err
	}
	return d.write(w)
}

func (d *document) write(w io.Writer) error {
	var out bytes.Buffer
	out.Grow(1 << 21) // more than a full chain takes, and where it is not written it is not taken from the system
	if err := pageTemplate().Execute(&out, d); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// pageCSS is the style sheet of a page, with or without pictures.
func pageCSS(pictures bool) template.CSS {
	if pictures {
		return template.CSS(pageStyle + svg.Style())
	}
	return template.CSS(pageStyle)
}

func newDocument(p *report.Pictures, window float64, s style) (*document, error) {
	r := &p.Report
	about := r.About()
	galleries, err := galleriesOf(p, window)
	if err != nil {
		return nil, err
	}
	name, sentence := s.regimeOf(r.LevelsDocument())
	return &document{
		Title: r.Underlying + " dealer gamma exposure, " + instant(r.AsOf),
		Style: pageCSS(len(galleries) > 0), Script: template.JS(pageScript), ScriptHash: hashOf("\n" + pageScript),
		Underlying: r.Underlying, Spot: price(r.Spot), What: "dealer gamma exposure", When: whenLine(r, s),
		Regime: r.Regime, RegimeName: name, Sentence: sentence,
		Cards: cards(r, s), Warnings: warningsToReader(r.Warnings), Terms: eachToReader(head(&about, s)[1:]),
		Galleries: galleries, Sections: blocks(p, s), Made: made(r, s), Surface: surfaceOf(p, s),
	}, nil
}

// hashOf names a script for the page's security policy.
func hashOf(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// whenLine is the first line of the head without underlying and spot, which are the title.
func whenLine(r *report.Report, s style) string {
	note := strings.TrimSuffix(strings.TrimPrefix(spotNote(r.Header, r.Carry), " ("), ")")
	if r.SpotSource != "file" {
		note = labeled("spot", note)
	}
	return s.list(note, instant(r.AsOf), "trade date "+date(r.TradeDate))
}

// made words the footer: the file and the program.
func made(r *report.Report, s style) string {
	return s.list("gex "+r.Version, r.Input.File, labeled("sha256", r.Input.SHA256), "schema "+r.Schema)
}

// gallery is a section of pictures.
type gallery struct {
	ID, Title string
	Pictures  []picture
}

// galleriesOf draws every kind there is data for: those of volatility in a section of their own.
func galleriesOf(r *report.Pictures, window float64) ([]gallery, error) {
	all, err := picturesOf(r, window)
	if err != nil {
		return nil, err
	}
	list := []gallery{{ID: "pictures", Title: "Pictures"}, {ID: "volatility", Title: "Implied volatility"}}
	for _, p := range all {
		i := 0
		if p.Kind == svg.Smile || p.Kind == svg.Term {
			i = 1
		}
		list[i].Pictures = append(list[i].Pictures, p)
	}
	return slices.DeleteFunc(list, func(g gallery) bool { return len(g.Pictures) == 0 }), nil
}

// picture is one kind, drawn at a size for each screen and for print.
type picture struct {
	Kind  string
	Sizes []drawing
}

// drawing is a picture at one size, shown or hidden by the style sheet.
type drawing struct {
	Class string
	SVG   template.HTML
}

// viewport is a class of the page's style and the size that fits it.
type viewport struct {
	class         string
	width, height int
}

// viewportsFor are the sizes of a kind: narrow for phones and for two side by side on paper. The profile takes the whole
// width of a wide screen. The heat map has every expiry and scrolls, but for paper.
func viewportsFor(kind string, expiries int) []viewport {
	switch kind {
	case "profile", svg.History, svg.BothProfiles:
		return []viewport{{"wide", 1240, 440}, {"middle", 660, 430}, {"narrow", 360, 330}}
	case svg.Exposures:
		return []viewport{{"wide", 1240, 320}, {"middle", 660, 320}, {"narrow", 360, 390}}
	case svg.Smile:
		return []viewport{{"wide", 610, 460}, {"narrow", 360, 400}}
	case svg.Term:
		return []viewport{{"wide", 610, 460}, {"narrow", 360, 330}}
	case "heat":
		return []viewport{{"scroll", heatWidth(expiries), 520}, {"sheet", 360, 330}}
	case "strikes", svg.BothStrikes, svg.Causes:
		return []viewport{{"wide", 610, 520}, {"narrow", 360, 330}}
	}
	return []viewport{{"wide", 610, 440}, {"narrow", 360, 330}}
}

// heatWidth is the width of a heat map with all expiries, which scrolls.
func heatWidth(expiries int) int { return min(max(610, 200+66*expiries), svg.MaxSide) }

// picturesOf draws every kind; nil when there is nothing to draw.
func picturesOf(r *report.Pictures, window float64) ([]picture, error) {
	if r.Coverage.Used == 0 {
		return nil, nil
	}
	curved := *r
	if len(r.Curve) > 0 {
		curved.Flows.Spot = r.Curve
	}
	return drawn(&curved, pictureKinds(r), window)
}

// figureClass is the class of a picture on the page: those of a comparison stand where those of a report do.
func figureClass(kind string) string {
	switch kind {
	case svg.BothProfiles:
		return "profile"
	case svg.BothStrikes:
		return "strikes"
	}
	return kind
}

// drawn draws kinds in all sizes.
func drawn(r *report.Pictures, kinds []string, window float64) ([]picture, error) {
	var out []picture
	for _, kind := range kinds {
		p := picture{Kind: figureClass(kind)}
		for _, at := range viewportsFor(kind, len(r.Surface)) {
			o := svg.Options{Kind: kind, Width: at.width, Height: at.height, Window: window, Plain: true}
			if kind == "flows" && len(r.Curve) == 0 || kind == svg.History {
				o.Window = 0 // the requested moves are the window, and a history goes where spot went
			}
			var text strings.Builder
			if err := svg.Write(&text, r, o); err != nil {
				return nil, err
			}
			p.Sizes = append(p.Sizes, drawing{at.class, template.HTML(text.String())})
		}
		out = append(out, p)
	}
	return out, nil
}

// pictureKinds lists the kinds that a report has the data for, in the order of the page.
func pictureKinds(r *report.Pictures) []string {
	kinds := svg.PageKinds()
	if r.Curves != nil { // beside the profile
		kinds = slices.Insert(kinds, 1, svg.Exposures)
	}
	for _, more := range []struct {
		kind  string
		there bool
	}{
		{svg.Sensitivity, r.Sensitivity != nil && len(r.Sensitivity.Bands) > 0},
		{svg.Cascade, r.Cascade != nil && r.Cascade.Curve != nil}, {svg.History, r.Timeline != nil},
		{svg.Smile, len(r.Smiles) > 0}, {svg.Term, len(r.Term) > 0},
	} {
		if more.there {
			kinds = append(kinds, more.kind)
		}
	}
	return kinds
}
