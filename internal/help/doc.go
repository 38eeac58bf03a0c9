// Package help lays out what the program says about itself: the help of a command, the topics of gex help, the pages of
// the manual.
//
// In: a cobra command with its flags and examples, or a text in markdown, and the width of the page in columns. Out: plain
// text without color, the same for the same width. [Columns] turns the width of a terminal into that of a page: 80 when
// there is no terminal, and between 60 and 120. Hints name the verb or the topic that was probably meant.
//
// Begin with [Guide], the help of a whole program, and [Short] and [Full], which -h and --help print of a command. [Markdown]
// lays out a document (headings, lists, tables that fit), [Manual] writes the pages for man. Which verbs, flags and topics
// there are is the caller's to say.
package help
