package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"backchannel/configs"
	"backchannel/schema/nearest"
)

// An option is one leaf of configs/default.yaml. That file is the only list of
// options: flags, environment variables and checks are made from it.
type option struct {
	key   string // "neo4j.user"
	node  *yaml.Node
	doc   string
	shown bool // in every command's help; the others stand in "help options"
}

func (o option) flag() string { return strings.NewReplacer(".", "-", "_", "-").Replace(o.key) }

func (o option) variable() string {
	return envPrefix + "_" + strings.ToUpper(strings.ReplaceAll(o.key, ".", "_"))
}

const envPrefix = "BACKCHANNEL"

// variableConfig names the configuration file; it is no option itself.
const variableConfig = envPrefix + "_CONFIG"

// options lists the options in the order of configs/default.yaml.
func options() []option {
	root := mapping(mustParse(configs.Default))
	var out []option
	var walk func(prefix string, n *yaml.Node)
	walk = func(prefix string, n *yaml.Node) {
		for k, v := range entries(n) {
			key := prefix + k.Value
			if v.Kind == yaml.MappingNode {
				walk(key+".", v)
				continue
			}
			doc := k.HeadComment
			if doc == "" {
				doc = v.LineComment
			}
			doc = strings.ReplaceAll(strings.TrimPrefix(doc, "# "), "\n# ", " ")
			out = append(out, option{key: key, node: v, doc: doc, shown: prefix == ""})
		}
	}
	walk("", root)
	return out
}

func mustParse(data []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		panic(fmt.Sprintf("configs/default.yaml: %v", err)) // a test parses it
	}
	return &doc
}

// mapping returns the mapping that a document holds, and nil for an empty one.
func mapping(doc *yaml.Node) *yaml.Node {
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0]
	}
	return nil
}

// entries yields the keys and values of a mapping.
func entries(n *yaml.Node) func(yield func(k, v *yaml.Node) bool) {
	return func(yield func(k, v *yaml.Node) bool) {
		for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// positions maps each option that a configuration file sets to "FILE:LINE".
type positions map[string]string

// checkFile reports every unknown key and every value of a wrong type in a
// configuration file, each with its line and, for a key, the nearest known one.
func checkFile(file string, data []byte) (positions, error) {
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil // nothing but comments
		}
		return nil, yamlError(file, err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: a configuration is one YAML document, this file holds more", file)
	}
	at := positions{}
	var defects []error
	var walk func(prefix string, have, known *yaml.Node)
	walk = func(prefix string, have, known *yaml.Node) {
		seen := map[string]int{}
		for k, v := range entries(have) {
			where := fmt.Sprintf("%s:%d", file, k.Line)
			key := prefix + k.Value
			if line, twice := seen[k.Value]; twice {
				defects = append(defects, fmt.Errorf("%s: %s stands here for the second time, first on line %d", where, key, line))
			}
			seen[k.Value] = k.Line
			want := child(known, k.Value)
			switch {
			case want == nil:
				defects = append(defects, fmt.Errorf("%s: unknown option %q%s", where, key, didYouMean(key, optionKeys())))
			case !sameType(v, want):
				defects = append(defects, fmt.Errorf("%s: %s must be %s, not %s", where, key, typeOf(want), typeOf(v)))
			case want.Kind == yaml.MappingNode:
				walk(key+".", v, want)
			default:
				at[key] = where
			}
		}
	}
	root := mapping(&doc)
	if root != nil && root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s:%d: a configuration is a list of lines like \"workers: 2\", not %s", file, root.Line, typeOf(root))
	}
	walk("", root, mapping(mustParse(configs.Default)))
	return at, errors.Join(defects...)
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// yamlError puts file and line in front of a syntax error.
func yamlError(file string, err error) error {
	text := err.Error()
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		return fmt.Errorf("%s:%s: %s", file, m[1], text[len(m[0]):])
	}
	return fmt.Errorf("%s: %s", file, strings.TrimPrefix(text, "yaml: "))
}

func child(n *yaml.Node, key string) *yaml.Node {
	for k, v := range entries(n) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

func sameType(have, want *yaml.Node) bool {
	if have.ShortTag() != want.ShortTag() && !(have.ShortTag() == "!!int" && want.ShortTag() == "!!float") {
		return false
	}
	if want.Kind == yaml.SequenceNode {
		for _, v := range have.Content {
			if v.ShortTag() != "!!str" {
				return false
			}
		}
	}
	return true
}

// typeOf names a value's type for people. Values are not shown: one may be a
// password.
func typeOf(n *yaml.Node) string {
	switch n.ShortTag() {
	case "!!str":
		return "text"
	case "!!int":
		return "a whole number"
	case "!!float":
		return "a number with a fraction"
	case "!!bool":
		return "true or false"
	case "!!null":
		return "empty"
	case "!!timestamp":
		return "a date (put it in quotes to make it text)"
	case "!!seq":
		for _, v := range n.Content {
			if v.ShortTag() != "!!str" {
				return "a list with other things"
			}
		}
		return "a list of texts"
	case "!!map":
		return "a group of options"
	}
	return n.ShortTag()
}

// checkEnvironment reports every BACKCHANNEL_ variable that is no option or
// that has a wrong type.
func checkEnvironment(environ []string, opts []option) (positions, error) {
	at := positions{}
	var defects []error
	names := []string{variableConfig}
	for _, o := range opts {
		names = append(names, o.variable())
	}
	slices.Sort(environ)
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, envPrefix+"_") || name == variableConfig {
			continue
		}
		i := slices.IndexFunc(opts, func(o option) bool { return o.variable() == name })
		if i < 0 {
			defects = append(defects, fmt.Errorf("environment: unknown variable %s%s", name, didYouMean(name, names)))
			continue
		}
		var err error
		switch opts[i].node.ShortTag() {
		case "!!int":
			_, err = strconv.Atoi(value)
		case "!!float":
			_, err = strconv.ParseFloat(value, 64)
		case "!!bool":
			_, err = strconv.ParseBool(value)
		}
		if err != nil {
			defects = append(defects, fmt.Errorf("environment: %s must be %s", name, typeOf(opts[i].node)))
		}
		at[opts[i].key] = "environment: " + name
	}
	return at, errors.Join(defects...)
}

func optionKeys() []string {
	var keys []string
	for _, o := range options() {
		keys = append(keys, o.key)
	}
	return keys
}

// didYouMean is ` (did you mean "workers"?)` with the known name nearest to
// name, and empty where none is near.
func didYouMean(name string, known []string) string {
	if best := nearest.Of(name, known); best != "" {
		return fmt.Sprintf(" (did you mean %q?)", best)
	}
	return ""
}

// readFile reads a configuration file; a folder or a missing file is told as such.
func readFile(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such file", file)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, errors.Unwrap(err))
	}
	return data, nil
}
