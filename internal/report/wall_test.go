package report

import "testing"

// TestWallNumbers: each number is that of its own wall, in whatever order they come, and absent without that wall.
func TestWallNumbers(t *testing.T) {
	put := Wall{Wall: "put_wall", Strike: 90, Share: 0.1, RunnerUp: 85, RunnerUpShare: 0.05}
	call := Wall{Wall: "call_wall", Strike: 110, Share: 0.2, RunnerUp: 115, RunnerUpShare: 0.15}
	want := map[string]Number{
		"put_wall_share": 0.1, "put_wall_runner_up": 85, "put_wall_runner_up_share": 0.05,
		"call_wall_share": 0.2, "call_wall_runner_up": 115, "call_wall_runner_up_share": 0.15,
	}
	if len(WallNumbers) != len(want) {
		t.Errorf("%d numbers, want %d", len(WallNumbers), len(want))
	}
	for _, n := range WallNumbers {
		for _, walls := range [][]Wall{{put, call}, {call, put}} {
			if got := n.Of(walls); got != want[n.Key] {
				t.Errorf("%s is %v, want %v", n.Key, got, want[n.Key])
			}
		}
		if n.Of(nil).OK() || n.Of([]Wall{put}).OK() == n.Of([]Wall{call}).OK() {
			t.Errorf("%s is there without its wall", n.Key)
		}
	}
}
