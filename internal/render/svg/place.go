package svg

// spread moves intervals of the given widths as little as possible from their preferred starts, in order, until no two are
// nearer than gap and all lie between lo and hi; ok is false when they do not fit.
func spread(want, widths []float64, gap, lo, hi float64) (at []float64, ok bool) {
	type cluster struct {
		first, n   int
		sum        float64 // of the starts of the block that its members prefer
		begin, end float64
	}
	var done []cluster
	settle := func(c *cluster, width float64) {
		c.begin = max(lo, min(c.sum/float64(c.n), hi-width))
		c.end = c.begin + width
	}
	for i := range want {
		c := cluster{first: i, n: 1, sum: want[i]}
		settle(&c, widths[i])
		for len(done) > 0 && done[len(done)-1].end+gap > c.begin {
			before := done[len(done)-1]
			done = done[:len(done)-1]
			offset, width := before.end-before.begin+gap, c.end-c.begin
			c.sum += before.sum - float64(float64(c.n)*offset)
			c.first, c.n = before.first, c.n+before.n
			settle(&c, offset+width)
		}
		done = append(done, c)
	}
	at = make([]float64, len(want))
	ok = true
	for _, c := range done {
		ok = ok && c.begin >= lo-1e-6 && c.end <= hi+1e-6
		x := c.begin
		for i := c.first; i < c.first+c.n; i++ {
			at[i] = px(x)
			x += widths[i] + gap
		}
	}
	return at, ok
}

// rows spreads labels over as few rows as they need, first to last in turn, and returns for each the corners of its
// leader: where it passes each row, counted from the anchors on, and last the middle of its own box. nil: they do not
// fit into the rows at all.
func rows(anchors, widths []float64, gap, lo, hi float64, most int) (path [][]float64) {
	for n := 1; n <= most; n++ {
		if path = inRows(anchors, widths, gap, lo, hi, n); path != nil {
			return path
		}
	}
	return nil
}

const passage = 2 // width left between labels for a leader to a row beyond

func inRows(anchors, widths []float64, gap, lo, hi float64, n int) [][]float64 {
	path := make([][]float64, len(anchors))
	at := append([]float64{}, anchors...)
	for row := range n {
		var who []int
		var want, width []float64
		for i := range anchors {
			if i%n < row {
				continue
			}
			w := widths[i]
			if i%n > row {
				w = passage
			}
			who, want, width = append(who, i), append(want, at[i]-w/2), append(width, w)
		}
		found, ok := spread(want, width, gap, lo, hi)
		if !ok {
			return nil
		}
		for j, i := range who {
			at[i] = px(found[j] + width[j]/2)
			path[i] = append(path[i], at[i])
		}
	}
	return path
}
