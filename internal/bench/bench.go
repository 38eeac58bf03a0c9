package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// bench is one run of the benchmarks. It starts processes and keeps small itself.
type bench struct {
	options
	self     string // this program
	dir      string
	data     data
	python   python
	duck     duck
	paths    []string // of the kernels on this machine
	stderr   io.Writer
	load     float64 // before anything was started
	sections []*section
	words    map[string]int // how many goals are met, by the word for it
	apart    []string       // what does not agree
}

// enter makes the directory for data; done removes one that nobody asked to keep.
func (b *bench) enter() (done func(), err error) {
	if b.dir != "" {
		return func() {}, os.MkdirAll(b.dir, 0o755)
	}
	b.dir, err = os.MkdirTemp("", "gex-bench")
	return func() { os.RemoveAll(b.dir) }, err
}

// note says what is going on.
func (b *bench) note(format string, a ...any) { fmt.Fprintf(b.stderr, "bench: "+format+"\n", a...) }

// section begins a table.
func (b *bench) section(title, about string, heads ...string) *section {
	b.note("%s", strings.ToLower(title))
	s := &section{title: title, about: about, heads: heads}
	b.sections = append(b.sections, s)
	return s
}

// ratio adds a row about time; why is what to say when there is no reference.
func (b *bench) ratio(s *section, what string, p pair, g goal, why string) {
	reference := why
	if len(p.Ref) > 0 {
		reference = duration(typical(p.Ref).Wall)
	}
	b.row(s, what, duration(typical(p.Ours).Wall), p, reference, p.ratio(), g, p.ratio())
}

// memory adds a row about memory.
func (b *bench) memory(s *section, what string, p pair, g goal, why string) {
	ours, reference, ratio := typical(p.Ours).Peak, why, math.NaN()
	if len(p.Ref) > 0 {
		reference = megabytes(typical(p.Ref).Peak)
		ratio = typical(p.Ref).Peak / ours
	}
	figure := ours
	if ours == 0 {
		figure = math.NaN() // not known on this system
	}
	b.row(s, what, megabytes(ours), p, reference, ratio, g, figure)
}

func (b *bench) row(s *section, what, ours string, p pair, reference string, ratio float64, g goal, figure float64) {
	met := g.met(figure)
	b.words[met]++
	all := typical(p.Ours)
	s.rows = append(s.rows, []string{what, ours, spent(all.CPU), faults(all.Faults), reference, times(ratio), g.mark(g.must), g.mark(g.aim), met})
}

// part runs a part on a path of the kernels, or on the one that they choose, with so many cores, or with all.
func (b *bench) part(name, path string, cores int, t task) (o outcome, u usage, err error) {
	t.Effort, t.Path, t.Cores = b.effort, path, cores
	t.Python, t.Rungs, t.Times = b.python, b.rungs, b.repeat
	request, err := json.Marshal(t)
	if err != nil {
		return o, u, err
	}
	var env []string
	if path != "" {
		env = []string{"GEX_SIMD=" + path}
	}
	u, out, err := process(true, env, b.self, "part", name, string(request))
	if err != nil {
		return o, u, err
	}
	return o, u, json.Unmarshal(out, &o)
}

// findPaths asks which paths the kernels have on this machine.
func (b *bench) findPaths() error {
	for _, path := range paths {
		// The kernels take another path when they do not have this one, and the part fails.
		if _, _, err := b.part("path", path, 0, task{}); err != nil {
			b.note("the path %s is not measured: %v", path, err)
			continue
		}
		b.paths = append(b.paths, path)
	}
	if len(b.paths) == 0 {
		return fmt.Errorf("the kernels have none of the paths %v", paths)
	}
	return nil
}

// best is the path that the kernels choose here, the widest.
func (b *bench) best() string { return b.paths[len(b.paths)-1] }

// cores are one core, and two where there are.
func cores() []int {
	if runtime.NumCPU() == 1 {
		return []int{1}
	}
	return []int{1, 2}
}

// chains are the sample and the real chain, where there is one.
func (b *bench) chains() []string {
	if b.chain == "" {
		return []string{b.data.chain.path}
	}
	return []string{b.data.chain.path, b.chain}
}

// label is a short name of a chain: the first two words of its file's.
func label(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	words := strings.SplitN(name, "_", 3)
	return strings.Join(words[:min(2, len(words))], "_")
}

// text is everything that was found.
func (b *bench) text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "Machine: %s; kernels: %s.\n", machine(), strings.Join(b.paths, ", "))
	if b.python.Path != "" {
		fmt.Fprintf(&out, "References: %s%s; gocsv and math.Erf of this project's `internal/bench`.\n", b.python.Versions, b.duck.version())
	}
	fmt.Fprintf(&out, "Data: `gex sample` with %d contracts, and %d of %d underlyings", b.contracts, b.options.market, b.underlyings)
	if b.chain != "" {
		fmt.Fprintf(&out, "; the real chain `%s`", filepath.Base(b.chain))
	}
	fmt.Fprintf(&out, ".\nMedians of up to %s, %v a row.\n", count(b.effort.Runs, "pair"), b.effort.Budget)
	if b.quick {
		out.WriteString("A quick look: the large files are a tenth of what the goals are about.\n")
	}
	if b.load > 1 {
		fmt.Fprintf(&out, "Other programs were running (load %.1f): read the ratios, not the times.\n", b.load)
	}
	fmt.Fprintf(&out, "\nGoals: %d reach the aim, %d the must, %d neither, %d could not be measured.\n\n",
		b.words[atAim], b.words[atMust], b.words[missed], b.words[unknown])
	for _, s := range b.sections {
		s.markdown(&out)
	}
	return out.String()
}
