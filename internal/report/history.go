package report

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"gex/internal/escape"
)

// Snapshot is one underlying at one moment as a row of a history: its totals and levels, what they were made of and how.
type Snapshot struct {
	Underlying    string `json:"underlying"`
	AsOf          Time   `json:"as_of"`
	TradeDate     string `json:"trade_date"`
	Spot          Number `json:"spot"`
	Regime        Regime `json:"regime"`
	GEX           Number `json:"gex"`
	CallGEX       Number `json:"call_gex"`
	PutGEX        Number `json:"put_gex"`
	GrossGEX      Number `json:"gross_gex"`
	GEX1PctMove   Number `json:"gex_1pct_move"`
	DEX           Number `json:"dex"`
	VEX           Number `json:"vex"`
	CEX           Number `json:"cex"`
	CallOI        Number `json:"call_oi"`
	PutOI         Number `json:"put_oi"`
	ZeroGamma     Number `json:"zero_gamma"`
	CallWall      Number `json:"call_wall"`
	PutWall       Number `json:"put_wall"`
	AbsGamma      Number `json:"abs_gamma"`
	HVL           Number `json:"hvl"`
	MaxPain       Number `json:"max_pain"`
	ExpectedMove  Number `json:"expected_move"` // straddle
	GEX0DTE       Number `json:"gex_0dte"`
	ZeroGamma0DTE Number `json:"zero_gamma_0dte"`
	CallWall0DTE  Number `json:"call_wall_0dte"`
	PutWall0DTE   Number `json:"put_wall_0dte"`
	Warnings      string `json:"warnings"` // their codes
	Options       string `json:"options"`  // flags that bear on the numbers
	Version       string `json:"version"`
	File          string `json:"file"` // from the folder
	SHA256        string `json:"sha256"`
	Format        string `json:"format"`
}

// SnapshotOf is a report as a row; file and options are the caller's.
func SnapshotOf(r *Report) Snapshot {
	t, l := r.Totals, r.Levels
	s := Snapshot{
		Underlying: r.Underlying, AsOf: r.AsOf, TradeDate: r.TradeDate, Spot: r.Spot, Regime: r.Regime,
		GEX: t.GEX, CallGEX: t.CallGEX, PutGEX: t.PutGEX, GrossGEX: t.GrossGEX, GEX1PctMove: t.GEX1PctMove,
		DEX: t.DEX, VEX: t.VEX, CEX: t.CEX, CallOI: t.CallOI, PutOI: t.PutOI,
		ZeroGamma: l.ZeroGamma, CallWall: l.CallWall, PutWall: l.PutWall, AbsGamma: l.AbsGamma, HVL: l.HVL,
		MaxPain: l.MaxPain, ExpectedMove: None(),
		GEX0DTE: None(), ZeroGamma0DTE: None(), CallWall0DTE: None(), PutWall0DTE: None(),
		Version: r.Version, File: r.Input.File, SHA256: r.Input.SHA256, Format: r.Input.Format,
	}
	if e := l.ExpectedMove; e != nil {
		s.ExpectedMove = e.Straddle
	}
	if d := r.Levels0DTE; d != nil {
		s.GEX0DTE, s.ZeroGamma0DTE, s.CallWall0DTE, s.PutWall0DTE = d.GEX, d.ZeroGamma, d.CallWall, d.PutWall
	}
	var codes []string
	for _, w := range r.Warnings {
		codes = append(codes, w.Code)
	}
	slices.Sort(codes)
	s.Warnings = strings.Join(slices.Compact(codes), " ")
	return s
}

// ReadSnapshots reads a history back, as csv or a JSON object a line. Columns that a later version added are absent.
func ReadSnapshots(r io.Reader, asCSV bool) ([]Snapshot, error) {
	if asCSV {
		return snapshotsFromCSV(r)
	}
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	var list []Snapshot
	for {
		s := blankSnapshot()
		err := dec.Decode(&s)
		switch {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return nil, err
		case s.File == "" || s.Underlying == "":
			return nil, errors.New("a line without file or underlying")
		}
		list = append(list, s)
	}
}

// blankSnapshot has no number.
func blankSnapshot() Snapshot {
	var s Snapshot
	v := reflect.ValueOf(&s).Elem()
	for i := range v.NumField() {
		if n, ok := v.Field(i).Addr().Interface().(*Number); ok {
			*n = None()
		}
	}
	return s
}

func snapshotsFromCSV(r io.Reader) ([]Snapshot, error) {
	in := csv.NewReader(r)
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	fields, err := snapshotFields(header)
	if err != nil {
		return nil, err
	}
	var list []Snapshot
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		s := blankSnapshot()
		for j, cell := range row {
			if err := setCell(reflect.ValueOf(&s).Elem().Field(fields[j]), cell); err != nil {
				line, _ := in.FieldPos(j)
				return nil, fmt.Errorf("line %d: %s: %w", line, header[j], err)
			}
		}
		list = append(list, s)
	}
}

// snapshotFields finds the field of every column.
func snapshotFields(header []string) ([]int, error) {
	at := map[string]int{}
	t := reflect.TypeFor[Snapshot]()
	for i := range t.NumField() {
		at[t.Field(i).Tag.Get("json")] = i
	}
	fields := make([]int, len(header))
	for j, name := range header {
		i, known := at[name]
		if !known {
			return nil, fmt.Errorf("column %q is none of a history", name)
		}
		fields[j] = i
	}
	for _, name := range []string{"underlying", "as_of", "file", "sha256"} {
		if !slices.Contains(header, name) {
			return nil, fmt.Errorf("no column %s", name)
		}
	}
	return fields, nil
}

// setCell reads a cell as csv carries it: absent is empty.
func setCell(v reflect.Value, cell string) error {
	switch to := v.Addr().Interface().(type) {
	case *Number:
		if cell == "" {
			return nil
		}
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil {
			return fmt.Errorf("%q is not a number", cell)
		}
		*to = Number(x)
	case *Time:
		if cell == "" {
			return nil
		}
		at, err := time.Parse(time.RFC3339, cell)
		if err != nil {
			return fmt.Errorf("%q is no time", cell)
		}
		*to = Time{at}
	default:
		v.SetString(escape.Uncell(cell))
	}
	return nil
}
