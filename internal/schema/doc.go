// Package schema describes the JSON documents: which keys they have, of which type, what each means, in which unit, and when it is
// null.
//
// In: the types of package report, read by reflection, and the meaning of their keys: of levels from the registry (report.Level),
// of all others from fields.txt. Out: a JSON Schema of a document (draft 2020-12), and the same as rows of a table.
//
// Begin with documents.go, the list of documents.
package schema
