// Bench measures gex against a naive program and against numpy and pandas, and prints the ratios. It is what `make
// bench` runs; nobody who uses gex needs it.
//
// In: chains that it has gex sample make, a real one where there is one, and of the references what this machine has. Out:
// tables on standard output, and with -o between the markers of docs/performance.md. Times are seconds, memory is
// bytes; a ratio is the time of the reference over ours.
//
// How it measures:
//
//   - Ours and the reference run in turn, A B A B, and each pair gives a ratio; the tables show medians. Other load on the
//     machine then affects both equally. The first pair warms up.
//   - Whole programs are processes of their own, built as users build them. So is every part that measures inside a
//     process: the path of the kernels is chosen when a process starts, and the peak memory of a child counts from that
//     of its parent, which therefore holds nothing.
//   - Before anything is measured, the totals and the zero gamma of gex, of the naive program and of the numpy baseline
//     have to agree, and whatever is measured inside a process has to find what its reference does: a benchmark that
//     computes something else proves nothing.
//
// Begin with benchmark in main.go. This is the one package, besides packages of gex check, that reads the machine's clock, in
// clock.go alone.
//
// naive*.go is the reference: gocsv into structs, one option at a time with math.Erf; what is shared
// within one option is computed once.
package main
