package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"backchannel/explore"
	"backchannel/pipeline/load"
)

func (p *program) askCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "ask [QUESTION [NAME=VALUE...]]",
		Short: "Ask the store a saved question, or list the questions",
		Long: `Ask puts a saved question to the store and prints the answer as a table, without
the columns that stay empty. Without arguments it lists the questions and what
they take. A value without NAME= goes to the question's first parameter, a second
one to its second. With --json every column is there, and no value is cut.`,
		Example: `  backchannel ask
  backchannel ask who-met-whom
  backchannel ask everything-about name="Sergey Lavrov"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.listQuestions()
			}
			question, err := explore.Find(args[0])
			if err != nil {
				return &exit{exitConfig, err, `"backchannel ask" lists them with what they take`}
			}
			params, err := paramsOf(question, args[1:])
			if err != nil {
				return &exit{exitConfig, err, ""}
			}
			store, err := p.openExisting(cmd.Context())
			if err != nil {
				return p.storeError(err)
			}
			defer store.Close()
			table, err := explore.Ask(cmd.Context(), store, question.Name, params)
			if errors.Is(err, load.ErrAway) || errors.Is(err, load.ErrDenied) || errors.Is(err, load.ErrUnusable) || cmd.Context().Err() != nil {
				return p.storeError(err)
			}
			if err != nil {
				return &exit{exitConfig, err, ""}
			}
			if len(table.Rows) == 0 {
				p.remark(p.stderr, "nothing found")
			}
			if asJSON {
				return writeRows(p.stdout, table)
			}
			return table.Write(p.stdout, p.lineWidth())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "Print each row as a JSON object on a line of its own.")
	return cmd
}

func (p *program) listQuestions() error {
	for _, q := range explore.Questions() {
		if _, err := fmt.Fprintf(p.stdout, "%s\n    %s\n", q.Usage(), q.Title); err != nil {
			return err
		}
	}
	return nil
}

// paramsOf reads NAME=VALUE and, for the parameters in their order, VALUE alone.
func paramsOf(q explore.Question, args []string) (map[string]string, error) {
	params := map[string]string{}
	next := 0
	for _, arg := range args {
		name, value, named := strings.Cut(arg, "=")
		if !named {
			if next == len(q.Params) {
				return nil, fmt.Errorf("ask %s: %q is one value too many; the question is asked as: %s", q.Name, arg, q.Usage())
			}
			name, value = q.Params[next].Name, arg
			next++
		}
		if _, twice := params[name]; twice {
			return nil, fmt.Errorf("ask %s: %s is given twice", q.Name, name)
		}
		params[name] = value
	}
	return params, nil
}

// lineWidth is the width of the terminal, and 0 where there is none: in a file or
// a pipe cells are whole.
func (p *program) lineWidth() int {
	if f, ok := past(p.stdout).(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// writeRows writes each row as a JSON object, its columns in their order.
func writeRows(w io.Writer, t explore.Table) error {
	out := bufio.NewWriter(w)
	for _, row := range t.Rows {
		for i, cell := range row {
			name, err := json.Marshal(t.Columns[i])
			if err != nil {
				return err
			}
			value, err := json.Marshal(cell)
			if err != nil {
				return fmt.Errorf("column %s: %w", t.Columns[i], err)
			}
			before := ", "
			if i == 0 {
				before = "{"
			}
			fmt.Fprintf(out, "%s%s: %s", before, name, value)
		}
		fmt.Fprintln(out, "}")
	}
	return out.Flush()
}
