package input

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"gex/internal/chain/cells"
)

// nature is a kind of file that is not text, and the command that converts it. FILE is replaced with its name.
type nature struct {
	at    int // offset of the mark
	mark  string
	what  string
	hint  string
	among string // must also occur near the beginning; "" for nothing
}

const (
	sheetHint  = "save it as csv (UTF-8), or soffice --headless --convert-to csv FILE"
	pythonHint = `convert it to csv: python3 -c "import pandas, sys; pandas.read_%s(sys.argv[1]).to_csv('chain.csv', index=False)" FILE`
)

// natures are recognized by their first bytes, the more specific first.
var natures = []nature{
	{0, "PK\x03\x04", "a zip archive within another archive", "extract that archive first", ""},
	{0, "PK\x05\x06", "an empty zip archive", "fetch it again", ""},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a legacy Excel workbook (.xls)", sheetHint, ""},
	{0, "PAR1", "a compressed Parquet file", "decompress it: Parquet compresses its columns itself", ""},
	{0, "ARROW1", "an Arrow or Feather file", fmt.Sprintf(pythonHint, "feather"), ""},
	{0, "FEA1", "a Feather file", fmt.Sprintf(pythonHint, "feather"), ""},
	{0, "ORC", "an ORC file", fmt.Sprintf(pythonHint, "orc"), "\x00"},
	{0, "Obj\x01", "an Avro file", "write it as csv", ""},
	{0, "\x89HDF\r\n", "an HDF5 file", fmt.Sprintf(pythonHint, "hdf"), ""},
	{0, "\x93NUMPY", "a NumPy array", "write it as csv with numpy.savetxt", ""},
	{0, "SQLite format 3\x00", "an SQLite database", `sqlite3 -csv -header FILE "select * from TABLE" | gex report -`, ""},
	{0, "%PDF", "a PDF document", "ask the vendor for csv or JSON", ""},
	{0, "{\\rtf", "an RTF document", "save it as text, or ask the vendor for csv or JSON", ""},
	{0, "\x89PNG", "an image", "ask the vendor for csv or JSON", ""},
	{0, "\xff\xd8\xff", "an image", "ask the vendor for csv or JSON", ""},
	{0, "GIF8", "an image", "ask the vendor for csv or JSON", ""},
	{0, "BZh", "compressed with bzip2", "bzip2 -dc FILE | gex report -", "1AY&SY"},
	{0, "\xfd7zXZ\x00", "compressed with xz", "xz -dc FILE | gex report -", ""},
	{0, "\x04\x22\x4d\x18", "compressed with lz4", "lz4 -dc FILE | gex report -", ""},
	{0, "\x1f\x9d", "compressed with compress", "zcat FILE | gex report -", ""},
	{0, "\x1f\x8b", "compressed twice", "gzip -dc FILE | gex report -", ""},
	{0, "\x28\xb5\x2f\xfd", "compressed twice", "zstd -dc FILE | gex report -", ""},
	{0, "7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "7z x -so FILE | gex report -", ""},
	{0, "Rar!", "a RAR archive", "unrar p -inul FILE | gex report -", ""},
	{257, "ustar", "a tar archive", "tar -xOf FILE MEMBER | gex report -", ""},
	{0, "\x80\x02}", "a Python pickle", fmt.Sprintf(pythonHint, "pickle"), ""},
	{0, "\x80\x04\x95", "a Python pickle", fmt.Sprintf(pythonHint, "pickle"), ""},
	{0, "\x80\x05\x95", "a Python pickle", fmt.Sprintf(pythonHint, "pickle"), ""},
	{0, "\xff\xfe\x00\x00", "text in UTF-32", "iconv -f UTF-32 -t UTF-8 FILE | gex report -", ""},
	{0, "\x00\x00\xfe\xff", "text in UTF-32", "iconv -f UTF-32 -t UTF-8 FILE | gex report -", ""},
	{0, "\xff\xfe", "text in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | gex report -", ""},
	{0, "\xfe\xff", "text in UTF-16", "iconv -f UTF-16 -t UTF-8 FILE | gex report -", ""},
}

const binaryHint = "gex reads text, plain or compressed with gzip, zstd or zip: save the file as csv (UTF-8)"

// MustBeText refuses empty files, files that are not text, and web pages.
func (s *Source) MustBeText() error {
	head := s.Data[:min(len(s.Data), HeadLen)]
	if len(bytes.TrimSpace(head)) == 0 && len(head) == len(s.Data) {
		return s.Fail(0, "", "the file is empty", "the download may have failed: fetch it again")
	}
	for _, n := range natures {
		if at := head[min(n.at, len(head)):]; bytes.HasPrefix(at, []byte(n.mark)) && bytes.Contains(head, []byte(n.among)) {
			return s.Fail(0, "", "the file is "+n.what, s.Command(withMember(n.hint, head)))
		}
	}
	if err := s.mustHaveNoNUL(head); err != nil {
		return err
	}
	return s.mustNotBePage(head)
}

// mustHaveNoNUL refuses NUL bytes.
func (s *Source) mustHaveNoNUL(head []byte) error {
	at := bytes.IndexByte(head, 0)
	switch {
	case at < 0:
		return nil
	case len(bytes.Trim(head, "\x00")) == 0:
		return s.Fail(0, "", "the file holds only NUL bytes: nothing was written to it", "fetch it again")
	case halfZero(head[1:]) && !halfZero(head):
		return s.Fail(0, "", "the file is text in UTF-16", s.Command("iconv -f UTF-16LE -t UTF-8 FILE | gex report -"))
	case halfZero(head) && !halfZero(head[1:]):
		return s.Fail(0, "", "the file is text in UTF-16", s.Command("iconv -f UTF-16BE -t UTF-8 FILE | gex report -"))
	case bytes.IndexByte(head[:at], '\n') >= 0 && utf8.Valid(head[:at]) && len(bytes.Trim(head[at:], "\x00")) == 0:
		return s.Truncated(1+bytes.Count(head[:at], []byte{'\n'}), "from here on it holds only NUL bytes")
	}
	return s.Fail(0, "", "the file is not text", binaryHint)
}

// halfZero reports whether nearly every other byte is NUL, beginning with the first.
func halfZero(text []byte) bool {
	text = text[:min(len(text), 512)]
	zeros, all := 0, 0
	for i := 0; i < len(text); i += 2 {
		all++
		if text[i] == 0 {
			zeros++
		}
	}
	return all > 0 && 10*zeros > 9*all
}

// mustNotBePage refuses web pages, which sites send instead of a file that they refuse.
func (s *Source) mustNotBePage(head []byte) error {
	text := bytes.TrimSpace(head[:min(len(head), 8<<10)])
	for bytes.HasPrefix(text, []byte("<!--")) {
		_, after, _ := bytes.Cut(text, []byte("-->"))
		text = bytes.TrimSpace(after)
	}
	if len(text) == 0 || text[0] != '<' {
		return nil
	}
	lower := bytes.ToLower(text)
	begins := func(tags ...string) bool {
		for _, tag := range tags {
			if bytes.HasPrefix(lower, []byte("<"+tag)) {
				return true
			}
		}
		return false
	}
	switch {
	case bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return s.Fail(1, "", "the file is an Excel workbook in XML", s.Command(sheetHint))
	case begins("!doctype html", "html", "head", "body", "title", "meta", "script", "style", "div", "table", "center", "h1", "p>"):
		return s.Fail(1, "", "the file is a web page"+inside(text, "title", "h1"),
			"the site sent a web page instead of the file, perhaps because a login or consent is missing: download it again, as csv or JSON")
	case begins("?xml", "error", "response", "soap", "rss"):
		return s.Fail(1, "", "the file is an XML document"+inside(text, "Message", "message", "faultstring", "Code"),
			"the vendor may have refused the request: request it again, as csv or JSON")
	}
	return nil
}

// inside quotes the text of the first of these elements that the page has.
func inside(page []byte, elements ...string) string {
	for _, name := range elements {
		_, after, found := bytes.Cut(page, []byte("<"+name))
		_, after, open := bytes.Cut(after, []byte(">"))
		text, _, closed := bytes.Cut(after, []byte("<"))
		if text = bytes.TrimSpace(text); found && open && closed && len(text) > 0 {
			return ", which says " + cells.Quote(text)
		}
	}
	return ""
}

// IsMarkup reports whether a line begins a web page.
func IsMarkup(line []byte) bool {
	line = bytes.ToLower(bytes.TrimSpace(line))
	return bytes.HasPrefix(line, []byte("<!doctype")) || bytes.HasPrefix(line, []byte("<html")) || bytes.HasPrefix(line, []byte("<?xml"))
}
