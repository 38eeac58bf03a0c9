package render

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
)

// Chain writes chains, which write puts out as csv in the layout long.
func Chain(w io.Writer, f Format, write func(io.Writer) error) error {
	if f == Parquet {
		return chainTable(w, write)
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	if err := write(buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// chainTable writes the table of that csv as Parquet.
func chainTable(w io.Writer, write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	all, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		return err
	}
	var rows Rows
	if err := rows.add(recordsFrom(all[0], all[1:])); err != nil {
		return err
	}
	return rows.Write(w)
}
