package main

import (
	"os/exec"
	"regexp"
	"strings"
)

// noDuck is what a row says without it.
const noDuck = "not measured: DuckDB is not installed"

// duck is how DuckDB is started, but for the query.
type duck []string

// findDuck looks for the program, and for the package of Python; nil: neither.
func findDuck(p python) duck {
	if path, err := exec.LookPath("duckdb"); err == nil {
		return duck{path, "-csv", "-c"}
	}
	if p.Path != "" {
		if _, _, err := process(false, nil, p.Path, "-c", "import duckdb"); err == nil {
			return duck{p.Path, "-c", "import duckdb, sys; print(duckdb.sql(sys.argv[1]).fetchall())"}
		}
	}
	return nil
}

// version is what DuckDB says that it is, "" without it.
func (d duck) version() string {
	if d == nil {
		return ""
	}
	_, out, err := process(true, nil, d[0], append(d[1:len(d):len(d)], "SELECT version()")...)
	version := duckVersion.Find(out)
	if err != nil || version == nil {
		return ""
	}
	return ", DuckDB " + strings.TrimPrefix(string(version), "v")
}

// duckVersion is a version in what a query prints, whatever stands around it.
var duckVersion = regexp.MustCompile(`v?[0-9]+\.[0-9]+\.[0-9]+`)

// group groups 8 columns of a market in the layout long.
func (d duck) group(path string) (usage, error) {
	query := "SELECT underlying, expiration, type, max(spot), sum(open_interest), sum(volume), avg(iv), sum(gamma * open_interest) " +
		"FROM read_csv('" + strings.ReplaceAll(path, "'", "''") + "') GROUP BY ALL"
	u, _, err := process(false, nil, d[0], append(d[1:len(d):len(d)], query)...)
	return u, err
}
