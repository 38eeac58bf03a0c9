package diff

import (
	"io/fs"
	"slices"
	"strings"

	"gex/internal/fault"
	"gex/internal/pipeline"
)

// Args are the files of two combined books as they were given.
type Args struct {
	Names []string
	Dash  int // how many come before --; negative: there is none
}

// Books are the files of the earlier book and of the later one. They are divided by "--", or are two arguments, each a file, a
// directory, or files between commas; otherwise they are divided by their times, which the job looks at.
func (a Args) Books(job *pipeline.Job, out pipeline.Outside) ([][]string, error) {
	list, err := a.expanded(out)
	if err != nil {
		return nil, err
	}
	switch {
	case a.Dash >= 0:
		return sides(slices.Concat(list[:a.Dash]...), slices.Concat(list[a.Dash:]...))
	case len(list) == 2:
		return sides(list[0], list[1])
	}
	return byTime(job, out, slices.Concat(list...))
}

func sides(before, after []string) ([][]string, error) {
	if len(before) == 0 || len(after) == 0 {
		return nil, fault.New(fault.Usage, "gex diff "+fault.Setting("combine")+" SPX BEFORE... -- AFTER...", "one side has no file")
	}
	return [][]string{before, after}, nil
}

// expanded are the files of each argument.
func (a Args) expanded(out pipeline.Outside) ([][]string, error) {
	var list [][]string
	for _, name := range a.Names {
		info, err := out.Stat(name)
		switch {
		case err == nil && info.IsDir():
			files, err := pipeline.ChainFiles(name)
			if err == nil && len(files) == 0 {
				err = fs.ErrNotExist
			}
			if err != nil {
				return nil, fault.New(fault.Input, "give the directory that holds the files of one side", "%s: no chain files in it", name)
			}
			list = append(list, files)
		case err != nil && strings.Contains(name, ","):
			list = append(list, strings.Split(name, ","))
		default:
			list = append(list, []string{name})
		}
	}
	return list, nil
}

// byTime divides files into those of an earlier and of a later time.
func byTime(job *pipeline.Job, out pipeline.Outside, files []string) ([][]string, error) {
	const divide = "put -- between the files of both: BEFORE... -- AFTER..."
	if slices.Contains(files, "-") {
		return nil, fault.New(fault.Usage, divide, "standard input cannot be read twice, to see on which side it is")
	}
	looks := job.Look(out, files)
	for _, l := range looks {
		if l.Err != nil {
			return nil, l.Err
		}
	}
	instants, left := pipeline.Instants(job.Combine, looks)
	if len(left) > 0 {
		return nil, fault.AsUsage(fault.Hinted(divide, left[0].Why))
	}
	if len(instants) != 2 {
		return nil, fault.New(fault.Usage, divide, "the files are of %d times, and a diff is of two", len(instants))
	}
	return [][]string{instants[0].Names(), instants[1].Names()}, nil
}
