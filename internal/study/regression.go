package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Fit is a regression by least squares with the standard errors of Newey and West. Coefficients are in the order of the columns.
type Fit struct {
	Coef, SE, T []float64
	R2          float64
}

// Regress fits y by columns, of which the first is usually [Ones]. It returns false where the columns are not independent.
//
// The standard errors allow for other variances and for correlation up to lags days apart (Newey and West 1987), without a factor
// for small samples: with H = X(X′X)⁻¹ and g_t = H_tj e_t,
//
//	se²_j = Σ_{|l| ≤ L} (1 − |l|/(L+1)) Σ_t g_t g_{t−l}
func Regress(y []float64, lags int, columns ...[]float64) (Fit, bool) {
	d, ok := newDesign(columns)
	if !ok {
		return Fit{}, false
	}
	coef := d.coefficients(y)
	residual := d.residuals(y, coef)
	f := Fit{Coef: coef, R2: explained(y, residual)}
	g := make([]float64, len(y))
	for j := range columns {
		for t, e := range residual {
			g[t] = d.inverse[j][t] * e
		}
		se := math.Sqrt(bartlett(g, lags))
		f.SE, f.T = append(f.SE, se), append(f.T, coef[j]/se)
	}
	return f, true
}

// Lags is how many lags of n days Newey and West count: ⌊4 (n/100)^{2/9}⌋.
func Lags(n int) int {
	// L ≤ 4 (n/100)^{2/9} where (L/4)⁹ ≤ (n/100)².
	share := float64(n) / 100
	lags := 0
	for ninth(float64(lags+1)/4) <= share*share {
		lags++
	}
	return lags
}

// ninth is x⁹, by multiplications alone.
func ninth(x float64) float64 {
	cube := float64(x*x) * x
	return float64(cube*cube) * cube
}

// Ones is a column of n ones.
func Ones(n int) []float64 {
	ones := make([]float64, n)
	for i := range ones {
		ones[i] = 1
	}
	return ones
}

// explained is R² of residuals, 1 − Σe²/Σ(y − ȳ)².
func explained(y, residual []float64) float64 {
	total := float64(len(y)-1) * stat.Variance(y, nil)
	if !(total > 0) {
		return math.NaN()
	}
	return 1 - floats.Dot(residual, residual)/total
}

// design is the columns X of a regression with H = X(X′X)⁻¹, whose columns give the coefficients.
type design struct {
	columns, inverse [][]float64
}

// independent is the part of a column's length that must stay of it beside the columns before.
const independent = 1e-9

// newDesign factors X = QR. H is the solution of least length of X′H = I.
func newDesign(columns [][]float64) (*design, bool) {
	k, n := len(columns), len(columns[0])
	if n <= k {
		return nil, false
	}
	x := mat.NewDense(n, k, nil)
	lengths := make([]float64, k)
	for j, c := range columns {
		x.SetCol(j, c)
		lengths[j] = math.Sqrt(floats.Dot(c, c))
	}
	var qr mat.QR
	qr.Factorize(x)
	var r mat.Dense
	qr.RTo(&r)
	unit := mat.NewDense(k, k, nil)
	for j := range k {
		if !(math.Abs(r.At(j, j)) > independent*lengths[j]) {
			return nil, false
		}
		unit.Set(j, j, 1)
	}
	var h mat.Dense
	if err := qr.SolveTo(&h, true, unit); err != nil {
		return nil, false
	}
	d := &design{columns: columns, inverse: make([][]float64, k)}
	for j := range k {
		d.inverse[j] = mat.Col(nil, j, &h)
	}
	return d, true
}

// coefficients are those of y on the columns, H′y.
func (d *design) coefficients(y []float64) []float64 {
	coef := make([]float64, len(d.columns))
	for j, h := range d.inverse {
		coef[j] = floats.Dot(h, y)
	}
	return coef
}

// residuals are what the columns leave of y.
func (d *design) residuals(y, coef []float64) []float64 {
	out := slices.Clone(y)
	for j, c := range d.columns {
		floats.AddScaled(out, -coef[j], c)
	}
	return out
}

// bartlett is the variance of Σ g_t with Bartlett's weights,
//
//	Σ_{|l| ≤ L} (1 − |l|/(L+1)) Σ_t g_t g_{t−l} = 1/(L+1) Σ_s (g_{s−L} + … + g_s)²
//
// where g is 0 outside: by sums that move, whatever L. It cannot be negative.
func bartlett(g []float64, lags int) float64 {
	var sum, total float64
	for s, v := range g {
		sum += v
		if s > lags {
			sum -= g[s-lags-1]
		}
		total += float64(sum * sum)
	}
	for s := len(g); s < len(g)+lags; s++ {
		if s > lags {
			sum -= g[s-lags-1]
		}
		total += float64(sum * sum)
	}
	return total / float64(lags+1)
}
