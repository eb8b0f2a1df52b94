package relations

import "slices"

// What a few closed classes of English words do to the events around them. They
// are grammar, not ontology: another ontology reads the same English.

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// subjectControl are verbs with an object whose infinitive keeps their subject:
// "Russia promised Iran to withdraw".
var subjectControl = set("promise", "threaten", "vow", "pledge", "use", "need", "take", "spend", "hold", "sign", "make", "have", "reach", "meet", "visit", "join", "host", "seek", "send", "leave", "begin", "launch")

// light are verbs that say no more of a noun than that their subject is engaged
// in it: "hold talks", "launch an attack", "reach an agreement".
var light = set("hold", "have", "launch", "conduct", "carry", "make", "stage", "pay", "undertake", "open", "begin", "start", "continue",
	"resume", "conclude", "complete", "finish", "end", "lead", "join", "attend", "enter", "mount", "execute", "wage", "perform",
	"give", "issue", "deliver", "offer", "provide", "send", "reach", "strike", "sign", "impose", "place", "put", "arrange", "schedule", "plan", "cancel",
	"postpone", "suspend", "halt", "break", "seek", "do", "initiate", "exchange", "announce", "order", "take", "see", "renew", "reopen", "restart", "intensify", "step", "extend", "express", "voice", "declare", "lodge", "file", "deploy", "dispatch", "approve", "authorize", "authorise", "raise", "increase", "hike", "double", "lift", "ease", "reimpose", "restore", "reinforce", "reaffirm", "reiterate", "pledge", "promise", "show", "repeat", "receive", "accept", "face", "suffer", "claim", "ordered", "host", "chair", "convene", "repel", "visit")

func engages(verb string) bool { return light[verb] }

// engaging are prepositions by which the subject of a verb takes part in what
// the noun behind them names: "after talks with", "engaged in meetings", "on a visit to".
var engaging = set("in", "after", "following", "during", "on", "into", "from", "through", "at", "for", "before", "ahead", "with", "by", "amid")

var conditional = []string{"if", "unless", "should", "provided", "whether"}

// saying are verbs of report: their complement is what somebody says, and their
// subject says it.
var saying = set("say", "report", "announce", "claim", "state", "tell", "declare", "add", "note", "allege", "confirm", "reveal", "assert",
	"insist", "maintain", "acknowledge", "admit", "argue", "suggest", "write", "inform", "indicate", "warn", "disclose", "explain",
	"predict", "believe", "think", "know", "recall", "stress", "emphasize", "reiterate", "quote", "cite", "deny", "testify", "concede", "observe", "remark", "comment", "affirm", "contend", "show", "learn", "hear", "find", "estimate", "speculate")

// Governors by what they do to the event in their complement.
var (
	// the event is still to come
	planning = set("plan", "expect", "schedule", "agree", "intend", "promise", "pledge", "vow", "decide", "prepare", "set", "due", "slate",
		"arrange", "commit", "undertake", "resolve", "announce", "order", "approve", "invite", "elect", "choose", "aim", "be", "go", "book", "poise", "bind", "ready",
		"scheduled", "planned", "expected", "agreement", "decision", "pledge", "promise", "intention", "commitment", "vote", "authorize", "instruct", "mandate", "determine", "appoint", "nominate", "travel", "visit", "arrive", "head", "fly", "come", "invitation", "meet")
	// nobody knows whether it will come
	hoping = set("hope", "want", "try", "attempt", "seek", "wish", "consider", "offer", "propose", "ask", "urge", "call", "demand", "request", "threaten",
		"warn", "willing", "prepared", "likely", "unlikely", "possible", "able", "encourage", "push", "press", "appeal", "plead", "beg", "advise", "recommend", "suggest",
		"effort", "bid", "proposal", "hesitate", "threat", "chance", "opportunity", "weigh", "mull", "contemplate", "ponder", "explore", "discuss", "debate", "negotiate",
		"persuade", "pressure", "require", "need", "fear", "doubt", "suspect", "allow", "let", "enable", "permit", "help", "work", "aspire", "dream", "would-be", "eager", "keen", "open", "free", "reluctant", "unclear", "uncertain", "doubtful", "way", "aim", "goal", "purpose", "prospect", "possibility", "pressure", "ability", "right", "desire", "hope", "willingness", "readiness", "pledge", "fight", "struggle", "potential", "potentially", "conspire", "plot", "consideration", "suggestion", "request", "call", "demand", "appeal", "recommendation", "impossible", "difficult", "hard", "easy")
	// it did not come
	failing = set("fail", "refuse", "decline", "deny", "unable", "prevent", "avoid", "stop", "cease", "forget", "neglect", "refrain", "reject", "failure", "refusal", "rule", "bar", "ban", "forbid", "block", "prohibit", "abandon", "cancel", "dissuade", "deter", "discourage", "impossible", "scrap", "suspension", "cancellation", "halt", "cessation", "absence", "lack", "collapse", "denial", "oppose", "veto", "postpone", "shelve", "drop")
)

// ModalVerbs and adverbs.
var (
	future      = set("will", "shall", "'ll", "wo", "sha", "gon")
	maybe       = set("may", "might", "could", "can", "ca", "must", "should", "ought", "need")
	hypothetic  = set("would", "'d")
	negative    = set("not", "n't", "never", "no", "neither", "nor", "without", "hardly", "nothing", "none", "nobody")
	uncertain   = set("possibly", "perhaps", "maybe", "potentially", "probably", "likely", "unlikely", "conceivably", "presumably")
	toCome      = set("planned", "upcoming", "scheduled", "future", "forthcoming", "next", "expected", "coming", "pending", "imminent", "plan", "expect", "schedule", "come")
	unsure      = set("possible", "potential", "proposed", "likely", "unlikely", "prospective", "hypothetical", "elusive", "alleged", "hoped-for", "would-be", "propose", "tentative", "eventual")
	fallThrough = set("failed", "cancelled", "canceled", "aborted", "unsuccessful", "rejected", "unsigned", "fail", "cancel", "abort", "stalled", "non-existent")
)

func isAny(word string, of ...string) bool { return slices.Contains(of, word) }
