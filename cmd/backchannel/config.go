package main

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"golang.org/x/net/html/charset"

	"backchannel/configs"
	"backchannel/schema"
)

// A Config is what the options say, checked.
type Config struct {
	Store      string
	Graph      string
	State      string
	Workers    int
	Quiet      bool
	Log        string
	Memory     string `mapstructure:"memory_limit"`
	Metrics    string
	Neo4j      Neo4j
	Input      Input
	Ontology   string
	MinScore   float64 `mapstructure:"min_score"`
	Gazetteers []string
	Rulings    Rulings

	patience time.Duration
	memory   int64          // bytes; 0 is no limit
	roots    *x509.CertPool // nil are the system's
}

// Neo4j says how to reach a server.
type Neo4j struct {
	User         string
	Password     secret // from wherever it came
	PasswordFile string `mapstructure:"password_file"`
	Database     string
	CA           string
	Patience     string
}

// Rulings names the files with what people decided about ids.
type Rulings struct{ Same, Different, Reject string }

// Input says how to read documents.
type Input struct {
	Format       string
	Encoding     string
	MaxMB        int `mapstructure:"max_mb"`
	MaxArchiveMB int `mapstructure:"max_archive_mb"`
	MaxRatio     int `mapstructure:"max_ratio"`
	Fields       map[string]string
}

// addFlags gives every option its flag.
func addFlags(flags *pflag.FlagSet, opts []option) {
	flags.String("config", "", "Configuration file; \"backchannel help options\" prints what can stand in it.")
	for _, o := range opts {
		switch o.node.ShortTag() {
		case "!!int":
			flags.Int(o.flag(), 0, o.doc)
		case "!!float":
			flags.Float64(o.flag(), 0, o.doc)
		case "!!bool":
			flags.Bool(o.flag(), false, o.doc)
		case "!!seq":
			flags.StringSlice(o.flag(), nil, o.doc)
		default:
			flags.String(o.flag(), "", o.doc)
		}
		flags.Lookup(o.flag()).DefValue = o.node.Value
		flags.Lookup(o.flag()).Hidden = !o.shown
	}
}

// loadConfig reads defaults, file, environment and flags, the later winning. Its
// error is a bad configuration and names every defect that was found.
func loadConfig(flags *pflag.FlagSet, environ []string) (Config, error) {
	opts := options()
	v := viper.New()
	v.SetConfigType("yaml")
	v.SetEnvPrefix(envPrefix)
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AllowEmptyEnv(true)
	v.AutomaticEnv()
	if err := v.ReadConfig(bytes.NewReader(configs.Default)); err != nil {
		return Config{}, fmt.Errorf("configs/default.yaml: %w", err)
	}
	file, err := flags.GetString("config")
	if err != nil {
		return Config{}, err
	}
	if file == "" {
		file = os.Getenv(variableConfig)
	}
	at := positions{}
	if file != "" {
		data, err := readFile(file)
		if err != nil {
			return Config{}, err
		}
		if at, err = checkFile(file, data); err != nil {
			return Config{}, err
		}
		if err := v.MergeConfig(bytes.NewReader(data)); err != nil {
			return Config{}, fmt.Errorf("%s: %w", file, err)
		}
	}
	env, err := checkEnvironment(environ, opts)
	if err != nil {
		return Config{}, err
	}
	if flags.Changed(passwordFlag) {
		return Config{}, errors.New("flag --" + passwordFlag + ": a password on the command line is seen by everybody who lists processes; give it as " + envPrefix + "_NEO4J_PASSWORD, or in a file named by --neo4j-password-file")
	}
	where := func(key string) string {
		for _, o := range opts {
			if o.key == key && flags.Changed(o.flag()) {
				return "flag --" + o.flag()
			}
		}
		if s, ok := env[key]; ok {
			return s
		}
		return at[key]
	}
	for _, o := range opts {
		if err := v.BindPFlag(o.key, flags.Lookup(o.flag())); err != nil {
			return Config{}, err
		}
	}
	var c Config
	if err := v.UnmarshalExact(&c); err != nil {
		return Config{}, err
	}
	return c, c.check(where)
}

// check looks at the values and reports those that cannot be, each with where it
// was set.
func (c *Config) check(where func(key string) string) error {
	var defects []error
	bad := func(key, format string, args ...any) {
		defects = append(defects, fmt.Errorf("%s: %s %w", where(key), key, fmt.Errorf(format, args...)))
	}
	oneOf := func(key, value string, allowed ...string) {
		if !slices.Contains(allowed, value) {
			bad(key, "must be %s, not %q%s", strings.Join(allowed, " or "), value, didYouMean(value, allowed))
		}
	}
	oneOf("log", c.Log, "text", "json")
	oneOf("input.format", c.Input.Format, "auto", "text", "html", "jsonl", "warc", "tar", "zip")
	if c.Workers < 0 {
		bad("workers", "must be 0 or more, not %d", c.Workers)
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	atLeastOne := func(key string, n int) {
		if n < 1 {
			bad(key, "must be 1 or more, not %d", n)
		}
	}
	atLeastOne("input.max_mb", c.Input.MaxMB)
	atLeastOne("input.max_archive_mb", c.Input.MaxArchiveMB)
	atLeastOne("input.max_ratio", c.Input.MaxRatio)
	if c.Input.Encoding != "" {
		if e, _ := charset.Lookup(c.Input.Encoding); e == nil {
			bad("input.encoding", "must be a character encoding like utf-8, windows-1252 or iso-8859-2, not %q", c.Input.Encoding)
		}
	}
	if c.MinScore < 0 || c.MinScore > 1 {
		bad("min_score", "must be between 0 and 1, not %v", c.MinScore)
	}
	if c.Graph == "" {
		bad("graph", "must not be empty")
	}
	if c.Input.Fields["text"] == "" {
		bad("input.fields.text", "must not be empty: without text there is nothing to read")
	}
	var err error
	if c.patience, err = time.ParseDuration(c.Neo4j.Patience); err != nil || c.patience < 0 {
		bad("neo4j.patience", "must be a time like 90s or 5m, not %q", c.Neo4j.Patience)
	}
	if err := checkStore(c.Store); err != nil {
		bad("store", "%w", err)
	}
	if c.Memory != "" {
		bytes, err := humanize.ParseBytes(c.Memory)
		if c.memory = int64(bytes); err != nil || bytes < leastMemory || c.memory < 0 {
			bad("memory_limit", "must be a size like 512MiB or 2GiB, of at least %s, not %q", humanize.IBytes(leastMemory), c.Memory)
		}
	}
	if err := checkMetrics(c.Metrics); err != nil {
		bad("metrics", "%w", err)
	}
	if err := c.readPassword(where); err != nil {
		defects = append(defects, err)
	}
	if c.roots, err = readRoots(c.Neo4j.CA); err != nil {
		bad("neo4j.ca", "%w", err)
	} else if c.roots != nil && c.server() && !encrypted(c.Store) {
		bad("neo4j.ca", "does nothing for %s; the store must be neo4j+s://… or bolt+s://…", c.Store)
	}
	for _, file := range c.Gazetteers {
		if _, err := os.Stat(file); err != nil {
			bad("gazetteers", "names %s, which cannot be read: %w", file, errors.Unwrap(err))
		}
	}
	if names := schema.ShippedNames(); !slices.Contains(names, c.Ontology) {
		if info, err := os.Stat(c.Ontology); err != nil || !info.IsDir() {
			bad("ontology", "must be %s or a folder with .yaml files, not %q%s", strings.Join(names, " or "), c.Ontology, didYouMean(c.Ontology, names))
		}
	}
	if c.State == "" {
		c.State = "backchannel.state"
		if !c.server() {
			c.State = c.Store + ".state"
		}
	}
	return errors.Join(defects...)
}

// leastMemory is a limit under which the collector would have no rest while a few
// of the largest documents (input.max_mb) are under way, with all their layers.
const leastMemory = 128 << 20

var schemes = []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}

func checkStore(store string) error {
	if store == "" {
		return errors.New("must not be empty")
	}
	scheme, _, isURL := strings.Cut(store, "://")
	if !isURL {
		return nil
	}
	if !slices.Contains(schemes, scheme) {
		return fmt.Errorf("cannot be of the kind %q%s; it is a SQLite file, or a server by %s", scheme, didYouMean(scheme, schemes), strings.Join(schemes, ", "))
	}
	u, err := url.Parse(store)
	if err != nil {
		return errors.New("is not a URL like bolt://localhost:7687") // the error itself would show a password
	}
	if u.User != nil {
		return errors.New("holds a user or password; they belong in neo4j.user and " + envPrefix + "_NEO4J_PASSWORD")
	}
	return nil
}

// server reports whether the store is a Neo4j server, not a file.
func (c Config) server() bool { return strings.Contains(c.Store, "://") }
