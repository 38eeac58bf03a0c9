package require

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"gex/internal/report"
)

// Subject is the documents that conditions are evaluated on, of one underlying.
type Subject struct {
	Check   *report.Check
	Report  *report.Report   // may be nil when no condition needs it
	Outlook []report.Outlook // may be empty when no condition needs it

	Sensitivity *report.Sensitivity // may be nil when no condition needs it
	Cascade     *report.Cascade     // likewise
}

// key is a number or a word of a subject.
type key struct {
	path  string
	word  bool     // it holds a word, not a number
	words []string // its possible values; nil: any

	moment bool // the word is a date or a time
	report bool // only in the report, not in the check
	of     func(Subject) report.Scalar
}

// sensitivity is the prefix of the keys of gex sensitivity.
const sensitivity = "sensitivity."

// cascade is the prefix of the keys of gex cascade.
const cascade = "cascade."

// keys lists the keys of a subject: those of the check, of the report, of the outlook, of the sensitivity, then of the cascade.
var keys = sync.OnceValue(func() []key {
	var all []key
	add := func(k key) {
		if !slices.ContainsFunc(all, func(other key) bool { return other.path == k.path }) {
			all = append(all, k)
		}
	}
	collect(reflect.TypeFor[report.Check](), "", func(s Subject) reflect.Value { return reflect.ValueOf(s.Check).Elem() }, add)
	ofCheck := len(all)
	collect(reflect.TypeFor[report.Report](), "", func(s Subject) reflect.Value { return reflect.ValueOf(s.Report).Elem() }, add)
	for _, scope := range report.OutlookScopes {
		collect(reflect.TypeFor[report.Outlook](), "outlook."+scope+".", row(scope), add)
	}
	ofReport := len(all)
	collect(reflect.TypeFor[report.Sensitivity](), sensitivity, func(s Subject) reflect.Value { return reflect.ValueOf(s.Sensitivity).Elem() }, add)
	collect(reflect.TypeFor[report.Cascade](), cascade, func(s Subject) reflect.Value { return reflect.ValueOf(s.Cascade).Elem() }, add)
	collectShocks(add)
	for i := range all {
		all[i].report = i >= ofCheck && i < ofReport
	}
	return all
})

// value returns a part of a subject; invalid when something on the path is nil.
type value func(Subject) reflect.Value

// collect adds the keys of a struct. Lists have none but those of walls; mapped, changes and the cascade of a report are left out, as gex check never has them.
func collect(t reflect.Type, prefix string, of value, add func(key)) {
	for i := range t.NumField() {
		field := t.Field(i)
		tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		path := prefix + tag
		switch {
		case path == "mapped" || path == "changes" || path == "cascade":
		case field.Anonymous:
			collect(field.Type, prefix, part(of, i), add)
		default:
			collectOne(field.Type, path, part(of, i), add)
		}
	}
}

// collectOne adds the key of a field, or the keys of the struct it holds.
func collectOne(t reflect.Type, path string, of value, add func(key)) {
	k := key{path: path, of: func(s Subject) report.Scalar { return scalar(of(s)) }}
	switch {
	case t == reflect.TypeFor[[]report.Wall]():
		collectWalls(strings.TrimSuffix(path, "walls"), of, add)
	case t.Kind() == reflect.Pointer:
		t = t.Elem()
		if t.Kind() == reflect.Struct {
			collect(t, path+".", of, add)
		}
	case t == reflect.TypeFor[report.Time]():
		k.word, k.moment = true, true
		add(k)
	case t.Kind() == reflect.Struct:
		collect(t, path+".", of, add)
	case t.Kind() == reflect.Float64, t.Kind() == reflect.Int:
		add(k)
	case t.Kind() == reflect.String:
		k.word, k.moment = true, strings.HasSuffix(path, "trade_date") || strings.HasSuffix(path, "expiry")
		if t == reflect.TypeFor[report.Regime]() {
			k.words = []string{string(report.LongGamma), string(report.ShortGamma), string(report.NearZero)}
		}
		if t == reflect.TypeFor[report.Verdict]() {
			k.words = []string{string(report.Firm), string(report.BySign), string(report.Open)}
		}
		add(k)
	}
}

// collectWalls adds the numbers of walls, which are levels under keys of their own.
func collectWalls(prefix string, of value, add func(key)) {
	for _, n := range report.WallNumbers {
		add(key{path: prefix + n.Key, of: func(s Subject) report.Scalar {
			if v := of(s); v.IsValid() {
				return scalar(reflect.ValueOf(n.Of(v.Interface().([]report.Wall))))
			}
			return report.Scalar{Number: report.None()}
		}})
	}
}

// part returns a field of a struct, following a pointer.
func part(of value, field int) value {
	return func(s Subject) reflect.Value {
		v := of(s)
		if v.IsValid() {
			v = reflect.Indirect(v.Field(field))
		}
		return v
	}
}

// row returns the row of the outlook with a scope.
func row(scope string) value {
	return func(s Subject) reflect.Value {
		for i := range s.Outlook {
			if s.Outlook[i].Scope == scope {
				return reflect.ValueOf(&s.Outlook[i]).Elem()
			}
		}
		return reflect.Value{}
	}
}

// scalar returns a field as a number or a word.
func scalar(v reflect.Value) report.Scalar {
	none := report.Scalar{Number: report.None()}
	if !v.IsValid() {
		return none
	}
	switch x := v.Interface().(type) {
	case report.Number:
		return report.Scalar{Number: x.Round()}
	case report.Time:
		return report.Scalar{Number: report.None(), Word: x.String()}
	case int:
		return report.Scalar{Number: report.Number(x)}
	}
	none.Word = v.String()
	return none
}

// shortened are prefixes of keys that may be omitted.
var shortened = []string{"levels.", "totals.", "carry.", "outlook."}

// find returns the key of a name: its path in any case, a short form, or an alias of a level; nil when there is none.
func find(name string) *key {
	if k := findPath(name); k != nil {
		return k
	}
	if level := report.LevelName(name, Names()); level != "" {
		return findPath(level)
	}
	return nil
}

// findPath returns the key of a path, complete or without an omissible prefix.
func findPath(name string) *key {
	name = strings.ToLower(name)
	if rest, of0DTE := strings.CutPrefix(name, "0dte."); of0DTE {
		name = "levels_0dte." + rest
	}
	for _, prefix := range append([]string{""}, shortened...) {
		path := prefix + name
		for i, k := range keys() {
			if k.path == path || strings.ReplaceAll(k.path, "expected_move.", "expected_move_") == path {
				return &keys()[i]
			}
		}
	}
	return nil
}

// Names lists the spellings of all keys: short ones first, then complete paths.
func Names() []string {
	var short, whole []string
	for _, k := range keys() {
		for _, prefix := range shortened {
			if rest, cut := strings.CutPrefix(k.path, prefix); cut && !slices.Contains(short, rest) {
				short = append(short, rest)
			}
		}
		whole = append(whole, k.path)
	}
	return append(short, whole...)
}

// shocks are the outside shocks that have keys, in percent, by their name in a key; those up have it in the name.
var shocks = []struct {
	pct  report.Number
	name string
}{{-0.5, "0.5pct"}, {-1, "1pct"}, {-2, "2pct"}, {-3, "3pct"}, {-5, "5pct"}, {0.5, "up_0.5pct"}, {1, "up_1pct"}, {2, "up_2pct"}, {3, "up_3pct"}, {5, "up_5pct"}}

// collectShocks adds the keys of single shocks: cascade.absorb_1pct is that of a drop, cascade.rest_up_2pct of a rise.
func collectShocks(add func(key)) {
	for _, n := range []string{"absorb", "rest", "move_pct", "amplification", "dealer_usd"} {
		for _, shock := range shocks {
			q := report.CascadeQuery{Name: n, At: shock.pct}
			add(key{path: cascade + n + "_" + shock.name, of: func(s Subject) report.Scalar {
				return report.Scalar{Number: q.In(s.Cascade).Round()}
			}})
		}
	}
}
