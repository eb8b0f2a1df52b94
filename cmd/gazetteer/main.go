// Gazetteer compiles schema/gazetteer/index.bin from the lists of a data folder:
//
//	gazetteer -data ../shared/data
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"backchannel/schema/gazetteer/compile"
)

func main() {
	data := flag.String("data", "../shared/data", "folder that holds gazetteers/ and linking/")
	exclude := flag.String("exclude", "", "list of the items that gold texts stand in (default DATA/../gold/exclude.tsv)")
	out := flag.String("out", "schema/gazetteer/index.bin", "file to write")
	flag.Parse()
	if *exclude == "" {
		*exclude = filepath.Join(*data, "..", "gold", "exclude.tsv")
	}
	index, report, err := compile.Compile(*data, *exclude)
	if err == nil {
		err = os.WriteFile(*out, index, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gazetteer:", err)
		os.Exit(1)
	}
	fmt.Println(report)
}
