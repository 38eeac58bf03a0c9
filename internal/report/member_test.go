package report

import (
	"encoding/json"
	"slices"
	"testing"
)

// TestByMember: an object of exposures keeps the order of its members, and what is not such an object is refused.
func TestByMember(t *testing.T) {
	want := ByMember{{"SPY", 2.5}, {"SPX", -1e9}, {"A<B", 0}}
	text, err := json.Marshal(struct {
		M ByMember `json:"m"`
	}{want})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		M ByMember `json:"m"`
	}
	if err := json.Unmarshal(text, &got); err != nil || !slices.Equal(got.M, want) {
		t.Errorf("%v: %s is read as %v", err, text, got.M)
	}
	for _, bad := range []string{`[1]`, `[]`, `"SPX"`, `5`, `null`, `{"SPX":"many"}`, `{"SPX":{}}`} {
		var m ByMember
		if err := m.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%s is read as %v", bad, m)
		}
	}
	if m := (ByMember{{"SPX", 1}}); m.UnmarshalJSON([]byte(`{}`)) != nil || m == nil || len(m) != 0 {
		t.Errorf("no members are %v", m)
	}
}
