package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"backchannel/schema"
)

// nodes lists the entities of a document with what the text calls them, a line
// each: "COUNTRY Russia: Moscow, its".
func nodes(doc schema.Document) string {
	var b strings.Builder
	for _, e := range doc.Entities {
		var said []string
		for _, m := range e.Mentions {
			said = append(said, strings.Join(strings.Fields(doc.Mentions[m].Of(doc.Text)), " "))
		}
		fmt.Fprintf(&b, "%s %s: %s\n", e.Type, e.Name, strings.Join(said, ", "))
	}
	return b.String()
}

// TestNodes says what becomes one entity: places and those who act for them,
// persons by all their names, organizations, and what refers to them.
func TestNodes(t *testing.T) {
	for _, group := range []struct {
		about string
		cases [][2]string // text, nodes
	}{
		{"capitals act or are places", [][2]string{
			{"Washington threatened new sanctions against Oman.", "COUNTRY United States: Washington\nCOUNTRY Oman: Oman"},
			{"The delegation flew to Washington on Monday.", "CITY Washington, D.C.: Washington"},
			{"Moscow and Beijing rejected the proposal.", "COUNTRY Russia: Moscow\nCOUNTRY China: Beijing"},
			{"The talks were held in Moscow.", "EVENT talks: talks\nCITY Moscow: Moscow"},
			{"Brussels warned Hungary.", "ORGANIZATION European Union: Brussels\nCOUNTRY Hungary: Hungary"},
			{"He arrived in Brussels.", "CITY Brussels: Brussels"},
			{"Relations between Moscow and Kyiv worsened.", "COUNTRY Russia: Moscow\nCOUNTRY Ukraine: Kyiv"},
			{"Nigeria sent troops to Monrovia.", "COUNTRY Nigeria: Nigeria\nCITY Monrovia: Monrovia"},
			{"France sold missiles to Baghdad.", "COUNTRY France: France\nCOUNTRY Iraq: Baghdad"},
			{"Moscow was accused of fraud.", "COUNTRY Russia: Moscow"},
			{"The Belgrade meeting ended.", "EVENT Belgrade meeting: Belgrade meeting\nCITY Belgrade: Belgrade"},
			{"A White House spokesman declined to comment.", "COUNTRY United States: White House, spokesman"},
			{"The White House condemned the attack.", "COUNTRY United States: White House"},
			{"They met at the White House.", "PLACE White House: White House"},
			{"The Kremlin denied the report.", "COUNTRY Russia: Kremlin"},
			{"Moscow-backed separatists shelled Mariupol.", "ORGANIZATION Moscow-backed separatists: Moscow-backed separatists\nCOUNTRY Russia: Moscow\nCITY Mariupol: Mariupol"},
		}},
		{"one name, several things", [][2]string{
			{"Georgia and Russia signed an agreement.", "COUNTRY Georgia: Georgia\nCOUNTRY Russia: Russia\nAGREEMENT agreement: agreement"},
			{"Storms hit Atlanta, Georgia.", "CITY Atlanta: Atlanta\nPLACE Georgia: Georgia"},
			{"Voters in Georgia, Alabama and Florida went to the polls.", "PLACE Georgia: Georgia\nPLACE Alabama: Alabama\nPLACE Florida: Florida"},
			{"Jordan hosted the talks.", "COUNTRY Jordan: Jordan\nEVENT talks: talks"},
			{"Vernon Jordan met the president of Chad. Jordan left on Friday.", "PERSON Vernon Jordan: Vernon Jordan, Jordan\nCOUNTRY Chad: president, Chad"},
			{"Turkey closed its border with Syria.", "COUNTRY Turkey: Turkey, its\nCOUNTRY Syria: Syria"},
			{"Guinea recalled its ambassador to Guinea-Bissau.", "COUNTRY Guinea: Guinea, its, ambassador\nCOUNTRY Guinea-Bissau: Guinea-Bissau"},
			{"The Republic of the Congo supported the Democratic Republic of the Congo.", "COUNTRY Republic of the Congo: Republic of the Congo\nCOUNTRY Democratic Republic of the Congo: Democratic Republic of the Congo"},
			{"South Korea and North Korea exchanged letters.", "COUNTRY South Korea: South Korea\nCOUNTRY North Korea: North Korea"},
			{"Ireland and Northern Ireland reopened the road.", "COUNTRY Ireland: Ireland\nPLACE Northern Ireland: Northern Ireland"},
			{"North Macedonia joined NATO.", "COUNTRY North Macedonia: North Macedonia\nORGANIZATION NATO: NATO"},
			{"The Syrian regime attacked Aleppo.", "COUNTRY Syria: Syrian, regime\nCITY Aleppo: Aleppo"},
			{"The Jordanians met the Iraqis.", "COUNTRY Jordan: Jordanians\nCOUNTRY Iraq: Iraqis"},
		}},
		{"states that are no more", [][2]string{
			{"The Soviet Union and Yugoslavia signed a treaty.", "COUNTRY Soviet Union: Soviet Union\nCOUNTRY Yugoslavia: Yugoslavia\nAGREEMENT treaty: treaty"},
			{"Zaire expelled the diplomats.", "COUNTRY Zaire: Zaire"},
			{"East Germany opened its border.", "COUNTRY East Germany: East Germany, its"},
		}},
		{"bodies that every state has", [][2]string{
			{"The Norwegian Labour Party lost. The Labour Party of Norway will meet in Oslo.", "ORGANIZATION Labour Party: Norwegian Labour Party, Labour Party of Norway\nCOUNTRY Norway: Norwegian, Norway\nCITY Oslo: Oslo"},
			{"The Supreme Court of Canada ruled on Tuesday.", "ORGANIZATION Supreme Court of Canada: Supreme Court of Canada\nCOUNTRY Canada: Canada"},
			{"The Security Council met in New York. The council adopted a resolution.", "ORGANIZATION United Nations Security Council: Security Council, council\nCITY New York City: New York\nAGREEMENT resolution: resolution"},
			{"The Popular Movement for the Liberation of Angola (MPLA) took power. The MPLA held Luanda.", "ORGANIZATION Popular Movement for the Liberation of Angola: Popular Movement for the Liberation of Angola, MPLA, MPLA\nCITY Luanda: Luanda"},
			{"Al-Shabaab militants attacked Mogadishu.", "ORGANIZATION Al-Shabaab: Al-Shabaab militants, Al-Shabaab\nCITY Mogadishu: Mogadishu"},
			{"Japan's Foreign Ministry summoned the envoy.", "COUNTRY Japan: Japan, Foreign Ministry"},
			{"The French Government sent US$5 million.", "COUNTRY France: French, Government"},
			{"The Organization for Security and Co-operation in Europe (OSCE) sent monitors. The OSCE left.", "ORGANIZATION Organization for Security and Co-operation in Europe: Organization for Security and Co-operation in Europe, OSCE, OSCE"},
		}},
		{"persons", [][2]string{
			{"Foreign Minister Sergei Lavrov spoke first. Sergey Lavrov then left, and Lavrov's aides followed.", "PERSON Sergei Lavrov: Sergei Lavrov, Sergey Lavrov, Lavrov"},
			{"Volodymyr Zelenskyy called Xi Jinping. Zelensky thanked Xi.", "PERSON Volodymyr Zelenskyy: Volodymyr Zelenskyy, Zelensky\nPERSON Xi Jinping: Xi Jinping, Xi"},
			{"Boris Yeltsin travelled with Naina Yeltsin. Mr. Yeltsin spoke.", "PERSON Boris Yeltsin: Boris Yeltsin, Yeltsin\nPERSON Naina Yeltsin: Naina Yeltsin"},
			{"Bashar al-Assad received Alexander Van der Bellen. Assad praised Van der Bellen.", "PERSON Bashar al-Assad: Bashar al-Assad, Assad\nPERSON Alexander Van der Bellen: Alexander Van der Bellen, Van der Bellen"},
			{"George H. W. Bush met King Hussein. Bush called George Bush a friend.", "PERSON George H. W. Bush: George H. W. Bush, Bush, George Bush\nPERSON Hussein: Hussein"},
			{"Pope John Paul II met Charles III. John Paul II blessed the crowd.", "PERSON John Paul II: John Paul II, John Paul II\nPERSON Charles III: Charles III"},
			{"Oyelaran, the opposition leader, called President Juan Flores. Flores had written to Oyelaran.", "PERSON Oyelaran: Oyelaran, opposition leader, Oyelaran\nPERSON Juan Flores: Juan Flores, Flores"},
			{"Deng Hsiao-ping received Zhou En-lai.", "PERSON Deng Hsiao-ping: Deng Hsiao-ping\nPERSON Zhou En-lai: Zhou En-lai"},
		}},
		{"references", [][2]string{
			{"Angela Merkel met Emmanuel Macron in Paris. She thanked him.", "PERSON Angela Merkel: Angela Merkel, She\nPERSON Emmanuel Macron: Emmanuel Macron, him\nCITY Paris: Paris"},
			{"Peru and Chile signed a treaty. The two countries also agreed on a summit.", "COUNTRY Peru: Peru, countries\nCOUNTRY Chile: Chile, countries\nAGREEMENT treaty: treaty\nEVENT summit: summit"},
			{"Russian Foreign Minister Sergey Lavrov met John Kerry. The Russian foreign minister criticized the plan.", "COUNTRY Russia: Russian, Russian\nPERSON Sergey Lavrov: Sergey Lavrov, foreign minister\nPERSON John Kerry: John Kerry"},
			{"Soldiers entered Estonia. The country appealed for help.", "COUNTRY Estonia: Estonia, country"},
			{"Nadia Calviño accused Hungary. It rejected the charge.", "PERSON Nadia Calviño: Nadia Calviño\nCOUNTRY Hungary: Hungary, It"},
			{"Donald Trump met Joe Biden. He left early.", "PERSON Donald Trump: Donald Trump, He\nPERSON Joe Biden: Joe Biden"},
			{"It is clear that Iran will not sign.", "COUNTRY Iran: Iran"},
			{"Rebels took Goma. The city fell on Monday.", "CITY Goma: Goma, city"},
		}},
	} {
		t.Run(group.about, func(t *testing.T) {
			for _, c := range group.cases {
				got := nodes(mustRead(t, schema.Document{ID: "a", Text: c[0]}))
				if got != c[1]+"\n" {
					t.Errorf("%s\ngot\n%swant\n%s\n", c[0], got, c[1])
				}
			}
		})
	}
}
