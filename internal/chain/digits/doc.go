// Package digits reads plain numbers in texts: -123.45. It is the inner loop of reading large tables.
//
// In: bytes of a text. Out: float64, the nearest to the text, and whether there is one; every other form of a number is
// declined, and left to package [gex/internal/chain/cells].
//
// [Decimal] reads one cell, [ShortDecimal] one of at most eight characters, and [Group.Read] all the cells of a part of a row.
// On amd64 that exists three times: Group.plain is plain Go, and assembly for AVX2 (vectors of 4 numbers) and AVX-512 (8)
// gives the same bits, and declines the same rows. The widest that the machine has is used, or the one that the environment
// variable GEX_SIMD names, as in package [gex/internal/bs/kernel], whose generator writes the assembly: readCells in its
// digits.go is the one to read. [Group.ReadRows] reads many rows that begin alike; AVX-512 alone has it, and others read them one
// by one.
//
//	digits.go     numbers, eight characters to a word
//	group.go      cells of a row, and of many rows that begin alike
//	simd*.go      which paths there are, and the choice of one
//	read_amd64.s  what make generate writes, and its declarations in read_amd64.go
package digits
