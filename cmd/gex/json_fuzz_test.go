package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"gex/internal/chain"
	"gex/internal/gex"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/soaktest"
	"gex/internal/vol"
)

// answer is what a file of quotes comes to, from the reading to the document.
type answer struct {
	report *report.Report
	text   string
	said   string // what the user sees: warnings, what was left out or repaired, sources of volatility, problems of the reading
}

// answerOf takes the first underlying of a file all the way, nil when the file is refused.
func answerOf(name string, text []byte) (*answer, error) {
	f, err := chain.Read(bytes.NewReader(text), chain.Options{Name: name, MaxBytes: 1 << 20})
	if err != nil {
		return nil, err
	}
	c := f.Chains[0]
	surface, err := vol.Fit(c, vol.Options{})
	if err != nil {
		return nil, err
	}
	book, err := gex.NewBook(c, surface, gex.Options{})
	if err != nil {
		return nil, err
	}
	r := gex.Build(book)
	var out bytes.Buffer
	if err := render.Report(&out, r, render.JSON, render.Options{}); err != nil {
		return nil, fmt.Errorf("a report without a document: %w", err)
	}
	said := fmt.Sprint(r.Warnings, r.Coverage, r.Volatility, len(f.Problems)+f.More)
	return &answer{r, out.String(), said}, nil
}

// jsonSample is a sample of a JSON layout, with what it comes to as it is.
type jsonSample struct {
	name   string
	text   []byte
	cells  [][]int
	answer *answer
}

// jsonSamples are the samples of JSON layouts, by name.
func jsonSamples(t testing.TB) map[string]jsonSample {
	paths, err := filepath.Glob(filepath.Join(top, "internal", "chain", "testdata", "samples", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no samples of JSON layouts", err)
	}
	out := map[string]jsonSample{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		if a, err := answerOf(name, text); err == nil && a.report.Totals.GEX != 0 {
			out[name] = jsonSample{name, text, scalars.FindAllSubmatchIndex(text, -1), a}
		}
	}
	return out
}

// scalars finds the values of a JSON text: its cells.
var scalars = regexp.MustCompile(`[:\[,]\s*("(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null)\s*[,\]}]`)

// plausible are numbers that a cell may have: no reader can distinguish them from the right one.
var plausible = regexp.MustCompile(`^"?\s*[-+$]?[0-9.,_ ]+(e[-+]?[0-9]+)?\s*%?\s*"?$`)

// checkFinite looks for numbers in a document that are none.
func checkFinite(t *testing.T, where string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		if math.IsInf(v.Float(), 0) {
			t.Errorf("%s is %v", where, v)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			checkFinite(t, where, v.Elem())
		}
	case reflect.Struct:
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				checkFinite(t, where+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkFinite(t, where, v.Index(i))
		}
	}
}

// mutated checks the answer to the sample with one cell replaced: it is an error, or a document of numbers; and when
// the cell is none that the file could have had, a headline that moves by more than 1% says so.
func (s jsonSample) mutated(t *testing.T, cell int, with string) {
	name, sample, base := s.name, s.text, s.answer
	at := s.cells[cell%len(s.cells)]
	if !json.Valid([]byte(with)) {
		quoted, err := json.Marshal(with)
		if err != nil {
			t.Fatal(err)
		}
		with = string(quoted)
	}
	text := append(append(bytes.Clone(sample[:at[2]]), with...), sample[at[3]:]...)
	got, err := answerOf(name, text)
	if err != nil {
		if strings.Contains(err.Error(), "without a document") {
			t.Errorf("%s: %s for %s: %v", name, with, sample[at[2]:at[3]], err)
		}
		return
	}
	if strings.Contains(got.text, "NaN") || strings.Contains(got.text, "Inf") || !json.Valid([]byte(got.text)) {
		t.Errorf("%s: %s for %s: no document:\n%s", name, with, sample[at[2]:at[3]], got.text)
	}
	checkFinite(t, name, reflect.ValueOf(got.report))
	a, b := float64(base.report.Totals.GEX), float64(got.report.Totals.GEX)
	moved := !(math.Abs(a-b) <= 0.01*math.Abs(a))
	if moved && got.said == base.said && !plausible.MatchString(with) && string(sample[at[2]:at[3]]) != with {
		t.Errorf("%s: %s for %s (byte %d) moves GEX from %g to %g without a word", name, with, sample[at[2]:at[3]], at[2], a, b)
	}
}

// replacements are what is in cells of broken files.
var replacements = []string{`null`, `"NaN"`, `"Infinity"`, `"-inf"`, `1e999`, `-1e999`, `1e308`, `-1e308`, `1e-320`, `-1`, `0`, `""`, `"-"`, `"N/A"`, `true`, `[]`, `{}`, `"0x1p4"`, `"1_000"`, `99999999999999999999`,
	`"\u0000"`, `"2025-13-45"`, `9223372036854775808`, `"\ud800"`}

// TestJSONCells replaces every cell of every JSON sample, in make soak by another text as well.
func TestJSONCells(t *testing.T) {
	for _, sample := range jsonSamples(t) {
		for cell := range sample.cells {
			if testing.Short() && cell%7 > 0 {
				continue
			}
			sample.mutated(t, cell, replacements[cell%len(replacements)])
			if soaktest.Long() {
				sample.mutated(t, cell, replacements[(cell*7+3)%len(replacements)])
			}
		}
	}
}

// FuzzJSONCells replaces a cell of a JSON sample by any text.
func FuzzJSONCells(f *testing.F) {
	samples := jsonSamples(f)
	for name := range samples {
		for i, with := range replacements {
			f.Add(name, uint16(i*11), with)
		}
	}
	f.Fuzz(func(t *testing.T, name string, cell uint16, with string) {
		if sample, known := samples[name]; known {
			sample.mutated(t, int(cell), with)
		}
	})
}
