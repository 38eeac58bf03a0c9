// Package pipeline takes chain files to the documents of a verb, in order and in bounded memory:
//
//	file -> chain.Read -> chain.Chain -> vol.Fit -> gex.NewBook -> Verb.Build -> report.Document
//
// In: a [Request], which is what the user asked for (files, options, strictness), a [Verb], which is what is made of each
// book, and an [Outside], which opens files and prints notes. Out: one [Result] for each underlying, in the order of the
// files and of the underlyings in them, whatever the number of cores. Prices, times and exposures have the units of
// packages chain, vol and gex; nothing is computed here.
//
// Begin with [New], which is the one place that checks a request, and [Job.Run]. Files are read and analyzed on all cores,
// but only a few underlyings are held at a time and none after it was shown: once a document is made, chain, surface and book
// are dropped, and the next ones take their memory, unless Verb.Keeps says that results have their books. An underlying or a
// file that fails is reported in its place, the others go on, and the highest exit code is returned. [Job.Each] is for callers
// that have a reader and no files, [Job.One] for a file with one underlying, [Job.Fit], [Job.Book] and [Job.Document] for one
// step at a time.
//
// With Request.Combine the files are one book ([Job.Divide]: several), whose members are fitted apart; [Instants] puts files of
// one time together. Errors about a combined book name the file that they are about.
//
// The packages below it make a history, a watch, a check or a comparison of it.
//
// Messages name settings by fault.Setting; whoever prints them spells them. Warnings of documents are spelled as flags
// already, as JSON carries them.
package pipeline
