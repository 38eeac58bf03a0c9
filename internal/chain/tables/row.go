package tables

import "gex/internal/chain/model"

// Row is one row of a table, its cells identified by field.
type Row struct {
	Line     int
	Text     []byte
	At       [NumFields]Span // position in the text; offsets, because the garbage collector would have to scan slices
	Repaired model.Repair
	Careful  bool   // it was read by gocsv
	Problem  string // why the line cannot be split into cells; "" if it can
}

type Span struct{ Lo, Hi uint32 }

// Reject empties the row and records why.
func (r *Row) Reject(problem string) {
	r.Text, r.At, r.Problem = nil, [NumFields]Span{}, problem
}

// Cell returns the cell of a field, empty if the table has no such column.
func (r *Row) Cell(f Field) []byte { return r.Text[r.At[f].Lo:r.At[f].Hi] }

// CopyTwins fills the cells of fields that share the column of another field.
func (r *Row) CopyTwins(h *Header) {
	for _, t := range h.Twins {
		r.At[t.Field] = r.At[t.Of]
	}
}
