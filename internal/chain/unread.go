package chain

import "gex/internal/chain/tables"

// unreadRecord tells of a record that cannot be placed; f is the field that says why.
func (a *assembler) unreadRecord(j *tables.JSONRows, f tables.Field, err error) {
	name := j.Header.Name(f)
	if j.Row.Problem != "" || name == "" {
		name = j.Path
	}
	a.refuse(j.Row.Line, name, err)
	a.unread(1, readableOI(&j.Row, tables.CallSide))
}
