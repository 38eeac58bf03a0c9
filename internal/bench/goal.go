package main

import "math"

// goal is what a figure has to be and should be; zero means nothing is asked.
type goal struct {
	must, aim float64
	atMost    bool // smaller is better: megabytes, or times as slow; else times faster
}

// The words for a figure held against its goal.
const (
	atAim    = "aim"
	atMust   = "must"
	missed   = "no"
	unasked  = ""
	unknown  = "not measured"
	megabyte = 1e6
)

// met is the word for a figure.
func (g goal) met(figure float64) string {
	switch {
	case g.must == 0:
		return unasked
	case math.IsNaN(figure):
		return unknown
	case g.reaches(figure, g.aim):
		return atAim
	case g.reaches(figure, g.must):
		return atMust
	}
	return missed
}

func (g goal) reaches(figure, mark float64) bool {
	if mark == 0 {
		return false
	}
	if g.atMost {
		return figure <= mark
	}
	return figure >= mark
}

// goals are those of the brief, by what they are about.
var goals = struct {
	reportFile, reportQuotes, bare, levels, sensitivity, files, profile, ingest, market, marketMemory goal
	greeks, cell                                                                                      map[string]goal // by path
}{
	reportFile:   goal{must: 24, aim: 30},
	reportQuotes: goal{must: 24, aim: 30},
	bare:         goal{must: 1.8, aim: 2.5},
	levels:       goal{must: 1.35, aim: 1.15, atMost: true},
	files:        goal{must: 1.8, aim: 1.9},
	sensitivity:  goal{must: 6, aim: 4, atMost: true},
	profile:      goal{must: 5, aim: 15},
	ingest:       goal{must: 13, aim: 16},
	market:       goal{must: 4.5, aim: 6},
	marketMemory: goal{must: 200 * megabyte, aim: 120 * megabyte, atMost: true},
	greeks:       map[string]goal{"avx512": {must: 15, aim: 35}, "avx2": {must: 8, aim: 15}, "scalar": {must: 1.8, aim: 3}},
	cell:         map[string]goal{"avx512": {must: 300, aim: 500}, "scalar": {must: 60}},
}
