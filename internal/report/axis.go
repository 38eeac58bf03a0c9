package report

import (
	"cmp"
	"slices"
)

// AxisLevel is a level on the axis of all that trade at prices.
type AxisLevel struct {
	Level Number
	Name  string
	Who   string // dealers, followers; "" of spot
	Does  string
}

// Axis returns spot, the headline levels of dealers and those of followers on one axis, descending; nil without followers.
func (d *LevelsDocument) Axis() []AxisLevel {
	if d.Followers == nil {
		return nil
	}
	list := []AxisLevel{{Level: d.Spot, Name: "spot"}}
	for _, v := range LevelsThat(func(v *Level) bool { return v.Headline }) {
		if at := v.Number(&d.Levels); at.OK() {
			list = append(list, AxisLevel{at, v.Name, "dealers", ""})
		}
	}
	for _, l := range d.Followers.Levels {
		list = append(list, AxisLevel{l.Level, l.Name, "followers", l.Does})
	}
	slices.SortStableFunc(list, func(a, b AxisLevel) int { return cmp.Compare(b.Level, a.Level) })
	return list
}
