package watch

import (
	"io/fs"

	"gex/internal/report"
)

// File is what is watched.
type File struct {
	Name string
	Args string                      // of a gex report that shows it; "": its name
	Stat func() (fs.FileInfo, error) // fails when the file cannot be opened either
	Read func() (*report.Report, error)
	Fail func(error) // reports why it cannot be read, where there is no screen to show it on
}
