package diff

import (
	"bufio"
	"bytes"
	"io"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
)

// Input is where files come from.
type Input interface {
	Open(name string) (io.ReadCloser, error) // "-" is standard input
	Unread(read io.Reader)                   // puts back what was read of standard input
}

// Sides are two files that can be compared.
type Sides struct {
	files   [2]string
	texts   [2][]byte // of reports
	reports bool
}

// Read finds out whether two files are chains or reports; a report beside a chain is an error of usage. The options are those
// with which chains are read. Standard input, when it is a chain, can be read again.
func Read(in Input, files [2]string, o chain.Options) (*Sides, error) {
	s := &Sides{files: files}
	for i, name := range files {
		text, err := readReports(in, name, o)
		if err != nil {
			return nil, err
		}
		s.texts[i] = text
	}
	s.reports = s.texts[0] != nil
	if s.reports == (s.texts[1] != nil) {
		return s, nil
	}
	saved, other := files[0], files[1]
	if !s.reports {
		saved, other = other, saved
	}
	return nil, fault.New(fault.Usage, "two chains or two reports: gex report "+fault.Setting("format")+" json "+other+" makes a report of it",
		"%s is a report and %s is none", saved, other)
}

// AreReports reports whether the files are of reports, not chains.
func (s *Sides) AreReports() bool { return s.reports }

// readReports reads a file that holds reports; nil without an error when it is something else.
func readReports(in Input, name string, o chain.Options) ([]byte, error) {
	raw, err := in.Open(name)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	o.Name = name
	var kept bytes.Buffer
	var from io.Reader = raw
	if name == "-" {
		from = io.TeeReader(raw, &kept)
		defer func() { in.Unread(&kept) }()
	}
	text, err := chain.Unpacked(from, o)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	buffered := bufio.NewReader(text)
	if head, _ := buffered.Peek(512); !chain.IsJSON(head) {
		return nil, nil
	}
	all, err := io.ReadAll(buffered)
	if err != nil || !report.IsDocument(all) {
		return nil, err
	}
	return all, nil
}
