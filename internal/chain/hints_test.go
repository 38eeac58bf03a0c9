package chain

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gex/internal/fault"
	"gex/internal/market"
)

// followed maps the flags that a hint may name to what a user does who reads it. The word is what follows the flag.
var followed = map[string]func(t *testing.T, o *Options, word string, answers map[string]string){
	"as-of": func(t *testing.T, o *Options, _ string, _ map[string]string) {
		o.AsOf = market.When{Time: newYork(2025, 11, 20, 9, 52)}
	},
	"dates": func(t *testing.T, o *Options, word string, _ map[string]string) {
		o.Dates = map[string]DateOrder{"dmy": DayFirst, "mdy": MonthFirst}[word]
	},
	"symbol": func(t *testing.T, o *Options, _ string, _ map[string]string) { o.Symbol = "SPY" },
	"expiration": func(t *testing.T, o *Options, word string, _ map[string]string) {
		o.Expiration, _ = market.ParseDate("2025-11-28")
	},
	"quote-date": func(t *testing.T, o *Options, word string, _ map[string]string) {
		var err error
		if o.QuoteDate, err = market.ParseDate(word); err != nil {
			t.Errorf(fault.Setting("quote-date")+" %s: %v", word, err)
		}
	},
	"decimal": func(t *testing.T, o *Options, _ string, _ map[string]string) { o.Decimal = ',' },
	"spot":    func(t *testing.T, o *Options, _ string, _ map[string]string) {}, // does not affect reading
	"columns": func(t *testing.T, o *Options, word string, answers map[string]string) {
		columns := map[string]string{}
		for name, column := range o.Columns {
			columns[name] = column
		}
		for part := range strings.SplitSeq(word, ",") {
			name, column, _ := strings.Cut(part, "=")
			if column == "…" {
				column = answers[name]
			}
			if column != "" {
				columns[name] = column
			}
		}
		o.Columns = columns
	},
}

var hintedFlag = regexp.MustCompile(`--([a-z-]+)(?: ([^\s;:,]+(?:,[a-z_]+=[^\s;:,]+)*))?`)

// Following a hint helps, and no hint asks for a flag that is already set.
func TestHintsWork(t *testing.T) {
	const header = "underlying,spot,quote_time,expiration,strike,type,bid,ask,open_interest\n"
	long := func(when, expiry string) string {
		return header + "SPY,600," + when + "," + expiry + ",600,C,5,5.2,10\nSPY,600," + when + "," + expiry + ",600,P,5,5.2,10\n"
	}
	named := map[string]string{"strike": "K", "type": "cp", "open_interest": "OI", "bid": "b", "ask": "a"}
	for name, c := range map[string]struct {
		text    string
		o       Options
		answers map[string]string
	}{
		"no time":                   {long("", "2025-11-28"), Options{}, nil},
		"time unreadable":           {long("whenever", "2025-11-28"), Options{}, nil},
		"time open":                 {long("11/12/2025", "2025-12-19"), Options{}, nil},
		"expiry open":               {long("2025-11-20 10:00", "05/12/2025"), Options{}, nil},
		"both open":                 {long("11/10/2025", "12/11/2025"), Options{}, nil},
		"open after a clear one":    {long("2025-11-20 10:00", "2025-11-28") + strings.TrimPrefix(long("2025-11-20 10:00", "12/11/2025"), header), Options{}, nil},
		"mixed and open":            {long("2025-11-20 10:00", "11/28/2025") + strings.TrimPrefix(long("2025-11-20 10:00", "28/11/2025")+long("2025-11-20 10:00", "12/11/2025"), header), Options{}, nil},
		"several dates":             {long("2025-11-19", "2025-11-28") + strings.TrimPrefix(long("2025-11-20", "2025-11-28"), header), Options{}, nil},
		"settled":                   {long("2025-12-20 10:00", "2025-11-28"), Options{}, nil},
		"no spot":                   {strings.ReplaceAll(long("2025-11-20 10:00", "2025-11-28"), "spot", "px"), Options{}, map[string]string{"spot": "px"}},
		"no underlying":             {strings.ReplaceAll(long("2025-11-20 10:00", "2025-11-28"), "underlying", "u"), Options{}, map[string]string{"underlying": "u"}},
		"no strike":                 {strings.ReplaceAll(long("2025-11-20 10:00", "2025-11-28"), "strike", "K"), Options{}, map[string]string{"strike": "K"}},
		"no known table":            {"K,cp,exp,px,b,a,OI\n600,C,2025-11-28,600,5,5.2,10\n", Options{}, map[string]string{"strike": "K", "type": "cp", "expiration": "exp", "bid": "b", "ask": "a", "open_interest": "OI"}},
		"mapped, no side":           {"K,cp,b,a,OI\n600,C,5,5.2,10\n", Options{Columns: map[string]string{"strike": "K", "bid": "b"}}, map[string]string{"type": "cp"}},
		"mapped, nothing else":      {"K,cp,b,a,OI\n600,C,5,5.2,10\n", Options{Columns: named}, nil},
		"mapped, open":              {"K,cp,b,a,OI,e\n600,C,5,5.2,10,12/11/2025\n", Options{Columns: with(named, "expiration", "e"), Symbol: "SPY", AsOf: market.When{Time: newYork(2025, 11, 3, 10, 0)}}, nil},
		"mapped, no such column":    {"K,cp,exp,bid\n600,C,2025-11-28,5\n", Options{Columns: map[string]string{"strike": "K", "type": "cp", "expiration": "exp"}}, nil},
		"symbols that name nothing": {"name,K,cp,e,b,a\n,600,C,2025-11-28,5,5.2\n", Options{Columns: map[string]string{"symbol": "name", "strike": "K", "type": "cp", "expiration": "e", "bid": "b", "ask": "a"}}, nil},
		"cboe without a date":       {strings.Replace(quotedataTop, "Date:", "Dated:", 1) + row6700, Options{}, nil},
		"cboe with a date unread":   {strings.Replace(quotedataTop, "November", "Smarch", 1) + row6700, Options{}, nil},
		"decimal":                   {"K;cp;e;b;a;u\n600;C;2025-11-28;5,123;5,125;SPY\n", Options{Columns: map[string]string{"strike": "K", "type": "cp", "expiration": "e", "underlying": "u", "bid": "b"}}, nil},
		"polygon":                   {sample(t, "polygon.csv"), Options{}, nil},
		"optionmetrics, no ticker":  {strings.Replace(sample(t, "optionmetrics.csv"), "ticker", "tick", 1), Options{}, nil},
	} {
		given := map[string]bool{}
		o := c.o
		o.Name = "-"
		for name, is := range map[string]bool{"as-of": !o.AsOf.IsZero(), "symbol": o.Symbol != ""} {
			given[name] = is
		}
		var trail []string
		for {
			_, err := readText(c.text, o)
			var e *fault.Error
			if !errors.As(err, &e) {
				break
			}
			trail = append(trail, e.Error()+"; "+e.Hint)
			flags := hintedFlag.FindAllStringSubmatch(fault.Spell(e.Hint, fault.AsFlag), -1)
			if len(flags) == 0 || len(trail) > 5 {
				t.Errorf("%s: not read after\n%s", name, strings.Join(trail, "\n"))
				break
			}
			next := slices.IndexFunc(flags, func(m []string) bool { return m[1] != "columns" || strings.Contains(m[2], "=") })
			flag, word := flags[max(next, 0)][1], ""
			for _, m := range flags { // --quote-date, for example --quote-date 2025-11-20
				if m[1] == flag && word == "" {
					word = m[2]
				}
			}
			if given[flag] && flag != "columns" {
				t.Errorf("%s: --%s was given, and is asked for again:\n%s", name, flag, strings.Join(trail, "\n"))
				break
			}
			given[flag] = true
			follow := followed[flag]
			if follow == nil {
				t.Errorf("%s: the hint names --%s:\n%s", name, flag, strings.Join(trail, "\n"))
				break
			}
			follow(t, &o, word, c.answers)
		}
	}
}

func with(columns map[string]string, name, column string) map[string]string {
	out := map[string]string{name: column}
	for n, c := range columns {
		out[n] = c
	}
	return out
}

// If every contract has settled, the hint is about the flag that sets the time.
func TestHintsOnTheSettled(t *testing.T) {
	const text = "K,cp,bid,ask,open_interest\n600,C,5,5.2,10\n"
	o := Options{Columns: map[string]string{"strike": "K", "type": "cp"}, Symbol: "SPY", AsOf: market.When{Time: newYork(2025, 12, 20, 10, 0)}}
	o.Expiration, _ = market.ParseDate("2025-11-28")
	if e := refused(t, text, o); !strings.Contains(e.Hint, fault.Setting("expiration")+", which has to be later") {
		t.Errorf("hint %q", e.Hint)
	}
	const dated = "underlying,spot,quote_time,expiration,strike,type,bid,ask\nSPY,600,2025-11-20 10:00,2025-11-28,600,C,5,5.2\n"
	if e := refused(t, dated, Options{AsOf: o.AsOf}); !strings.Contains(e.Hint, fault.Setting("as-of")+" has to be before that") {
		t.Errorf("hint %q", e.Hint)
	}
}
