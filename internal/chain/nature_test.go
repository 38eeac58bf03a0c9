package chain

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"gex/internal/chain/input"
)

func zipped(t *testing.T, name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func inUTF16(text string, mark bool, bigEndian int) string {
	if mark {
		text = "\ufeff" + text
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		pair := []byte{byte(u), byte(u >> 8)}
		if bigEndian == 1 {
			slices.Reverse(pair)
		}
		b = append(b, pair...)
	}
	return string(b)
}

// TestNatures: the error for a file that is not a chain names its kind and what to do.
func TestNatures(t *testing.T) {
	text := longMarket()
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	w.WriteHeader(&tar.Header{Name: "x.csv", Size: int64(len(text)), Mode: 0o600})
	w.Write([]byte(text))
	w.Close()
	for name, c := range map[string]struct{ text, what, hint string }{
		"zip twice":        {zipped(t, "x.zip", zipped(t, "x.csv", text)), "a zip archive within another", "extract"},
		"xlsx":             {zipped(t, "xl/workbook.xml", "<workbook/>"), "an Excel workbook", "soffice --headless"},
		"ods":              {zipped(t, "META-INF/manifest.xml", "<manifest/>"), "an OpenDocument spreadsheet", "soffice --headless --convert-to csv my/chain.csv"},
		"docx":             {zipped(t, "[Content_Types].xml", "<Types/>"), "an Office document", "csv"},
		"npz":              {zipped(t, "strike.npy", "\x93NUMPY"), "a NumPy archive", "numpy.savetxt"},
		"PDF in zip":       {zipped(t, "a.pdf", "%PDF-1.7"), "a PDF document", "csv"},
		"UTF-16 in zip":    {zipped(t, "a b.csv", inUTF16(text, true, 0)), "UTF-16", "unzip my/chain.csv 'a b.csv', then: iconv -f UTF-16 -t UTF-8 'a b.csv' | gex report -"},
		"xls":              {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "a legacy Excel workbook (.xls)", "csv"},
		"parquet":          {"PAR1\x15\x04\x15", "the file is truncated: its description, which is at the end, is missing", "fetch the file again"},
		"parquet.gz":       {gzipped(t, "PAR1\x15\x04\x15"), "a compressed Parquet file", "decompress it"},
		"PDF":              {"%PDF-1.7\n%\xe2", "a PDF document", "csv"},
		"bzip2":            {"BZh91AY&SY\x00", "compressed with bzip2", "bzip2 -dc my/chain.csv | gex report -"},
		"xz":               {"\xfd7zXZ\x00\x00", "compressed with xz", "xz -dc my/chain.csv | gex report -"},
		"tar":              {archive.String(), "a tar archive", "tar -xOf my/chain.csv x.csv | gex report -"},
		"tar.gz":           {gzipped(t, archive.String()), "a tar archive", "tar -xOf"},
		"compressed twice": {gzipped(t, gzipped(t, text)), "compressed twice", "gzip -dc my/chain.csv | gex report -"},
		"SQLite":           {"SQLite format 3\x00", "an SQLite database", "sqlite3"},
		"image":            {"\x89PNG\r\n\x1a\n", "an image", "csv"},
		"UTF-16LE":         {inUTF16(text, false, 0), "UTF-16", "iconv -f UTF-16LE -t UTF-8 my/chain.csv | gex report -"},
		"UTF-16BE":         {inUTF16(text, false, 1), "UTF-16", "iconv -f UTF-16BE"},
		"UTF-16 marked":    {inUTF16(text, true, 0), "UTF-16", "iconv -f UTF-16 "},
		"zeros":            {strings.Repeat("\x00", 1000), "only NUL bytes", "fetch it again"},
		"zeros after":      {text + strings.Repeat("\x00", 1000), "truncated", "fetch the file again"},
		"page":             {"\ufeff <!-- x --><!DOCTYPE html>\n<html><head><title>Just a moment...</title>", `a web page, which says "Just a moment..."`, "login"},
		"page in lines":    {"\n<HTML>\n<BODY>\n<H1>no</H1>\n", "a web page", "download it again"},
		"XML":              {`<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`, `"Access Denied"`, "refused"},
		"error":            {`{"error":"Invalid API key"}`, `"Invalid API key"`, "refused"},
		"errors":           {`{"status":401,"errors":[{"title":"Unauthorized","detail":"no token"}]}`, `"Unauthorized"`, "refused"},
		"rate limit":       {`{"Note": "Thank you, 25 requests a day"}`, `"Thank you, 25 requests a day"`, "refused"},
		"no records":       {`{"jsonrpc":"2.0","result":[]}`, "JSON with no options in it", "no data"},
		"no list":          {"[]\n", "JSON with no options in it", "no data"},
		"a report":         {`{"schema":"gex.report/v1","totals":{"gex":1}}`, "output of gex", "gex diff"},
		"half an answer":   {`{"s":"ok","optionSymbol":["AAPL25`, "truncated", "fetch the file again"},
		"another program":  {"\x7fELF\x02\x01\x01\x00\x00", "not text", "csv"},
	} {
		e := refused(t, c.text, Options{Name: "my/chain.csv"})
		if !strings.Contains(e.What, c.what) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%s: %v, hint: %s", name, e, e.Hint)
		}
	}
}

// permute rewrites a JSON text with the keys of every object sorted, ascending or descending, after a long prefix.
func permute(t *testing.T, text string, descending bool, front string) string {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	if m, ok := v.(map[string]any); ok && front != "" {
		m[front] = strings.Repeat("x", 2*input.HeadLen)
	}
	var b strings.Builder
	var write func(v any)
	write = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			var keys []string
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			if descending {
				slices.Reverse(keys)
			}
			for i, k := range keys {
				fmt.Fprintf(&b, "%c%q:", "{,"[min(i, 1)], k)
				write(v[k])
			}
			b.WriteString("{}"[min(len(keys), 1):])
		case []any:
			for i, e := range v {
				b.WriteByte("[,"[min(i, 1)])
				write(e)
			}
			b.WriteString("[]"[min(len(v), 1):])
		default:
			text, _ := json.Marshal(v)
			b.Write(text)
		}
	}
	write(v)
	return b.String()
}

// TestKeysInAnyOrder: a JSON layout is recognized by its keys, wherever they are.
func TestKeysInAnyOrder(t *testing.T) {
	for _, name := range []string{"cboe.json", "schwab.json", "deribit.json", "nse.json"} {
		text := sample(t, name)
		want := read(t, text, Options{})
		for _, descending := range []bool{false, true} {
			for _, front := range []string{"", "0first", "zlast"} {
				got := read(t, permute(t, text, descending, front), Options{})
				if got.Format != want.Format || len(got.Chains) != len(want.Chains) {
					t.Errorf("%s: %s", name, got.Format)
					continue
				}
				for i, c := range got.Chains {
					w := want.Chains[i]
					if c.Spot != w.Spot || !c.AsOf.Equal(w.AsOf) || !slices.Equal(c.Strike, w.Strike) ||
						!slices.EqualFunc(c.OpenInterest, w.OpenInterest, sameValue) || !slices.EqualFunc(c.Bid, w.Bid, sameValue) {
						t.Errorf("%s, descending %v, %q: another chain", name, descending, front)
					}
				}
			}
		}
	}
}
