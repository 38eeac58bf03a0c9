package pipeline

// Meter is an Outside that shows how much of the work of a run is done.
type Meter interface {
	// Advance says how many files of so many are done, and which share of all their bytes is.
	Advance(done, files int, share float64)
}

// meter measures the work of a run in bytes of its files, as they are stored.
type meter struct {
	out   Meter // nil: nobody wants to know
	sizes map[string]float64
	files int
	total float64

	at    string  // the file at hand
	begun int     // files, with the one at hand
	done  float64 // bytes of the files before
	share float64 // of the one at hand
	parts int     // of it
}

func newMeter(out Outside, files []string) meter {
	to, _ := out.(Meter)
	m := meter{out: to, sizes: map[string]float64{}, files: len(files)}
	if to == nil {
		return m
	}
	for _, name := range files {
		size := 1.0 // of what has no size, like standard input
		if info, err := out.Stat(name); err == nil && info.Mode().IsRegular() {
			size = max(size, float64(info.Size()))
		}
		m.sizes[name], m.total = size, m.total+size
	}
	return m
}

// add counts a part of a file of so many; share is what it is of the file, 0 if all parts are alike.
func (m *meter) add(name string, of int, share float64) {
	if m.out == nil {
		return
	}
	if m.begun == 0 || name != m.at || of > 0 && m.parts >= of {
		if m.begun > 0 {
			m.done += m.sizes[m.at]
		}
		m.at, m.share, m.parts, m.begun = name, 0, 0, m.begun+1
	}
	m.parts++
	switch {
	case share > 0:
		m.share += share
	case of > 0:
		m.share += 1 / float64(of)
	default:
		m.share = 1
	}
	m.out.Advance(m.begun-1, m.files, min(1, (m.done+m.share*m.sizes[m.at])/m.total))
}
