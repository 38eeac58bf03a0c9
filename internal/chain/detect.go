package chain

import (
	"bytes"
	"fmt"
	"strings"

	"gex/internal/chain/assembly"
	"gex/internal/chain/cells"
	"gex/internal/chain/input"
	"gex/internal/chain/layouts"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/chain/vendors"
	"gex/internal/fault"
)

// choose finds the layout of a file. It also determines how the cells are separated; the source then
// has commas.
func choose(src *input.Source, o *Options, known []assembly.Layout) (assembly.Layout, error) {
	l, s, err := detect(src, o, known)
	if err != nil {
		return assembly.Layout{}, err
	}
	return l, tables.Respell(src, s, o)
}

// detect finds the layout of a file, the one the options name or the one that its first bytes suit best, and how its
// cells are written, as far as the beginning of the file shows.
func detect(src *input.Source, o *Options, known []assembly.Layout) (assembly.Layout, tables.Spelling, error) {
	known, err := candidates(src, o, known)
	if err != nil {
		return assembly.Layout{}, tables.PlainSpelling, err
	}
	near := ""
	for _, s := range tables.Spellings(src, o) {
		text := input.HeadOf(src.Data)
		if s != tables.PlainSpelling {
			text = s.Recode(text)
		}
		best, missed := suiting(tables.NewHead(text), known)
		switch {
		case len(best) == 1:
			return best[0], s, nil
		case len(best) > 1:
			return assembly.Layout{}, s, src.Fail(0, "", fmt.Sprintf("formats %s and %s match it equally", best[0].Name, best[1].Name),
				"say which with "+fault.Setting("input-format"))
		case near == "":
			near = missed
		}
	}
	if len(known) == 1 {
		return known[0], tables.Spellings(src, o)[0], nil // its parser reports what is wrong
	}
	if input.BeginsJSON(src.Data) && len(src.Data) > input.HeadLen { // the keys may stand anywhere
		if best, _ := suiting(tables.NewHead(src.Data), known); len(best) == 1 {
			return best[0], tables.PlainSpelling, nil
		}
	}
	if err := tables.NotChain(src); err != nil {
		return assembly.Layout{}, tables.PlainSpelling, err
	}
	return assembly.Layout{}, tables.PlainSpelling, unknown(src, input.HeadOf(src.Data), near)
}

// candidates are the layouts that the options leave.
func candidates(src *input.Source, o *Options, known []assembly.Layout) ([]assembly.Layout, error) {
	var only assembly.Layout
	var err error
	switch {
	case len(o.Columns) > 0:
		only, err = layouts.MappedLayout(src, o, knownAs)
	case o.Format != "":
		only, err = named(src, o.Format, known)
	default:
		return known, nil
	}
	return []assembly.Layout{only}, err
}

// suiting returns the layouts that a head suits best. Where it suits none, near is the hint about the one that it
// nearly matches.
func suiting(text *tables.Head, known []assembly.Layout) (best []assembly.Layout, near string) {
	top := 1
	for _, l := range known {
		f := l.Fit(text)
		if f.Score > top {
			top, best = f.Score, nil
		}
		if f.Score == top {
			best = append(best, l)
		}
		if f.Lacks != "" && near == "" {
			near = nearHint(l, f.Lacks)
		}
	}
	return best, near
}

// nearHint is what to do about a file that would be in a layout if it had one column more.
func nearHint(l assembly.Layout, lacks string) string {
	hint := fmt.Sprintf("it looks like %s without the column %s", l.Name, lacks)
	switch {
	case l.Name != layouts.Long.Name:
		return hint + "; see gex formats " + l.Name + ", or name its columns with " + fault.Setting("columns") + " strike=…,type=…,expiration=…"
	case lacks == layouts.LongTable.Name(tables.Spot):
		return hint + ": name the column that holds it with " + fault.Setting("columns") + " spot=…, or give it with " + fault.Setting("columns") + " strike=strike " + fault.Setting("spot") + " PRICE"
	case lacks == layouts.LongTable.Name(tables.Underlying):
		return hint + ": name the column that holds it with " + fault.Setting("columns") + " underlying=…, or give it with " + fault.Setting("columns") + " strike=strike " + fault.Setting("symbol") + " NAME"
	}
	return hint + ": name the column that holds it with " + fault.Setting("columns") + " " + lacks + "=…"
}

func named(src *input.Source, name string, known []assembly.Layout) (assembly.Layout, error) {
	var names []string
	for _, l := range known {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return assembly.Layout{}, src.Fail(0, "", fmt.Sprintf("no format is called %q", name), "known are "+strings.Join(names, ", "))
}

// unknown is the error for a file that suits no layout. It names the first line with text; near is the hint when a
// layout nearly suits.
func unknown(src *input.Source, head []byte, near string) error {
	lines := tables.NewLines(head, 0)
	line, _ := lines.Next()
	for len(bytes.TrimSpace(line)) == 0 && lines.More() {
		line, _ = lines.Next()
	}
	e := src.Fail(lines.Number, "", "no known format: the file begins with "+cells.Quote(line),
		"see gex formats; other tables can be read with "+fault.Setting("columns")+" strike=…,type=…,expiration=…")
	if near != "" {
		e.Hint = near
	}
	return e
}

// knownAs says when a file is read without any names of columns.
func knownAs(src *input.Source) string {
	l, _, err := detect(src, &model.Options{}, vendors.Layouts())
	if err != nil {
		return ""
	}
	return "; the file looks like " + l.Name + ", which is read without " + fault.Setting("columns")
}
