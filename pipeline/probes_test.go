package pipeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"backchannel/schema"
)

// probes are sentences and what must, and must not, be read in them: relations as
// "TYPE subject -> object status", with "by" who says so and "in" the place where
// that matters. Ends of symmetric relations may stand either way round. In never,
// "*" stands for anything.
var probes = []struct {
	text  string
	says  []string
	never []string
}{
	// the issue's own
	{"John Kerry met with Sergei Lavrov in Geneva.",
		[]string{"MET_WITH John Kerry -> Sergei Lavrov actual", "MET_IN John Kerry -> Geneva actual", "MET_IN Sergei Lavrov -> Geneva actual"}, []string{"* Switzerland -> *", "* * -> Switzerland"}},
	{"Russia and the United States agreed on a ceasefire in Syria.",
		[]string{"AGREED_WITH Russia -> United States actual", "AGREED_ON Russia -> ceasefire actual", "AGREED_ON United States -> ceasefire actual"}, []string{"* Syria -> *", "* * -> Syria"}},
	{"Russia did not sign the ceasefire with the United States.",
		[]string{"AGREED_WITH Russia -> United States negated", "AGREED_ON Russia -> ceasefire negated"}, []string{"* * -> * actual"}},
	{"Russia threatened Turkey.", []string{"THREATENED Russia -> Turkey actual"}, nil},
	{"Russia may threaten Turkey.", []string{"THREATENED Russia -> Turkey possible"}, []string{"* * -> * actual"}},
	{"Russian and Turkish officials met in Astana.", []string{"MET_WITH Russia -> Turkey actual", "MET_IN Russia -> Astana actual", "MET_IN Turkey -> Astana actual"}, []string{"* Kazakhstan -> *", "* * -> Kazakhstan"}},
	{"Diplomats failed to reach agreement.", nil, []string{"* * -> *"}},
	{"Washington denied that it had asked Moscow to withdraw.", []string{"ASKED United States -> Russia negated by United States"}, []string{"* * -> * actual"}},
	{"Had Iran signed the treaty, the talks would have ended.", []string{"AGREED_ON Iran -> treaty negated"}, []string{"* * -> * actual"}},

	// negation
	{"Hungary never signed the treaty.", []string{"AGREED_ON Hungary -> treaty negated"}, []string{"* * -> * actual"}},
	{"Neither Chad nor Sudan signed the accord.", []string{"AGREED_ON Chad -> accord negated", "AGREED_ON Sudan -> accord negated"}, []string{"* * -> * actual"}},
	{"Bolivia failed to ratify the pact.", []string{"AGREED_ON Bolivia -> pact negated"}, []string{"* * -> * actual"}},
	{"Angela Merkel refused to meet Viktor Orban.", []string{"MET_WITH Angela Merkel -> Viktor Orban negated"}, []string{"MET_WITH * -> * actual"}},
	{"Yemen has yet to sign the treaty.", []string{"AGREED_ON Yemen -> treaty negated"}, []string{"* * -> * actual"}},
	{"Tunisia can not ratify the protocol.", []string{"AGREED_ON Tunisia -> protocol negated"}, []string{"* * -> * actual"}},
	{"Serbia left the conference without signing the accord.", []string{"AGREED_ON Serbia -> accord negated"}, []string{"AGREED_ON * -> * actual"}},
	{"Instead of attacking Iraq, Turkey bombed Syria.", []string{"ATTACKED Turkey -> Iraq negated", "ATTACKED Turkey -> Syria actual"}, []string{"ATTACKED Turkey -> Iraq actual"}},
	{"India stopped short of criticizing China.", []string{"CRITICIZED India -> China negated"}, []string{"* * -> * actual"}},
	{"Norway called off the talks with Sweden.", []string{"MET_WITH Norway -> Sweden negated"}, []string{"MET_WITH * -> * actual"}},
	{"Macron cancelled his visit to Berlin.", []string{"VISITED Macron -> Berlin negated"}, []string{"VISITED * -> * actual"}},
	{"Portugal ruled out talks with Spain.", []string{"MET_WITH Portugal -> Spain negated"}, []string{"MET_WITH * -> * actual"}},
	{"The veto prevented Kosovo from joining the convention.", []string{"AGREED_ON Kosovo -> convention negated"}, []string{"AGREED_ON * -> * actual"}},
	{"Peru no longer supports Venezuela.", []string{"SUPPORTED Peru -> Venezuela negated"}, []string{"* * -> * actual"}},
	{"Egypt denied attacking Libya.", []string{"ATTACKED Egypt -> Libya negated"}, []string{"ATTACKED * -> * actual"}},
	{"Georgia will not attend the summit.", []string{"ATTENDED Georgia -> summit negated"}, []string{"* * -> * actual"}},
	{"There was no meeting between Gaddafi and Mubarak.", []string{"MET_WITH Gaddafi -> Mubarak negated"}, []string{"* * -> * actual"}},

	{"The Kremlin denied reports that Putin had met Assad.", []string{"MET_WITH Putin -> Assad negated"}, []string{"MET_WITH * -> * actual"}},
	{"Lebanon and Israel nearly signed a deal.", []string{"AGREED_WITH Lebanon -> Israel negated"}, []string{"* * -> * actual"}},
	{"Japan abandoned plans to send troops to Iraq.", []string{"DEPLOYED_TO Japan -> Iraq negated"}, []string{"DEPLOYED_TO * -> * actual"}},
	{"Ethiopia's failure to sign the treaty angered Egypt.", []string{"AGREED_ON Ethiopia -> treaty negated"}, []string{"AGREED_ON * -> * actual"}},
	{"Argentina stopped Chile from attacking Bolivia.", []string{"ATTACKED Chile -> Bolivia negated"}, []string{"ATTACKED * -> * actual"}},

	// what is to come
	{"Kerry will travel to Moscow on Tuesday.", []string{"VISITED Kerry -> Moscow planned"}, []string{"* * -> * actual"}},
	{"Scholz is to meet Biden next week.", []string{"MET_WITH Scholz -> Biden planned"}, []string{"* * -> * actual"}},
	{"Obama is expected to visit Havana in March.", []string{"VISITED Obama -> Havana planned"}, []string{"* * -> * actual"}},
	{"Japan plans to host the talks.", []string{"HOSTED Japan -> talks planned"}, []string{"* * -> * actual"}},
	{"Ghana agreed to send troops to Mali.", []string{"DEPLOYED_TO Ghana -> Mali planned"}, []string{"DEPLOYED_TO * -> * actual"}},
	{"Officials said Tillerson would fly to Ankara.", []string{"VISITED Tillerson -> Ankara planned"}, []string{"* * -> * actual"}},
	{"Kenya and Uganda are going to sign the accord.", []string{"AGREED_ON Kenya -> accord planned", "AGREED_ON Uganda -> accord planned", "AGREED_WITH Kenya -> Uganda planned"}, []string{"* * -> * actual"}},
	{"Denmark vowed to withdraw its troops from Iraq.", []string{"WITHDREW_FROM Denmark -> Iraq planned"}, []string{"WITHDREW_FROM * -> * actual"}},
	{"Ethiopia postponed its talks with Eritrea.", []string{"MET_WITH Ethiopia -> Eritrea planned"}, []string{"MET_WITH * -> * actual"}},
	{"Ahead of talks between Jordan and Israel, police closed the road.", []string{"MET_WITH Jordan -> Israel planned"}, []string{"MET_WITH * -> * actual"}},
	{"Blinken flew to Cairo to meet Mohamed Morsi.", []string{"VISITED Blinken -> Cairo actual", "MET_WITH Blinken -> Mohamed Morsi planned"}, []string{"MET_WITH * -> * actual"}},
	{"John Kerry to meet Sergei Lavrov in Vienna", []string{"MET_WITH John Kerry -> Sergei Lavrov planned"}, []string{"* * -> * actual"}},
	{"Poland will send soldiers to Estonia and host a summit.", []string{"DEPLOYED_TO Poland -> Estonia planned", "HOSTED Poland -> summit planned"}, []string{"* * -> * actual"}},
	{"The planned talks between Armenia and Azerbaijan worry Iran.", []string{"MET_WITH Armenia -> Azerbaijan planned"}, []string{"MET_WITH * -> * actual"}},

	{"Officials from Cyprus and Greece were to meet in Athens on Sunday.", []string{"MET_WITH Cyprus -> Greece planned", "MET_IN Cyprus -> Athens planned"}, []string{"* * -> * actual"}},
	{"The summit between Trump and Kim Jong Un has been postponed.", []string{"MET_WITH Trump -> Kim Jong Un planned"}, []string{"MET_WITH * -> * actual"}},
	{"Talks between India and Pakistan are scheduled for May.", []string{"MET_WITH India -> Pakistan planned"}, []string{"MET_WITH * -> * actual"}},
	{"Japan promised food aid to Somalia.", []string{"AIDED Japan -> Somalia planned"}, []string{"AIDED * -> * actual"}},

	// what may come
	{"Cyprus might recognize Kosovo.", []string{"SUPPORTED Cyprus -> Kosovo possible"}, []string{"* * -> * actual"}},
	{"Viktor Orban hopes to meet Joe Biden.", []string{"MET_WITH Viktor Orban -> Joe Biden possible"}, []string{"* * -> * actual"}},
	{"Qatar tried to mediate the truce.", []string{"BROKERED Qatar -> truce possible"}, []string{"* * -> * actual"}},
	{"Iran is unlikely to accept the accord.", []string{"AGREED_ON Iran -> accord possible"}, []string{"* * -> * actual"}},
	{"If Russia attacks Ukraine, Canada will sanction Russia.", []string{"ATTACKED Russia -> Ukraine possible", "SANCTIONED Canada -> Russia possible"}, []string{"* * -> * actual", "* * -> * planned"}},
	{"Unless Libya signs the treaty, Malta will close the border.", []string{"AGREED_ON Libya -> treaty possible"}, []string{"* * -> * actual"}},
	{"Should Iran attack Israel, oil prices would rise.", []string{"ATTACKED Iran -> Israel possible"}, []string{"* * -> * actual"}},
	{"Will Russia sign the treaty?", []string{"AGREED_ON Russia -> treaty possible"}, []string{"* * -> * actual"}},
	{"Reporters asked whether Syria had attacked Lebanon.", []string{"ATTACKED Syria -> Lebanon possible"}, []string{"ATTACKED * -> * actual"}},
	{"Blinken called on Sudan to sign the accord.", []string{"ASKED Blinken -> Sudan actual", "AGREED_ON Sudan -> accord possible"}, []string{"AGREED_ON * -> * actual"}},
	{"Mali proposed talks with Niger.", []string{"MET_WITH Mali -> Niger possible"}, []string{"MET_WITH * -> * actual"}},
	{"Hopes for a deal between Egypt and Ethiopia faded.", []string{"AGREED_WITH Egypt -> Ethiopia possible"}, []string{"AGREED_WITH * -> * actual"}},
	{"Lavrov had been expected to travel to Geneva.", []string{"VISITED Lavrov -> Geneva possible"}, []string{"* * -> * actual", "* * -> * planned"}},
	{"Vietnam could join the pact.", []string{"AGREED_ON Vietnam -> pact possible"}, []string{"* * -> * actual"}},
	{"Perhaps Brazil supported Argentina.", []string{"SUPPORTED Brazil -> Argentina possible"}, []string{"* * -> * actual"}},
	{"Rubio will meet Lavrov to finalize a deal.", []string{"MET_WITH Rubio -> Lavrov planned", "AGREED_ON Rubio -> deal possible"}, []string{"* * -> * actual"}},

	{"Turkey has not ruled out attacking Syria.", []string{"ATTACKED Turkey -> Syria possible"}, []string{"ATTACKED * -> * actual"}},
	{"Nobody believes that Cuba attacked Haiti.", []string{"ATTACKED Cuba -> Haiti possible"}, []string{"ATTACKED * -> * actual"}},
	{"France and Germany are close to signing a deal.", []string{"AGREED_WITH France -> Germany possible"}, []string{"* * -> * actual"}},

	// what is so, whatever is said of it
	{"Ukraine would have joined NATO if Russia had not attacked Georgia.", []string{"ATTACKED Russia -> Georgia actual"}, nil},
	{"Talks between Sudan and Egypt broke down on Monday.", []string{"MET_WITH Sudan -> Egypt actual"}, nil},
	{"Armenia and Azerbaijan stopped fighting.", []string{"ATTACKED Armenia -> Azerbaijan actual"}, nil},
	{"Pakistan did not fail to ratify the treaty.", []string{"AGREED_ON Pakistan -> treaty actual"}, []string{"* * -> * negated"}},
	{"Kenya managed to broker the truce.", []string{"BROKERED Kenya -> truce actual"}, nil},
	{"The Taliban threatened to halt the talks with Pakistan.", []string{"MET_WITH Taliban -> Pakistan actual"}, nil},
	{"Sudan wants to end its war with Chad.", []string{"ATTACKED Sudan -> Chad actual"}, nil},
	{"The treaty that Iran signed will expire.", []string{"AGREED_ON Iran -> treaty actual"}, []string{"* * -> * planned"}},
	{"After talks with Qatar, Egypt will close the border.", []string{"MET_WITH Egypt -> Qatar actual"}, []string{"* * -> * planned"}},
	{"Why did Russia attack Georgia?", []string{"ATTACKED Russia -> Georgia actual"}, nil},
	{"Spain will remain in the coalition, as Portugal accuses France of fraud.", []string{"CRITICIZED Portugal -> France actual"}, nil},
	{"Erdogan toured the Balkans to seek support from Serbia.", []string{"ASKED Erdogan -> Serbia actual"}, nil},

	// who says so
	{"According to Turkey, Syria attacked Iraq.", []string{"ATTACKED Syria -> Iraq actual by Turkey"}, nil},
	{"Syria attacked Iraq, Turkey said.", []string{"ATTACKED Syria -> Iraq actual by Turkey"}, nil},
	{"Reuters has reported that Oman brokered the truce.", []string{"BROKERED Oman -> truce actual by Reuters"}, nil},
	{"Lavrov said Russia would send troops to Syria.", []string{"DEPLOYED_TO Russia -> Syria planned by Lavrov"}, nil},

	{"“Russia attacked Georgia,” John Kerry said. “Qatar brokered the truce.”", []string{"ATTACKED Russia -> Georgia actual by John Kerry", "BROKERED Qatar -> truce actual by John Kerry"}, nil},
	{"The Al-Monitor news site has reported that Russia threatened Turkey.", []string{"THREATENED Russia -> Turkey actual by Al-Monitor"}, nil},
	{"Kerry visits Berlin on Aug. 26.", []string{"VISITED Kerry -> Berlin planned"}, []string{"* * -> * actual"}},
	{"Kerry visited Berlin on Aug. 22.", []string{"VISITED Kerry -> Berlin actual"}, nil},

	// where
	{"Sweden hosted talks between Iran and Iraq in Uppsala.", []string{"MET_WITH Iran -> Iraq actual", "MET_IN Iran -> Uppsala actual", "MET_IN Iraq -> Uppsala actual"}, []string{"MET_IN Sweden -> *"}},
	{"John Kerry met Sergei Lavrov on Monday. The meeting took place in Vienna.", []string{"MET_WITH John Kerry -> Sergei Lavrov actual", "MET_IN John Kerry -> Vienna actual", "MET_IN Sergei Lavrov -> Vienna actual"}, nil},
	{"Merkel met Putin to discuss the war in Donbas.", []string{"MET_WITH Merkel -> Putin actual"}, []string{"MET_IN * -> *"}},
}

func TestProbes(t *testing.T) {
	for _, p := range probes {
		t.Run(p.text, func(t *testing.T) {
			doc := mustRead(t, schema.Document{ID: "probe", Text: p.text + "\n", Source: schema.Source{Published: "2016-08-24"}})
			var said []string
			for _, r := range doc.Relations {
				said = append(said, sayings(doc, r)...)
			}
			for _, want := range p.says {
				if !slices.ContainsFunc(said, func(s string) bool { return fits(s, want) }) {
					t.Errorf("lacks %s\nsays  %s", want, strings.Join(said, "\n      "))
				}
			}
			for _, not := range p.never {
				for _, s := range said {
					if fits(s, not) && !slices.ContainsFunc(p.says, func(w string) bool { return fits(s, w) }) {
						t.Errorf("says %s, never %s", s, not)
					}
				}
			}
		})
	}
}

// sayings are a relation as probes write it, for a symmetric one both ways round.
func sayings(doc schema.Document, r schema.Relation) []string {
	a, b := doc.Entities[r.Subject].Name, doc.Entities[r.Object].Name
	say := func(a, b string) string {
		s := fmt.Sprintf("%s %s -> %s %s", r.Type, a, b, r.Status)
		if r.Speaker >= 0 {
			s += " by " + doc.Entities[r.Speaker].Name
		}
		return s
	}
	onto, err := schema.Diplomacy()
	if err != nil {
		panic(err)
	}
	if kind, _ := onto.Relation(r.Type); kind.Symmetric {
		return []string{say(a, b), say(b, a)}
	}
	return []string{say(a, b)}
}

// fits compares what is said with a pattern, whose "*" are any word or words and
// which may end early.
func fits(said, pattern string) bool {
	s, p := strings.SplitN(said, " -> ", 2), strings.SplitN(pattern, " -> ", 2)
	for i := range s {
		if !words(strings.Fields(s[i]), strings.Fields(p[i])) {
			return false
		}
	}
	return true
}

func words(s, p []string) bool {
	switch {
	case len(p) == 0:
		return true
	case p[0] == "*":
		for n := 1; n <= len(s); n++ {
			if words(s[n:], p[1:]) {
				return true
			}
		}
		return false
	case len(s) == 0 || s[0] != p[0]:
		return false
	}
	return words(s[1:], p[1:])
}
