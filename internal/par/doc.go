// Package par runs work in parallel, for every package of this program.
//
// In: work that is independent of its neighbors. Out: the same results in the same order as a loop would give, whatever
// GOMAXPROCS is. Nothing here measures, cancels by time or retries.
//
// Begin with [Each]:
//
//   - [Each] is a loop whose rounds may run at the same time: for numbers that go into slots of their own. Within the work of
//     a pipeline it takes the cores that the pipeline leaves.
//   - [InOrder] is a pipeline over an unknown number of pieces: results are handed on in the order of the pieces, and few
//     of them are held at any time.
//   - [Start] is one piece of work beside the caller's.
//
// A panic in a worker becomes a panic of the caller with the same value, so that one recover at the top sees all.
package par
