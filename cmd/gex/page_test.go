package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"gex/internal/fault"
)

// TestRealPages makes a page of every real file there is: it is whole, or the file is refused in words.
func TestRealPages(t *testing.T) {
	paths := realFiles(t)
	for _, path := range paths {
		var stdout, stderr bytes.Buffer
		code := run([]string{"report", "--quiet", "--format", "html", path}, strings.NewReader(""), &stdout, &stderr)
		switch {
		case code == fault.Done:
			if err := whole(stdout.String()); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		case code == fault.Input && refused.MatchString(stderr.String()):
		case code == fault.Usage && strings.Contains(stderr.String(), "underlyings do not fit into one page"):
		default:
			t.Errorf("%s: exit %d: %s", path, code, stderr.String())
		}
	}
}

// whole says what is wrong with a page as XML, which is stricter than any browser.
func whole(page string) error {
	if !strings.HasSuffix(page, "</html>\n") || strings.Contains(page, ">NaN") {
		return errors.New("cut short, or with numbers that are none")
	}
	for d := xml.NewDecoder(strings.NewReader(page)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
