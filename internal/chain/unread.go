package chain

// unreadRecord tells of a record that cannot be placed; f is the field that says why.
func (a *assembler) unreadRecord(j *jsonRows, f field, err error) {
	name := j.header.name(f)
	if j.row.problem != "" || name == "" {
		name = j.path
	}
	a.refuse(j.row.line, name, err)
	a.unread(1, readableOI(&j.row, callSide))
}
