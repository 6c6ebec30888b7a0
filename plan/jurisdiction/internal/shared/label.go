package shared

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
)

// Label returns the fact about the topic that a product takes from the source: a number that a label states stands there, and a
// setting that is the label's takes number and citation from it. The catalogue of products is fixed, so that a fact it does not
// have, or has twice, is a mistake of the jurisdiction, and panics.
func Label(id medication.ProductID, topic medication.Topic, source evidence.Entry) medication.LabelFact {
	fact, ok := productOf(id).FactFrom(topic, source.Source())
	if !ok {
		panic(fmt.Sprintf("jurisdiction: %s has no single number about %s from %s", id, topic, source))
	}
	return fact
}

// Agreed returns the first of several facts that state the same masses and times, and panics if they do not.
func Agreed(first medication.LabelFact, others ...medication.LabelFact) medication.LabelFact {
	for _, f := range others {
		if f.Mass != first.Mass || f.Time != first.Time {
			panic(fmt.Sprintf("jurisdiction: %s and %s state different numbers", first.Cite, f.Cite))
		}
	}
	return first
}

// Age returns the least age in completed years that the product's label or licence names, and its source. It panics if none is.
func Age(id medication.ProductID) (int, evidence.Citation) {
	years, cite, ok := productOf(id).MinimumAge()
	if !ok {
		panic(fmt.Sprintf("jurisdiction: %s names no age", id))
	}
	return years, cite
}

// Days is a time in whole days, for limits that count civil days. It panics if the time is not a number of days.
func Days(t time.Duration) int {
	const day = 24 * time.Hour
	if t <= 0 || t%day != 0 {
		panic(fmt.Sprintf("jurisdiction: %v is no number of days", t))
	}
	return int(t / day)
}

func productOf(id medication.ProductID) medication.Product {
	p, ok := medication.Lookup(id)
	if !ok {
		panic(fmt.Sprintf("jurisdiction: no product %s", id))
	}
	return p
}
