package flagvalue

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"gex/internal/fault"
	"gex/internal/report"
)

// ReadHistory reads a history as gex history wrote it, csv, a JSON object a line or Parquet, packed or not; open opens standard
// input for -.
func ReadHistory(open func(string) (io.ReadCloser, error), name string) (rows []report.Snapshot, err error) {
	err = read(open, name, report.KnownHelp, func(text io.Reader) (err error) {
		in := bufio.NewReader(text)
		head, _ := in.Peek(1) // of Parquet it is csv by now
		rows, err = report.ReadSnapshots(in, !bytes.Equal(head, []byte("{")))
		var known *fault.Error
		switch {
		case errors.Is(err, report.ErrOldHistory):
			return fault.New(fault.Input, "gex history DIR -o FILE writes a new one", "%s: %w", name, err)
		case errors.As(err, &known):
			return err // which names the file: it could not be unpacked
		case err != nil:
			return fault.New(fault.Input, report.KnownHelp, "%s: %w", name, err)
		}
		return nil
	})
	return rows, err
}
