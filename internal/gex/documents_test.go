package gex

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gex/internal/report"
)

// sameNumbers has all absent numbers alike.
var sameNumbers = cmp.Comparer(func(a, b report.Number) bool { return a == b || !a.OK() && !b.OK() })

// TestDocumentsAgree: what the document of a verb says is what the report says of the same book.
func TestDocumentsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs, o := randomLegs(t), Options{Sign: "column", Map: Mapping{Symbol: "MES", Price: 105}}
		fresh := func() *Book { return bookOf(t, legs, 100, o) }
		r := Build(fresh())
		agree := func(verb string, got, want any) {
			t.Helper()
			if diff := cmp.Diff(want, got, sameNumbers); diff != "" {
				t.Fatalf("%s differs from the report (-report +%s):\n%s", verb, verb, diff)
			}
		}
		agree("strikes", BuildStrikes(fresh()), r.StrikesDocument())
		agree("expiries", BuildExpiries(fresh()), r.ExpiriesDocument())
		agree("buckets", BuildBuckets(fresh()), r.BucketsDocument())

		profile := BuildProfile(fresh())
		profile.Profile = report.Curves{Profile: profile.Profile.Profile}
		agree("profile", profile, r.ProfileDocument())

		levels := BuildLevels(fresh())
		levels.Outlook, levels.Mapped.Outlook = nil, nil
		agree("levels", levels, r.LevelsDocument())

		keys := BuildKeys(fresh())
		keys.Coverage, keys.Buckets, keys.Expiries, keys.Moves = levels.Coverage, levels.Buckets, levels.Expiries, levels.Moves
		agree("key levels", keys, r.LevelsDocument())
		row := BuildRow(fresh())
		levels.Day = row.Day // which no other document has
		agree("a row", report.SnapshotOf(row), report.SnapshotOf(levels))

		agree("flows", len(BuildFlows(fresh()).Flows.Spot), len(r.Flows.Spot))
		agree("pictures", BuildPlot(fresh()).Report, *r)
	})
}
