package report

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Member is one underlying of a combined book. Its exposures are in the unit of GEX; the axis is the first member.
type Member struct {
	Underlying   string    `json:"underlying"`
	File         string    `json:"file"`        // base name of the first
	Files        []string  `json:"files"`       // all of them
	SHA256       []string  `json:"sha256"`      // of each file, of its decompressed bytes
	AsOf         Time      `json:"as_of"`       // of the first
	AgeMinutes   Number    `json:"age_minutes"` // how much earlier that is than the axis's
	Spot         Number    `json:"spot"`
	SpotSource   string    `json:"spot_source"`
	Ratio        Number    `json:"ratio"` // spot of the axis / spot
	GEX          Number    `json:"gex"`
	GrossGEX     Number    `json:"gross_gex"`
	Share        Number    `json:"share"`          // of the gross GEX of the whole book
	ZeroGamma    Number    `json:"zero_gamma"`     // of this member alone, as a price of the axis
	ZeroGammaOwn Number    `json:"zero_gamma_own"` // the same as its own price
	Warnings     []Warning `json:"warnings"`
}

// MemberGEX is the GEX of a member, in an object keyed by the underlying.
type MemberGEX struct {
	Underlying string
	GEX        Number
}

// ByMember is a JSON object of exposures by underlying, in the order of the members.
type ByMember []MemberGEX

// MarshalJSON writes the object.
func (m ByMember) MarshalJSON() ([]byte, error) {
	return object(len(m), func(i int) (string, any) { return m[i].Underlying, m[i].GEX })
}

// UnmarshalJSON reads the object.
func (m *ByMember) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return fmt.Errorf("members are not an object (%w)", err)
	}
	*m = ByMember{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		one := MemberGEX{Underlying: key.(string)}
		if err := d.Decode(&one.GEX); err != nil {
			return err
		}
		*m = append(*m, one)
	}
	return nil
}
