package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"gex/internal/fault"
	"gex/internal/flagvalue"
	"gex/internal/gex"
	"gex/internal/pipeline"
	"gex/internal/render"
	"gex/internal/report"
	"gex/internal/settings"
)

// kind is what a verb about chains does with each of them, as data. What depends on the format is added by [kind.in].
type kind struct {
	pipeline.Verb
	rows       bool // ndjson has a line a row, without the warnings
	summarizes bool // for people, several underlyings become the rows of one table

	gathers gather // the same for a table of the verb's own; nil: none
}

// builds is the Build of a verb that makes one document of every book.
func builds[D report.Document](build func(*gex.Book) D) func(*gex.Book, bool) report.Document {
	return func(b *gex.Book, _ bool) report.Document { return build(b) }
}

// show writes a result.
type show func(w io.Writer, r pipeline.Result, style render.Options) error

// gather writes the documents of several underlyings in one table.
type gather func(w io.Writer, list []report.Document, failed int, f render.Format, style render.Options) error

// gathering is a gather of one type of document.
func gathering[D report.Document](write func(io.Writer, []D, int, render.Format, render.Options) error) gather {
	return func(w io.Writer, list []report.Document, failed int, f render.Format, style render.Options) error {
		rows := make([]D, len(list))
		for i, d := range list {
			rows[i] = d.(D)
		}
		return write(w, rows, failed, f, style)
	}
}

// showing is a show that needs the document alone.
func showing[D report.Document](f render.Func[D], format render.Format) show {
	return func(w io.Writer, r pipeline.Result, style render.Options) error {
		return f(w, r.Document.(D), format, style)
	}
}

// in is what the verb is when its results are written so: what the format can do comes to what the verb says.
func (k kind) in(o *outputOptions) pipeline.Verb {
	can, v := o.format.Can(), k.Verb
	bare := can.Headed && o.noHeader || can.Lines && k.rows // rows alone
	v.Carries = v.Carries || can.Warns && !bare
	v.Sums = v.Sums || can.Sums
	if v.Single.Why == "" && can.One != "" {
		v.Single = alone(o.format, can.One)
	}
	if k.summarizes && can.Page {
		v.Build = func(b *gex.Book, among bool) report.Document {
			if among {
				return gex.Summarize(b)
			}
			return k.Build(b, among)
		}
	}
	return v
}

// pickOne is what to do with several underlyings where one is all there can be.
const pickOne = "--symbol picks one"

// alone is why a format holds one underlying.
func alone(format render.Format, what string) pipeline.Single {
	s := pipeline.Single{Why: "do not fit into one " + what, Hint: pickOne + ", and each file needs a call"}
	switch format {
	case render.JSON:
		s.Hint, s.Pick = "--format ndjson has one object a line", ", --symbol picks one underlying"
	case render.SVG, render.PNG:
		s.Hint = pickOne // it takes one file
	}
	return s
}

// job is the work that was asked for.
func (p *program) job(o *chainOptions, k kind) (*pipeline.Job, error) {
	q, err := p.request(o)
	if err != nil {
		return nil, err
	}
	return pipeline.New(q, k.in(&o.outputOptions))
}

// request is what the user asked of chains.
func (p *program) request(o *chainOptions) (q pipeline.Request, err error) {
	if o.rateFile != "" {
		o.vol.Rate, err = flagvalue.ReadRates(o.rateFile)
	}
	if o.past.File != "" && err == nil {
		o.past.Options = settings.Bearing(p.effective)
		if o.past.File == "-" && slices.Contains(o.files, "-") {
			return q, usageError("save one of them in a file", "standard input can be read once")
		}
		o.past.Rows, err = flagvalue.ReadHistory(p.Open, o.past.File)
	}
	if err == nil {
		err = o.beside.Read(p.Open, o.files, &o.gex)
	}
	return pipeline.Request{
		Files: o.files, Join: o.join, Combine: o.combine, Chain: o.chain, Vol: o.vol, Gex: o.gex, Strict: o.strict,
		Quiet: o.quiet, Verbose: o.verbose, Version: version(), Settings: p.effective,
	}, err
}

// results shows every underlying of every file where the user wants it.
func (p *program) results(o *chainOptions, k kind, show show) error {
	job, err := p.job(o, k)
	if err := cmp.Or(err, p.Spares(o.path, o.inputs())); err != nil {
		return err
	}
	p.showProgress(o, (k.summarizes || k.gathers != nil) && o.format.Can().Page)
	return p.toOutput(o.outputOptions, func(w io.Writer, style render.Options) error {
		style.Rows = &render.Rows{}
		s := &series{o: o, w: w, show: show, style: style, rows: render.Market{Top: o.top}}
		if o.format.Can().Page {
			s.gather = k.gathers
		}
		return job.Run(p, pipeline.Sink{Show: s.add, End: s.end})
	})
}

// showProgress begins a line at the foot of the terminal that says how far a run is, where results do not say it: because
// they go elsewhere, or come at the end.
func (p *program) showProgress(o *chainOptions, late bool) {
	if !o.quiet && p.term.Watched(o.target().ToStdout() && !late) {
		p.term.Start(progressLine)
	}
}

// progressLine says how far a run is.
func progressLine(done, of int) string { return "gex: " + pipeline.ProgressOf(done, of, "underlyings") }

// Advance is the progress of a run whose files are measured, as pipeline.Meter.
func (p *program) Advance(done, files int, share float64) {
	p.term.Progress.Advance(share, func(share float64, left time.Duration) string {
		return pipeline.ProgressRest(done, files, share, left)
	})
}

// mustBeBare refuses a format for the one value of --get, and a file whose name implies one. A format that a configuration gives for
// documents does not count.
func (p *program) mustBeBare(get bool, o *outputOptions) error {
	ending := render.FormatOfFile(o.path)
	isFlag := func(s settings.Setting) bool { return s.Name == "format" && s.From.Kind == settings.Flag }
	switch {
	case !get:
		return nil
	case ending != "" && ending != render.Table:
		return usageError("omit --get, or give --output another ending, such as .txt", fault.Setting("get")+" prints a bare value, and "+fault.Setting("output")+" %s implies %s", o.path, ending)
	case o.format != render.Table && slices.ContainsFunc(p.settings, isFlag):
		return usageError("omit one of them", "%s prints a bare value, which has no format", fault.Setting("get"))
	}
	o.format = render.Table
	return nil
}

// bare is a show that prints one value of a document, "null" where there is none, and nothing else; after the symbol and a tab where
// there are several underlyings.
func bare(value func(report.Document) string) show {
	return func(w io.Writer, r pipeline.Result, _ render.Options) error {
		text := cmp.Or(value(r.Document), "null")
		if r.Among {
			text = r.Underlying + "\t" + text
		}
		_, err := fmt.Fprintln(w, text)
		return err
	}
}

// series is one result after another in the output.
type series struct {
	o     *chainOptions
	w     io.Writer
	show  show
	style render.Options
	shown int
	rows  render.Market // what is shown at the end, in one table

	gather gather // of documents that are shown at the end, in one table; nil: none are
	list   []report.Document
}

// add shows a result, or keeps it for the table of all.
func (s *series) add(r pipeline.Result) error {
	if row, many := r.Document.(*report.Summary); many {
		s.rows.Rows = append(s.rows.Rows, row)
		return nil
	}
	if s.gather != nil && r.Among {
		s.list = append(s.list, r.Document)
		return nil
	}
	if s.shown > 0 && s.o.apart() {
		fmt.Fprintln(s.w)
	}
	s.shown++
	err := s.show(s.w, r, s.style)
	can := s.o.format.Can()
	s.style.NoHeader = s.style.NoHeader || can.Headed && !can.Page // of data the headings appear once
	return err
}

// end shows the table of all, if there is one.
func (s *series) end(failed int) error {
	if len(s.list) > 0 {
		return s.gather(s.w, s.list, failed, s.o.format, s.style)
	}
	if len(s.rows.Rows) == 0 {
		return s.style.Rows.Write(s.w)
	}
	s.rows.Failed = failed
	return s.rows.Write(s.w, s.o.format, s.style)
}
