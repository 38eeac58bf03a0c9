package kernel

import "golang.org/x/sys/cpu"

// assemblies returns the paths that this machine supports, the widest first: the processor must have the instructions, and
// the operating system must save their registers. gen/check.go holds the assembly to these features.
func assemblies() (supported []*assembly) {
	x := &cpu.X86
	if !(x.HasAVX2 && x.HasFMA && x.HasPOPCNT) {
		return nil
	}
	if x.HasAVX512F && x.HasAVX512DQ && x.HasAVX512BW && x.HasAVX512VL {
		supported = append(supported, &avx512)
	}
	return append(supported, &avx2)
}

var avx512 = assembly{
	name:        "avx512",
	gammaSum:    gammaSumAVX512,
	gammaMoment: gammaMomentAVX512,
	turns:       turnsAVX512,
	ladderStart: ladderStartAVX512,
	climb:       climbAVX512,
	narrow:      narrowAVX512,
	deltaSum:    deltaSumAVX512,
	charmSum:    charmSumAVX512,
	greeks:      greeksAVX512,
	fill:        fillAVX512,
	hold:        holdAVX512,
	exps:        expsAVX512,
	logs:        logsAVX512,
	normals:     normalsAVX512,

	trapezoid:  trapezoidAVX512,
	blend:      blendAVX512,
	substitute: substituteAVX512,

	impliedPrepare:   impliedPrepareAVX512,
	impliedGuess:     impliedGuessAVX512,
	impliedQuotients: impliedQuotientsAVX512,
	impliedStep:      impliedStepAVX512,
}

var avx2 = assembly{
	name:        "avx2",
	gammaSum:    gammaSumAVX2,
	gammaMoment: gammaMomentAVX2,
	turns:       turnsAVX2,
	ladderStart: ladderStartAVX2,
	climb:       climbAVX2,
	narrow:      narrowAVX2,
	deltaSum:    deltaSumAVX2,
	charmSum:    charmSumAVX2,
	greeks:      greeksAVX2,
	fill:        fillAVX2,
	hold:        holdAVX2,
	exps:        expsAVX2,
	logs:        logsAVX2,
	normals:     normalsAVX2,

	trapezoid:  trapezoidAVX2,
	blend:      blendAVX2,
	substitute: substituteAVX2,

	impliedPrepare:   impliedPrepareAVX2,
	impliedGuess:     impliedGuessAVX2,
	impliedQuotients: impliedQuotientsAVX2,
	impliedStep:      impliedStepAVX2,
}
