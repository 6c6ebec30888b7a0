package buprenorphine

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/withdrawal"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages/scale"
)

// InductionCOWSLimits are the limits of the withdrawal score before the first dose of buprenorphine.
type InductionCOWSLimits struct {
	Hard       plan.Param[int]           // below: refused
	Soft       plan.Param[int]           // below: warned of
	LongActing plan.Param[int]           // below, after methadone or another long-acting opioid: refused
	LongDepot  plan.Param[int]           // the same for a depot; not set: as for a tablet
	Reversed   plan.Param[int]           // below, after an overdose that naloxone reversed: refused
	Fresh      plan.Param[time.Duration] // an older score says nothing about now
}

var inductionCOWS = InductionCOWSLimits{
	limit.LeastCount("bup.induction.cows-min.hard", "COWS total below which a first dose is refused", limit.Scale(scale.COWS)),
	limit.LeastCount("bup.induction.cows-min.soft", "COWS total below which a first dose is warned of", limit.Scale(scale.COWS)),
	limit.LeastCount("bup.induction.cows-min.long-acting",
		"COWS total below which a first dose is refused after a long-acting opioid", limit.Scale(scale.COWS)),
	limit.LeastCount("bup.induction.cows-min.long-acting-depot",
		"COWS total below which a first depot is refused after a long-acting opioid", limit.Scale(scale.COWS)),
	limit.LeastCount("bup.induction.cows-min.reversed",
		"COWS total below which a first dose is refused after a reversal with naloxone", limit.Scale(scale.COWS)),
	limit.MostTime("bup.induction.cows-min.fresh", "age of a COWS score at the first dose"),
}

// InductionCOWS returns the limits of the withdrawal score before the first dose of buprenorphine.
func InductionCOWS() InductionCOWSLimits { return inductionCOWS }

// cowsGate says which limit of the score holds.
type cowsGate uint8

const (
	ordinaryGate cowsGate = iota
	longActingGate
	longDepotGate
	reversedGate
	directGate
)

var hardCOWS = plan.By(gateOf, map[cowsGate]plan.Param[int]{ordinaryGate: inductionCOWS.Hard, longActingGate: inductionCOWS.LongActing,
	longDepotGate: inductionCOWS.LongDepot, reversedGate: inductionCOWS.Reversed, directGate: directDepot.COWS})

func gateOf(v *plan.View) cowsGate {
	switch {
	case longGate(v):
		if _, set := inductionCOWS.LongDepot.If(v); set && depotDoses.Holds(v) {
			return longDepotGate // it acts slowly, and a score that takes days to come keeps the person waiting
		}
		return longActingGate
	case reversed.Holds(v) && reversedScore(v):
		return reversedGate
	case directByProtocol.Holds(v):
		return directGate
	}
	return ordinaryGate
}

// reversedScore reports whether the place has a score of its own after a reversal; where it has none its ordinary one holds.
func reversedScore(v *plan.View) bool {
	_, own := inductionCOWS.Reversed.If(v)
	_, ordinary := inductionCOWS.Hard.If(v)
	return own || !ordinary
}

var buprenorphineCOWS = []plan.Rule{{
	ID:       "bup.induction.cows-min",
	Title:    "Withdrawal is measured and marked enough before the first dose of buprenorphine",
	Severity: record.Block,
	About:    agent.Buprenorphine,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.ACEP.At("", evidence.Primary),
		evidence.CABridge.At("COWS 8 with an objective sign", evidence.Primary),
		evidence.HighlandBridge.At("after an overdose: COWS at least 4", evidence.Primary), evidence.ASAM2020.At("11 to 12 or more",
			evidence.Weak)},
	Needs: plan.Needs(bupStart, depotDoses, hardCOWS, inductionCOWS.Soft, inductionCOWS.Fresh, plan.Optional(withdrawal.Course().Long), reversed,
		directByProtocol, directByGuidance),
	Unless:   []plan.Exception{unlessLowDose, unlessHomeStart},
	Remedy:   "wait and score again, choose low-dose initiation, which needs no withdrawal, or record that there is no physical dependence",
	Override: plan.Overridable("why the person is started at this score, and how precipitated withdrawal would be treated"),
	Only:     bupStart,
	Judge:    judgeCOWS,
}}

const scoreNow = "score COWS now; or record a start at home, a low-dose start, or that there is no physical dependence"

func judgeCOWS(v *plan.View) plan.Result {
	soft, fresh := inductionCOWS.Soft.Of(v), inductionCOWS.Fresh.Of(v)
	hard, _ := hardCOWS.Of(v)
	score, at, ok := v.Scored(scale.COWS)
	if !ok || v.Since(at) > fresh.Value {
		return owed(v, plan.Datum{Name: "COWS total", Want: fmt.Sprintf("of %d or more", hard.Value), Fresh: fresh.Value}, scoreNow)
	}
	if enough, known := score.AtLeast(hard.Value); !known {
		return owed(v, plan.Datum{Name: "the COWS items that were not scored"}, scoreNow)
	} else if !enough {
		return v.Violated(hard, "COWS is %d, below %d", score.High, hard.Value)
	}
	if enough, known := score.AtLeast(soft.Value); known && !enough && !directly(v) && gateOf(v) != longDepotGate { // whose own number is the recommended one
		return v.ViolatedAs(record.Warning, soft, "COWS is %d, below the recommended %d", score.High, soft.Value)
	}
	return v.Met()
}

// directly reports whether a depot is given directly after a short-acting opioid: that waits for no higher score.
func directly(v *plan.View) bool {
	return directByProtocol.Holds(v) || directByGuidance.Holds(v) && !longGate(v)
}

// shownNeeds are the limits by which withdrawal decides where the clock does not.
var shownNeeds = []plan.Need{plan.Optional(inductionCOWS.Hard), plan.Optional(inductionCOWS.LongActing),
	plan.Optional(inductionCOWS.LongDepot), plan.Optional(inductionCOWS.Reversed), depotDoses,
	plan.Optional(inductionCOWS.Fresh), plan.Optional(inductionSigns.Min), plan.Optional(inductionSigns.Fresh),
	plan.Optional(withdrawal.Course().Long), reversed, plan.Optional(directDepot.COWS), directByProtocol}

// withdrawalShown holds where objective signs, and a score where the place asks for one, show that a start would not precipitate
// withdrawal. Where nobody told the time of an opioid this decides, and the clock only warns.
var withdrawalShown = plan.NewFact(findWithdrawalShown, shownNeeds...)

func findWithdrawalShown(v *plan.View) (struct{}, bool) {
	least, ok := inductionSigns.Min.If(v)
	within, also := inductionSigns.Fresh.If(v)
	count, seen, looked := v.ObjectiveSigns()
	if !ok || !also || !looked || v.Since(seen) > within.Value || count < least.Value {
		return struct{}{}, false
	}
	if _, scored := inductionCOWS.Hard.If(v); !scored {
		return struct{}{}, true
	}
	hard, _ := hardCOWS.Of(v)
	fresh, _ := inductionCOWS.Fresh.If(v)
	score, at, ok := v.Scored(scale.COWS)
	enough, known := score.AtLeast(hard.Value)
	return struct{}{}, ok && v.Since(at) <= fresh.Value && known && enough
}
