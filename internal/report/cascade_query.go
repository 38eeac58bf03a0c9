package report

import (
	"slices"
	"strings"
)

// CascadeQuery names one number of a cascade: rest@-1, reach@6725, local_amplification.
type CascadeQuery struct {
	Name string // one of CascadeNames
	At   Number // the shock in percent, or the level; absent where the name takes none
}

// cascadeNumber is a number that a name stands for.
type cascadeNumber struct {
	name, what string
	impact     bool // it needs one
	whole      func(*Cascade) Number
	shock      func(*Shock) Number
	trigger    func(*Trigger) Number
}

// cascadeNumbers are all of them; each has one of its functions.
var cascadeNumbers = []cascadeNumber{
	{name: "rest", what: "where a shock comes to rest: rest@-1", impact: true, shock: func(s *Shock) Number { return s.Spot }},
	{name: "move_pct", what: "the move to there, in percent", impact: true, shock: func(s *Shock) Number { return s.MovePct }},
	{name: "amplification", what: "that move over the shock", impact: true, shock: func(s *Shock) Number { return s.Amplification }},
	{name: "absorb", what: "dollars per 1% above which the shock stops: absorb@-1", shock: func(s *Shock) Number { return s.Absorb }},
	{name: "dealer_usd", what: "what dealers trade by there", impact: true, shock: func(s *Shock) Number { return s.DealerUSD }},
	{name: "funds_usd", what: "what leveraged funds trade", impact: true, shock: func(s *Shock) Number { return s.FundsUSD }},
	{name: "triggers_usd", what: "what triggers trade", impact: true, shock: func(s *Shock) Number { return s.TriggersUSD }},
	{name: "reach", what: "the least shock that brings spot to a level, in percent: reach@6725", impact: true, trigger: func(t *Trigger) Number { return t.ShockPct }},
	{name: "local_amplification", what: "of a small shock", impact: true, whole: func(c *Cascade) Number { return c.Local }},
	{name: "pocket_free_down", what: "dollars per 1% above which no air pocket is within 5% below", whole: func(c *Cascade) Number { return c.PocketFree.Down }},
	{name: "pocket_free_up", what: "the same above", whole: func(c *Cascade) Number { return c.PocketFree.Up }},
}

// CascadeNames lists the names; those for which OfShock or OfLevel holds take @ and a number.
func CascadeNames() []string {
	var names []string
	for _, n := range cascadeNumbers {
		names = append(names, n.name)
	}
	return names
}

// CascadeNamesInWords lists the names with what they stand for, a line each.
func CascadeNamesInWords() []string {
	what := make([]string, len(cascadeNumbers))
	for i, n := range cascadeNumbers {
		what[i] = n.what
	}
	return inWords(CascadeNames(), what)
}

// inWords lists names with what they stand for, a line each, two spaces behind the longest.
func inWords(names, what []string) []string {
	var wide int
	for _, name := range names {
		wide = max(wide, len(name))
	}
	lines := make([]string, len(names))
	for i, name := range names {
		lines[i] = name + strings.Repeat(" ", wide+2-len(name)) + what[i]
	}
	return lines
}

// number is what the query stands for.
func (q CascadeQuery) number() *cascadeNumber {
	i := slices.IndexFunc(cascadeNumbers, func(n cascadeNumber) bool { return n.name == q.Name })
	return &cascadeNumbers[i]
}

// NeedsImpact reports whether the number is known only with an impact.
func (q CascadeQuery) NeedsImpact() bool { return q.number().impact }

// OfShock reports whether the number belongs to a shock.
func (q CascadeQuery) OfShock() bool { return q.number().shock != nil }

// OfLevel reports whether the number belongs to a level.
func (q CascadeQuery) OfLevel() bool { return q.number().trigger != nil }

// In returns the number of a cascade, absent when it has none.
func (q CascadeQuery) In(c *Cascade) Number {
	n := q.number()
	switch {
	case n.whole != nil:
		return n.whole(c)
	case n.shock != nil:
		for i := range c.Shocks {
			if c.Shocks[i].ShockPct == q.At {
				return n.shock(&c.Shocks[i])
			}
		}
	default:
		for i := range c.Triggers {
			if c.Triggers[i].Level == q.At {
				return n.trigger(&c.Triggers[i])
			}
		}
	}
	return None()
}
