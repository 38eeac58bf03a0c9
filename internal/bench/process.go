package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
)

// process runs a program to its end and returns what it took and what it printed. Without keep its output goes nowhere.
func process(keep bool, env []string, program string, args ...string) (usage, []byte, error) {
	cmd := exec.Command(program, args...)
	cmd.Env = append(append(cmd.Environ(), "GEX_CONFIG=none"), env...)
	var out, complaints bytes.Buffer
	cmd.Stderr = &complaints
	if keep {
		cmd.Stdout = &out
	}
	start := now()
	err := cmd.Run()
	wall := now().Sub(start)
	if err != nil {
		return usage{}, nil, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, bytes.TrimSpace(complaints.Bytes()))
	}
	s := cmd.ProcessState
	u := usage{Wall: wall.Seconds(), CPU: (s.UserTime() + s.SystemTime()).Seconds(), Peak: peak(s.SysUsage()), Faults: reported(s.SysUsage(), "Minflt")}
	return u, out.Bytes(), nil
}

// peak is the most memory that a process held, in bytes, 0 where the system does not say.
func peak(system any) float64 {
	if runtime.GOOS == "darwin" {
		return reported(system, "Maxrss")
	}
	return 1024 * reported(system, "Maxrss")
}

// reported is a number that the system reports of a process, 0 where it does not. What it returns is of another type on every
// system, so it is asked by name.
func reported(system any, name string) float64 {
	v := reflect.Indirect(reflect.ValueOf(system))
	if v.Kind() != reflect.Struct {
		return 0
	}
	number := v.FieldByName(name)
	if !number.IsValid() || !number.CanInt() {
		return 0
	}
	return float64(number.Int())
}
