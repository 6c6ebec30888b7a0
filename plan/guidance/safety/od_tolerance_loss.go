package safety

import (
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

var lostTolerance = plan.Rule{
	ID:       "od.tolerance-loss",
	Title:    "Where tolerance is lost doses start low, and the person knows",
	Severity: record.Warning,
	About:    agent.OfMedications,
	Watches:  record.Doses | record.Endings,
	Cites: []evidence.Citation{evidence.LabelVivitrol.At("section 5, vulnerability to overdose", evidence.Primary),
		evidence.WHOOverdose2014.At("reduced tolerance after detoxification, custody, end of treatment", evidence.Secondary)},
	Needs:   plan.Needs(methadone.LowToleranceStart().Free, plan.Optional(naltrexone.Acting().Tablet), buprenorphine.AbstinentNeeds()),
	Remedy:  "start low, tell the person that amounts they used to take can kill now, and supply naloxone",
	Applies: func(v *plan.View) bool { return !v.Acts().Means().Any(record.Dies) },
	Judge:   judgeToleranceLoss,
}

// judgeToleranceLoss warns where naltrexone ends, whatever ends it, and where an agonist starts after a time that
// takes tolerance away, whatever it is said to be for.
func judgeToleranceLoss(v *plan.View) plan.Result {
	free := methadone.LowToleranceStart().Free.Of(v)
	if e, ends := person.EndingOf(v); ends {
		if e.Substance != medication.Naltrexone || e.Continues == truth.Yes {
			return v.NotApplicable()
		}
		return v.Violated(nil, "%s: the tolerance of before is gone", e.What)
	}
	act, ok := person.AgonistBrought(v)
	if !ok || !v.Starting(act.Substance) {
		return v.NotApplicable()
	}
	if why, lost := toleranceLost(v, free.Value); lost {
		return v.Violated(nil, "%s starts %s", act.Substance, why)
	}
	if days, abstinent := buprenorphine.Abstinent(v); abstinent && act.Substance == medication.Buprenorphine {
		return v.Violated(nil, "buprenorphine starts after more than %s without an opioid", phrase.Plural(days, "day"))
	}
	return v.Met()
}

// toleranceLost says what took tolerance away and was not followed by an opioid. A withdrawal takes days to do it: the first
// dose that manages the withdrawal meets the tolerance of before.
func toleranceLost(v *plan.View, free time.Duration) (why string, lost bool) {
	last := naltrexone.LastOpioidContact(v)
	if v.HealthReported(record.LowTolerance) == truth.Yes {
		return "in low tolerance", true
	}
	if v.HealthReported(record.PhysicalDependence) == truth.No {
		return "without physical dependence", true
	}
	if dose, ok := v.LastDose(medication.Naltrexone); ok && last.At.Before(dose.At) && (person.SinceAtFirst(v, last.At) > free || !precipitated(v, dose.At)) {
		return "after naltrexone, and no opioid since", true
	}
	for _, place := range [...]record.Circumstance{record.Custody, record.ControlledEnvironment} {
		if since, ok := v.HoldsSince(place); ok && last.At.Before(since) {
			return "in " + phrase.Spelled(place) + ", and no opioid since it began", true
		}
		// Who was let out has lost it inside: the days after are the most dangerous.
		if ended, ok := v.Stated(place); ok && ended.Body.(record.ContextStated).Holds == truth.No && last.At.Before(ended.At) &&
			person.SinceAtFirst(v, last.At) > free {
			return "after " + phrase.Spelled(place) + ", and no opioid since it ended", true
		}
	}
	if detox, ok := v.Last(record.KindWithdrawalManagement); ok && last.At.Before(detox.At) && person.SinceAtFirst(v, last.At) > free {
		return "after a withdrawal, and no opioid since it began", true
	}
	return usedAgain(v, last.At, free)
}

// usedAgain says after what somebody used again who cannot have used for longer than takes tolerance away: a use since then, or some days of
// them, do not bring back what was lost.
func usedAgain(v *plan.View, last time.Time, free time.Duration) (after string, ok bool) {
	short := func(since time.Time) bool {
		return since.Before(last) && v.Since(since) <= free && !agonistSince(v, since)
	}
	for _, place := range [...]record.Circumstance{record.Custody, record.ControlledEnvironment} {
		ended, told := v.Stated(place)
		if told && ended.Body.(record.ContextStated).Holds == truth.No && short(ended.At) && !brief(v, place, ended.At.Add(-free)) {
			return "after " + phrase.Spelled(place) + ", which a few days of use since then do not make up for", true
		}
	}
	if dose, told := v.LastDose(medication.Naltrexone); told && short(wornOff(v, dose)) {
		return "after naltrexone, which a few days of use since then do not make up for", true
	}
	for _, time := range timesWithout(v, free) {
		if first, used := firstUse(v, time.from); used && person.SinceAtFirst(v, first) <= free && first.Sub(time.from) >= time.least &&
			!agonistSince(v, first.Add(-free)) {
			return "after " + time.what + ", which a few days of use since then do not make up for", true
		}
	}
	return "", false
}

// timeWithout is a time without opioids that the record bears out, from its beginning; it counts where the use after it came no sooner.
type timeWithout struct {
	what  string
	from  time.Time
	least time.Duration
}

// timesWithout are those of the record beside custody and naltrexone: a withdrawal, an end of an agonist, a remission. What
// somebody told as a return to use was after a time without, by its own word.
func timesWithout(v *plan.View, free time.Duration) (times []timeWithout) {
	if ended, ok := person.LastDetox(v); ok {
		times = append(times, timeWithout{"a withdrawal", ended, 0})
	}
	if detox, ok := v.Last(record.KindWithdrawalManagement); ok {
		times = append(times, timeWithout{"a withdrawal", detox.At, free})
	}
	for _, s := range agent.Agonists {
		if _, at, ok := v.Stopped(s); ok {
			times = append(times, timeWithout{"the end of " + s.String(), at, free})
		}
	}
	if ev, ok := v.Last(record.KindDiagnosisRecorded); ok && ev.Body.(record.DiagnosisRecorded).Remission == truth.Yes {
		times = append(times, timeWithout{"a remission", ev.At, 0})
	}
	if ev, ok := v.Last(record.KindReturnedToUse); ok {
		times = append(times, timeWithout{"a time without", ev.At, 0})
	}
	return times
}

// firstUse returns when an opioid was told of for the first time since then, that time included; ok is false if none was.
func firstUse(v *plan.View, since time.Time) (first time.Time, ok bool) {
	for ev := range v.Past {
		if ev.At.Before(since) {
			break
		}
		switch ev.Body.(type) {
		case record.OpioidUsed, record.ReturnedToUse, record.Overdosed:
			first, ok = ev.At, true
			v.Now().Notes.Note(ev)
		}
	}
	return first, ok
}

// wornOff returns when a dose of naltrexone acts no more: an injection after its interval, a tablet after its hours.
func wornOff(v *plan.View, dose plan.DoseRecord) time.Time {
	if days := dose.Product.DepotDays(); days > 0 {
		return dose.At.AddDate(0, 0, days)
	}
	tablet, _ := naltrexone.Acting().Tablet.If(v)
	return dose.At.Add(tablet.Value)
}

// brief reports whether the circumstance, which has ended, began after the time.
func brief(v *plan.View, c record.Circumstance, since time.Time) bool {
	for ev := range v.Past {
		if ev.At.Before(since) {
			return false
		}
		if b, ok := ev.Body.(record.ContextStated); ok && b.Context == c && b.Holds == truth.Yes {
			return true
		}
	}
	return false
}

// agonistSince reports whether an agonist was given or taken since: treatment keeps the tolerance that there is.
func agonistSince(v *plan.View, t time.Time) bool {
	for _, s := range agent.Agonists {
		if last, ok := v.LastDose(s); ok && !last.At.Before(t) {
			return true
		}
	}
	return false
}

// precipitated reports whether naltrexone brought on withdrawal, by a word that signs bear out: who took an opioid a few days
// before it has the tolerance of before.
func precipitated(v *plan.View, since time.Time) bool {
	told, ok := v.Last(record.KindPrecipitatedWithdrawal)
	if ok = ok && !told.At.Before(since); !ok && !v.Holds(record.PrecipitatedRescue) {
		return false
	}
	count, at, looked := v.ObjectiveSigns()
	return looked && count > 0 && !at.Before(since)
}
