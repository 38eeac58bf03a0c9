package kernel

import (
	"strings"
	"testing"
)

// TestChoosePathAnywhere lists what GEX_SIMD may say on machines that this one may not be.
func TestChoosePathAnywhere(t *testing.T) {
	narrow, wide := &assembly{name: "avx2"}, &assembly{name: "avx512"}
	for _, c := range []struct {
		asked     string
		supported []*assembly
		want      *assembly
		warn      string
	}{
		{"", nil, nil, ""},
		{"scalar", nil, nil, ""},
		{"avx2", nil, nil, "no avx2; scalar is used"},
		{"avx512", nil, nil, "no avx512; scalar is used"},
		{"sse", nil, nil, "\"sse\" is none of scalar, avx2 and avx512; scalar is used"},
		{"", []*assembly{narrow}, narrow, ""},
		{"avx512", []*assembly{narrow}, narrow, "no avx512; avx2 is used"},
		{"", []*assembly{wide, narrow}, wide, ""},
		{"scalar", []*assembly{wide, narrow}, nil, ""},
		{"avx2", []*assembly{wide, narrow}, narrow, ""},
		{"AVX2", []*assembly{wide, narrow}, wide, "\"AVX2\" is none of scalar, avx2 and avx512; avx512 is used"},
	} {
		got, warn := choosePath(c.asked, c.supported)
		if got != c.want || !strings.HasSuffix(warn, c.warn) || (warn == "") != (c.warn == "") {
			t.Errorf("%q of %d: %v, want %v; warning %q", c.asked, len(c.supported), got, c.want, warn)
		}
	}
}
