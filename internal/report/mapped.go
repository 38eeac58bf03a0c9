package report

import (
	"encoding/json"
	"slices"
)

// Mapped holds the levels as prices of another instrument, such as a future, whose price was given by the user. The levels
// outside Mapped remain those of the underlying.
type Mapped struct {
	Symbol     string    `json:"symbol"`
	Price      Number    `json:"price"`  // when the underlying is at spot
	By         string    `json:"by"`     // ratio or offset
	Ratio      Number    `json:"ratio"`  // price / spot; absent by offset
	Offset     Number    `json:"offset"` // price - spot; absent by ratio
	Levels     Levels    `json:"levels"` // gex and regime are those of the underlying
	Levels0DTE *Levels   `json:"levels_0dte"`
	Outlook    []Outlook `json:"outlook,omitempty"`

	Members []Mapped `json:"-"` // of a combined book, the levels in the own prices of all but the axis; in JSON by symbol
}

// Given reports whether the levels are also those of an instrument that the user named.
func (m *Mapped) Given() bool { return m != nil && (m.Symbol != "" || len(m.Members) == 0) }

// MarshalJSON writes the keys of the instrument, if there is one, then one object for each member by its symbol.
func (m Mapped) MarshalJSON() ([]byte, error) {
	type plain Mapped
	if len(m.Members) == 0 {
		return json.Marshal(plain(m))
	}
	members, err := object(len(m.Members), func(i int) (string, any) { return m.Members[i].Symbol, m.Members[i] })
	if err != nil || !m.Given() {
		return members, err
	}
	own, err := json.Marshal(plain(m))
	return slices.Concat(own[:len(own)-1], []byte(","), members[1:]), err
}
