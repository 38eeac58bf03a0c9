package report

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/market"
)

// fill puts a value of its own into every field; absent leaves out what can be.
type filler struct {
	absent bool
	n      int
}

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch x := v.Addr().Interface().(type) {
	case *Number:
		*x = Number(float64(f.n) / 64)
		if f.absent {
			*x = None()
		}
		return
	case *Time:
		if !f.absent {
			*x = Time{time.Unix(1763650800+int64(f.n), 0).In(market.NewYork)}
		}
		return
	case *Text:
		if !f.absent {
			*x = Text(strings.Repeat("x", f.n%7+1))
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				f.fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0))
		f.fill(v.Index(1))
	case reflect.Pointer:
		if !f.absent {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem())
		}
	case reflect.String:
		v.SetString(strings.Repeat("s", f.n%5+1))
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("report holds a " + v.Kind().String())
	}
}

// same reports whether two values are equal; all NaN are, and times are compared by instant.
func same(a, b reflect.Value) bool {
	switch x := a.Interface().(type) {
	case Number:
		y := b.Interface().(Number)
		return x == y || math.IsNaN(float64(x)) && math.IsNaN(float64(y))
	case Time:
		y := b.Interface().(Time)
		return x.Equal(y.Time) && x.String() == y.String()
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer:
		return a.IsNil() == b.IsNil() && (a.IsNil() || same(a.Elem(), b.Elem()))
	}
	return a.Interface() == b.Interface()
}

// TestReportRoundTrip: a report read back is the report that was written, whatever is absent.
func TestReportRoundTrip(t *testing.T) {
	for _, absent := range []bool{false, true} {
		var r, back Report
		(&filler{absent: absent}).fill(reflect.ValueOf(&r).Elem())
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if nulls := bytes.Count(text, []byte("null")); absent != (nulls > 0) {
			t.Errorf("absent %v: %d null", absent, nulls)
		}
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if !same(reflect.ValueOf(r), reflect.ValueOf(back)) {
			t.Errorf("absent %v: comes back as another report", absent)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(again, text) {
			t.Errorf("absent %v: written again it differs (%v)\n%s\n%s", absent, err, text, again)
		}
	}
}

// keysOf lists the keys of the objects in a JSON text by path, each in its order; an array counts as its first element.
func keysOf(t *testing.T, text []byte) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	d := json.NewDecoder(bytes.NewReader(text))
	var walk func(path string, keep bool)
	walk = func(path string, keep bool) {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token {
		case json.Delim('{'):
			for d.More() {
				key, _ := d.Token()
				if keep {
					out[path] = append(out[path], key.(string))
				}
				walk(strings.TrimPrefix(path+"."+key.(string), "."), keep)
			}
			_, _ = d.Token()
		case json.Delim('['):
			for first := true; d.More(); first = false {
				walk(path, keep && first)
			}
			_, _ = d.Token()
		}
	}
	walk("", true)
	return out
}

// schemaKeys are the keys that scripts rely on, by the object they are in. Others may be between them.
var schemaKeys = map[string]string{
	"":                     "schema version input underlying as_of trade_date spot file_spot spot_source conventions settings carry volatility coverage totals regime day_move zero_gamma_moves levels levels_0dte buckets expiries strikes profile flows warnings",
	"input":                "file sha256 format",
	"conventions":          "gex_unit sign weight iv carry clock wall vol_rule",
	"settings":             "name value",
	"carry":                "rate rate_source gap gap_source quote_spot quote_time expiries_used",
	"volatility":           "source contracts gross_gex",
	"coverage":             "rows contracts used open_interest open_interest_used left_out repaired",
	"coverage.left_out":    "reason contracts open_interest",
	"coverage.repaired":    "reason contracts open_interest gex_share",
	"totals":               "gex call_gex put_gex gross_gex gex_1pct_move gex_per_point dex vex cex call_oi put_oi call_volume put_volume breakeven_put_per_call",
	"levels":               "zero_gamma flips call_wall put_wall abs_gamma hvl max_pain max_pain_expiry expected_move",
	"levels.flips":         "spot direction negligible",
	"levels.expected_move": "expiry straddle sigma",
	"levels_0dte":          "zero_gamma flips call_wall put_wall abs_gamma hvl max_pain max_pain_expiry expected_move",
	"buckets":              "bucket contracts open_interest volume call_gex put_gex gex gross_gex gex_1pct_move share",
	"expiries":             "root expiry settlement style dte years forward rate yield pairs atm_vol contracts open_interest call_gex put_gex gex max_pain",
	"strikes":              "strike call_oi put_oi call_volume put_volume call_gex put_gex gex dex vex cex",
	"profile":              "spot gex",
	"flows":                "spot vol time close",
	"flows.spot":           "move_pct spot shares usd futures pct_adv usd_0dte side",
	"flows.vol":            "vol_points shares usd side",
	"flows.time":           "at shares usd side",
	"flows.close":          "at shares usd side",
	"warnings":             "code message",
}

// TestSchema: the keys of gex.report/v1, in their order, also where nothing is known.
func TestSchema(t *testing.T) {
	if Schema != "gex.report/v1" {
		t.Errorf("schema %q", Schema)
	}
	var full, absent, zero Report
	(&filler{}).fill(reflect.ValueOf(&full).Elem())
	(&filler{absent: true}).fill(reflect.ValueOf(&absent).Elem())
	for name, r := range map[string]*Report{"full": &full, "absent": &absent, "zero": &zero} {
		r.Mapped, r.Changes, r.Cascade, r.Followers = nil, nil, nil, nil // of another instrument, of gex watch, and only when asked for
		r.Combined, r.Members, r.DealerBook = false, nil, nil
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		got := keysOf(t, text)
		if top := strings.Join(got[""], " "); top != schemaKeys[""] {
			t.Errorf("%s: the report's keys are\n%s, want\n%s", name, top, schemaKeys[""])
		}
		for path, want := range schemaKeys {
			var shared []string
			for _, key := range got[path] {
				if slices.Contains(strings.Fields(want), key) {
					shared = append(shared, key)
				}
			}
			if s := strings.Join(shared, " "); s != want && (r == &full || got[path] != nil) {
				t.Errorf("%s: keys of %q are %s, want %s", name, path, s, want)
			}
		}
	}
}

// TestNamedValues: the words that scripts compare with.
func TestNamedValues(t *testing.T) {
	for got, want := range map[string]string{
		string(LongGamma): "long_gamma", string(ShortGamma): "short_gamma", string(NearZero): "near_zero",
		string(NegToPos): "neg_to_pos", string(PosToNeg): "pos_to_neg",
		string(Buy): "buy", string(Sell): "sell", string(Still): "none",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
