package naltrexone

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// NaloxoneChallengeLimits are the limits of the naloxone challenge.
type NaloxoneChallengeLimits struct {
	Asked       plan.Param[ChallengePolicy]
	Observe     plan.Param[time.Duration] // watched for less, a negative one says nothing
	RepeatAfter plan.Param[time.Duration] // after a positive or doubtful one
}

var naloxoneChallengeLimits = NaloxoneChallengeLimits{
	limit.Floor[ChallengePolicy]("naltrexone.challenge.asked", "when a naloxone challenge is asked for before naltrexone"),
	limit.LeastTime("naltrexone.challenge.observe", "time of watching after the last naloxone of a challenge"),
	limit.LeastTime("naltrexone.challenge.repeat-after", "time from a positive or doubtful naloxone challenge to the next"),
}

// NaloxoneChallenge returns the limits of the naloxone challenge.
func NaloxoneChallenge() NaloxoneChallengeLimits { return naloxoneChallengeLimits }

// ChallengePolicy says when a naloxone challenge is asked for before naltrexone. The zero ChallengePolicy is invalid.
type ChallengePolicy uint8

// The policies, the stricter one last.
const (
	_                      ChallengePolicy = iota
	ChallengeWhenUncertain                 // when the interval or the history leaves doubt
	ChallengeAlways
)

// String returns the policy in words.
func (p ChallengePolicy) String() string {
	switch p {
	case ChallengeWhenUncertain:
		return "when the interval or the history is uncertain"
	case ChallengeAlways:
		return "always"
	}
	return "invalid"
}

var naloxoneChallenge = plan.Rule{
	ID:       "naltrexone.challenge",
	Aliases:  []record.RuleID{"gb.naltrexone.naloxone-challenge"},
	Title:    "Where it is asked for, a naloxone challenge is done before naltrexone, and done properly",
	Severity: record.Block,
	About:    medication.SetOf(medication.Naltrexone, medication.Naloxone),
	Watches:  record.Doses | record.Reverses,
	Cites: []evidence.Citation{evidence.StatPearlsNaltrexone.At("naloxone challenge", evidence.Secondary),
		evidence.CoreSafetyNaltrexone.At("naloxone challenge", evidence.Primary),
		evidence.LabelNaltrexoneTablets.At("precautions: a tolerated challenge is no proof",
			evidence.Secondary), evidence.Decision(9).Cite()},
	Needs: plan.Needs(beginningNaltrexone, naloxoneChallengeLimits.Asked, naloxoneChallengeLimits.Observe, naloxoneChallengeLimits.RepeatAfter,
		naltrexoneUrineLimits.Fresh, plan.Optional(opioidFree.Preferred)),
	Remedy: "a naloxone challenge, watched for long enough, when neither signs of withdrawal nor a positive urine speak against it; " +
		"a negative one is no proof that no opioid is on board",
	Override: plan.NotOverridable("a failed challenge is a contraindication; it can be repeated after a day"),
	Missing:  plan.Reported("whether a challenge is needed depends on doubt, and doubt is what other rules hold back for"),
	Applies: func(v *plan.View) bool {
		return challenging(v) || beginningNaltrexone.Holds(v) && beginsAnew(v)
	},
	Judge: judgeChallenge,
}

func judgeChallenge(v *plan.View) plan.Result {
	observe := naloxoneChallengeLimits.Observe.Of(v)
	if b, ok := v.Body().(record.Challenged); ok {
		return judgeChallengeDone(v, b, observe)
	}
	if challenging(v) {
		if objection, ok := challengeTooSoon(v); ok {
			return objection
		}
		return v.Met()
	}
	asked, fresh, repeat := naloxoneChallengeLimits.Asked.Of(v), naltrexoneUrineLimits.Fresh.Of(v), naloxoneChallengeLimits.RepeatAfter.Of(v)
	if at, result, failed := failedChallenge(v, repeat.Value); failed {
		if result == record.Positive {
			return v.Violated(repeat, "the naloxone challenge of %s was positive", v.DayOf(at))
		}
		return v.Met() // a doubtful one is for naltrexone.utox
	}
	if pregnant, _ := v.Pregnant(); pregnant == truth.Yes {
		return v.Met() // none is made in pregnancy: preg.challenge
	}
	if done, ok := v.Last(record.KindChallenged); ok && v.Since(done.At) <= fresh.Value &&
		done.Body.(record.Challenged).Observed >= observe.Value {
		return v.Met()
	}
	switch why, doubt := uncertain(v, fresh.Value); {
	case doubt:
		return v.ViolatedAs(record.Warning, asked, "no naloxone challenge although %s", why)
	case asked.Value == ChallengeAlways:
		return v.ViolatedAs(record.Warning, asked, "no naloxone challenge before naltrexone")
	}
	return v.Met()
}

// uncertain says what leaves doubt that the person is free of opioids.
func uncertain(v *plan.View, fresh time.Duration) (why string, doubt bool) {
	if !v.Reviewed(record.OpioidUseSection) {
		return "nobody asked about opioid use", true
	}
	preferred, ok := opioidFree.Preferred.If(v)
	for c := range v.Now().Opioids() {
		switch kind := kindOfContact(c); {
		case !waitsFor(c):
		case kind == contactUnknown:
			return "it is not known how long " + contactText(c) + " acts", true
		case kind != contactShort:
			return "there was " + contactText(c) + ", which acts long", true
		case ok && person.DaysFree(v, c) < preferred.Value:
			return person.Free(v, c) + " since " + contactText(c) + " are less than the preferred " + phrase.Plural(preferred.Value, "day"), true
		}
	}
	if analyte, ok := notLookedFor(v, notOlderThan(v, fresh)); ok {
		return "the drug screen did not look for " + string(analyte), true
	}
	return "", false
}

// challengeTooSoon objects to a challenge, ordered, given or recorded, that would bring out what is there to see without it.
func challengeTooSoon(v *plan.View) (objection plan.Result, ok bool) {
	repeat, fresh := naloxoneChallengeLimits.RepeatAfter.Of(v), naltrexoneUrineLimits.Fresh.Of(v)
	if count, at, ok := v.ObjectiveSigns(); ok && count > 0 && v.DaysSince(at) == 0 {
		return v.ViolatedAs(record.Warning, nil, "a challenge in spite of withdrawal, with %s", phrase.Plural(count, "objective sign")), true
	}
	if s, ok := agonistOnBoard(v); ok {
		return v.ViolatedAs(record.Warning, nil, "a challenge while %s acts", s), true
	}
	if result, analyte := opioidScreen(v, notOlderThan(v, fresh.Value)); result == record.Positive {
		return v.ViolatedAs(record.Warning, nil, "a challenge although the drug screen is positive for %s", analyte), true
	}
	if last, ok := v.Last(record.KindChallenged); ok && last.Body.(record.Challenged).Result != record.Negative &&
		v.Since(last.At) < repeat.Value {
		return v.ViolatedAs(record.Warning, repeat, "a challenge %s after one that was %s, less than %s", phrase.Elapsed(v, last.At),
			last.Body.(record.Challenged).Result, phrase.InHours(repeat.Value)), true
	}
	return plan.Result{}, false
}

// agonistOnBoard returns the medication with an agonist of which a depot releases, or of which a dose of today or yesterday is on
// record: no drug screen is needed to know what it would find.
func agonistOnBoard(v *plan.View) (medication.Substance, bool) {
	for _, s := range agent.Agonists {
		if _, releases := v.ActiveDepot(s); releases {
			return s, true
		}
		if last, ok := v.LastDose(s); ok && v.DaysSince(last.At) <= 1 {
			return s, true
		}
	}
	return 0, false
}

// judgeChallengeDone judges a challenge as it is recorded.
func judgeChallengeDone(v *plan.View, b record.Challenged, observe plan.Limit[time.Duration]) plan.Result {
	if objection, ok := challengeTooSoon(v); ok {
		return objection
	}
	switch {
	case b.Result != record.Negative:
		return v.Met() // it tells what there is to tell, however soon
	case b.Observed == 0:
		return v.Lacks("how long the person was watched after the challenge")
	case b.Observed < observe.Value:
		return v.ViolatedAs(record.Warning, observe, "watched for %d min after the challenge, less than %d min", int(b.Observed.Minutes()),
			int(observe.Value.Minutes()))
	}
	return v.Met()
}

// NaloxoneChallengeSources returns the sources of the challenge with naloxone.
func NaloxoneChallengeSources() []evidence.Citation { return slices.Clone(naloxoneChallenge.Cites) }
