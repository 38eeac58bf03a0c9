package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// python is an interpreter with numpy and pandas and the baseline that it runs; Path is empty when there is none.
type python struct{ Path, Script, Versions string }

// What a row says when its reference is not there.
const (
	noPython = "not measured: numpy and pandas are not installed (Debian: apt-get install python3-numpy python3-pandas)"
	noScript = "not measured: there is no numpy_baseline.py"
)

// findPython looks for an interpreter that has numpy and pandas: the first on the path may lack them.
func findPython(script string) python {
	if _, err := os.Stat(script); err != nil {
		script = ""
	}
	for _, name := range []string{"python3", "/usr/bin/python3", "/usr/local/bin/python3", "python"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		const ask = `import numpy, pandas, platform
print("Python " + platform.python_version() + ", numpy " + numpy.__version__ + ", pandas " + pandas.__version__, end="")`
		if _, out, err := process(true, nil, path, "-c", ask); err == nil {
			return python{path, script, string(out)}
		}
	}
	return python{}
}

// can tells whether the baseline can run.
func (p python) can() bool { return p.Path != "" && p.Script != "" }

// why tells why it cannot.
func (p python) why() string {
	if p.Path == "" {
		return noPython
	}
	return noScript
}

// said is the line that the baseline prints.
type said struct {
	Import    float64  `json:"import_s"`
	Profile   float64  `json:"profile_s"`
	Options   int      `json:"options"`
	GEX       float64  `json:"gex_usd_bn"`
	ZeroGamma *float64 `json:"zero_gamma"`
}

// baseline runs the baseline on a chain.
func (p python) baseline(chain string) (usage, said, error) {
	var s said
	u, out, err := process(true, nil, p.Path, p.Script, chain)
	if err == nil {
		err = json.Unmarshal(out, &s)
	}
	u.Bare = u.Wall - s.Import
	return u, s, err
}

// readCSV is pandas.read_csv alone: the time without that of starting Python and importing, the memory of the process.
func (p python) readCSV(path string) (usage, error) {
	const program = `import sys, time, pandas
start = time.perf_counter()
pandas.read_csv(sys.argv[1])
print(time.perf_counter() - start)`
	u, out, err := process(true, nil, p.Path, "-c", program, path)
	if err != nil {
		return u, err
	}
	_, err = fmt.Sscan(string(out), &u.Wall)
	return u, err
}
