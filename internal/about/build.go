package about

import (
	"cmp"
	"runtime"
	"runtime/debug"

	"gex/internal/render"
)

// Version is what reports carry: the version of the linker, or that of the build when it is "".
func Version(linked string) string {
	if linked != "" {
		return linked
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	return cmp.Or(info.Main.Version, "(devel)")
}

// VersionLine is what --version prints: the version, and the revision where it is known.
func VersionLine(version, revision string) string {
	if revision = cmp.Or(revision, buildSettings()["vcs.revision"]); revision == "" {
		return version
	}
	return version + " (revision " + revision + ")"
}

func buildSettings() map[string]string {
	settings := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
	}
	return settings
}

// Build is the version and what a bug report needs beside it. The revision is that of the linker; "" is that of the build.
func Build(version, revision string) render.List {
	settings := buildSettings()
	l := render.List{Columns: []string{"what", "value"}}
	object := map[string]string{}
	for _, fact := range [][2]string{
		{"version", version}, {"revision", cmp.Or(revision, settings["vcs.revision"], "unknown")}, {"modified", settings["vcs.modified"]},
		{"go", runtime.Version()}, {"os", runtime.GOOS}, {"arch", runtime.GOARCH}, {"goamd64", settings["GOAMD64"]},
	} {
		if fact[1] != "" {
			l.Rows = append(l.Rows, fact[:])
			object[fact[0]] = fact[1]
		}
	}
	l.JSON = object
	return l
}
