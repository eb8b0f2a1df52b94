package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/relations"
	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

func (p *program) explainCommand() *cobra.Command {
	var relation string
	cmd := &cobra.Command{
		Use:   "explain FILE [--relation TYPE]",
		Short: "Show for each sentence which frames fired, and why the others did not",
		Long: `Explain prints each sentence as a tree and under it the words that frames of the
ontology know. A line with + is a frame that fired: what it says, and in which
slots of the frame the two ends stand. A line with - is a frame that did not, and
why: nothing stands in a slot, a thing of a wrong type does, a need is unmet.
With --relation only the frames of one type are shown, in the sentences that have
words for it.`,
		Example: `  backchannel explain article.txt --relation MET_WITH
  echo "Peru and Chile signed a treaty." | backchannel explain -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			onto, err := p.ontology()
			if err != nil {
				return err
			}
			relation = strings.ToUpper(relation)
			if _, ok := onto.Relation(relation); relation != "" && !ok {
				var names []string
				for _, r := range onto.Relations {
					names = append(names, r.Name)
				}
				return &exit{exitConfig, fmt.Errorf("ontology %s has no relation %s%s", onto.Name, relation, didYouMean(relation, names)), `"backchannel schema check" lists them`}
			}
			stages, err := p.story()
			if err != nil {
				return err
			}
			gaz, err := p.gazetteer()
			if err != nil {
				return err
			}
			explainer := relations.NewExplainer(onto, gaz)
			before := slices.DeleteFunc(stages, func(s stage.Stage) bool { return s.Gives == schema.LayerRelations })
			var failed failures
			for r := range run.Each(ctx, before, p.cfg.Workers, p.documents(ctx, args)) {
				if r.Err != nil {
					failed.tell(p, r)
					continue
				}
				doc, attempts, err := explainer.Explain(ctx, r.Doc)
				if err != nil {
					return err
				}
				if err := explain(p.stdout, doc, attempts, relation); err != nil {
					return err
				}
			}
			return failed.exit(ctx)
		},
	}
	cmd.Flags().StringVar(&relation, "relation", "", "Show only the frames of this relation type.")
	return cmd
}

// explain writes what came of every trigger in a document, of one relation type
// or, where it is "", of all.
func explain(w io.Writer, doc schema.Document, attempts []relations.Attempt, relation string) error {
	v := view{bufio.NewWriter(w), doc}
	v.source()
	names := map[int]string{} // of the entities that a token stands for
	for _, e := range doc.Entities {
		for _, m := range e.Mentions {
			names[doc.Mentions[m].Head] += fmt.Sprintf("‹%s %s›", e.Type, e.Name)
		}
	}
	for i, sent := range doc.Sentences {
		var here []relations.Attempt
		for _, a := range attempts {
			if a.Sentence == i && (relation == "" || a.Relation == relation || slices.ContainsFunc(a.Said, func(r schema.Relation) bool { return r.Type == relation })) {
				here = append(here, a)
			}
		}
		if len(here) == 0 && relation != "" || !doc.Sections[sent.Section].Read() && len(here) == 0 {
			continue
		}
		v.heading("sentence %d", i+1)
		fmt.Fprintf(v, "%s\n", line(sent.Of(doc.Text)))
		v.tree(sent, names)
		slices.SortStableFunc(here, func(a, b relations.Attempt) int { return a.Trigger - b.Trigger })
		for n, a := range here {
			if n == 0 || here[n-1].Trigger != a.Trigger {
				fmt.Fprintf(v, "\n  %s\n", v.word(a.Trigger))
				for _, fired := range []bool{true, false} {
					for _, b := range here[n:] {
						if b.Trigger == a.Trigger && (b.Why == "") == fired {
							v.attempt(b)
						}
					}
				}
			}
		}
	}
	return v.Flush()
}

func (v view) attempt(a relations.Attempt) {
	rule := a.Rule
	if a.File != "" {
		rule += fmt.Sprintf(" (%s:%d)", a.File, a.Line)
	}
	if a.Why != "" {
		fmt.Fprintf(v, "    - %s\n        %s\n", rule, a.Why)
		return
	}
	fmt.Fprintf(v, "    + %s\n", rule)
	for _, e := range a.Ends {
		fmt.Fprintf(v, "        %s\n", e)
	}
	for i, r := range a.Said {
		fmt.Fprintf(v, "        ")
		v.relation(r)
		if cues := a.Cues[i].String(); cues != "" {
			fmt.Fprintf(v, "            score by: %s\n", cues)
		}
	}
}
