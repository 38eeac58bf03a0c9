package report

// Wall is a wall and the strike that comes next by the same rule. Shares are parts of the gross GEX of the same contracts.
type Wall struct {
	Wall          string `json:"wall"` // call_wall or put_wall
	Strike        Number `json:"strike"`
	Share         Number `json:"share"`
	RunnerUp      Number `json:"runner_up"`
	RunnerUpShare Number `json:"runner_up_share"`
}

// NoWall returns a wall that no strike is.
func NoWall(name string) Wall { return Wall{name, None(), None(), None(), None()} }

// WallNumber is a number in the list of walls that is also a level of its own.
type WallNumber struct {
	Key   string // of csv and --get
	Means string
	Of    func([]Wall) Number
}

// WallNumbers are all of them, in the order of the csv columns.
var WallNumbers = func() (list []WallNumber) {
	for _, wall := range []string{"call_wall", "put_wall"} {
		add := func(name, means string, of func(Wall) Number) {
			list = append(list, WallNumber{wall + "_" + name, means, func(walls []Wall) Number {
				for _, w := range walls {
					if w.Wall == wall {
						return of(w)
					}
				}
				return None()
			}})
		}
		add("share", "share of that wall in gross GEX, a fraction. null: no wall", func(w Wall) Number { return w.Share })
		add("runner_up", "the strike that comes next by the same rule. null: none", func(w Wall) Number { return w.RunnerUp })
		add("runner_up_share", "its share in gross GEX, a fraction. null: none", func(w Wall) Number { return w.RunnerUpShare })
	}
	return list
}()
