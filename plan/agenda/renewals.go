package agenda

import (
	"fmt"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// renewals are what a place asks for again after days of its own choosing: no source gives a day for them, so that nothing is asked
// unless the options say when.
func renewals(v *plan.View, o *Options) (items []Item) {
	if ev, ok := v.Last(record.KindPreventionPlanMade); ok && o.PlanReview > 0 && ev.Body.(record.PreventionPlanMade).Review.IsZero() {
		items = append(items, again(v, &ev, "prevention-plan.review", o.PlanReview, "Look at the prevention plan together"))
	}
	for _, c := range record.Consents() {
		days := o.ConsentRenewal[c]
		if days <= 0 {
			continue
		}
		if ev, ok := given(v, c); ok {
			items = append(items, again(v, &ev, "consent.renewal."+record.RuleID(c), days, fmt.Sprintf("Ask again for the consent: %s", c)))
		}
	}
	return items
}

// again is due so many days after an event.
func again(v *plan.View, ev *record.Event, duty record.RuleID, days int, title string) Item {
	on := v.DayOf(ev.At).Add(days)
	return Item{Duty: duty, Group: Reviews, Title: title, Earliest: on, Target: on, Latest: on, Cites: []evidence.Citation{ownDays},
		Why: fmt.Sprintf("%s on %s; this place asks again after %d days", record.Describe(ev.Body), v.DayOf(ev.At), days)}
}

// ownDays says that the days are those of the place.
var ownDays = evidence.Proposal.At("days after which a plan or a consent is looked at again", evidence.Unconfirmed)

// given is the last time that a consent was given, unless it was withdrawn since.
func given(v *plan.View, c record.Consent) (ev record.Event, ok bool) {
	for past := range v.Past {
		if b, is := past.Body.(record.ConsentRecorded); is && b.Consent == c {
			return *past, b.Given == truth.Yes
		}
	}
	return record.Event{}, false
}
