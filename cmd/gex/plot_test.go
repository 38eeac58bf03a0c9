package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/render/svg"
)

// TestDocsPictures: the pictures of docs/guide.md are what gex plot draws; -update draws them again.
func TestDocsPictures(t *testing.T) {
	for _, kind := range []string{"profile", "strikes"} {
		got, stderr, code := runGex(t, "plot", "--quiet", "--kind", kind, spxFile)
		if code != fault.Done {
			t.Fatal(stderr)
		}
		path := filepath.Join(top, "docs", kind+".svg")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != got {
			t.Errorf("docs/%s.svg is not what gex plot --kind %s %s draws; make golden draws it again", kind, kind, spxFile)
		}
	}
}

// TestPlots: every bundled chain makes all pictures, under all assumptions that change what bars look like.
func TestPlots(t *testing.T) {
	flags := []string{"", "--sign long", "--sign short --unit point", "--unit shares --weight volume", "--dte 0", "--exclude 0dte,open", "--range 1%", "--range 50%"}
	for _, file := range []string{spxFile, longFile, gapFile, "--symbol UND0002 " + marketFile} {
		for _, more := range flags {
			if more == "--dte 0" && file != spxFile && file != longFile {
				continue // nothing expires
			}
			picture(t, strings.Fields("plot -q --kind "+svg.All+" "+more+" "+file))
		}
	}
}

// picture draws one and checks that it is whole.
func picture(t *testing.T, args []string) {
	t.Helper()
	out, stderr, code := runGex(t, args...)
	if code != fault.Done || stderr != "" {
		t.Errorf("gex %v: exit %d: %s", args, code, stderr)
		return
	}
	d := xml.NewDecoder(strings.NewReader(out))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Errorf("gex %v: %v", args, err)
			return
		}
	}
	if strings.Contains(out, "NaN") || strings.Contains(out, "Nothing to draw") || !strings.HasSuffix(out, "</svg>\n") {
		t.Errorf("gex %v: draws nothing", args)
	}
}

// TestRealPlots draws every real file there is: it becomes a picture, or is refused in words.
func TestRealPlots(t *testing.T) {
	paths := realFiles(t)
	for _, path := range paths {
		var stdout, stderr bytes.Buffer
		code := run([]string{"plot", "--quiet", "--kind", svg.All, path}, strings.NewReader(""), &stdout, &stderr)
		switch {
		case code == fault.Done && strings.HasSuffix(stdout.String(), "</svg>\n") && !strings.Contains(stdout.String(), "NaN"):
		case code == fault.Input && refused.MatchString(stderr.String()):
		case code == fault.Usage && strings.Contains(stderr.String(), "underlyings do not fit into one picture"):
		default:
			t.Errorf("%s: exit %d: %s", path, code, stderr.String())
		}
	}
}

// TestPlotStudyIntraday: the picture of a study with prices within days is that of gex study, another than without them, and no other
// kind takes them.
func TestPlotStudyIntraday(t *testing.T) {
	prices, err := os.ReadFile(filepath.Join(top, "testdata", "study", "prices.csv"))
	if err != nil {
		t.Fatal(err)
	}
	within := "time,close\n"
	for _, line := range strings.Split(strings.TrimSpace(string(prices)), "\n")[1:] {
		cells := strings.Split(line, ",") // date, open, high, low, close
		for i, at := range []string{"09:35", "12:00", "14:00", "16:00"} {
			within += cells[0] + " " + at + "," + cells[1+i] + "\n"
		}
	}
	intraday := filepath.Join(t.TempDir(), "intraday.csv")
	if err := os.WriteFile(intraday, []byte(within), 0o644); err != nil {
		t.Fatal(err)
	}
	files := []string{filepath.Join("testdata", "study", "levels.csv"), filepath.Join("testdata", "study", "prices.csv")}
	picture := func(args ...string) string {
		out, stderr, code := runGex(t, append(args, files...)...)
		if code != fault.Done {
			t.Fatalf("%v: %s", args, stderr)
		}
		return out
	}
	plotted := picture("plot", "-q", "--kind", "study", "--intraday", intraday)
	if plotted != picture("study", "-q", "-f", "svg", "--intraday", intraday) || plotted == picture("plot", "-q", "--kind", "study") {
		t.Error("the picture is not that of the study with prices within days")
	}
	if light, dark := picture("study", "-q", "-f", "png"), picture("study", "-q", "-f", "png", "--dark"); light == dark {
		t.Error("--dark has the light colors")
	}
	if _, stderr, code := runGex(t, "plot", "--intraday", intraday, spxFile); code != fault.Usage || !strings.Contains(stderr, "--intraday applies to --kind study alone") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
