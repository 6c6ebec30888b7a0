package evidence

// What this library says of itself. Proposals and recollections can warn and never refuse.
const (
	_ Entry = Entry(Own)<<kindShift + iota
	Proposal
	Design
	Architecture
	GeneralKnowledge
	RulePack
)

var ofOurOwn = table{
	Proposal:         {ID: "proposal", Title: "oudpath proposal"},
	Design:           {ID: "design", Title: "oudpath design"},
	Architecture:     {ID: "architecture", Title: "oudpath ARCHITECTURE.md"},
	GeneralKnowledge: {ID: "general-knowledge", Title: "pharmacological class"},
	RulePack:         {ID: "rule-pack", Title: "rule pack of this library"},
}
