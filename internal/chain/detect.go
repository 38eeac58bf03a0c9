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

// detect finds the layout of a file, from the options or as the best match of its first bytes, and how its
// cells are written, as far as the beginning of the file shows it.
func detect(src *input.Source, o *Options, known []assembly.Layout) (assembly.Layout, tables.Spelling, error) {
	known, err := candidates(src, o, known)
	if err != nil {
		return assembly.Layout{}, tables.PlainSpelling, err
	}
	near := ""
	for _, s := range tables.Spellings(src) {
		text := input.HeadOf(src.Data)
		if s != tables.PlainSpelling {
			text = s.Recode(text)
		}
		best, missed := bestFits(tables.NewHead(text), known)
		switch {
		case len(best) == 1:
			return best[0], s, nil
		case len(best) > 1:
			return assembly.Layout{}, s, src.Fail(0, "", fmt.Sprintf("formats %s and %s match the file equally well", best[0].Name, best[1].Name),
				"choose with "+fault.Setting("input-format"))
		case near == "":
			near = missed
		}
	}
	if len(known) == 1 {
		return known[0], tables.Spellings(src)[0], nil // its parser reports what is wrong
	}
	if input.BeginsJSON(src.Data) && len(src.Data) > input.HeadLen { // the keys may be anywhere
		if best, _ := bestFits(tables.NewHead(src.Data), known); len(best) == 1 {
			return best[0], tables.PlainSpelling, nil
		}
	}
	if err := tables.NotChain(src); err != nil {
		return assembly.Layout{}, tables.PlainSpelling, err
	}
	return assembly.Layout{}, tables.PlainSpelling, unknown(src, input.HeadOf(src.Data), near)
}

// candidates returns the layouts that the options allow.
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

// bestFits returns the layouts that match a head best. If none does, near is the hint about the one that it
// nearly matches.
func bestFits(text *tables.Head, known []assembly.Layout) (best []assembly.Layout, near string) {
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

// nearHint returns the hint for a file that would match a layout if it had one more column.
func nearHint(l assembly.Layout, lacks string) string {
	hint := fmt.Sprintf("it looks like %s without the column %s", l.Name, lacks)
	switch {
	case l.Name != layouts.Long.Name:
		return hint + "; see gex formats " + l.Name + ", or name its columns with " + fault.Setting("columns") + " strike=…,type=…,expiration=…"
	case lacks == layouts.LongTable.Name(tables.Spot):
		return hint + ": name the column that holds it with " + fault.Setting("columns") + " spot=…, or set it with " + fault.Setting("columns") + " strike=strike " + fault.Setting("spot") + " PRICE"
	case lacks == layouts.LongTable.Name(tables.Underlying):
		return hint + ": name the column that holds it with " + fault.Setting("columns") + " underlying=…, or set it with " + fault.Setting("columns") + " strike=strike " + fault.Setting("symbol") + " NAME"
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
	return assembly.Layout{}, src.Fail(0, "", fmt.Sprintf("unknown format %q", name), "known formats: "+strings.Join(names, ", "))
}

// unknown is the error for a file that matches no layout. It names the first line with text, of JSON the outer keys; near
// is the hint if a layout nearly matches.
func unknown(src *input.Source, head []byte, near string) error {
	lines := tables.NewLines(head, 0)
	line, _ := lines.Next()
	for len(bytes.TrimSpace(line)) == 0 && lines.More() {
		line, _ = lines.Next()
	}
	what, others := "the file begins with "+cells.Quote(line), "tables"
	if keys := tables.OuterKeys(head); len(keys) > 0 {
		what, others = "JSON with the keys "+tables.ListNames(keys), "records in JSON"
	}
	e := src.Fail(lines.Number, "", "no known format: "+what,
		"see gex formats; other "+others+" can be read with "+fault.Setting("columns")+" strike=…,type=…,expiration=…")
	if near != "" {
		e.Hint = near
	}
	return e
}

// knownAs extends a hint if the file can be read without mapping columns.
func knownAs(src *input.Source) string {
	l, _, err := detect(src, &model.Options{}, vendors.Layouts())
	if err != nil {
		return ""
	}
	return "; the file looks like " + l.Name + ", which is read without " + fault.Setting("columns")
}
