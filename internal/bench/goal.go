package main

import (
	"fmt"
	"math"
)

// goal is what a figure has to be and should be; zero means nothing is asked.
type goal struct {
	must, aim float64
	atMost    bool                 // smaller is better: memory, time, or times as slow; else times faster
	in        func(float64) string // how a mark is written; nil: times
}

// The words for a figure held against its goal.
const (
	atAim   = "aim"
	atMust  = "must"
	missed  = "no"
	unasked = ""
	unknown = "not measured"
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

// mark is what a goal asks for.
func (g goal) mark(of float64) string {
	if of == 0 {
		return ""
	}
	text := fmt.Sprintf("%gx", of)
	if g.in != nil {
		text = g.in(of)
	}
	if g.atMost {
		return "≤ " + text
	}
	return text
}

// goals are those of the brief, by what they are about.
var goals = struct {
	reportFile, reportQuotes, bare, levels, sensitivity, cascade, early, files, study, profile, ingest, market, duck, marketMemory goal
	greeks, cell                                                                                                                   map[string]goal // by path
}{
	reportFile:   goal{must: 24, aim: 30},
	reportQuotes: goal{must: 24, aim: 30},
	bare:         goal{must: 1.8, aim: 2.5},
	levels:       goal{must: 1.35, aim: 1.15, atMost: true},
	cascade:      goal{must: 1, atMost: true},
	early:        goal{must: 0.025, aim: 0.008, atMost: true, in: duration},
	files:        goal{must: 1.8, aim: 1.9},
	study:        goal{must: 1, atMost: true, in: duration},
	sensitivity:  goal{must: 6, aim: 4, atMost: true},
	profile:      goal{must: 5, aim: 15},
	ingest:       goal{must: 13, aim: 16},
	market:       goal{must: 4.5, aim: 6},
	duck:         goal{must: 1, aim: 1.5},
	marketMemory: goal{must: 200 * megabyte, aim: 120 * megabyte, atMost: true, in: megabytes},
	greeks:       map[string]goal{"avx512": {must: 15, aim: 35}, "avx2": {must: 8, aim: 15}, "scalar": {must: 1.8, aim: 3}},
	cell:         map[string]goal{"avx512": {must: 300, aim: 500}, "scalar": {must: 60}},
}
