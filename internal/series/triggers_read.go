package series

import (
	"bytes"
	"io"
)

// ReadTriggers reads a file of triggers in any of the layouts; name is that of the file, for messages. Errors are fault.Input.
func ReadTriggers(in io.Reader, name string, o TriggerOptions) (*Triggers, error) {
	s := &sheet{name: name, noun: "list of triggers", help: triggerHelp}
	text, err := s.read(in)
	if err != nil {
		return nil, err
	}
	t := &Triggers{Name: name}
	switch bytes.TrimLeft(text, " \t\r\n")[0] {
	case '{', '[':
		err = t.readJSON(s, text, o)
	default:
		err = t.readSheet(s, text, o)
	}
	if err != nil {
		return nil, err
	}
	if len(t.Rows) == 0 && t.Never == 0 {
		return nil, s.errorAt(0, "", triggerHelp, "no trigger in it")
	}
	if o.Scale > 0 {
		for i := range t.Rows {
			t.Rows[i].USD *= o.Scale
		}
		t.Left, t.Total = t.Left*o.Scale, t.Total*o.Scale
	}
	return t, nil
}

// readSheet reads one of the layouts of csv, told apart by its columns.
func (t *Triggers) readSheet(s *sheet, text []byte, o TriggerOptions) error {
	if err := s.readCSV(text); err != nil {
		return err
	}
	if err := s.rename(o.Columns); err != nil {
		return err
	}
	var read func(*record) ([]Trigger, error)
	var err error
	switch {
	case s.has("entry") || s.has("leverage"):
		t.Layout, read = PositionList, t.position
		err = s.mustHave("side", "entry", "leverage", "maintenance")
		if err == nil {
			err = s.mustKnow("side", "entry", "leverage", "maintenance", "notional", "coins", "contract", "margin", "symbol", "label", "as_of")
		}
	case s.has("level") && s.has("usd"):
		t.Layout, read = LevelList, levelRow
		err = s.mustKnow("level", "usd", "label", "symbol", "as_of")
	case s.has("price") && s.has("side"):
		t.Layout, read = Ladder, sideRow
		err = s.mustKnow("price", "side", "notional", "coins", "symbol", "label", "as_of")
	case s.has("price") && s.has("long") && s.has("short"):
		t.Layout, read = Ladder, bothRow
		err = s.mustKnow("price", "long", "short", "symbol", "label", "as_of")
	default:
		return s.errorAt(s.head, "", triggerHelp, "not a list of triggers: its columns are %s", shortList(s.columns))
	}
	if err != nil {
		return err
	}
	for i := range s.records {
		r := &s.records[i]
		rows, err := read(r)
		if err == nil {
			err = t.add(r, rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// add adds the triggers of a record, with what all layouts share.
func (t *Triggers) add(r *record, rows []Trigger) error {
	if c := r.cells["as_of"]; c != "" {
		at, ok := instant(c)
		if !ok {
			return r.errorIn("as_of", "such as 2025-11-20T14:52:00Z, or Unix seconds", "%q is not a time with its zone", shorten(c))
		}
		t.note(at)
	}
	for _, row := range rows {
		row.Line, row.Symbol = r.line, r.cells["symbol"]
		if label := r.cells["label"]; label != "" {
			row.Label = label
		}
		t.Rows = append(t.Rows, row)
	}
	return nil
}

// levelRow reads level,usd: signed dollars.
func levelRow(r *record) ([]Trigger, error) {
	level, err := r.positive("level", priceHint, number)
	if err != nil {
		return nil, err
	}
	usd, err := r.number("usd", "negative sells, "+amountHint, Amount)
	return []Trigger{{Level: level, USD: usd}}, err
}

// sideRow reads price,side,notional.
func sideRow(r *record) ([]Trigger, error) {
	level, err := r.positive("price", priceHint, number)
	if err != nil {
		return nil, err
	}
	side, err := r.side()
	if err != nil {
		return nil, err
	}
	usd, err := r.size(level)
	return []Trigger{liquidation(side, level, usd)}, err
}

// bothRow reads price,long,short; either may be empty or 0.
func bothRow(r *record) ([]Trigger, error) {
	level, err := r.positive("price", priceHint, number)
	if err != nil {
		return nil, err
	}
	var rows []Trigger
	for _, side := range []TriggerSide{Longs, Shorts} {
		column := []string{Longs: "long", Shorts: "short"}[side]
		if r.cells[column] == "" {
			continue
		}
		usd, err := r.number(column, amountHint, Amount)
		switch {
		case err != nil:
			return nil, err
		case usd < 0:
			return nil, r.errorIn(column, "dollars of positions, above zero", "%q is below zero", shorten(r.cells[column]))
		case usd > 0:
			rows = append(rows, liquidation(side, level, usd))
		}
	}
	return rows, nil
}
