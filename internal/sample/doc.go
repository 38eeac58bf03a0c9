// Package sample makes synthetic option chains, the same for the same seed on every machine.
//
// In: a seed, a size and a layout. Out: bytes of a chain file that any reader of that layout accepts, with the surface,
// rate, yield and spot it was made from, so that a fit can be held against the truth.
package sample
