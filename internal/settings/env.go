package settings

import (
	"os"
	"slices"
	"strings"

	"gex/internal/suggest"
)

// EnvPrefix begins the names of the variables that are settings: GEX_AS_OF is --as-of.
const EnvPrefix = "GEX_"

// NotSettingsEnv are variables with the prefix that are not settings: for the kernels, for tests, and for finding settings.
var NotSettingsEnv = []string{"GEX_SIMD", "GEX_REFERENCE", "GEX_CHAINS", "GEX_BROWSER", "GEX_CONFIG", "GEX_PRESET"}

// environment has the settings in GEX_*. An empty variable counts as unset.
func (s *Sources) environment(v *Verb) (layer, error) {
	l := layer{values: map[string]given{}}
	var unknown []string
	for _, pair := range os.Environ() {
		name, text, _ := strings.Cut(pair, "=")
		key, ours := strings.CutPrefix(name, EnvPrefix)
		if !ours || slices.Contains(NotSettingsEnv, name) {
			continue
		}
		flag := flagOf(key)
		if !s.isSetting(v, flag) {
			unknown = append(unknown, name)
		}
		if text != "" {
			l.values[flag] = given{[]string{text}, Origin{Kind: Environment, Name: name}}
		}
	}
	if len(unknown) > 0 {
		return l, s.unknownVariable(v, slices.Min(unknown))
	}
	return l, nil
}

// flagOf and variableOf turn AS_OF into as-of, and back into GEX_AS_OF.
func flagOf(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "-")) }

func variableOf(flag string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// unknownVariable refuses a variable with the prefix that is not a setting: it is more likely misspelled than meant for another
// program.
func (s *Sources) unknownVariable(v *Verb, name string) error {
	hint := "unset it; gex config show lists the settings"
	if instead, removed := Removed[flagOf(strings.TrimPrefix(name, EnvPrefix))]; removed {
		hint = instead
	} else if meant := suggest.Closest(flagOf(strings.TrimPrefix(name, EnvPrefix)), s.names(v)); meant != "" {
		hint = "did you mean " + variableOf(meant) + "?"
	}
	return usage(hint, "%s is not a setting", name)
}
