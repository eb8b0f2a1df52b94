package dates

import (
	"fmt"
	"strings"
	"testing"
)

func TestScratch(t *testing.T) {
	for _, c := range []string{"in late May", "Last week , they met", "since September 2015 has", "Aug. 26", "Aug . 26 to try", "on Sept. 4 .", "Wednesday , Sep. 28 , 2016", "the 1990s", "a month ago", "three days ago", "from 3 to 5 May", "Sept. 4-5", "Sept. 4 - 5 , 2016", "early next year", "He said Wednesday night that", "mid-1990s", "2016-08-26", "between 1990 and 1995", "1971–1973", "Theresa May said", "the spring of 1977", "the past two years", "400,000 people", "from May to July 2016", "Sept. 30 - Oct. 2"} {
		t.Log(c, fmt.Sprint(Find(strings.Fields(c), "2016-08-24")))
	}
	for _, c := range []string{"Wednesday, Sep. 28, 2016", "Published: 10:30 a.m. EDT, August 24, 2016", "2016-08-24T10:00:00Z", "Aug 24, 2016 at 10:05 PM", "24 August 2016", "Oct. 4", "1998", "Nixon in 1972"} {
		w, ok := Parse(c, "2016-08-24")
		t.Log(c, w, ok)
	}
	t.Log(point{2000, 1, 3}.weekday(), point{2016, 8, 24}.addDays(10).date())
}
