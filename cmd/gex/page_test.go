package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
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

// TestPageRunsInWords: the page with bands names every assumption by what it means, in no words of the command line, and so are its conventions.
func TestPageRunsInWords(t *testing.T) {
	for _, args := range [][]string{{"--bands", spxFile}, append([]string{"--bands"}, strings.Fields(combinedFiles)...), {"--bands", "--iv", "file", "--carry", "flat", "--clock", "calendar", "--weight", "volume", spxFile}} {
		page, stderr, code := runGex(t, append([]string{"report", "-q", "-f", "html"}, args...)...)
		if code != fault.Done {
			t.Fatal(stderr)
		}
		_, section, _ := strings.Cut(page, `<section id="sensitivity"`)
		section, _, _ = strings.Cut(section, "</section>")
		rows := regexp.MustCompile(`<th scope="row">([^<]*)</th>`).FindAllStringSubmatch(section, -1)
		if len(rows) < 15 {
			t.Errorf("%v: %d assumptions", args, len(rows))
		}
		own := regexp.MustCompile(`^(sign|position|volatility|carry|clock|contracts|time) |[a-z],[a-z0-9]|,-|oi\+|as_of`)
		for _, row := range rows {
			if own.MatchString(row[1]) {
				t.Errorf("%v: the page says %q", args, row[1])
			}
		}
		if strings.Contains(page, "from as_of") || !strings.Contains(section, "ex-0DTE") {
			t.Errorf("%v: the page speaks of keys, or not of 0DTE", args)
		}
	}
}
