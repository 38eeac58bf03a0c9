package settings

import "gex/internal/fault"

// What a configuration file may hold. A file with more is not a configuration, and would take memory and time to refuse: to
// look up a key takes as long as there are keys.
const (
	largest    = 32 << 20 // bytes
	mostKeys   = 2000
	mostParts  = 16 // of a dotted key
	mostValues = 10000
)

// limits counts what a file holds while it is read.
type limits struct {
	file *document
	keys int
}

// size refuses a text that is too large.
func (l *limits) size(text []byte) error {
	if len(text) > largest {
		return l.file.wrong(1, "set "+fault.Setting("config")+" to a configuration file", "the file is larger than %d MB: not a configuration file", largest>>20)
	}
	return nil
}

// add refuses a statement that has too many parts or values, or is one too many.
func (l *limits) add(s statement) error {
	last := s.keys[len(s.keys)-1]
	switch l.keys++; {
	case len(s.keys) > mostParts:
		return l.file.wrong(last.line, "a key is a name, or VERB.NAME", "a key of %d parts", len(s.keys))
	case l.keys > mostKeys:
		return l.file.wrong(last.line, "keep the keys in use", "more than %d keys", mostKeys)
	case s.value == nil:
		return nil
	}
	for _, pair := range s.value.pairs {
		if err := l.add(pair); err != nil {
			return err
		}
	}
	if n := s.value.count; n > mostValues {
		return l.file.wrong(last.line, "give fewer values", "%s: %d values, and at most %d are allowed", last.name, n, mostValues)
	}
	return nil
}
