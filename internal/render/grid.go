package render

import (
	"bytes"
	"reflect"
	"strings"
	"sync"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twcache"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// column is one heading of a grid. Numbers stand right, words left.
type column struct {
	name   string
	whose  string // what it is about, where another column has its name
	left   bool
	screen bool // drawn on a terminal only: bars mean nothing in markdown
	rank   int  // the higher, the sooner a narrow page leaves it away; 0: never
}

// num and word are the two ordinary kinds of column; art is for bars.
func num(name string) column  { return column{name: name} }
func word(name string) column { return column{name: name, left: true} }
func art(name string) column  { return column{name: name, left: true, screen: true} }

// spare is a column that a page without room for it leaves away, those of the highest rank first.
func spare(rank int, c column) column {
	c.rank = rank
	return c
}

// grid is a table before it has a form.
type grid struct {
	columns []column
	rows    [][]string
	wrap    int // break cells of text at so many columns; 0: never
}

// newGrid returns a grid without rows.
func newGrid(columns ...column) *grid { return &grid{columns: columns} }

// add appends a row.
func (g *grid) add(cells ...string) {
	if len(cells) != len(g.columns) {
		panic("render: length of row does not match columns")
	}
	g.rows = append(g.rows, cells)
}

// keep returns the grid with only the columns that pass.
func (g *grid) keep(pass func(j int) bool) *grid {
	out := &grid{rows: make([][]string, len(g.rows)), wrap: g.wrap}
	for j, c := range g.columns {
		if !pass(j) {
			continue
		}
		out.columns = append(out.columns, c)
		for i, row := range g.rows {
			out.rows[i] = append(out.rows[i], row[j])
		}
	}
	return out
}

// dense returns the grid without the columns that have nothing to show.
func (g *grid) dense() *grid {
	return g.keep(func(j int) bool {
		for _, row := range g.rows {
			if row[j] != absent && row[j] != "" {
				return true
			}
		}
		return len(g.rows) == 0
	})
}

// text is the grid as aligned columns, without trailing blanks.
func (g *grid) text(s style) ([]byte, error) {
	symbols := tw.NewSymbols(tw.StyleLight)
	if s.ASCII {
		symbols = tw.NewSymbols(tw.StyleASCII)
	}
	if !s.NoHeader {
		return g.stacked(s, symbols)
	}
	return g.drawn(s, symbols)
}

// drawn is the grid as it is.
func (g *grid) drawn(s style, symbols tw.Symbols) ([]byte, error) {
	rendition := tw.Rendition{
		Symbols:  symbols,
		Borders:  tw.BorderNone,
		Settings: tw.Settings{Separators: tw.Separators{BetweenColumns: tw.Off, BetweenRows: tw.Off}},
	}
	out, err := g.render(!s.NoHeader, renderer.NewBlueprint(rendition))
	if err != nil {
		return nil, err
	}
	return trimLines(out, g.width()), nil
}

// markdown is the grid as a GitHub table. The renderer does not escape, so cells are escaped here.
func (g *grid) markdown() ([]byte, error) {
	plain := g.keep(func(j int) bool { return !g.columns[j].screen })
	for j := range plain.columns {
		plain.columns[j].name = escapeCell(plain.columns[j].name)
	}
	for _, row := range plain.rows {
		for j, cell := range row {
			row[j] = escapeCell(strings.TrimSpace(cell))
		}
	}
	return plain.render(true, renderer.NewMarkdown())
}

// canvas is a table of tablewriter and the text that it writes: it loses write errors, hence the buffer. A canvas serves
// one grid after another, because to make one takes longer, and 350 kB, than to draw most grids.
type canvas struct {
	text  bytes.Buffer
	table *tablewriter.Table
}

var canvases = sync.Pool{New: func() any {
	c := &canvas{}
	cells := twcache.NewLRU[reflect.Type, reflect.Value](1) // all cells are strings
	c.table = tablewriter.NewTable(&c.text, append(houseStyle(), tablewriter.WithStringerCacheCustom(cells))...)
	return c
}}

// render draws the grid with the house style in the form that the renderer gives it.
func (g *grid) render(header bool, form tw.Renderer) ([]byte, error) {
	c := canvases.Get().(*canvas)
	defer canvases.Put(c)
	c.text.Reset()
	t := c.table
	t.Reset()
	t.Options(tablewriter.WithRenderer(form), tablewriter.WithAlignment(g.alignment()))
	if header {
		t.Header(g.names())
	}
	if err := t.Bulk(g.rows); err != nil {
		return nil, err
	}
	if err := t.Render(); err != nil {
		return nil, err
	}
	return bytes.Clone(c.text.Bytes()), nil
}

// houseStyle switches off everything that would change a cell or depend on the machine's locale.
func houseStyle() []tablewriter.Option {
	return []tablewriter.Option{
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithFooterAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithTrimSpace(tw.Off),
	}
}

func (g *grid) names() []string {
	names := make([]string, len(g.columns))
	for j, c := range g.columns {
		names[j] = c.name
	}
	return names
}

func (g *grid) alignment() tw.Alignment {
	align := tw.MakeAlign(len(g.columns), tw.AlignRight)
	for j, c := range g.columns {
		if c.left {
			align[j] = tw.AlignLeft
		}
	}
	return align
}

// trimLines drops the blanks that padding leaves at line ends, and what is longer there of the rule under the headings. The
// rule is shorter than width where cells have runes that take no cell on a screen.
func trimLines(b []byte, width int) []byte {
	lines := bytes.Split(b, []byte("\n"))
	for i, line := range lines {
		lines[i] = bytes.TrimRight(line, " ")
		if len(line) > 0 && len(bytes.Trim(line, "─-")) == 0 {
			rule := []rune(string(line))
			lines[i] = []byte(string(rule[:min(width, len(rule))]))
		}
	}
	return bytes.Join(lines, []byte("\n"))
}
