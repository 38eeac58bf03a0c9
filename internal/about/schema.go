package about

import (
	"strings"

	"gex/internal/help"
	"gex/internal/render"
	"gex/internal/schema"
)

// Schemas has a line for every JSON document; in JSON the schema of each by its name.
func Schemas() render.List {
	l := render.List{Columns: []string{"document", "written by"}, Wrap: 60}
	all := map[string]any{}
	for _, d := range schema.Documents() {
		l.Rows = append(l.Rows, []string{d.Name, d.By})
		all[d.Name] = d.JSON()
	}
	l.JSON = all
	return l
}

// SchemaNames lists the documents.
func SchemaNames() (names []string) {
	for _, d := range schema.Documents() {
		names = append(names, d.Name)
	}
	return names
}

// Schema has a line for every key of a document, in JSON its JSON Schema; all documents when there is none of the name.
func Schema(name string) render.List {
	d, found := schema.Find(name)
	if !found {
		return Schemas()
	}
	return render.List{Title: d.By, Columns: keyColumns, Rows: keyRows(d.Keys()), Wrap: 44, JSON: d.JSON()}
}

// keyColumns are the headings of keyRows.
var keyColumns = []string{"key", "type", "meaning"}

// keyRows says in one cell what a key means and when it is null.
func keyRows(keys []schema.Key) (rows [][]string) {
	for _, k := range keys {
		rows = append(rows, []string{k.Path, k.Type, k.Text()})
	}
	return rows
}

// keysOfJSON is the text of a help topic: what the keys of every document mean.
func keysOfJSON(width int) string {
	var out strings.Builder
	out.WriteString(help.Wrap(width, "The keys of JSON, what they mean, in which unit, and when they are null. gex schema DOCUMENT prints the same as JSON Schema. "+
		"Keys may be added in later versions; none is renamed under the same schema. A key that a document shares with one above is not repeated.") + "\n")
	for _, part := range schema.Everything() {
		out.WriteString("\n" + strings.ToUpper(part.Name) + "  " + part.By + "\n\n" + help.Table(width, keyColumns, keyRows(part.Keys)) + "\n")
	}
	return out.String()
}
