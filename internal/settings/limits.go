package settings

import (
	"gex/internal/fault"
	"gex/internal/tomltext"
)

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
func (l *limits) add(s tomltext.Statement) error {
	last := s.Last()
	switch l.keys++; {
	case len(s.Keys) > mostParts:
		return l.file.wrong(last.Line, "a key is a name, or VERB.NAME", "a key of %d parts", len(s.Keys))
	case l.keys > mostKeys:
		return l.file.wrong(last.Line, "keep the keys in use", "more than %d keys", mostKeys)
	case s.Value == nil:
		return nil
	}
	for _, pair := range s.Value.Pairs {
		if err := l.add(pair); err != nil {
			return err
		}
	}
	if n := s.Value.Count; n > mostValues {
		return l.file.wrong(last.Line, "give fewer values", "%s: %d values, and at most %d are allowed", last.Name, n, mostValues)
	}
	return nil
}
