// Package study asks what levels and exposures were worth: a history of what was known before the open, day by day, against the
// prices of the days that followed.
//
// In: the rows of a history (report.KnownRow) and bars of prices (series.Prices, series.Bars) of one underlying, and the venue whose
// calendar says which day a row predicts. Out: a report.Study, a fixed list of tests with their controls and placebos, a verdict
// each, and the days that take no part, by reason. Nothing is read or written here.
//
// Units: volatilities are fractions a year where a field says so, else logs of a day's standard deviation; distances are fractions
// of the open; t statistics are of Newey and West.
//
// The statistics know nothing of levels and can be read first: groups.go and rank.go compare means and ranks, regression.go and
// controls.go fit least squares with Newey-West errors, rotate.go turns a predictor against its outcomes, lines.go counts touched
// lines, pin.go closes near strikes, variance.go the variance of bars, discoveries.go many p values at once. Then join.go finds
// which row was known when, rest.go what is left of a day after one, tester.go has the days and makes verdicts, walls.go tests walls and
// pins, and tests.go lists what is tested. Begin with [Of] in study.go.
//
// The placebo of every test is the circular shift: the predictor is rotated by 1 to n − 1 days against its outcomes, and
//
//	p = (1 + #{k : |T_k| ≥ |T|}) / n
//
// Volatility clusters, and so does what dealers hold; both keep their own clusters under a rotation, so that the comparison is
// exact for stationary series, where the usual tests are not. Nothing is drawn at random: the same files give the same bytes.
//
// gonum's sums have other last bits on other processors. Results are therefore cut to nine digits, and a rotation counts as at
// least as large from 10⁻⁹ below.
package study
