package input

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"gex/internal/chain/model"
	"gex/internal/escape"
	"gex/internal/suggest"
)

// maxDirectory is how many bytes of a zip archive are read to find out what is in it, which is enough for 100,000 members.
const maxDirectory = 16 << 20

const zipHeader = "PK\x03\x04" // of a member

// errDirectory is the cause of an error about an archive whose directory is larger.
var errDirectory = errors.New("too many members")

// archive is an open zip archive.
type archive struct {
	src     *Source // for errors
	zip     *zip.Reader
	members []*zip.File // those that count, in the order of their names
	packed  counted     // the compressed bytes of the member that is read
}

// isZip reports whether a file begins as a zip archive. (PKWARE, .ZIP File Format Specification, 4.3.7, 8.5.5)
func isZip(magic []byte) bool {
	return bytes.HasPrefix(magic, []byte(zipHeader)) || bytes.HasPrefix(magic, []byte("PK\x07\x08"))
}

// openZip opens an archive, of which begin is all that r reads.
func openZip(r, begin io.Reader, o *model.Options) (*archive, error) {
	a := &archive{src: NewSource(o)}
	at, size, err := randomAccess(r, begin, Limit(o))
	if err != nil {
		return nil, err
	}
	m := &meter{ReaderAt: at, left: maxDirectory}
	a.zip, err = zip.NewReader(m, size)
	switch {
	case m.left < 0:
		return nil, a.src.Fail(0, "", fmt.Sprintf("the file is a zip archive whose directory is larger than %d bytes", maxDirectory), "extract the file that you mean and give that")
	case err != nil && !hasDirectory(at, size):
		e := a.src.Fail(0, "", "the file is truncated: its zip directory, which is at the end, is missing", tornHint)
		e.Err = ErrTruncated
		return nil, e
	case err != nil:
		return nil, a.src.Fail(0, "", "damaged zip data: "+err.Error(), "fetch the file again, or repair it with zip -FF")
	}
	m.left = 1 << 62
	for _, f := range a.zip.File {
		if counts(f) {
			a.members = append(a.members, f)
		}
	}
	slices.SortStableFunc(a.members, func(f, g *zip.File) int { return strings.Compare(memberName(f), memberName(g)) })
	return a, a.mustBeArchive()
}

// meter fails after so many bytes.
type meter struct {
	io.ReaderAt
	left int64
}

func (m *meter) ReadAt(to []byte, at int64) (int, error) {
	if m.left -= int64(len(to)); m.left < 0 {
		return 0, errDirectory
	}
	return m.ReaderAt.ReadAt(to, at)
}

// hasDirectory reports whether an archive has the record at its end, which is followed by a comment of up to 64 kB. (4.3.16)
func hasDirectory(at io.ReaderAt, size int64) bool {
	end := make([]byte, min(size, 66<<10))
	n, _ := at.ReadAt(end, size-int64(len(end)))
	return bytes.Contains(end[:n], []byte("PK\x05\x06"))
}

// counts reports whether a member is a file that somebody put into the archive: no directory, not empty, and not what
// macOS and Windows add.
func counts(f *zip.File) bool {
	name := memberName(f)
	base := path.Base(name)
	return !strings.HasSuffix(name, "/") && !f.FileInfo().IsDir() && f.UncompressedSize64 > 0 &&
		!strings.HasPrefix(name, "__MACOSX/") && !strings.HasPrefix(base, "._") &&
		!slices.Contains([]string{".DS_Store", "Thumbs.db", "desktop.ini"}, base)
}

// memberName is the name of a member as a user gives it, with slashes.
func memberName(f *zip.File) string {
	name := strings.ToValidUTF8(strings.ReplaceAll(f.Name, `\`, "/"), "\ufffd")
	return strings.TrimLeft(strings.TrimPrefix(name, "./"), "/")
}

// documents are those of other programs that are zip archives, and a member that each has.
var documents = []struct{ member, what, hint string }{
	{"xl/workbook.xml", "an Excel workbook", sheetHint},
	{"xl/workbook.bin", "an Excel workbook", sheetHint},
	{"[Content_Types].xml", "an Office document", "save it as text, or ask the vendor for csv or JSON"},
	{"META-INF/manifest.xml", "an OpenDocument spreadsheet", sheetHint},
	{"Index/Document.iwa", "a Numbers spreadsheet", "export it as csv (UTF-8)"},
}

// mustBeArchive refuses documents of other programs.
func (a *archive) mustBeArchive() error {
	arrays := len(a.members) > 0
	names := a.names()
	for _, name := range names {
		arrays = arrays && strings.HasSuffix(name, ".npy")
	}
	if arrays {
		return a.src.Fail(0, "", "the file is a NumPy archive", "write it as csv with numpy.savetxt")
	}
	for _, d := range documents {
		if slices.Contains(names, d.member) {
			return a.src.Fail(0, "", "the file is "+d.what, a.src.Command(d.hint))
		}
	}
	return nil
}

// pick returns the member of a name, or for "" the only one.
func (a *archive) pick(name string) (*zip.File, error) {
	if len(a.members) == 0 {
		return nil, a.src.Fail(0, "", "the zip archive has no file in it", "fetch it again")
	}
	if name == "" && len(a.members) == 1 {
		return a.members[0], nil
	}
	if name == "" {
		return nil, a.src.Fail(0, "", fmt.Sprintf("the file is a zip archive of %d files: %s", len(a.members), a.list()), a.nameOne(memberName(a.members[0])))
	}
	var found []*zip.File
	for _, f := range a.members {
		if memberName(f) == name || f.Name == name {
			found = append(found, f)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, a.src.Fail(0, "", fmt.Sprintf("the zip archive has %d files of this name", len(found)), "extract the one that you mean and give that")
	}
	e := a.src.Fail(0, "", "the zip archive has no such file, but "+a.list(), a.nameOne(memberName(a.members[0])))
	if near := suggest.Closest(name, a.names()); near != "" {
		e.Hint = "did you mean " + escape.Shell(a.archiveName(name)+":"+near) + "?"
	}
	return nil, e
}

// archiveName is the name of the archive when a member of it was asked for by name.
func (a *archive) archiveName(member string) string {
	return strings.TrimSuffix(a.src.Name, ":"+member)
}

// nameOne is the hint about an archive of several files.
func (a *archive) nameOne(member string) string {
	name := a.archiveName(a.src.Member)
	if name == "-" {
		return "save it as a file and name one of them: FILE.zip:" + escape.Shell(member)
	}
	return "name one of them: " + escape.Shell(name+":"+member)
}

func (a *archive) names() []string {
	var names []string
	for _, f := range a.members {
		names = append(names, memberName(f))
	}
	return names
}

// list lists the members for a message.
func (a *archive) list() string {
	const most = 10
	names := a.names()
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}

// methods are the names of the ways to compress a member that gex does not read. (4.4.5)
var methods = map[uint16]string{1: "Shrink", 6: "Implode", 9: "Deflate64", 14: "LZMA", 95: "xz", 96: "JPEG", 97: "WavPack", 98: "PPMd", 99: "AES encryption"}

// open starts to decompress a member.
func (a *archive) open(f *zip.File) (io.ReadCloser, error) {
	const encrypted = 1 // a flag (4.4.4)
	extract := "extract it and give that: unzip " + escape.Shell(a.archiveName(a.src.Member)) + " " + escape.Shell(memberName(f))
	if f.Flags&encrypted != 0 || f.Method == 99 {
		return nil, a.src.Fail(0, "", "the file is encrypted", extract)
	}
	a.zip.RegisterDecompressor(zip.Store, a.counting(func(r io.Reader) io.ReadCloser { return io.NopCloser(r) }))
	a.zip.RegisterDecompressor(zip.Deflate, a.counting(flate.NewReader))
	a.zip.RegisterDecompressor(12, a.counting(func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) }))
	a.zip.RegisterDecompressor(zstd.ZipMethodWinZip, a.counting(unpackZstd))
	in, err := f.Open()
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		how := fmt.Sprintf("method %d", f.Method)
		if name := methods[f.Method]; name != "" {
			how = name
		}
		return nil, a.src.Fail(0, "", "the file is compressed with "+how+", which gex does not read", extract)
	case err != nil:
		return nil, a.src.Fail(0, "", "damaged zip data: "+err.Error(), "fetch the archive again")
	}
	return in, nil
}

// counting counts the bytes that a decompressor takes.
func (a *archive) counting(unpack func(io.Reader) io.ReadCloser) zip.Decompressor {
	return func(r io.Reader) io.ReadCloser {
		a.packed.Reader = r
		return unpack(&a.packed)
	}
}

func unpackZstd(r io.Reader) io.ReadCloser {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return io.NopCloser(failing{err})
	}
	return z.IOReadCloser()
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Members lists the files in a zip archive that can be named as ARCHIVE:MEMBER, sorted; none when it is no archive.
func Members(r io.Reader, o model.Options) ([]string, error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if head = head[:n]; !isZip(head) {
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			err = nil
		}
		return nil, err
	}
	a, err := openZip(r, io.MultiReader(bytes.NewReader(head), r), &o)
	if err != nil {
		return nil, err
	}
	return a.names(), nil
}

// zipStream is the member of a zip archive that is to be read: the one that r asks for with Member, or the only one.
// It names it in the options.
func zipStream(r, begin io.Reader, o *model.Options) (io.ReadCloser, *counted, error) {
	wanted := wantedMember(r)
	o.Member = wanted
	a, err := openZip(r, begin, o)
	if err != nil {
		return nil, nil, err
	}
	f, err := a.pick(wanted)
	if err != nil {
		return nil, nil, err
	}
	if wanted == "" {
		o.Member = memberName(f)
	}
	a.src = NewSource(o)
	in, err := a.open(f)
	return in, &a.packed, err
}

// wantedMember is the member that was asked for, "" for none.
func wantedMember(r io.Reader) string {
	if m, ok := r.(interface{ Member() string }); ok {
		return m.Member()
	}
	return ""
}
