package settings

import (
	"bytes"

	"gex/internal/fault"

	"github.com/pelletier/go-toml/v2/unstable"
)

// What a configuration file may hold. One with more is no configuration, and to find that out later would take longer
// than anybody waits: to look up a key takes as long as there are keys, and so does the line of each.
const (
	largest    = 32 << 20 // bytes
	mostKeys   = 2000
	mostParts  = 16 // of a dotted key
	mostValues = 10000
)

// within refuses a text that holds too much, by one pass over it. Text that is not TOML is left to the parser.
func (f *document) within(text []byte) error {
	if len(text) > largest {
		return f.wrong(1, "give "+fault.Setting("config")+" another file", "the file is larger than %d MB: no configuration is", largest>>20)
	}
	w := weighing{f: f, text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	w.p.Reset(w.text)
	for w.p.NextExpression() {
		if err := w.add(w.p.Expression()); err != nil {
			return err
		}
	}
	return nil
}

// weighing counts what a text holds.
type weighing struct {
	f    *document
	text []byte
	p    unstable.Parser
	at   uint32 // where the last key stands
	keys int
}

func (w *weighing) add(node *unstable.Node) error {
	if node.Kind != unstable.KeyValue && node.Kind != unstable.Table && node.Kind != unstable.ArrayTable {
		return nil
	}
	parts, name := 0, []byte(nil)
	for it := node.Key(); it.Next(); parts++ {
		name, w.at = it.Node().Data, it.Node().Raw.Offset
	}
	switch w.keys++; {
	case parts > mostParts:
		return w.wrong("a key is a name, or VERB.NAME", "a key of %d parts", parts)
	case w.keys > mostKeys:
		return w.wrong("keep those that are used", "more than %d keys", mostKeys)
	case node.Kind != unstable.KeyValue:
		return nil
	}
	values := 0
	for it := node.Value().Children(); it.Next(); values++ {
		if node.Value().Kind != unstable.InlineTable {
			continue
		}
		if err := w.add(it.Node()); err != nil {
			return err
		}
	}
	if values > mostValues {
		return w.wrong("give fewer values", "%s: %d values are more than the %d that fit", name, values, mostValues)
	}
	return nil
}

// wrong is an error at the line of the last key.
func (w *weighing) wrong(hint, format string, args ...any) error {
	line := 1 + bytes.Count(w.text[:min(int(w.at), len(w.text))], []byte{'\n'})
	return w.f.wrong(line, hint, format, args...)
}
