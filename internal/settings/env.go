package settings

import (
	"os"
	"slices"
	"strings"

	"gex/internal/suggest"
)

// EnvPrefix begins the names of our variables: GEX_AS_OF is --as-of.
const EnvPrefix = "GEX_"

// NotSettingsEnv are variables of ours that are no settings: what the kernels use, and what serves tests.
var NotSettingsEnv = []string{"GEX_SIMD", "GEX_REFERENCE", "GEX_CHAINS", "GEX_BROWSER", "GEX_CONFIG", "GEX_PRESET"}

// environment has the settings of GEX_*. An empty variable is none.
func (s *Sources) environment(v *Verb) (layer, error) {
	l := layer{values: map[string]given{}}
	var strange []string
	for _, pair := range os.Environ() {
		name, text, _ := strings.Cut(pair, "=")
		key, ours := strings.CutPrefix(name, EnvPrefix)
		if !ours || slices.Contains(NotSettingsEnv, name) {
			continue
		}
		flag := flagOf(key)
		if !s.isSetting(v, flag) {
			strange = append(strange, name)
		}
		if text != "" {
			l.values[flag] = given{[]string{text}, Origin{Kind: Environment, Name: name}}
		}
	}
	if len(strange) > 0 {
		return l, s.strangeVariable(v, slices.Min(strange))
	}
	return l, nil
}

// flagOf and variableOf turn AS_OF into as-of, and back into GEX_AS_OF.
func flagOf(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "-")) }

func variableOf(flag string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// strangeVariable refuses a variable that stands for nothing, which is more often misspelt than meant for another program.
func (s *Sources) strangeVariable(v *Verb, name string) error {
	hint := "unset it; gex config show lists the settings"
	if meant := suggest.Closest(flagOf(strings.TrimPrefix(name, EnvPrefix)), s.names(v)); meant != "" {
		hint = "did you mean " + variableOf(meant) + "?"
	}
	return usage(hint, "%s: no setting has this name", name)
}
