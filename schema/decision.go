package schema

// Decision is what was decided across documents about an id of the graph: by a rule
// of fold, with its reason, or by a person, with the row of the file that says so.
type Decision struct {
	Kind   DecisionKind `json:"kind"`
	ID     string       `json:"id"`
	With   string       `json:"with,omitempty"` // the other id; "" where one is rejected
	Name   string       `json:"name,omitempty"`
	Other  string       `json:"other,omitempty"` // the name of With
	By     string       `json:"by"`              // the rule, or "same.csv:3"
	Reason string       `json:"reason"`
	Score  float64      `json:"score"`
}

// DecisionKind is what became of an id.
type DecisionKind string

const (
	Joined   DecisionKind = "joined"   // what is said of ID is said of With, and ID is no node
	Apart    DecisionKind = "apart"    // ID and With stay two nodes, whatever the rules say
	Rejected DecisionKind = "rejected" // ID is left out of the graph
	Copied   DecisionKind = "copied"   // the text of the document ID is that of With: one source in two places
)
