package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print what was built, from which commit, and the versions of the stages",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			version, commit := "unknown", ""
			if info, ok := debug.ReadBuildInfo(); ok {
				version = info.Main.Version
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						commit = ", commit " + s.Value
					}
				}
			}
			fmt.Fprintf(p.stdout, "backchannel %s%s (%s, %s/%s)\n", version, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			stages, err := p.story()
			if err != nil {
				return err
			}
			for _, s := range stages {
				fmt.Fprintf(p.stdout, "  %-10s %d  %s\n", s.Name, s.Version, s.Doc)
			}
			return nil
		},
	}
}
