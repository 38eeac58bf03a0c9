package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// newManCmd makes the manual pages. It is for who packages gex and hidden from who uses it.
func newManCmd() *cobra.Command {
	return &cobra.Command{
		Use: "man DIR", Short: "write the manual pages into a directory", Hidden: true,
		Example: `  gex man dist/man`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError("gex man DIR", "one directory is needed for the pages")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runMan(cmd.Root(), args[0]) },
	}
}

// runMan writes a page for gex, for each verb and for each topic.
func runMan(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cannotWrite(dir, err)
	}
	pages, err := manPages(root)
	if err != nil {
		return err
	}
	for _, page := range pages {
		path := filepath.Join(dir, page.name)
		if err := os.WriteFile(path, []byte(page.text), 0o644); err != nil {
			return cannotWrite(path, err)
		}
	}
	return nil
}
