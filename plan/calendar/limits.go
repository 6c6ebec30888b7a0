package calendar

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
)

// limit is a limit of the jurisdiction on a day, as a calendar shows it.
type limit[T any] struct {
	value T
	fact  plan.LimitFact
	set   bool
}

func limitOn[T any](e *plan.Engine, p plan.Param[T], day civil.Date) limit[T] {
	value, from, ok := plan.LimitOn(e, p, day)
	if !ok {
		return limit[T]{}
	}
	return limit[T]{value, plan.LimitFact{Param: from.Param(), Title: from.Title(), Value: from.Text(), Effective: from.Effective,
		Enforced: from.Enforced, Cites: from.Cites, Provenance: from.Provenance()}, true}
}

// shown are the limits that are set.
func shown(facts ...plan.LimitFact) (all []plan.LimitFact) {
	for _, f := range facts {
		if f.Param != "" {
			all = append(all, f)
		}
	}
	return all
}

// labelled returns the facts of a label about a topic, with their sources.
func labelled(product medication.Product, topic medication.Topic) (facts []medication.LabelFact, cites []evidence.Citation) {
	facts = product.Facts(topic)
	for _, f := range facts {
		cites = append(cites, f.Cite)
	}
	return facts, cites
}

// inDays is a number of days as a time.
func inDays(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// once joins lists of citations, each citation once.
func once(lists ...[]evidence.Citation) (all []evidence.Citation) {
	for _, list := range lists {
		for _, c := range list {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return all
}
