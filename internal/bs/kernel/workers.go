package kernel

import "gex/internal/par"

// alone is the number of cells, one exponential each, below which another goroutine costs more than it saves: 150 µs of vectors.
const alone = 1 << 17

// eachPart calls work for every part in [0, parts), in parallel when there are at least alone cells; cells is the number
// of cells of one part.
func eachPart(parts, cells int, work func(int)) { par.Each(parts, parts*cells >= alone, work) }
