package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gex/internal/suggest"
)

// envPrefix begins the names of our variables: GEX_AS_OF is --as-of.
const envPrefix = "GEX_"

// notSettingsEnv are variables of ours that are no settings: what the kernels use, and what serves tests.
var notSettingsEnv = []string{"GEX_SIMD", "GEX_REFERENCE", "GEX_CHAINS", "GEX_BROWSER", "GEX_CONFIG", "GEX_PRESET"}

// environment has the settings of GEX_*. An empty variable is none.
func (p *program) environment(cmd *cobra.Command) (layer, error) {
	l := layer{values: map[string]given{}}
	var strange []string
	for _, pair := range os.Environ() {
		name, text, _ := strings.Cut(pair, "=")
		key, ours := strings.CutPrefix(name, envPrefix)
		if !ours || slices.Contains(notSettingsEnv, name) {
			continue
		}
		flag := flagOf(key)
		if !p.isSetting(cmd, flag) {
			strange = append(strange, name)
		}
		if text != "" {
			l.values[flag] = given{[]string{text}, origin{kind: fromEnvironment, name: name}}
		}
	}
	if len(strange) > 0 {
		return l, p.strangeVariable(cmd, slices.Min(strange))
	}
	return l, nil
}

// flagOf and variableOf turn AS_OF into as-of, and back into GEX_AS_OF.
func flagOf(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "-")) }

func variableOf(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// strangeVariable refuses a variable that stands for nothing, which is more often misspelt than meant for another program.
func (p *program) strangeVariable(cmd *cobra.Command, name string) error {
	hint := "unset it; gex config show lists the settings"
	if meant := suggest.Closest(flagOf(strings.TrimPrefix(name, envPrefix)), p.settingNames(cmd)); meant != "" {
		hint = "did you mean " + variableOf(meant) + "?"
	}
	return usageError(hint, "%s: no setting has this name", name)
}
