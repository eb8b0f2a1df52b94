// Command backchannel reads news, reports and official records and keeps a
// knowledge graph of who met, agreed with, threatened or supported whom, where
// and when, in a SQLite file or in Neo4j.
//
// This is the only room that knows options, signals and the terminal; what is
// done to a document is told in backchannel/pipeline.
//
// Exit codes: 0 done; 1 the program's own fault; 2 bad configuration or use;
// 3 done, but some documents failed; 4 the store is away; 5 another run holds
// the lock; 130 interrupted.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"backchannel/configs"
	"backchannel/pipeline/state"
)

const (
	exitFault       = 1
	exitConfig      = 2
	exitFailures    = 3
	exitStore       = 4
	exitLocked      = 5
	exitInterrupted = 130
)

// exit is an error that knows the exit code and, where there is one, the next
// step.
type exit struct {
	code int
	err  error
	hint string
}

func (e *exit) Error() string { return e.err.Error() }
func (e *exit) Unwrap() error { return e.err }

func main() {
	os.Exit(mainCode(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// mainCode runs one command line and returns the exit code. A panic becomes a
// message; with GOTRACEBACK set it stays a panic, for those who hunt it.
func mainCode(args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	out, told := &harmless{to: stdout}, &harmless{to: stderr}
	p := &program{stdin: stdin, stdout: out, stderr: told, form: logForm(args)}
	p.log = newLogger(told, p.form)
	defer func() {
		if err := errors.Join(out.Close(), told.Close()); err != nil && code == 0 {
			code = exitFault
		}
	}()
	defer func() {
		if os.Getenv("GOTRACEBACK") != "" {
			return
		}
		if fault := recover(); fault != nil {
			code = p.report(context.Background(), &exit{exitFault, fmt.Errorf("fault in the program: %v", fault), "please report it with the command line; GOTRACEBACK=all shows where it happened"})
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal ends the run in order, a second one at once.
	context.AfterFunc(ctx, stop)
	root := p.command()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	return p.report(ctx, err)
}

// program is what the commands share.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	cfg            Config // set before a command runs
	form           string // of the log, text or json; known before cfg is
	log            *slog.Logger
}

// json reports that what is told is told in JSON lines.
func (p *program) json() bool { return p.form == "json" }

// remark says something that is no answer and no defect.
func (p *program) remark(w io.Writer, text string) {
	switch {
	case p.cfg.Quiet:
	case p.json():
		p.log.Info(text)
	default:
		fmt.Fprintln(w, text)
	}
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "backchannel",
		Short: "Reads news and official records and keeps a graph of who met, agreed with or threatened whom",
		Long: `Backchannel reads news, reports and official records and keeps a knowledge graph
of who met, agreed with, threatened or supported whom, where and when, in a
SQLite file or in Neo4j. Every edge leads back to the sentence that says it.`,
		Example: `  backchannel run news/                 reads a folder into backchannel.db
  backchannel ask                       lists the saved questions
  backchannel show article.txt          shows what is found in one text, and why`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return p.configure(cmd) },
	}
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetIn(p.stdin)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &exit{exitConfig, err, fmt.Sprintf("%q lists what it takes", cmd.CommandPath()+" --help")}
	})
	addFlags(root.PersistentFlags(), options())
	root.AddCommand(
		p.runCommand(), p.statusCommand(), p.failuresCommand(), p.retryCommand(), p.forgetCommand(), p.syncCommand(), p.mergesCommand(), p.extractCommand(), p.parseCommand(), p.showCommand(), p.explainCommand(), p.askCommand(), p.dumpCommand(), p.loadCommand(), p.rowsCommand(), p.decideCommand(), p.settleCommand(), p.foldCommand(), p.exportCommand(), p.reportCommand(), p.serveCommand(), p.evalCommand(), p.schemaCommand(), p.versionCommand(),
		&cobra.Command{
			Use:   "options",
			Short: "Every option, its meaning and its default",
			Long:  string(configs.Default),
		},
	)
	return root
}

// configure reads the configuration before anything else is touched.
func (p *program) configure(cmd *cobra.Command) error {
	cfg, err := loadConfig(cmd.Flags(), os.Environ())
	if err != nil {
		return &exit{exitConfig, err, `"backchannel help options" lists every option with its meaning`}
	}
	p.cfg = cfg
	if cfg.memory > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(cfg.memory)
	}
	p.form = cfg.Log
	p.log = newLogger(p.stderr, p.form)
	return nil
}

// logForm is the form of the log as far as it can be known before the
// configuration is read: a defect in that must be told in some form, too.
func logForm(args []string) string {
	form := os.Getenv(envPrefix + "_LOG")
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--log="); ok {
			form = value
		} else if arg == "--log" && i+1 < len(args) {
			form = args[i+1]
		}
	}
	return form
}

// newLogger writes one line for each thing that happened.
func newLogger(w io.Writer, form string) *slog.Logger {
	if form == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// report tells an error and returns the exit code that belongs to it.
func (p *program) report(ctx context.Context, err error) int {
	if err == nil {
		return 0
	}
	e := exitOf(ctx, err)
	if p.json() {
		p.log.Error(e.Error(), "hint", e.hint, "exit", e.code)
		return e.code
	}
	for line := range strings.Lines(e.Error()) {
		fmt.Fprintf(p.stderr, "backchannel: %s\n", strings.TrimSuffix(line, "\n"))
	}
	if e.hint != "" {
		fmt.Fprintf(p.stderr, "  hint: %s\n", e.hint)
	}
	return e.code
}

// exitOf is an error with the exit code that belongs to it.
func exitOf(ctx context.Context, err error) *exit {
	var e *exit
	switch {
	case errors.As(err, &e):
		return &exit{e.code, err, e.hint}
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return &exit{exitInterrupted, errors.New("interrupted"), ""}
	case errors.Is(err, state.ErrDamaged):
		return &exit{exitStore, err, `the next "backchannel run" mends it: name every input, so that what is lost is read again`}
	case isUsage(err):
		return &exit{exitConfig, err, `"backchannel --help" lists the commands`}
	}
	return &exit{code: exitFault, err: err}
}

// codeOf is the exit code of an error or of none.
func codeOf(ctx context.Context, err error) int {
	if err == nil {
		return 0
	}
	return exitOf(ctx, err).code
}

// isUsage reports cobra's own errors, which have no type.
func isUsage(err error) bool {
	for _, begin := range []string{"unknown command", "accepts ", "requires ", "required flag", "invalid argument"} {
		if strings.HasPrefix(err.Error(), begin) {
			return true
		}
	}
	return false
}
