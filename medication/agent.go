package medication

import (
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Agent is a drug, medicine or beverage that a person may take besides treatment, and the classes it is in.
type Agent struct {
	Name        string // lower-case generic name: the key of the table
	Memberships []Membership
}

// Membership is a set of classes that an agent is in, with the source that says so. A membership that only stands to reason
// is unconfirmed.
type Membership struct {
	Classes ClassSet
	Cite    evidence.Citation
}

// Classes returns the union of the memberships.
func (a Agent) Classes() ClassSet {
	var set ClassSet
	for _, m := range a.Memberships {
		set |= m.Classes
	}
	return set
}

// Classify returns the classes of the agent with that name, generic or of a brand, in any case and with spaces around it. Extended
// release is part of the name: "morphine" is short acting, "morphine er" is long acting. A combination that the table does not
// hold is read part by part ("hydrocodone/acetaminophen"); an antagonist that is put into an agonist against misuse does not make
// it one.
//
// An unknown name gives false. That means that nothing is known about the agent, never that it is harmless. A combination of which
// a part is unknown gives the classes of the others, and false.
func Classify(name string) (ClassSet, bool) {
	key := agentKey(name)
	if a, ok := agentIndex[key]; ok {
		return a.Classes(), true
	}
	if !slices.ContainsFunc(joined, func(joint string) bool { return strings.Contains(key, joint) }) {
		return 0, false
	}
	parts := strings.Split(joints.Replace(key), "/")
	var classes ClassSet
	known := true
	for _, part := range parts {
		part = agentKey(part)
		a, ok := agentIndex[part]
		classes = classes.Union(a.Classes())
		known = known && (ok || companions[part])
	}
	if classes.Intersects(Agonists) {
		classes &^= ClassesOf(OpioidAntagonist, LastingAntagonist)
	}
	return classes, known
}

// companions are the usual second halves of opioid analgesics, which are in no class.
var companions = map[string]bool{"acetaminophen": true, "paracetamol": true, "apap": true, "aspirin": true, "ibuprofen": true,
	"caffeine": true}

// joints are what stands between the parts of a combination.
var (
	joined = []string{"/", "+", " and ", " with "}
	joints = strings.NewReplacer(" and ", "/", " with ", "/", "+", "/")
)

// LookupAgent returns the agent with that generic name, with the source of each membership. An unknown name gives false.
func LookupAgent(name string) (Agent, bool) {
	a, ok := agentIndex[agentKey(name)]
	return Agent{Name: a.Name, Memberships: slices.Clone(a.Memberships)}, ok
}

// Agents returns the whole table in its order: by group, so that a reader finds neighbors together.
func Agents() []Agent {
	agents := slices.Clone(agentTable)
	for i := range agents {
		agents[i].Memberships = slices.Clone(agents[i].Memberships)
	}
	return agents
}

func agentKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

var agentIndex = indexAgents(agentTable)

func indexAgents(agents []Agent) map[string]Agent {
	index := make(map[string]Agent, len(agents))
	for _, a := range agents {
		index[a.Name] = a
	}
	return index
}
