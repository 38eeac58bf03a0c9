package kernel

// Functions of one number over columns: each element has the bits of the scalar function. dst may be the column read.

// ExpTo writes Exp of every x.
func ExpTo(dst, x []float64) {
	dst = dst[:len(x)]
	if simd == nil {
		for i, v := range x {
			dst[i] = Exp(v)
		}
		return
	}
	for len(x) >= lanes {
		n := wholeChunk(len(x))
		simd.exps(dst[:n], x[:n])
		dst, x = dst[n:], x[n:]
	}
	if len(x) > 0 {
		var rest [lanes]float64
		copy(rest[:], x)
		simd.exps(rest[:], rest[:])
		copy(dst, rest[:])
	}
}

// NormalTo writes Normal of every d.
func NormalTo(density, below, d []float64) {
	density, below = density[:len(d)], below[:len(d)]
	if simd == nil {
		for i, v := range d {
			density[i], below[i] = Normal(v)
		}
		return
	}
	for len(d) >= lanes {
		n := wholeChunk(len(d))
		simd.normals(density[:n], below[:n], d[:n])
		density, below, d = density[n:], below[n:], d[n:]
	}
	if len(d) > 0 {
		var rest [2][lanes]float64
		copy(rest[0][:], d)
		simd.normals(rest[0][:], rest[1][:], rest[0][:])
		copy(density, rest[0][:])
		copy(below, rest[1][:])
	}
}

// wholeChunk returns how many of n ≥ 8 elements make whole lanes, at most a chunk.
func wholeChunk(n int) int { return min(n/lanes*lanes, chunkSize) }
