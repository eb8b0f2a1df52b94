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

// objectControl are verbs that get somebody to do something.
var objectControl = set("invite", "urge", "ask", "order", "tell", "persuade", "convince", "allow", "force", "push", "press", "pressure", "encourage", "help", "require", "task", "instruct", "command",
	"direct", "enable", "permit", "advise", "remind", "beg", "implore", "compel", "oblige", "prompt", "lead", "authorize", "authorise", "request", "warn", "challenge", "summon")

// light are verbs that say no more of a noun than that their subject is engaged
// in it: "hold talks", "launch an attack", "reach an agreement".
var light = set("hold", "have", "launch", "conduct", "carry", "make", "stage", "pay", "undertake", "open", "begin", "start", "continue",
	"resume", "conclude", "complete", "finish", "end", "lead", "join", "attend", "enter", "mount", "execute", "wage", "perform",
	"give", "issue", "deliver", "offer", "provide", "send", "reach", "strike", "sign", "impose", "place", "put", "arrange", "schedule", "plan", "cancel",
	"postpone", "suspend", "halt", "break", "seek", "do", "initiate", "exchange", "announce", "order", "take", "see", "renew", "reopen", "restart", "intensify", "step", "extend", "express", "voice", "declare", "lodge", "file", "deploy", "dispatch", "approve", "authorize", "authorise", "raise", "increase", "hike", "double", "lift", "ease", "reimpose", "restore", "reinforce", "reaffirm", "reiterate", "pledge", "promise", "show", "repeat", "receive", "accept", "face", "suffer", "claim", "host", "chair", "convene", "repel", "visit",
	"propose", "call", "rule", "want", "request", "refuse", "decline", "avoid", "abandon", "scrap", "delay", "reschedule", "shelve", "boycott", "plan", "consider", "expect", "prepare")

func engages(verb string) bool { return light[verb] }

// engaging are prepositions by which the subject of a verb takes part in what
// the noun behind them names: "after talks with", "engaged in meetings", "on a visit to".
var engaging = set("in", "after", "following", "during", "on", "into", "from", "through", "at", "for", "before", "ahead", "with", "by", "amid")

var conditional = []string{"if", "unless", "provided", "whether", "lest"}

// saying are verbs of report: their complement is what somebody says, and their
// subject says it.
var saying = set("say", "report", "announce", "claim", "state", "tell", "declare", "add", "note", "allege", "confirm", "reveal", "assert",
	"insist", "maintain", "acknowledge", "admit", "argue", "suggest", "write", "inform", "indicate", "warn", "disclose", "explain",
	"predict", "believe", "think", "know", "recall", "stress", "emphasize", "reiterate", "quote", "cite", "deny", "testify", "concede", "observe", "remark", "comment", "affirm", "contend", "show", "learn", "hear", "find", "estimate", "speculate")

// Governors by what they do to the event in their complement.
var (
	// the event is still to come
	plans = set("plan", "expect", "schedule", "agree", "intend", "promise", "pledge", "vow", "decide", "prepare", "set", "due", "slate",
		"arrange", "commit", "undertake", "resolve", "order", "invite", "elect", "choose", "book", "poise", "bind", "ready", "opt",
		"scheduled", "planned", "expected", "decision", "intention", "commitment", "vote", "authorize", "authorise", "instruct", "direct", "mandate", "determine",
		"appoint", "nominate", "tap", "assign", "invitation", "instruction", "authorization", "await", "anticipate", "move", "announce", "approve")
	// it is tried or made possible: what is not tried does not come
	trying = set("try", "attempt", "seek", "want", "aim", "allow", "let", "enable", "permit", "willing", "prepared", "able", "bid", "effort", "attempt", "offer",
		"help", "work", "fight", "struggle", "strive", "endeavor", "endeavour", "opportunity", "chance", "ability", "willingness", "readiness", "eager", "keen", "open", "free",
		"push", "drive", "campaign", "quest", "way", "means", "aspire", "conspire", "plot", "negotiate", "wish", "desire", "goal", "purpose", "volunteer", "venture", "right", "power")
	// nobody knows whether it will come
	hoping = set("hope", "consider", "propose", "ask", "urge", "call", "demand", "request", "threaten", "warn", "likely", "unlikely", "possible", "encourage",
		"press", "appeal", "plead", "beg", "advise", "recommend", "suggest", "proposal", "hesitate", "threat", "weigh", "mull", "contemplate", "ponder", "explore", "discuss", "debate",
		"persuade", "convince", "pressure", "lobby", "require", "need", "fear", "doubt", "suspect", "dream", "would-be", "reluctant", "unclear", "uncertain", "doubtful", "doubt",
		"prospect", "possibility", "probability", "likelihood", "pressure", "potential", "consideration", "suggestion", "call", "appeal", "recommendation", "difficult", "hard", "easy",
		"insist", "insistence", "plea", "readiness", "risk", "danger", "fear", "talk", "speculation", "rumor", "rumour", "option", "idea", "imagine", "wonder", "question", "beseech",
		"implore", "tempt", "tell", "elusive", "out", "remote", "distant", "premature", "pray", "wait", "condition", "precondition", "ultimatum", "plausible", "conceivable")
	// it did not come
	failing = set("fail", "refuse", "decline", "unable", "prevent", "avoid", "avert", "forget", "neglect", "refrain", "abstain", "failure", "refusal", "inability", "rule", "bar", "ban", "forbid", "block",
		"prohibit", "dissuade", "deter", "discourage", "impossible", "unwilling", "unwillingness", "oppose", "veto", "rejection", "reject", "absence", "lack", "denial", "decry", "preclude", "forgo", "forego",
		"balk", "stall", "incapable", "powerless", "collapse", "thwart", "foil", "hinder", "keep", "resist", "shun", "renounce", "skip")
	// it is said that it did or will not come
	refusing = set("refuse", "decline", "rule", "reject", "oppose", "deny", "veto", "unwilling", "exclude", "renounce", "dismiss", "refute", "rebut", "rebuff", "dispute", "denial", "refusal", "rejection")
	// it was, and is no more
	ending = set("stop", "cease", "halt", "end", "suspend", "quit", "finish", "interrupt", "discontinue", "terminate", "freeze", "pause", "condemn", "regret", "criticize", "criticise",
		"denounce", "praise", "welcome", "cite", "recall", "remember", "admit", "acknowledge", "confess", "celebrate", "mark", "justify", "defend", "conclude", "complete")
	// it is taken off the list
	cancelling = set("deny", "cancel", "call", "scrap", "shelve", "abandon", "drop", "scuttle", "derail", "sabotage", "boycott", "abort", "rebuff", "reject", "decline", "refuse", "rule", "avoid", "avert", "prevent",
		"block", "oppose", "veto", "forgo", "cancellation", "abandonment", "collapse", "dismiss", "disrupt")
	// it is put off
	putOff = set("postpone", "delay", "reschedule", "defer", "adjourn")
	// it is put on the list
	preparing = set("plan", "schedule", "arrange", "expect", "prepare", "await", "set", "organize", "organise", "approve", "authorize", "authorise", "order", "promise", "pledge", "vow", "anticipate", "ready", "design", "envisage", "envision")
	// it is sought
	seeking = set("propose", "seek", "request", "urge", "demand", "consider", "want", "suggest", "need", "discuss", "negotiate", "finalize", "finalise", "contemplate", "weigh", "mull", "explore", "hope", "push", "press", "appeal", "crave", "advocate",
		"recommend", "call", "threaten", "fear", "debate", "insist", "seal")
	// it is brought about
	bringing = set("agree", "start", "cause", "trigger", "order", "broker", "mediate", "facilitate", "secure", "achieve", "produce", "create", "ensure", "guarantee", "win", "get", "establish", "form", "ratify", "adopt", "restart",
		"relaunch", "revive", "stage", "intensify", "escalate", "expand", "increase", "commit", "conclude", "impose", "finish")
	// the event that is its subject happens
	occurring = set("begin", "start", "open", "take", "resume", "continue", "go", "happen", "occur", "follow", "end", "come", "be", "prove", "seem", "appear", "remain", "become", "look", "conclude", "last", "proceed", "ensue",
		"materialize", "materialise", "result", "break", "erupt", "unfold", "fail", "stall")
	// what is announced is still to come
	upcoming = set("resumption", "start", "beginning", "launch", "opening", "visit", "trip", "tour", "talk", "summit", "meeting", "conference", "withdrawal", "deployment", "pullout", "exercise", "drill", "signing", "ceasefire", "truce", "assistance", "aid")
	// events that people talk about before they come, and their talk
	pending = set("withdrawal", "pullout", "deployment", "ceasefire", "cease-fire", "truce", "deal", "agreement", "settlement", "accord", "treaty", "pact", "exchange", "swap", "release", "visit", "normalization", "cooperation", "recognition", "summit", "meeting")
	talking = set("talk", "negotiation", "discussion", "negotiate", "talk", "discuss", "debate", "consultation", "speak", "ground", "proposal", "question", "issue", "idea", "disagreement", "dispute", "differ", "insist", "insistence", "find")
	// it is under way and goes on
	going = set("remain", "stay", "continue", "keep", "persist")
	// words and gestures, which are done when the deed beside them is
	stance = set("support", "back", "reinforce", "seek", "ask", "urge", "protest", "demand", "denounce", "criticize", "criticise", "reject", "express", "show", "reciprocate", "retaliate", "mark", "discuss", "thank",
		"congratulate", "condemn", "honor", "honour", "oppose", "accuse", "warn", "threaten", "call", "praise", "signal", "reaffirm", "reiterate", "say", "appeal", "request", "urge", "blame", "cite", "voice", "pledge", "promise",
		"commemorate", "celebrate", "attend", "brief", "inform", "tell", "offer", "address", "defend", "decry", "welcome", "plead", "lobby", "endorse", "assure", "reassure")
	// coming together, whose purpose may be missed
	meeting = set("meet", "confer", "talk", "negotiate", "sit", "huddle", "reconvene")
	// travel, whose purpose is a plan
	movement = set("travel", "visit", "go", "come", "arrive", "fly", "head", "return", "tour", "gather", "convene", "assemble", "depart", "leave", "send", "dispatch", "deploy", "journey", "invite", "land", "rush", "set", "sail")
)

// ModalVerbs and adverbs.
var (
	future      = set("will", "shall", "'ll", "wo", "sha", "gon")
	maybe       = set("may", "might", "must", "should", "ought", "need")
	able        = set("can", "could", "ca")
	hypothetic  = set("would", "'d")
	negative    = set("nearly", "almost", "not", "n't", "never", "no", "neither", "nor", "without", "hardly", "nothing", "none", "nobody")
	uncertain   = set("possibly", "perhaps", "maybe", "potentially", "probably", "likely", "unlikely", "conceivably", "presumably")
	toCome      = set("planned", "upcoming", "scheduled", "future", "forthcoming", "next", "expected", "coming", "pending", "imminent", "plan", "expect", "schedule", "come")
	unsure      = set("possible", "potential", "proposed", "likely", "unlikely", "prospective", "hypothetical", "elusive", "hoped-for", "hope", "mooted", "suggested", "desired", "would-be", "propose", "tentative", "eventual")
	fallThrough = set("failed", "cancelled", "canceled", "aborted", "unsuccessful", "rejected", "unsigned", "fail", "cancel", "abort", "stalled", "non-existent", "foiled", "thwarted", "averted", "foil", "thwart", "avert", "reject", "shelved", "scrapped", "shelve", "scrap")
)

func isAny(word string, of ...string) bool { return slices.Contains(of, word) }
