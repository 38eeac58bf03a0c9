package assembly

import "gex/internal/chain/tables"

// UnreadRecord reports a record whose contract cannot be identified; f is the field that could not be read.
func (a *Assembler) UnreadRecord(j *tables.JSONRows, f tables.Field, err error) {
	name := j.Header.Name(f)
	if j.Row.Problem != "" || name == "" {
		name = j.Path
	}
	a.Refuse(j.Row.Line, name, err)
	a.Unread(1, ReadableOI(&j.Row, tables.CallSide))
}
