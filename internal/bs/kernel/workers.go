package kernel

import "gex/internal/par"

// alone is the number of cells, one exponential each, below which another goroutine costs more than it brings.
const alone = 1 << 15

// eachPart calls work for every part in [0, parts), in parallel when they are worth it; a part is worth so many cells.
func eachPart(parts, cells int, work func(int)) { par.Each(parts, parts*cells >= alone, work) }
