package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"gex/internal/report"
)

// cells reads a csv by the names of its columns.
func cells(t *testing.T, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for j, name := range records[0] {
			row[name] = r[j]
		}
		rows = append(rows, row)
	}
	return rows
}

// cellOf is a number of a row; NaN where the cell is empty.
func cellOf(row map[string]string, name string) float64 {
	x, err := strconv.ParseFloat(row[name], 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// plainMean is the mean of some numbers.
func plainMean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// correlation is Pearson's correlation.
func correlation(x, y []float64) float64 {
	mx, my := plainMean(x), plainMean(y)
	var xy, xx, yy float64
	for i := range x {
		xy, xx, yy = xy+(x[i]-mx)*(y[i]-my), xx+(x[i]-mx)*(x[i]-mx), yy+(y[i]-my)*(y[i]-my)
	}
	return xy / math.Sqrt(xx*yy)
}

// ranksOf counts, for every value, those below it and half of those equal to it.
func ranksOf(x []float64) []float64 {
	ranks := make([]float64, len(x))
	for i, v := range x {
		for _, w := range x {
			switch {
			case w < v:
				ranks[i]++
			case w == v:
				ranks[i] += 0.5
			}
		}
	}
	return ranks
}

// leastSquares solves the normal equations X′X b = X′y by elimination, and inverts X′X beside them.
func leastSquares(y []float64, columns [][]float64) (coef []float64, inverse [][]float64) {
	k := len(columns)
	a := make([][]float64, k)
	for i := range a {
		a[i] = make([]float64, 2*k+1)
		for t := range y {
			for j := range columns {
				a[i][j] += columns[i][t] * columns[j][t]
			}
			a[i][2*k] += columns[i][t] * y[t]
		}
		a[i][k+i] = 1
	}
	for i := range a {
		for r := i + 1; r < k; r++ { // the largest pivot
			if math.Abs(a[r][i]) > math.Abs(a[i][i]) {
				a[i], a[r] = a[r], a[i]
			}
		}
		pivot := a[i][i]
		for j := range a[i] {
			a[i][j] /= pivot
		}
		for r := range a {
			if r != i {
				f := a[r][i]
				for j := range a[r] {
					a[r][j] -= f * a[i][j]
				}
			}
		}
	}
	for i := range a {
		coef, inverse = append(coef, a[i][2*k]), append(inverse, a[i][k:2*k])
	}
	return coef, inverse
}

// plainT is Newey and West's t of the last column, by the sandwich of the definition.
func plainT(y []float64, columns [][]float64) float64 {
	n, k := len(y), len(columns)
	coef, inverse := leastSquares(y, columns)
	lags := int(math.Floor(4 * math.Pow(float64(n)/100, 2.0/9)))
	e := slices.Clone(y)
	for t := range e {
		for j := range columns {
			e[t] -= coef[j] * columns[j][t]
		}
	}
	var variance float64
	for s := range e {
		for t := range e {
			l := max(s-t, t-s)
			if l > lags {
				continue
			}
			w := (1 - float64(l)/float64(lags+1)) * e[s] * e[t]
			var hs, ht float64
			for j := range columns {
				hs += inverse[k-1][j] * columns[j][s]
				ht += inverse[k-1][j] * columns[j][t]
			}
			variance += w * hs * ht
		}
	}
	return coef[k-1] / math.Sqrt(variance)
}

// turned is x rotated by k days.
func turned(x []float64, k int) []float64 { return slices.Concat(x[len(x)-k:], x[:len(x)-k]) }

// shareAsLarge is (1 + rotations with a statistic at least as large)/n.
func shareAsLarge(n int, at func(k int) float64) float64 {
	count := 1
	for k := 1; k < n; k++ {
		if math.Abs(at(k)) >= math.Abs(at(0))*(1-1e-9) {
			count++
		}
	}
	return float64(count) / float64(n)
}

// TestStudyByHand follows a sample through the program and computes anew what it prints, from the files alone and by the
// definitions.
func TestStudyByHand(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for _, args := range [][]string{
		{"sample", "--days", "70", "--contracts", "120", "--effect", "0.15", "--seed", "4", "--prices", path("prices.csv"), "-o", path("chains")},
		{"history", "--quiet", path("chains"), "-o", path("levels.csv")},
		{"study", path("levels.csv"), path("prices.csv"), "-o", path("study.json")},
	} {
		if _, stderr, code := runGex(t, args...); code != 0 {
			t.Fatalf("gex %v: exit code %d: %s", args, code, stderr)
		}
	}
	var d report.StudyDocument
	text, err := os.ReadFile(path("study.json"))
	if err == nil {
		err = json.Unmarshal(text, &d)
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, prices := cells(t, path("levels.csv")), cells(t, path("prices.csv"))
	const before = 20 // days of prices before the first row
	if len(rows) != 70 || len(prices) != 70+before || d.Study.Days != 70 {
		t.Fatalf("%d rows, %d prices, %d days", len(rows), len(prices), d.Study.Days)
	}
	parkinson := func(p map[string]string) float64 {
		return math.Log(cellOf(p, "High")/cellOf(p, "Low")) / math.Sqrt(4*math.Ln2)
	}
	type line struct{ high, low, close, wall, sigma float64 }
	var share, logVol, annual, implied, lag1, lag5, sign, ranges []float64
	var above []line
	for i, r := range rows {
		p := prices[before+i]
		if r["as_of"][:10] != p["Date"] {
			t.Fatalf("the row of %s stands beside the price of %s", r["as_of"], p["Date"])
		}
		vol, open := parkinson(p), cellOf(p, "Open")
		var week float64
		for j := 1; j <= 5; j++ {
			week += parkinson(prices[before+i-j]) / 5
		}
		share, logVol, annual = append(share, cellOf(r, "gex")/cellOf(r, "gross_gex")), append(logVol, math.Log(vol)), append(annual, vol*math.Sqrt(252))
		implied = append(implied, math.Log(cellOf(r, "day_move")/cellOf(r, "spot")))
		lag1, lag5 = append(lag1, math.Log(parkinson(prices[before+i-1]))), append(lag5, math.Log(week))
		sign = append(sign, math.Copysign(1, cellOf(r, "gex")))
		sigma := cellOf(r, "day_move") / cellOf(r, "spot")
		ranges = append(ranges, (cellOf(p, "High")-cellOf(p, "Low"))/open/sigma)
		if w := cellOf(r, "call_wall"); w > open {
			above = append(above, line{cellOf(p, "High") / open, cellOf(p, "Low") / open, cellOf(p, "Close") / open, w / open, sigma})
		}
	}
	n := len(rows)
	same := func(what string, got report.Number, want float64) {
		t.Helper()
		if !(math.Abs(float64(got)-want) <= 1e-8*math.Max(1, math.Abs(want))) {
			t.Errorf("%s: %v, want %.12g", what, got, want)
		}
	}
	find := func(id, predictor string) *report.StudyTest {
		i := slices.IndexFunc(d.Study.Tests, func(x report.StudyTest) bool { return x.ID == id && x.Predictor == predictor })
		return &d.Study.Tests[i]
	}
	ones := make([]float64, n)
	for i := range ones {
		ones[i] = 1
	}
	controls := [][]float64{ones, implied, lag1, lag5}

	x := find("vol", "gex_share")
	spearman := func(a, b []float64) float64 { return correlation(ranksOf(a), ranksOf(b)) }
	same("ρ", x.Alone.Value, spearman(share, logVol))
	same("p of ρ", x.Alone.P, shareAsLarge(n, func(k int) float64 { return spearman(turned(share, k), logVol) }))
	beside := func(k int) float64 { return plainT(logVol, append(slices.Clone(controls), turned(share, k))) }
	same("t", x.Controlled.T, beside(0))
	same("p of t", x.Controlled.P, shareAsLarge(n, beside))

	difference := func(marks, of []float64) float64 {
		var short, long []float64
		for i, s := range marks {
			if s < 0 {
				short = append(short, of[i])
			} else {
				long = append(long, of[i])
			}
		}
		return plainMean(short) - plainMean(long)
	}
	x = find("vol", "sign_gex")
	same("difference", x.Alone.Value, difference(sign, logVol))
	same("p of the difference", x.Alone.P, shareAsLarge(n, func(k int) float64 { return difference(turned(sign, k), logVol) }))
	same("means", x.Group("short").Mean-x.Group("long").Mean, difference(sign, annual))
	same("range", find("range", "sign_gex").Alone.Value, difference(sign, ranges))

	x = find("hold", "call_wall")
	var walk float64
	held := make([]float64, len(above))
	touchedOf, heldOf := make([]float64, len(above)), make([]float64, len(above))
	for k := range above {
		for i := range above {
			other := above[(i+k)%len(above)]
			if other.high >= above[i].wall {
				touchedOf[k]++
				if other.close < above[i].wall {
					heldOf[k]++
				}
			}
		}
		held[k] = heldOf[k] / touchedOf[k]
		walk += math.Erfc(math.Log(above[k].wall)/above[k].sigma/math.Sqrt2) / float64(len(above))
	}
	var touched, kept float64
	for k := 1; k < len(above); k++ {
		touched, kept = touched+touchedOf[k], kept+heldOf[k]
	}
	m := float64(len(above))
	same("touched", x.Rates.Touched, touchedOf[0]/m)
	same("held", x.Rates.Held, held[0])
	same("touched by others", x.Rates.PlaceboTouched, touched/m/(m-1))
	same("held of others", x.Rates.PlaceboHeld, kept/touched)
	same("walk", x.Rates.WalkTouched, walk)
	same("p of held", x.Alone.P, shareAsLarge(len(above), func(k int) float64 { return held[k] - kept/touched }))
}
