package dealers

import (
	"errors"
	"io/fs"

	"gex/internal/fault"
	"gex/internal/inventory"
)

// resume reads the state.
func (r *run) resume() error {
	r.ledger = &inventory.Ledger{Settings: r.Settings}
	if r.State == "" {
		return nil
	}
	if _, err := r.out.Stat(r.State); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	in, err := r.out.Open(r.State)
	if err != nil {
		return err
	}
	defer in.Close()
	kept, err := inventory.ReadState(in, r.State)
	if err != nil {
		return err
	}
	r.ledger, r.kept = kept, kept.Rows()
	if err := kept.Continue(r.State, r.Settings); err != nil {
		return err
	}
	last, _ := kept.Last()
	if through := r.Reading.Through; !through.IsZero() && through.Before(last) {
		return fault.New(fault.Usage, "give "+fault.Setting("state")+" another name, and all files", "%s goes to %s, beyond %s %s", r.State, last, fault.Setting("through"), through)
	}
	return nil
}

// save writes the state with the files so far.
func (r *run) save() error {
	if r.State == "" {
		return nil
	}
	ledger, _, err := r.update.Ledger()
	if err != nil {
		return err
	}
	return r.put(ledger.WriteState)
}
