package kernel

// solveSIMD is solve by assembly. Quotients and step are two functions: together they would be one chain of dependent
// operations, too long for the processor to begin the next vector meanwhile.
func (w *quotes) solveSIMD() {
	n, g := wholeLanes(w.n), &w.group
	a, c, logC, logR := w.a[:n], w.c[:n], w.logC[:n], w.logR[:n]
	s, z, u := w.s[:n], w.z[:n], w.u[:n]
	simd.impliedPrepare(w.price[:n], w.strike[:n], w.put[:n], w.solvable[:n], a, c, logC, logR,
		g.forward, g.discount, g.logHigh, g.logLow, &logTable[0].inv)
	simd.impliedGuess(s, a, c, logC, logR)
	for range impliedSteps {
		simd.impliedQuotients(u, z, s, a)
		simd.impliedStep(s, z, u, logC, logR)
	}
}
