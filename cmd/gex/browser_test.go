package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gex/internal/fault"
	"gex/internal/reftest"
	"gex/internal/soaktest"
)

// browserNames are the programs that a page is opened with, the first that is there.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"}

// browser finds one. Where GEX_BROWSER names it, as in CI, it must be there.
func browser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("no time for a browser")
	}
	if name := os.Getenv("GEX_BROWSER"); name != "" {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Fatalf("GEX_BROWSER: %v", err)
		}
		return path
	}
	for _, name := range browserNames {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("the page is not opened: no " + strings.Join(browserNames, ", ") + " here (apt-get install chromium, or GEX_BROWSER)")
	return ""
}

// browse runs the browser on a file, with a profile of its own and no network, and returns what it prints.
func browse(t *testing.T, path string, flags ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	home := t.TempDir()
	cmd := exec.CommandContext(ctx, browser(t), append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
		"--disable-extensions", "--user-data-dir=" + filepath.Join(home, "profile"), "--host-resolver-rules=MAP * ~NOTFOUND"},
		append(flags, "file://"+path)...)...)
	cmd.Env = append(os.Environ(), "HOME="+home)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd.Path, err, problems.String())
	}
	return out.String()
}

// opened is the document that a browser makes of a file after its scripts have run, and the log of its network.
func opened(t *testing.T, path string) (dom string, log []byte) {
	t.Helper()
	netLog := filepath.Join(t.TempDir(), "net.json")
	dom = browse(t, path, "--log-net-log="+netLog, "--virtual-time-budget=4000", "--window-size=1400,900", "--dump-dom")
	log, err := os.ReadFile(netLog)
	if err != nil {
		t.Fatal(err)
	}
	return dom, log
}

// askedFor lists what the page asked the network for. The browser has matters of its own there, which no page began.
func askedFor(t *testing.T, log []byte) []string {
	t.Helper()
	var net struct {
		Events []struct {
			Params struct{ Initiator, URL any }
		}
	}
	if err := json.Unmarshal(log, &net); err != nil || len(net.Events) == 0 {
		t.Fatalf("the log of the network has %d events: %v", len(net.Events), err)
	}
	var out []string
	for _, e := range net.Events {
		if by, ok := e.Params.Initiator.(string); ok && by != "not an origin" {
			out = append(out, fmt.Sprint(e.Params.URL))
		}
	}
	return out
}

//go:embed testdata/browser/reader.js
var readerScript string

//go:embed testdata/browser/frames.html
var framesPage string

// seen is what the reader's script finds in the page.
type seen struct {
	Width, Scroll  int // of the window, and of what it shows
	Title, Text    string
	Resources      int
	Blocked        []string
	Shown          int     // pictures
	Smallest       float64 // text of them, in pixels
	Focused        bool    // by the keyboard alone: a heading takes the focus and says what it is
	Orders         []string
	Came, Down, Up []string
	Back, Buckets  []string

	Filter struct {
		All, Range, Whole, Again, Near int
		Expiry, Invalid                string
		Own                            []string
	}
	Pointed struct {
		Mouse, Touch string
		Lines        int
		Gone         bool
	}
	Enlarged struct {
		Before, Large, After, Scroll float64
		Pressed                      string
	}
}

//go:embed testdata/browser/texts.js
var textsScript string

//go:embed testdata/browser/resized.html
var resizedPage string

// laid is how a page is laid out at one width.
type laid struct {
	Page                   string
	Width, Inner, Scroll   int
	Shown                  int     // pictures
	Smallest               float64 // text of them, in pixels
	Resources              int
	Blocked, Meets, Points []string
	Text                   string
}

// layouts opens pages one after the other, each as wide as a phone, a tablet and a laptop, and returns what is seen.
func layouts(t *testing.T, pages map[string]string) (all []laid, log []byte) {
	t.Helper()
	dir := t.TempDir()
	names := slices.Sorted(maps.Keys(pages))
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(withScript(t, pages[name], textsScript)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list, err := json.Marshal(names)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "resized.html"), []byte(strings.Replace(resizedPage, "[PAGES]", string(list), 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	log = answers(t, filepath.Join(dir, "resized.html"), &all)
	if len(all) != 3*len(pages) {
		t.Fatalf("%d layouts of %d pages", len(all), len(pages))
	}
	return all, log
}

// check: at its width the page fits, asks for nothing, and no text lies on another.
func (l laid) check(t *testing.T) {
	t.Helper()
	if l.Inner != l.Width || l.Scroll > l.Inner {
		t.Errorf("%s: %d pixels wide in a window of %d, for %d", l.Page, l.Scroll, l.Inner, l.Width)
	}
	if l.Resources != 0 || len(l.Blocked) > 0 {
		t.Errorf("%s at %d: %d resources, blocked: %v", l.Page, l.Width, l.Resources, l.Blocked)
	}
	if l.Shown > 0 && l.Smallest < 9 {
		t.Errorf("%s at %d: text of %.1f pixels in a picture", l.Page, l.Width, l.Smallest)
	}
	for _, pair := range l.Meets {
		t.Errorf("%s at %d: %s", l.Page, l.Width, pair)
	}
}

// TestBrowserDiff opens reports, with bands and of a combined book, and a change of two chains at three widths: they fit, no text lies on another, and the change says what
// gex diff says in JSON.
func TestBrowserDiff(t *testing.T) {
	browser(t)
	pages := map[string]string{}
	args := []string{"diff", "-q", "--symbol", "UND0003", marketFile, laterFile}
	for name, call := range map[string][]string{
		"report.html": {"report", "-q", spxFile}, "diff.html": args,
		"bands.html":    {"report", "-q", "--bands", "--impact", "50bn", spxFile},
		"combined.html": append([]string{"report", "-q", "--bands"}, strings.Fields(combinedFiles)...),
	} {
		page, stderr, code := runGex(t, append(call, "-f", "html")...)
		if code != fault.Done {
			t.Fatal(stderr)
		}
		pages[name] = page
	}
	all, log := layouts(t, pages)
	if asked := askedFor(t, log); len(asked) > 0 {
		t.Errorf("the page asks for %v", asked)
	}
	for _, l := range all {
		l.check(t)
		if l.Page == "diff.html" && (l.Shown != 3 || len(l.Points) != 3) {
			t.Errorf("%d pictures at %d, the crosshair says %q", l.Shown, l.Width, l.Points)
		}
	}
	for _, l := range all {
		if l.Page == "diff.html" {
			saysTheDiff(t, l.Text, args)
			break
		}
	}
}

// TestBrowserPaper lays reports out on a screen as on paper: every section and every picture is there, and no text lies on another.
func TestBrowserPaper(t *testing.T) {
	browser(t)
	pages, titles := map[string]string{}, regexp.MustCompile(`<h2 id="[\w-]+-title">([^<]+)</h2>`)
	for name, call := range map[string][]string{
		"report.html": {spxFile}, "bands.html": {"--bands", "--impact", "50bn", "--map-to", "ES=6712.25", spxFile},
		"combined.html": append([]string{"--bands"}, strings.Fields(combinedFiles)...),
	} {
		page, stderr, code := runGex(t, append([]string{"report", "-q", "-f", "html"}, call...)...)
		if code != fault.Done {
			t.Fatal(stderr)
		}
		pages[name] = strings.Replace(page, "@media print", "@media all", 1)
	}
	all, _ := layouts(t, pages)
	onPaper := 0
	for _, l := range all {
		if l.Width != paperWidth {
			continue
		}
		onPaper++
		if l.Scroll > l.Inner {
			t.Errorf("%s: %d pixels wide on paper of %d", l.Page, l.Scroll, l.Inner)
		}
		for _, pair := range l.Meets {
			t.Errorf("%s: %s", l.Page, pair)
		}
		if n := strings.Count(pages[l.Page], "<figure"); n == 0 || l.Shown != n {
			t.Errorf("%s: %d of %d pictures are on paper", l.Page, l.Shown, n)
		}
		for _, title := range titles.FindAllStringSubmatch(pages[l.Page], -1) {
			if !slices.Contains([]string{"Pictures", "Implied volatility"}, title[1]) && !strings.Contains(l.Text, html.UnescapeString(title[1])) {
				t.Errorf("%s: %s is not on paper", l.Page, title[1])
			}
		}
	}
	if onPaper != len(pages) {
		t.Errorf("%d of %d pages are looked at on paper", onPaper, len(pages))
	}
}

// paperWidth is the layout that is nearest to a sheet: A4 has 190 mm between its margins, 718 pixels.
const paperWidth = 768

// saysTheDiff: every level and every cause of the document stands on the page, as it was and as it is.
func saysTheDiff(t *testing.T, text string, args []string) {
	t.Helper()
	out, stderr, code := runGex(t, append(args, "-f", "json")...)
	var doc struct {
		Diff struct {
			Numbers []struct {
				Key           string
				Before, After *float64
			}
			Effects []struct {
				Effect    string
				Contracts int
			}
			Strikes []struct{ Strike float64 }
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); code != fault.Done || err != nil {
		t.Fatal(stderr, err)
	}
	rows := strings.ReplaceAll(text, "\t", " ")
	levels := 0
	for _, n := range doc.Diff.Numbers {
		if strings.HasPrefix(n.Key, "levels.") && n.Before != nil && n.After != nil && *n.Before > 10 {
			levels++
			if want := fmt.Sprintf(" %.2f %.2f ", *n.Before, *n.After); !strings.Contains(rows, want) {
				t.Errorf("%s: no%s", n.Key, want)
			}
		}
	}
	for _, e := range doc.Diff.Effects {
		if row := regexp.MustCompile(`(?m)^` + strings.ReplaceAll(e.Effect, "_", " ") + ` [+-]?[\d.,]+ ` + strconv.Itoa(e.Contracts) + ` `); !row.MatchString(rows) {
			t.Errorf("no row of %s with %d contracts", e.Effect, e.Contracts)
		}
	}
	for _, k := range doc.Diff.Strikes {
		if row := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(strconv.FormatFloat(k.Strike, 'f', -1, 64)) + `[.0]* [+-]?[\d.,]+ [+-]?[\d.,]+ [+-]?[\d.,]+ `); !row.MatchString(rows) {
			t.Errorf("no row of strike %v", k.Strike)
		}
	}
	if levels == 0 || len(doc.Diff.Strikes) < 5 {
		t.Errorf("%d levels and %d strikes that moved: compare chains that differ", levels, len(doc.Diff.Strikes))
	}
}

// TestBrowserTextsOfRealChains: on the pages of twelve real chains no text lies on another, on a phone, a tablet and a laptop. Outside
// of make soak three of them are opened.
func TestBrowserTextsOfRealChains(t *testing.T) {
	browser(t)
	dir := reftest.Chains(t)
	chains := []string{
		"cboe-quotes/SPX_2023-09-14_1631ET_full_0DTE.csv", "cboe-quotes/SPX_2025-11-20_0952ET_0DTE-expiry-only_locale-es.csv",
		"cboe-quotes/SPX_2025-01-06_2057ET_near-money-sample.csv", "cboe-quotes/SPY_2025-05-01_0828ET_premarket.csv",
		"cboe-quotes/NVDA_2025-01-06_2130ET.csv", "cboe-quotes/NDX_2023-05-26_1718ET_unquoted-date.csv",
		"cboe-quotes/QQQ_2023-06-12_1635ET_quoted-name.csv", "cboe-json/RUT_2023-09-21_cdn-api.json.gz",
		"deribit/BTC_2025-11-19T1121Z_bookSummary_DERIVED.csv", "nse/NIFTY_2025-08-14_raw-api.json.gz",
		"tda/MSFT_2021-05-17_TDA-chains.json", "historicaloptiondata/VXX_2016-12-01_daily.csv",
	}
	if !soaktest.Long() {
		chains = []string{chains[0], chains[8], chains[9]} // an index with 0DTE, coins, rupees
	}
	for _, args := range chains {
		page, stderr, code := runGex(t, "report", "-q", "-f", "html", filepath.Join(dir, filepath.FromSlash(args)))
		if code != fault.Done {
			t.Fatalf("%s: %s", args, stderr)
		}
		all, _ := layouts(t, map[string]string{"page.html": page})
		for _, l := range all {
			l.Page = args
			l.check(t)
		}
	}
}

// read opens the page in frames as wide as a phone, a tablet and a laptop, and returns what is seen in each.
func read(t *testing.T, page string) (frames []seen, log []byte) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"page.html": withScript(t, page, readerScript), "frames.html": framesPage} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	log = answers(t, filepath.Join(dir, "frames.html"), &frames)
	return frames, log
}

// answers opens a page and reads what its scripts have seen.
func answers(t *testing.T, path string, seen any) (log []byte) {
	t.Helper()
	dom, log := opened(t, path)
	m := regexp.MustCompile(`(?s)<pre id="seen">(.*?)</pre>`).FindStringSubmatch(dom)
	if m == nil {
		t.Fatalf("%s answers nothing: %.2000s", filepath.Base(path), dom)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(m[1])), seen); err != nil {
		t.Fatalf("%v: %.300s", err, m[1])
	}
	return log
}

// withScript adds a script to the page, and to the scripts that its policy lets run.
func withScript(t *testing.T, page, script string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(script))
	out := strings.Replace(page, "script-src ", "script-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"' ", 1)
	out = strings.Replace(out, "</body>", "<script>"+script+"</script></body>", 1)
	if len(out) < len(page)+len(script)+len("sha256-") {
		t.Fatal("the page has no policy or no end")
	}
	return out
}

// TestBrowser opens the page as a reader does: it says where gamma flips, sorts its tables, fits every screen, and asks
// the network for nothing.
func TestBrowser(t *testing.T) {
	page, stderr, code := runGex(t, "report", "-q", "-f", "html", spxFile)
	if code != fault.Done {
		t.Fatal(stderr)
	}
	frames, log := read(t, page)
	if len(frames) != 3 {
		t.Fatalf("%d of 3 frames answer", len(frames))
	}
	for _, f := range frames {
		t.Run(fmt.Sprint(f.Width), func(t *testing.T) { f.check(t) })
	}
	if asked := askedFor(t, log); len(asked) > 0 {
		t.Errorf("the page asks for %v", asked)
	}
}

func (f seen) check(t *testing.T) {
	if f.Scroll > f.Width {
		t.Errorf("%d pixels wide in a window of %d", f.Scroll, f.Width)
	}
	for _, want := range []string{"LONG GAMMA", "zero gamma", "6,662.19", "0.56% below spot"} {
		if !strings.Contains(f.Text, want) {
			t.Errorf("does not say %q", want)
		}
	}
	if f.Resources != 0 || len(f.Blocked) > 0 {
		t.Errorf("%d resources, blocked: %v", f.Resources, f.Blocked)
	}
	if f.Shown != 8 || f.Smallest < 9 {
		t.Errorf("%d pictures, the smallest text in them %.1f pixels", f.Shown, f.Smallest)
	}
	f.checkSorting(t)
	f.checkFilters(t)
	f.checkPictures(t)
}

// checkFilters: a range of strikes, one expiry, and near expiries, each as the chain has them.
func (f seen) checkFilters(t *testing.T) {
	have := f.Filter
	if have.All != len(f.Came) || have.Again != have.All || have.Whole != 0 || have.Invalid != "true" {
		t.Errorf("rows: %+v, of %d", have, len(f.Came))
	}
	if have.Range != 6 { // 6,600, 6,620, 6,625, 6,630, 6,640 and 6,650 are listed
		t.Errorf("%d strikes from 6,600 to 6,650", have.Range)
	}
	if have.Near != 5 { // 20 to 26 November
		t.Errorf("%d expiries within 7 days", have.Near)
	}
	if have.Expiry != "21 Nov 2025 · SPX · 1 d" || len(have.Own) != 6 || !strings.HasPrefix(have.Own[0], "6600 ") {
		t.Errorf("one expiry: %q, %q", have.Expiry, have.Own)
	}
	for _, row := range have.Own {
		cells := strings.Fields(row)
		if net := printedNumber(t, cells[2]) + printedNumber(t, cells[3]); math.Abs(net-printedNumber(t, cells[1])) > 0.0011 {
			t.Errorf("calls and puts do not add up: %s", row)
		}
	}
}

// checkPictures: the crosshair says spot and GEX by mouse and by touch, and leaves; a picture becomes larger and small again, and the page
// stays as wide as its window.
func (f seen) checkPictures(t *testing.T) {
	says := regexp.MustCompile(`^6,\d{3}\.\d\d \([+−]?\d\.\d\d%\): [+−]?\$\d+(\.\d+)?[BM] per 1%$`)
	if p := f.Pointed; !says.MatchString(p.Mouse) || !says.MatchString(p.Touch) || p.Mouse == p.Touch || p.Lines != 1 || !p.Gone {
		t.Errorf("crosshair: %+v", p)
	}
	if e := f.Enlarged; e.Large < 1.25*e.Before || e.Pressed != "true" || e.After != e.Before || int(e.Scroll) > f.Width {
		t.Errorf("enlarged: %+v in %d", e, f.Width)
	}
}

// checkSorting: a column is sorted down, then up, then as it came; what has no number stays last.
func (f seen) checkSorting(t *testing.T) {
	if !f.Focused {
		t.Error("the headings cannot be reached by the keyboard")
	}
	if got := strings.Join(f.Orders, " "); got != "none descending ascending none" {
		t.Errorf("aria-sort: %s", got)
	}
	if len(f.Came) < 50 || !slices.Equal(f.Came, f.Back) || slices.Equal(f.Came, f.Down) {
		t.Errorf("as they came: %v, and in the end: %v", f.Came, f.Back)
	}
	down := slices.SortedStableFunc(slices.Values(f.Came), func(a, b string) int { return cmp.Compare(printedNumber(t, b), printedNumber(t, a)) })
	up := slices.SortedStableFunc(slices.Values(f.Came), func(a, b string) int { return cmp.Compare(printedNumber(t, a), printedNumber(t, b)) })
	if !slices.Equal(f.Down, down) || !slices.Equal(f.Up, up) {
		t.Errorf("down: %v\nup: %v", f.Down, f.Up)
	}
	if got := strings.Join(f.Buckets, " "); got != "91+ 31-90 8-30 2-7 1DTE 0DTE" {
		t.Errorf("buckets: %s", got)
	}
}

// printedNumber reads one as the page prints it.
func printedNumber(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(strings.NewReplacer(",", "", "+", "").Replace(s), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestBrowserWouldTell: a page that does ask for something is found out, so that finding nothing means something.
func TestBrowserWouldTell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "asking.html")
	if err := os.WriteFile(path, []byte(`<!DOCTYPE html><img src="http://gex.invalid/pixel.png" alt="">`), 0o644); err != nil {
		t.Fatal(err)
	}
	_, log := opened(t, path)
	if asked := askedFor(t, log); !slices.Contains(asked, "http://gex.invalid/pixel.png") {
		t.Errorf("found %v", asked)
	}
}

// TestBrowserPrints: a page fits on three sheets, of a chain as small as ours and as large as a real one.
func TestBrowserPrints(t *testing.T) { printsOnThreeSheets(t, spxFile) }

func TestBrowserPrintsRealChain(t *testing.T) {
	printsOnThreeSheets(t, filepath.Join(reftest.Chains(t), "cboe-quotes", "SPX_2024-01-07_1052ET_full_published-gex.csv"))
}

func printsOnThreeSheets(t *testing.T, file string) {
	page, stderr, code := runGex(t, "report", "-q", "-f", "html", file)
	if code != fault.Done {
		t.Fatal(stderr)
	}
	for _, paper := range []string{"A4", "letter"} {
		if n := sheets(t, strings.Replace(page, "size: auto", "size: "+paper, 1)); n < 2 || n > 3 {
			t.Errorf("%s: %d sheets of %s", file, n, paper)
		}
	}
}

// sheets is how many a page takes when it is printed.
func sheets(t *testing.T, page string) int {
	t.Helper()
	dir := t.TempDir()
	path, pdf := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	browse(t, path, "--no-pdf-header-footer", "--print-to-pdf="+pdf)
	printed, err := os.ReadFile(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(printed, -1))
}
