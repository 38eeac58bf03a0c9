package report

// DiffDocument is the change of exposure since an earlier chain; the header is that of the later one: gex diff.
type DiffDocument struct {
	About
	Diff *Diff `json:"diff"`

	Pictures *Pictures `json:"-"` // of the later chain, with those of the earlier one; only for an HTML page
}
