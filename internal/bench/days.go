package main

import (
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// files is how many files a folder has: the goal is about 300.
func (b *bench) files() int { return min(300, len(b.data.days)) }

// folders is what takes many files or many days.
func (b *bench) folders() error {
	s := b.section("Many files", fmt.Sprintf("Commands over many files as processes, with all cores, against one core alone: the ratio is how much less they wait for each "+
		"other. `gex levels` reads one chain %d times; the chains of days are small.", b.files()), ratioHeads...)
	days := b.data.days[:b.files()]
	for _, c := range []struct {
		name string
		args []string
		goal goal
	}{
		{fmt.Sprintf("levels -f csv of %s", count(b.files(), "file")), slices.Concat([]string{"levels", "-f", "csv"}, slices.Repeat([]string{b.data.chain.path}, b.files())), goals.files},
		{fmt.Sprintf("history of %s", count(len(days), "day")), append([]string{"history"}, days...), goal{}},
		{"inventory of one file", []string{"inventory", b.data.openClose}, goal{}},
	} {
		p, err := b.oneCore(c.args)
		if err != nil {
			return err
		}
		if runtime.NumCPU() != 2 {
			c.goal = goal{} // is about two cores
		}
		b.ratio(s, fmt.Sprintf("%s, %s", c.name, count(runtime.NumCPU(), "core")), p, c.goal, "")
	}
	return b.study()
}

// study is a study of every day.
func (b *bench) study() error {
	s := b.section("Study", "`gex study` of the history of all days as a process, and before it `gex history` of their chains.", "what", "wall", "CPU", "faults", "must", "met?")
	history := filepath.Join(b.dir, fmt.Sprintf("history-%d.csv", len(b.data.days)))
	row := func(what string, args []string, g goal) error {
		p, err := b.effort.alternate(b.gex(args...), nil)
		if err != nil {
			return err
		}
		u := typical(p.Ours)
		met := g.met(u.Wall)
		b.words[met]++
		s.rows = append(s.rows, []string{fmt.Sprintf("%s of %s", what, count(len(b.data.days), "day")), duration(u.Wall), duration(u.CPU), faults(u.Faults), g.mark(g.must), met})
		return nil
	}
	if _, _, err := process(false, nil, b.data.gex, append([]string{"history", "-o", history}, b.data.days...)...); err != nil {
		return err
	}
	if err := row("history", append([]string{"history"}, b.data.days...), goal{}); err != nil || len(b.data.days) < 40 {
		return err // too few days are no study
	}
	return row("study", []string{"study", history, b.data.prices}, goals.study)
}

// oneCore runs a command with all cores and, as its reference, with one.
func (b *bench) oneCore(args []string) (pair, error) {
	return b.effort.alternate(b.gex(args...), func() (usage, error) {
		u, _, err := process(false, []string{"GOMAXPROCS=1"}, b.data.gex, args...)
		return u, err
	})
}

// serialShares is what of each command does not get faster on more cores.
func (b *bench) serialShares() error {
	s := b.section("More cores", "Commands as processes on one core and on all: the serial share is what of the time on one core does not get less, by Amdahl's law, and "+
		"the last column what 16 cores could make of it.", "command", "one core", count(runtime.NumCPU(), "core"), "serial share", "on 16 cores")
	chain := b.data.chain.path
	for _, c := range []struct {
		name string
		args []string
	}{
		{"report", []string{chain}}, {"levels", []string{chain}}, {"report -f html", []string{chain}}, {"profile", []string{chain}}, {"greeks -f csv", []string{chain}},
		{"sensitivity", []string{chain}}, {"cascade", []string{chain}}, {"levels of a market", []string{b.data.large().path}},
		{"history", b.data.days[:b.files()]}, {"inventory", []string{b.data.openClose}},
	} {
		verb, _, _ := strings.Cut(c.name, " of ")
		p, err := b.oneCore(append(strings.Fields(verb), c.args...))
		if err != nil {
			return err
		}
		one, all := typical(p.Ref).Wall, typical(p.Ours).Wall
		share := serial(one, all, runtime.NumCPU())
		percent := ""
		if !math.IsNaN(share) {
			percent = fmt.Sprintf("%.0f %%", 100*share)
		}
		s.rows = append(s.rows, []string{c.name, duration(one), duration(all), percent, times(onCores(share, 16))})
	}
	return nil
}

// serial is the part of the time on one core that more cores do not take less for, from the time on all: within 0 and 1; NaN on one
// core.
func serial(one, all float64, cores int) float64 {
	if cores < 2 {
		return math.NaN()
	}
	n := float64(cores)
	return min(max((n*all/one-1)/(n-1), 0), 1)
}

// onCores is how many times as fast so many cores are as one.
func onCores(serial float64, cores int) float64 {
	return 1 / (serial + (1-serial)/float64(cores))
}
