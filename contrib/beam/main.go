package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"gex/internal/fault"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/vol"
)

func init() {
	register.DoFn4x1[context.Context, fileio.ReadableFile, func(string), func(string), error](&analyzeFn{})
	register.DoFn3x1[context.Context, int, func(*string) bool, error](&writeFn{})
	register.Emitter1[string]()
	register.Iter1[string]()
}

func main() {
	input := flag.String("input", "", "`GLOB` of chain files, of any layout that gex knows")
	output := flag.String("output", "levels.csv", "`FILE` of the levels")
	failed := flag.String("failed", "failed.csv", "`FILE` of what gave none, and why")
	iv := flag.String("iv", "auto", "where volatilities come from, as --iv of gex: `SOURCE`")
	flag.Parse()
	beam.Init()
	err := errors.New("--input says which files")
	if *input != "" {
		p := beam.NewPipeline()
		levels(p.Root(), *input, *output, *failed, *iv)
		err = beamx.Run(context.Background(), p)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

// levels is the pipeline.
func levels(s beam.Scope, input, output, failed, iv string) {
	files := beam.Reshuffle(s, fileio.MatchFiles(s, input)) // or one worker would read them all
	rows, failures := beam.ParDo2(s, &analyzeFn{IV: iv}, fileio.ReadMatches(s, files, fileio.ReadUncompressed()))
	write(s, output, header(), rows)
	write(s, failed, "file,underlying,reason\n", failures)
}

// analyzeFn takes a file to the levels of every underlying in it.
type analyzeFn struct{ IV string }

// ProcessElement fails for no file: what is wrong with one is a result.
func (fn *analyzeFn) ProcessElement(ctx context.Context, file fileio.ReadableFile, row, failed func(string)) error {
	in, err := file.Open(ctx)
	if err != nil {
		return err
	}
	defer in.Close()
	name := file.Metadata.Path
	fail := func(underlying string, err error) {
		failed(record(name, underlying, reason(err)))
	}
	job, err := pipeline.New(pipeline.Request{Vol: vol.Options{IV: fn.IV}}, levelsVerb)
	if err != nil {
		fail("", err)
		return nil
	}
	for r, err := range job.Each(in, path.Base(name)) { // it knows gzip and zstd by itself
		if err != nil {
			fail(r.Underlying, err)
			continue
		}
		text, err := table(r.Document.(*report.LevelsDocument), true)
		if err != nil {
			return err
		}
		line, _, _ := strings.Cut(text, "\n") // of all expiries: a row a snapshot
		row(line + "\n")
	}
	return nil
}

// reason is why there is no row, in the words of the command line.
func reason(err error) string { return fault.Spell(err.Error(), fault.AsFlag) }

// levelsVerb makes the document behind a row.
var levelsVerb = pipeline.Verb{Build: func(b *gex.Book, _ bool) report.Document { return gex.BuildRow(b) }}

// header is the first line of gex levels -f csv.
func header() string {
	text, err := table(&report.LevelsDocument{}, false)
	if err != nil {
		panic(err)
	}
	line, _, _ := strings.Cut(text, "\n")
	return line + "\n"
}

func table(r *report.LevelsDocument, noHeader bool) (string, error) {
	var text strings.Builder
	err := render.Levels(&text, r, render.CSV, render.Options{NoHeader: noHeader})
	return text.String(), err
}

// record is a line of csv.
func record(cells ...string) string {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.Write(cells)
	w.Flush()
	return line.String()
}

// write puts lines into one file, sorted: collections have no order.
func write(s beam.Scope, name, header string, lines beam.PCollection) {
	filesystem.ValidateScheme(name)
	// The header is among the lines, as without any there would be no file.
	all := beam.Flatten(s, beam.Create(s, header), lines)
	beam.ParDo0(s, &writeFn{Name: name, Header: header}, beam.GroupByKey(s, beam.AddFixedKey(s, all)))
}

type writeFn struct{ Name, Header string }

func (fn *writeFn) ProcessElement(ctx context.Context, _ int, lines func(*string) bool) (err error) {
	var all []string
	for line := ""; lines(&line); {
		if line != fn.Header {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	files, err := filesystem.New(ctx, fn.Name)
	if err != nil {
		return err
	}
	defer files.Close()
	out, err := files.OpenWrite(ctx, fn.Name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, fn.Header+strings.Join(all, ""))
	return errors.Join(err, out.Close())
}
