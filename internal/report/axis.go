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

// Axis returns spot, the headline levels of dealers and those of followers on one axis, descending.
func (r *Report) Axis() []AxisLevel {
	if r.Followers == nil {
		return nil
	}
	list := []AxisLevel{{Level: r.Spot, Name: "spot"}}
	for _, v := range LevelsThat(func(v *Level) bool { return v.Headline }) {
		if at := v.Number(&r.Levels); at.OK() {
			list = append(list, AxisLevel{at, v.Name, "dealers", ""})
		}
	}
	for _, l := range r.Followers.Levels {
		list = append(list, AxisLevel{l.Level, l.Name, "followers", l.Does})
	}
	slices.SortStableFunc(list, func(a, b AxisLevel) int { return cmp.Compare(b.Level, a.Level) })
	return list
}
