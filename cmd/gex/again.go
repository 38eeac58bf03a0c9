package main

import (
	"strings"

	"gex/internal/escape"
	"gex/internal/fault"
	"gex/internal/settings"
)

// outdated refuses to continue an output of an earlier version, and names the commands that write a new one.
// The old one is kept: it may have rows of files that are gone.
func (p *program) outdated(path, verb string, cause error) error {
	old := escape.Shell(path + ".old")
	return fault.New(fault.Input, "mv -- "+escape.Shell(path)+" "+old+" && gex "+verb+p.flagsGiven()+" writes a new one; rows of files that no longer exist stay in "+old, "%s: %w", path, cause)
}

// flagsGiven are the flags of the command line as a shell takes them, a blank before each.
func (p *program) flagsGiven() string {
	var out strings.Builder
	add := func(name, text string) { out.WriteString(" --" + name + "=" + escape.Shell(text)) }
	for _, c := range []struct{ name, text string }{{"config", p.sources.Config}, {"preset", p.sources.Preset}, {"like", p.sources.Like}} {
		if c.text != "" {
			add(c.name, c.text)
		}
	}
	for _, s := range p.settings {
		if s.From.Kind == settings.Flag {
			for _, text := range s.Texts() {
				add(s.Name, text)
			}
		}
	}
	return out.String()
}
