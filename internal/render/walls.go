package render

import (
	"strings"

	"gex/internal/report"
)

// wallNotes words how much stronger each wall is than the next strike, and walls in unexpected places.
func wallNotes(r *report.LevelsDocument, s style) []string {
	var notes []string
	add := func(scope string, l *report.Levels) {
		var parts []string
		for _, w := range l.Walls {
			if w.Strike.OK() {
				parts = append(parts, wallShares(w))
			}
		}
		if len(parts) > 0 {
			notes = append(notes, scope+", share of gross GEX: "+strings.Join(parts, "; "))
		}
	}
	add("all expiries", &r.Levels)
	if r.Levels0DTE != nil {
		add("0DTE", r.Levels0DTE)
	}
	return append(notes, invertedWalls(r, s)...)
}

// wallShares words a wall and its runner-up: call wall 4,900 1.32%, runner-up 4,800 1.28%.
func wallShares(w report.Wall) string {
	text := wallName(w.Wall) + " " + plain(w.Strike) + " " + percent(w.Share, 2) + "%"
	if !w.RunnerUp.OK() {
		return text + ", no runner-up"
	}
	return text + ", runner-up " + plain(w.RunnerUp) + " " + percent(w.RunnerUpShare, 2) + "%"
}

// wallName is the label of a wall.
func wallName(key string) string {
	if v := report.LevelOf(key); v != nil {
		return v.Name
	}
	return key
}

// wallOf returns the wall with a key, nil when the levels have none.
func wallOf(l *report.Levels, key string) *report.Wall {
	for i := range l.Walls {
		if l.Walls[i].Wall == key && l.Walls[i].Strike.OK() {
			return &l.Walls[i]
		}
	}
	return nil
}

// invertedWalls points out walls on the unexpected side of spot or of each other, and the rule that avoids it.
func invertedWalls(r *report.LevelsDocument, s style) []string {
	if strings.HasPrefix(r.Conventions.Wall, "side") {
		return nil
	}
	var notes []string
	add := func(scope string, l *report.Levels) {
		var wrong []string
		if l.CallWall < l.PutWall {
			wrong = append(wrong, "the call wall is below the put wall")
		} else {
			if l.CallWall < r.Spot && !atSpot(l.CallWall, r.Spot) {
				wrong = append(wrong, "the call wall is below spot")
			}
			if l.PutWall > r.Spot && !atSpot(l.PutWall, r.Spot) {
				wrong = append(wrong, "the put wall is above spot")
			}
		}
		if len(wrong) > 0 {
			notes = append(notes, scope+": "+strings.Join(wrong, ", ")+"; "+s.setting("wall")+" side looks for each on its own side of spot")
		}
	}
	add("all expiries", &r.Levels)
	if r.Levels0DTE != nil {
		add("0DTE", r.Levels0DTE)
	}
	return notes
}
