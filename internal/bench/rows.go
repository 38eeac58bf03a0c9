package main

import (
	"fmt"
	"runtime"
	"strings"
)

// gex is gex as a process.
func (b *bench) gex(args ...string) func() (usage, error) {
	return func() (usage, error) {
		u, _, err := process(false, nil, b.data.gex, args...)
		return u, err
	}
}

// reports is the program as a user starts it, on one chain.
func (b *bench) reports() error {
	s := b.section("Whole report of one chain", "`gex report` as a process, from start to end, against `numpy_baseline.py` and against the "+
		"naive program as processes. The baseline does less: total, profile and zero gamma.", ratioHeads...)
	for _, chain := range b.chains() {
		name := label(chain)
		var ref func() (usage, error)
		if b.python.can() {
			ref = func() (usage, error) {
				u, _, err := b.python.baseline(chain)
				return u, err
			}
		}
		p, err := b.effort.alternate(b.gex("report", "--iv", "file", chain), ref)
		if err != nil {
			return err
		}
		b.ratio(s, name+", --iv file, numpy", p, goal{}, b.python.why())
		if len(p.Ref) > 0 {
			b.ratio(s, name+", --iv file, numpy, CPU", p.cpu(), goals.reportFile, "")
			b.ratio(s, name+", --iv file, numpy without its imports", p.bare(), goals.bare, "")
		}
		if p, err = b.effort.alternate(b.gex("report", chain), ref); err != nil {
			return err
		}
		b.ratio(s, name+", volatility from quotes, numpy", p, goal{}, b.python.why())
		if len(p.Ref) > 0 {
			b.ratio(s, name+", volatility from quotes, numpy, CPU", p.cpu(), goals.reportQuotes, "")
		}
		naive := func() (usage, error) {
			_, u, err := b.part("naive", "", 0, task{Chain: chain})
			return u, err
		}
		if p, err = b.effort.alternate(b.gex("report", "--iv", "file", chain), naive); err != nil {
			return err
		}
		b.ratio(s, name+", --iv file, naive", p, goal{}, "")
	}
	if err := b.inReports(); err != nil {
		return err
	}
	return b.early()
}

// inReports is what other verbs cost, in reports of the same chain.
func (b *bench) inReports() error {
	s := b.section("In reports", "Other verbs as processes, the reference here, against `gex report` of the same chain, in processor time: the ratio is "+
		"how many reports one of them costs, and is to be small. A sensitivity is 20 runs under other assumptions.", ratioHeads...)
	for _, chain := range b.chains() {
		for _, verb := range []struct {
			args []string
			goal goal
		}{
			{[]string{"levels"}, goals.levels}, {[]string{"sensitivity"}, goals.sensitivity}, {[]string{"profile"}, goal{}}, {[]string{"cascade"}, goal{}}, {[]string{"flows"}, goal{}},
			{[]string{"report", "-f", "html"}, goal{}}, {[]string{"greeks", "-f", "csv"}, goal{}}, {[]string{"greeks", "-f", "json"}, goal{}},
		} {
			p, err := b.effort.alternate(b.gex("report", chain), b.gex(append(verb.args, chain)...))
			if err != nil {
				return err
			}
			b.ratio(s, label(chain)+", "+strings.Join(verb.args, " "), p.cpu(), verb.goal, "")
		}
	}
	return nil
}

// early is what the premium of early exercise costs where it is taken off the quotes.
func (b *bench) early() error {
	s := b.section("Early exercise", "`gex report` of American options as a process, against the same with `--exercise european`, in processor time: the "+
		"goal is about what is added.", "what", "ours", "faults", "European", "added", "must", "aim", "met?")
	for _, f := range b.data.early {
		p, err := b.effort.alternate(b.gex("report", f.path), b.gex("report", "--exercise", "european", f.path))
		if err != nil {
			return err
		}
		ours, european := typical(p.Ours), typical(p.Ref)
		added, g := max(ours.CPU-european.CPU, 0), goals.early
		met := g.met(added)
		b.words[met]++
		s.rows = append(s.rows, []string{fmt.Sprintf("%s, %d contracts", label(f.path), f.contracts), duration(ours.CPU), faults(ours.Faults), duration(european.CPU),
			duration(added), g.mark(g.must), g.mark(g.aim), met})
	}
	return nil
}

// steps is where the time of a report goes.
func (b *bench) steps() error {
	s := b.section("Steps of a report", "`gex report` of the sample step by step, inside one process that is warm, with all cores. What the whole "+
		"process takes beyond them is its start, printing, and memory that is touched for the first time.", "step", "wall")
	o, _, err := b.part("steps", "", 0, task{Chain: b.data.chain.path})
	if err != nil {
		return err
	}
	for _, m := range o.Measured {
		s.rows = append(s.rows, []string{m.Name, duration(typical(m.Pair.Ours).Wall)})
	}
	for _, whole := range []struct {
		name string
		args []string
	}{
		{"process that does nothing: gex version", []string{"version"}},
		{"whole process, volatility from the file", []string{"report", "--iv", "file", b.data.chain.path}},
		{"whole process, volatility from quotes", []string{"report", b.data.chain.path}},
	} {
		p, err := b.effort.alternate(b.gex(whole.args...), nil)
		if err != nil {
			return err
		}
		s.rows = append(s.rows, []string{whole.name, duration(typical(p.Ours).Wall)})
	}
	return nil
}

// profiles is the gamma profile as the baseline counts it.
func (b *bench) profiles() error {
	s := b.section("Gamma profile of 401 spots, computing alone", "Ours counts: derive the columns of the contracts (kernel.New), sum gamma at "+
		"401 spots from 0.8 to 1.2 of spot, even in the logarithm, and at spot, narrow every sign change to 1e-10 of spot. The reference is `profile_s` of the "+
		"baseline: the same on the same contracts, its spots even, 40 bisections. On both sides reading is not counted; ours is repeated and "+
		"warm, the baseline does it once a process.", ratioHeads...)
	for _, chain := range b.chains() {
		for _, path := range b.paths {
			for _, n := range cores() {
				o, _, err := b.part("profile", path, n, task{Chain: chain})
				if err != nil {
					return err
				}
				g := goal{}
				if path == b.best() && n > 1 == (runtime.NumCPU() > 1) {
					g = goals.profile // is about what a user gets
				}
				what := fmt.Sprintf("%s, %d contracts, %s, %s", label(chain), o.Contracts, path, count(n, "core"))
				b.ratio(s, what, o.pair("profile"), g, b.python.why())
			}
		}
	}
	return nil
}

// greeks is six greeks at one spot.
func (b *bench) greeks() error {
	s := b.section("Six greeks, per option", "Price, delta, gamma, vega, theta and charm of every contract at one spot, by columns, against one "+
		"option at a time with math.Erf and everything shared taken once. One core.", ratioHeads...)
	for _, name := range []string{"chain", "many"} {
		for _, path := range b.paths {
			o, _, err := b.part("greeks", path, 1, task{Chain: b.data.chain.path, Only: name})
			if err != nil {
				return err
			}
			b.ratio(s, fmt.Sprintf("%d contracts, %s", o.Contracts, path), o.pair(name), goals.greeks[path], "")
		}
	}
	return nil
}

// cells is the profile on ladders of several lengths.
func (b *bench) cells() error {
	s := b.section("Profile, per contract and spot", "Gamma of the book summed over J spots from 0.8 to 1.2 of spot (Batch.LadderTo on a batch "+
		"that is there), against the full formula for every contract at every spot on one core, however many ours has.", ratioHeads...)
	for _, n := range cores() {
		for _, path := range b.paths {
			o, _, err := b.part("cells", path, n, task{Chain: b.data.chain.path})
			if err != nil {
				return err
			}
			for _, m := range o.Measured {
				g := goal{}
				if n == 1 && m.Name == fmt.Sprint(b.rungs[len(b.rungs)-1]) {
					g = goals.cell[path]
				}
				b.ratio(s, fmt.Sprintf("J = %s, %s, %s", m.Name, path, count(n, "core")), m.Pair, g, "")
			}
		}
	}
	return nil
}

// implied is solving quotes for volatility.
func (b *bench) implied() error {
	s := b.section("Volatility of a quote", "Total volatility from the mid of the leg out of the money, of every strike of the sample that has a bid: "+
		"by columns (kernel.ImpliedTo) against one at a time by the textbook (bs.ImpliedVol), both to the last digits. One core.", ratioHeads...)
	for _, path := range b.paths {
		o, _, err := b.part("implied", path, 1, task{Chain: b.data.chain.path})
		if err != nil {
			return err
		}
		b.ratio(s, fmt.Sprintf("%d quotes, %s", o.Quotes, path), o.pair("chain"), goal{}, "")
	}
	return nil
}

// ingest is reading alone.
func (b *bench) ingest() error {
	s := b.section("Reading", "A large file read as a whole (chain.Read) and one underlying at a time (chain.Survey and sections, as whole markets are), "+
		"checked and sorted but, as for tables, not hashed, against gocsv.Unmarshal into structs of all its columns: there cells are numbers and strings, no date is read and nothing is sorted.",
		ratioHeads...)
	for _, way := range []struct{ name, what string }{
		{"long", "long layout"}, {"sections", "long layout in sections"}, {"cboe", "cboe layout"},
	} {
		for _, n := range cores() {
			o, _, err := b.part("ingest", "", n, task{Long: b.data.large().path, Cboe: b.data.cboe.path, Only: way.name})
			if err != nil {
				return err
			}
			g := goal{}
			if n == 1 {
				g = goals.ingest
			}
			b.ratio(s, fmt.Sprintf("%d contracts, %s, %s", o.Contracts, way.what, count(n, "core")), o.pair(way.name), g, "")
		}
	}
	return nil
}

// markets is whole files with many underlyings, and what each size costs.
func (b *bench) markets() error {
	large := b.data.large()
	s := b.section("Whole market", fmt.Sprintf("`gex levels` of a file of %d contracts and %d underlyings as a process, against pandas.read_csv alone on it; "+
		"the time of pandas does not count starting Python and importing, that of DuckDB is a process that groups 8 columns by underlying, expiration and type. Memory "+
		"is the peak of the process. Options of stocks are American: their premium is taken off the quotes of every underlying.", large.contracts, large.underlyings), ratioHeads...)
	costs := &section{title: "Cost in proportion to work", about: "`gex levels` as a process on markets of three sizes; the cost of a profile by its " +
		"length stands above.", heads: []string{"command", "contracts", "underlyings", "wall", "CPU", "peak memory", "wall per contract", "CPU per contract"}}
	for _, command := range [][]string{{"levels", "--iv", "file", "--exercise", "european"}, {"levels", "--exercise", "european"}, {"levels"}} {
		for _, f := range b.data.market {
			var ref func() (usage, error)
			if f == large && b.python.Path != "" {
				ref = func() (usage, error) { return b.python.readCSV(f.path) }
			}
			p, err := b.effort.alternate(b.gex(append(command, f.path)...), ref)
			if err != nil {
				return err
			}
			name := "gex " + strings.Join(command, " ")
			costs.cost(name, f, typical(p.Ours))
			if f == large {
				b.ratio(s, name+", wall", p, goals.market, noPython)
				b.memory(s, name+", peak memory", p, goals.marketMemory, noPython)
				if err := b.againstDuck(s, name, command, f); err != nil {
					return err
				}
			}
		}
	}
	b.sections = append(b.sections, costs)
	return nil
}

// againstDuck adds the row of a command on a market against DuckDB.
func (b *bench) againstDuck(s *section, name string, command []string, f file) error {
	var p pair
	if b.duck != nil {
		var err error
		if p, err = b.effort.alternate(b.gex(append(command, f.path)...), func() (usage, error) { return b.duck.group(f.path) }); err != nil {
			return err
		}
	}
	b.ratio(s, name+", wall, DuckDB", p, goals.duck, noDuck)
	return nil
}

// cost adds what a command took on a market.
func (s *section) cost(command string, f file, u usage) {
	n := float64(f.contracts)
	s.rows = append(s.rows, []string{command, fmt.Sprint(f.contracts), fmt.Sprint(f.underlyings),
		duration(u.Wall), duration(u.CPU), megabytes(u.Peak), duration(u.Wall / n), duration(u.CPU / n)})
}
