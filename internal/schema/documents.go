package schema

import (
	"reflect"

	"gex/internal/report"
)

// Document is a kind of JSON object that the program writes.
type Document struct {
	Name string // of gex schema
	By   string // what writes it
	Kind Kind
	of   reflect.Type
}

// Kind is where the object stands.
type Kind int

const (
	Whole Kind = iota // a document of its own
	Row               // an element of a list, a line of ndjson
	Line              // a line of ndjson, which begins with underlying and as_of
)

// Documents lists them: those of one underlying first, then rows.
func Documents() []Document {
	return []Document{
		document[report.Report]("report", "gex report, gex watch"),
		document[report.LevelsDocument]("levels", "gex levels"),
		document[report.StrikesDocument]("strikes", "gex strikes"),
		document[report.ExpiriesDocument]("expiries", "gex expiries"),
		document[report.BucketsDocument]("buckets", "gex buckets"),
		document[report.ProfileDocument]("profile", "gex profile"),
		document[report.FlowsDocument]("flows", "gex flows"),
		document[report.GreeksDocument]("greeks", "gex greeks"),
		document[report.SensitivityDocument]("sensitivity", "gex sensitivity"),
		document[report.CascadeDocument]("cascade", "gex cascade"),
		document[report.InventoryDocument]("inventory", "gex inventory"),
		document[report.StudyDocument]("study", "gex study"),
		document[report.SystematicDocument]("systematic", "gex systematic"),
		document[report.DiffDocument]("diff", "gex diff of two chains"),
		document[report.ComparisonDocument]("comparison", "gex diff of two documents"),
		document[report.Check]("check", "gex check"),
		row[report.Snapshot]("history", "a row of gex history"),
		line[report.Strike]("strike", "a line of gex strikes -f ndjson"),
		line[report.Expiry]("expiry", "a line of gex expiries -f ndjson"),
		line[report.Bucket]("bucket", "a line of gex buckets -f ndjson"),
		line[report.ProfileRow]("point", "a line of gex profile -f ndjson"),
		line[report.FlowRow]("flow", "a line of gex flows -f ndjson"),
		row[report.DealerPosition]("position", "a line of gex inventory -f ndjson, which with a chain begins with underlying and as_of"),
		row[report.SignalRow]("signal", "a line of gex systematic -f ndjson"),
		row[report.MoveRow]("move", "a line of gex systematic -f ndjson, of volatility control alone"),
		row[report.TrendTrigger]("trigger", "a line of gex systematic -f ndjson, of triggers alone"),
		row[report.FundRow]("fund", "a line of gex systematic -f ndjson, of funds alone"),
		line[report.Contract]("contract", "a line of gex greeks -f ndjson"),
	}
}

func document[T any](name, by string) Document {
	return Document{name, by, Whole, reflect.TypeFor[T]()}
}
func row[T any](name, by string) Document  { return Document{name, by, Row, reflect.TypeFor[T]()} }
func line[T any](name, by string) Document { return Document{name, by, Line, reflect.TypeFor[T]()} }

// Find returns the document of a name; false when there is none.
func Find(name string) (Document, bool) {
	for _, d := range Documents() {
		if d.Name == name {
			return d, true
		}
	}
	return Document{}, false
}
