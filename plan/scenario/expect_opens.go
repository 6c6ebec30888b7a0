package scenario

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
)

// Expectations of what helps where something is refused: the time from which it is not, and what is possible in its place.

// alternatives are those of the catalogue, by what stands after "instead." in their ids.
var alternatives = func() *vocabulary[record.RuleID] {
	var entries []entry[record.RuleID]
	for _, a := range guidance.Alternatives() {
		entries = append(entries, is(a.ID, strings.TrimPrefix(string(a.ID), "instead.")))
	}
	return newVocabulary("alternative", entries...)
}()

func readInstead(c *cursor) expectation {
	var want []record.RuleID
	for {
		id, ok := pick(c, alternatives)
		if !ok {
			break
		}
		want = append(want, id)
	}
	if len(want) == 0 {
		c.unknown("alternative", alternatives.names...)
	}
	return expectation{about: intentAlone, implies: notPassed, check: func(s *scene) (string, bool) { return s.offers(want) }}
}

// offers reports whether each of the alternatives is possible, or held back for what is not on record yet.
func (s *scene) offers(want []record.RuleID) (string, bool) {
	in, err := s.engine.Instead(s.plan, s.result.asked)
	if err != nil {
		return err.Error(), false
	}
	var offered []record.RuleID
	for _, o := range append(append([]plan.Offer{}, in.Possible...), in.Held...) {
		offered = append(offered, o.Alternative)
	}
	for _, id := range want {
		if !slices.Contains(offered, id) {
			return "instead: " + in.String(), false
		}
	}
	return "", true
}

func readOpens(c *cursor) expectation {
	var want time.Time
	if !c.has("never") {
		at, ok := c.clock()
		if !ok && c.err == nil {
			c.fail("when? expect opens 2026-03-02 14:20, or: expect opens never")
		}
		want = at
	}
	return expectation{about: intentAlone, implies: notPassed, check: func(s *scene) (string, bool) { return s.opens(want) }}
}

// opens reports whether the request is refused until the time, the zero time being never.
func (s *scene) opens(want time.Time) (string, bool) {
	opening, err := s.engine.When(s.plan, s.result.asked)
	if err != nil {
		return err.Error(), false
	}
	return opening.String(), opening.Now.Status == plan.Refused && opening.At.Equal(want)
}
