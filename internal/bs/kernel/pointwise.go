package kernel

// Functions of one number over columns: each element has the bits of the scalar function. dst may be the column read. What is
// left beyond whole lanes of 8 takes the scalar function, so that columns are best as long as that.

// ExpTo writes Exp of every x.
func ExpTo(dst, x []float64) {
	dst = dst[:len(x)]
	for simd != nil && len(x) >= lanes {
		n := wholeChunk(len(x))
		simd.exps(dst[:n], x[:n])
		dst, x = dst[n:], x[n:]
	}
	for i, v := range x {
		dst[i] = Exp(v)
	}
}

// LogTo writes ln x of every x, positive and not subnormal, within an ulp, but not the bits of Log, which takes longer.
func LogTo(dst, x []float64) {
	dst = dst[:len(x)]
	for simd != nil && len(x) >= lanes {
		n := wholeChunk(len(x))
		simd.logs(dst[:n], x[:n])
		dst, x = dst[n:], x[n:]
	}
	logTo(dst, x)
}

// NormalTo writes Normal of every d.
func NormalTo(density, below, d []float64) {
	density, below = density[:len(d)], below[:len(d)]
	for simd != nil && len(d) >= lanes {
		n := wholeChunk(len(d))
		simd.normals(density[:n], below[:n], d[:n])
		density, below, d = density[n:], below[n:], d[n:]
	}
	for i, v := range d {
		density[i], below[i] = Normal(v)
	}
}

// wholeChunk returns how many of n ≥ 8 elements make whole lanes, at most a chunk.
func wholeChunk(n int) int { return min(n/lanes*lanes, chunkSize) }
