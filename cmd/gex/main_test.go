package main

import "testing"

// TestHeapGrowth: the heap grows to 64 MB, or to twice what lives in it, however little that is.
func TestHeapGrowth(t *testing.T) {
	const mb = 1 << 20
	for live, want := range map[uint64]int{0: 64, 3 * mb: 64, 8 * mb: 64, 20 * mb: 64, 32 * mb: 64, 33 * mb: 66, 100 * mb: 200} {
		percent := percentFor(live)
		// The runtime grows what lives by that, and has no smaller heap than 4 MB would grow to, 100 being that itself.
		grown := max(int(live)*(100+percent), 4*mb*percent) / 100
		if grown > want*mb || grown < (want-4)*mb {
			t.Errorf("%d MB grow to %d MB, want %d", live/mb, grown/mb, want)
		}
	}
}
