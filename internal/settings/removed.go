package settings

// Removed are the settings of earlier versions that are gone, each with what to do without it. A command line, a variable, a
// configuration file or a saved report that has one is refused with that hint, so that none loses its effect unnoticed.
var Removed = map[string]string{
	"delimiter": "omit it: the delimiter is detected in the file",
}
