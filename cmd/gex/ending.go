package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/render"
)

// foreignEndings are those of files that no verb writes, each with the program that makes one of the output, if any.
var foreignEndings = map[string]string{
	".gz": "gzip", ".zst": "zstd", ".bz2": "bzip2", ".xz": "xz", ".zip": "",
	".png": "", ".pdf": "", ".jpg": "", ".jpeg": "", ".gif": "", ".webp": "", ".ps": "", ".eps": "",
	".parquet": "", ".feather": "", ".arrow": "", ".avro": "", ".xlsx": "", ".xls": "", ".ods": "", ".docx": "",
	".tsv": "", ".xml": "", ".yaml": "", ".yml": "", ".toml": "", ".db": "", ".sqlite": "",
}

// writesKey annotates --output with the formats that a verb can write.
const writesKey = "gex_writes"

// followEnding takes the format from the ending of --output: it counts for more than a default from the settings, and
// must not contradict a --format on the command line. Other endings change nothing.
func followEnding(cmd *cobra.Command) error {
	output := cmd.Flags().Lookup("output")
	if output == nil {
		return nil
	}
	path := output.Value.String()
	ending := strings.ToLower(filepath.Ext(path))
	writes := output.Annotations[writesKey]
	if tool, foreign := foreignEndings[ending]; foreign {
		hint := cmd.CommandPath() + " writes files that end in " + endingsOf(writes)
		if tool != "" {
			hint = "omit --output and compress the result: " + cmd.CommandPath() + " ... | " + tool + " > " + escape.Shell(path)
		}
		return usageError(hint, fault.Setting("output")+" %s: gex does not write %s files", path, ending)
	}
	says := formatOf(ending)
	if says == "" {
		return nil
	}
	return setFormat(cmd, path, says, writes)
}

// setFormat sets the format of a verb to that of the ending of its output.
func setFormat(cmd *cobra.Command, path string, says render.Format, writes []string) error {
	plain := says == render.Table // any text may have this ending
	format := cmd.Flags().Lookup("format")
	switch {
	case format != nil && format.Changed && (plain || strings.EqualFold(format.Value.String(), string(says))):
		return nil
	case format != nil && format.Changed:
		return usageError("omit --format, or give --output another ending", fault.Setting("output")+" %s implies %s, and "+fault.Setting("format")+" is %s", path, says, format.Value)
	case !slices.Contains(writes, string(says)) && plain && !slices.Contains(writes, string(svgFormat)):
		return nil
	case !slices.Contains(writes, string(says)):
		hint := cmd.CommandPath() + " writes files that end in " + endingsOf(writes)
		if says == render.CSV && format != nil {
			hint += "; levels, strikes, expiries, buckets, profile, flows, greeks and check have csv"
		}
		return usageError(hint, fault.Setting("output")+" %s: %s does not write %s", path, cmd.CommandPath(), says)
	case format == nil:
		return nil
	}
	return format.Value.Set(string(says))
}
