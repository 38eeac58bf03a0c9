// Command testrun is `make test`: go test with the arguments given, printed as go test prints it, and after that every test
// that was skipped, with its reason. It fails when go test does, when a skip is not on the list testdata/skips.txt, and,
// when whole packages ran, when the list names a test that there no longer is.
//
// In: arguments of go test, and the list. Out: the text of go test and a line a skipped test, on standard output, and the
// exit code. Begin with run in main.go.
//
// go test says nothing of a skipped test unless it is asked with -v. A comparison that is never made then looks like one
// that holds.
//
// A line of the list has a package, a test (as path.Match has patterns: * stands for anything but a slash) and, to the end
// of the line, why it may be skipped; # begins a comment.
package main
