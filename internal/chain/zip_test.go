package chain

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gex/internal/chain/input"
	"gex/internal/fault"
)

// file is a file in an archive.
type file struct{ name, text string }

// zipOf is an archive of files; one whose name ends in a slash is a directory.
func zipOf(t testing.TB, files ...file) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil && !strings.HasSuffix(f.name, "/") {
			_, err = io.WriteString(w, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asked is an open archive of which a member was asked for.
type asked struct {
	io.Reader
	member string
}

func (a asked) Member() string { return a.member }

// TestZip: the only file of an archive is read as it is alone, whatever it is called and whatever else systems add; its
// checksum is that of the file.
func TestZip(t *testing.T) {
	want := read(t, longTop, Options{Name: "x.csv"})
	for name, files := range map[string][]file{
		"alone":      {{"x.csv", longTop}},
		"no ending":  {{"quotes", longTop}},
		"in folders": {{"a/", ""}, {"a/b/", ""}, {"a/b/x.csv", longTop}},
		"macOS":      {{"__MACOSX/", ""}, {"__MACOSX/._x.csv", "resource"}, {"x.csv", longTop}, {".DS_Store", "Bud1"}, {"d/.DS_Store", "Bud1"}, {"._x.csv", "resource"}},
		"Windows":    {{`d\x.csv`, longTop}, {"Thumbs.db", "thumbs"}, {"desktop.ini", "[x]"}},
		"empty ones": {{"empty.txt", ""}, {"x.csv", longTop}},
		"gzip in it": {{"x.csv.gz", gzipped(t, longTop)}},
		"zstd in it": {{"x.csv.zst", zstandard(t, longTop)}},
	} {
		got := read(t, zipOf(t, files...), Options{Name: "dir/any.name"})
		if got.SHA256 != want.SHA256 || got.Chains[0].Len() != want.Chains[0].Len() || !strings.HasPrefix(got.Name, "any.name:") {
			t.Errorf("%s: %s with checksum %s, %d contracts", name, got.Name, got.SHA256, got.Chains[0].Len())
		}
	}
}

// TestZipMethods: members are read however they are compressed; a method that is not read is named.
func TestZipMethods(t *testing.T) {
	with := func(method uint16, flags uint16, data string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.CreateRaw(&zip.FileHeader{Name: "x.csv", Method: method, Flags: flags, CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(longTop)), CRC32: crc(longTop)})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, data)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for method, data := range map[uint16]string{zip.Store: longTop, 93: zstandard(t, longTop)} {
		if f := read(t, with(method, 0, data), Options{Name: "a.zip"}); f.Name != "a.zip:x.csv" {
			t.Errorf("method %d: %s", method, f.Name)
		}
	}
	for _, c := range []struct {
		text, what, hint string
	}{
		{with(9, 0, "x"), "the file is compressed with Deflate64", "unzip a.zip x.csv"},
		{with(77, 0, "x"), "the file is compressed with method 77", "unzip a.zip x.csv"},
		{with(99, 0, "x"), "the file is encrypted", "unzip a.zip x.csv"},
		{with(8, 1, "x"), "the file is encrypted", "unzip a.zip x.csv"},
		{with(zip.Store, 0, strings.Replace(longTop, "1", "2", 1)), "damaged zip data: zip: checksum error", ""},
		{with(8, 0, "\xff\xff\xff"), "damaged zip data: flate", ""},
	} {
		if e := refused(t, c.text, Options{Name: "a.zip"}); e.File != "a.zip:x.csv" || !strings.HasPrefix(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%v, hint: %s; want %s", e, e.Hint, c.what)
		}
	}
}

// TestZipOfSeveral: one must be named, and any is found by its name.
func TestZipOfSeveral(t *testing.T) {
	text := zipOf(t, file{"b.csv", strings.ReplaceAll(longTop, "SPX", "NDX")}, file{"d/a.csv", longTop}, file{"two words.csv", longTop}, file{"twice", longTop}, file{"twice", longTop})
	if e := refused(t, text, Options{Name: "a.zip"}); e.Error() != "a.zip: the file is a zip archive of 5 files: b.csv, d/a.csv, twice, twice, two words.csv" || e.Hint != "name one of them: a.zip:b.csv" {
		t.Errorf("%v, hint: %s", e, e.Hint)
	}
	if e := refused(t, text, Options{Name: "-"}); !strings.HasPrefix(e.Error(), "-: the file is a zip") || !strings.HasPrefix(e.Hint, "save it as a file") {
		t.Errorf("%v, hint: %s", e, e.Hint)
	}
	pick := func(member string) (*File, error) {
		return Read(asked{strings.NewReader(text), member}, Options{Name: "dir/a.zip:" + member})
	}
	f, err := pick("d/a.csv")
	if err != nil || f.Name != "a.zip:d/a.csv" || f.Chains[0].Underlying != "SPX" {
		t.Errorf("%v, %v", f, err)
	}
	for member, want := range map[string][2]string{
		"d/b.csv": {"dir/a.zip:d/b.csv: the zip archive has no such file, but b.csv", "did you mean dir/a.zip:d/a.csv?"},
		"twice":   {"dir/a.zip:twice: the zip archive has 2 files of this name", "extract"},
	} {
		_, err := pick(member)
		if err == nil || !strings.HasPrefix(err.Error(), want[0]) || !strings.HasPrefix(fault.HintOf(err), want[1]) {
			t.Errorf("%s: %v, hint: %s", member, err, fault.HintOf(err))
		}
	}
	_, err = Read(asked{strings.NewReader(longTop), "x"}, Options{Name: "a.csv:x"})
	if err == nil || err.Error() != `a.csv: the file is not a zip archive: it has no member "x"` || fault.HintOf(err) != "give the file alone: a.csv" {
		t.Errorf("%v, hint: %s", err, fault.HintOf(err))
	}
	var many []file
	for i := range 30 {
		many = append(many, file{string(rune('a'+i%26)) + strings.Repeat("x", i), "1"})
	}
	if e := refused(t, zipOf(t, many...), Options{Name: "a.zip"}); !strings.HasSuffix(e.What, " and 20 more") {
		t.Error(e)
	}
	names, err := Members(strings.NewReader(text), Options{})
	if err != nil || !slices.Equal(names, []string{"b.csv", "d/a.csv", "twice", "twice", "two words.csv"}) {
		t.Errorf("%q, %v", names, err)
	}
	if names, err := Members(strings.NewReader("x"), Options{}); names != nil || err != nil {
		t.Errorf("%q, %v", names, err)
	}
}

// TestZipPlaces: a problem in a member is at its line.
func TestZipPlaces(t *testing.T) {
	for _, column := range []string{"put", "call", "C", "P"} {
		bad := strings.Replace(longTop, ","+column+",", ",neither,", 1)
		if bad == longTop {
			continue
		}
		want := refused(t, bad, Options{Name: "x.csv"})
		if got := refused(t, zipOf(t, file{"x.csv", bad}), Options{Name: "a.zip"}); got.Line != 2 || got.Error() != "a.zip:"+want.Error() {
			t.Errorf("%v, want %v", got, want)
		}
		return
	}
	t.Fatal("no side of an option in the sample")
}

// TestZipDamaged: an archive cut anywhere, or with a byte changed, is refused with a reason or read as it was; nothing
// panics. A directory that claims much takes no memory.
func TestZipDamaged(t *testing.T) {
	whole := zipOf(t, file{"x.csv", longTop})
	for n := 4; n < len(whole); n++ {
		if e := refused(t, whole[:n], Options{Name: "a.zip"}); !errors.Is(e, input.ErrTruncated) && !strings.Contains(e.What, "zip") {
			t.Errorf("cut at %d: %v", n, e)
		}
	}
	want := read(t, whole, Options{Name: "a.zip"}).SHA256
	for i := range whole {
		text := whole[:i] + string(whole[i]^0x55) + whole[i+1:]
		f, err := Read(strings.NewReader(text), Options{Name: "a.zip"})
		if err == nil && f.SHA256 != want {
			t.Errorf("byte %d changed: read as something else", i)
		}
	}
	claims := []byte(whole)
	end := bytes.LastIndex(claims, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint16(claims[end+10:], 0xfffe)
	refused(t, string(claims), Options{Name: "a.zip"})
}

// TestZipBomb: what decompresses to more than the limit, or to a hundred times its size, is not read to its end.
func TestZipBomb(t *testing.T) {
	zeros := strings.Repeat("\x00", 1<<20)
	rows := longTop + strings.Repeat(longTop[strings.IndexByte(longTop, '\n')+1:], 30_000)
	for text, what := range map[string]string{
		zipOf(t, file{"x.csv", strings.Repeat(zeros, 100)}): "NUL",
		zipOf(t, file{"x.csv", rows}):                       "too large: more than 1000000 bytes",
	} {
		if e := refused(t, text, Options{Name: "a.zip", MaxBytes: 1e6}); !strings.Contains(e.What, what) || e.File != "a.zip:x.csv" {
			t.Errorf("%v, want %s", e, what)
		}
	}
	if e := refused(t, zipOf(t, file{"x.csv", longTop}), Options{MaxBytes: 100}); !strings.Contains(e.What, "too large: more than 100 bytes") {
		t.Error(e)
	}
}

// TestZipSurvey: a large member is read by underlyings as the file alone is.
func TestZipSurvey(t *testing.T) {
	text := longMarket()
	name := filepath.Join(t.TempDir(), "market.zip")
	if err := os.WriteFile(name, []byte(zipOf(t, file{"market.csv", text})), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func() (io.ReadCloser, error) { return os.Open(name) }
	small := grain{first: 4 << 10, block: 4 << 10}
	plan, err := survey(open, Options{Name: "market.zip"}, small)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := survey(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }, Options{Name: "market.csv"}, small)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Underlyings) < 2 || !slices.Equal(plan.Underlyings, plain.Underlyings) {
		t.Fatalf("sections %q, want %q", plan.Underlyings, plain.Underlyings)
	}
	err = plan.Each(func(s *Section) error {
		f, err := s.Read()
		if err == nil && (f.Name != "market.zip:market.csv" || f.SHA256 != read(t, text, Options{}).SHA256) {
			t.Errorf("%s, %s", f.Name, f.SHA256)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func crc(text string) uint32 { return crc32.ChecksumIEEE([]byte(text)) }

// TestZipLabels: what a layout takes from the name of a file it takes from that of the member.
func TestZipLabels(t *testing.T) {
	for _, archive := range []string{"a.zip", "AAPL-2030-01-18.zip"} {
		src := input.NewSource(&Options{Name: "d/" + archive, Member: "e/NVDA-2026-02-13.csv"})
		if src.Label() != "e/NVDA-2026-02-13.csv" || src.Base() != archive+":e/NVDA-2026-02-13.csv" || src.Name != "d/"+src.Base() {
			t.Errorf("%s, %s, %s", src.Label(), src.Base(), src.Name)
		}
	}
}
