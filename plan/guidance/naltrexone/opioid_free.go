package naltrexone

import (
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
)

// OpioidFreeLimits are the limits of the time without opioids before a start of naltrexone, in civil days unless they say
// otherwise. The first group is not to be overridden; above it are the waits that are recommended.
type OpioidFreeLimits struct {
	Short             plan.Param[int] // after short-acting opioids, and those that no table classes
	Methadone         plan.Param[int] // after methadone
	MethadoneObserved plan.Param[int] // after methadone, before a first dose by mouth that is watched
	Other             plan.Param[int] // after buprenorphine under the tongue and any other opioid
	Implant           plan.Param[int] // months for which an implant of buprenorphine acts

	Preferred    plan.Param[int] // after short-acting opioids
	Long         plan.Param[int] // after methadone, other long-acting opioids and buprenorphine
	WeeklyDepot  plan.Param[int] // months for which a weekly depot of buprenorphine may still act after the last injection
	MonthlyDepot plan.Param[int] // months for which a monthly one may
	OtherDepot   plan.Param[int] // months after one for which no source gives a time, from which nothing more is asked
}

var opioidFree = OpioidFreeLimits{
	limit.LeastCount("naltrexone.opioid-free.short.min", "days without short-acting opioids before naltrexone", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.least.methadone", "days without methadone before naltrexone, at least", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.least.methadone-observed",
		"days without methadone before a first dose of naltrexone by mouth that is watched, at least", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.least.other",
		"days without buprenorphine or another opioid before naltrexone, at least", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.least.implant", "months for which an implant of buprenorphine acts", limit.ShownIn("month")),
	limit.LeastCount("naltrexone.opioid-free.short.prefer",
		"days without short-acting opioids before naltrexone, preferred", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.long.min",
		"days without long-acting opioids or buprenorphine before naltrexone", limit.ShownIn("day")),
	limit.LeastCount("naltrexone.opioid-free.long.weekly-depot",
		"months of effect after the last weekly depot of buprenorphine", limit.ShownIn("month")),
	limit.LeastCount("naltrexone.opioid-free.long.monthly-depot",
		"months of effect after the last monthly depot of buprenorphine", limit.ShownIn("month")),
	limit.LeastCount("naltrexone.opioid-free.long.other-depot",
		"months after the last depot of buprenorphine for which no source gives a time, from which tests of it are no longer asked for",
		limit.ShownIn("month")),
}

// OpioidFree returns the limits of the time without opioids before a start of naltrexone, in civil days unless they say otherwise.
func OpioidFree() OpioidFreeLimits { return opioidFree }

var opioidFreeShort = plan.Rule{
	ID:       "naltrexone.opioid-free.short",
	Aliases:  []record.RuleID{"gb.naltrexone.opioid-free-days"},
	Title:    "Naltrexone waits until the last short-acting opioid is long enough ago",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelVivitrol.At("opioid-free interval", evidence.Primary),
		evidence.LabelNaltrexoneTablets.At("opioid-free interval", evidence.Primary), evidence.NICETA115.At("3.1", evidence.Primary),
		evidence.Decision(9).Cite()},
	Needs: plan.Needs(beginningNaltrexone, opioidFree.Short, plan.Optional(opioidFree.Preferred), startLimits.Known,
		rapidNaltrexone),
	Remedy: "wait until the days have passed, and offer buprenorphine or methadone, which need no such wait",
	Override: plan.NotOverridable("naltrexone that comes too early precipitates withdrawal that nothing ends; " +
		"a stated protocol of a rapid start lifts it"),
	Essential: true,
	Only:      beginningNaltrexone,
	Judge:     judgeOpioidFreeShort,
}

var opioidFreeLeast = plan.Rule{
	ID:       "naltrexone.opioid-free.least",
	Title:    "Naltrexone waits for the shortest time after methadone, buprenorphine, depots and doses in the hand that is safe at all",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.Decision(9).Reading(
		evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone",
			evidence.Primary)), evidence.LabelNaltrexoneTablets.At("after buprenorphine or methadone", evidence.Secondary)},
	Needs: plan.Needs(beginningNaltrexone, opioidFree.Methadone, opioidFree.MethadoneObserved, opioidFree.Other,
		plan.Optional(opioidFree.Implant), rapidNaltrexone),
	Remedy: "wait, or continue the agonist; record doses that were returned, lost or destroyed, or that the person says none is left of and " +
		"when the last was taken",
	Override:  plan.NotOverridable("naltrexone that comes too early precipitates withdrawal that nothing ends"),
	Essential: true,
	Only:      beginningNaltrexone,
	Judge:     judgeOpioidFreeLeast,
}

var opioidFreeLong = plan.Rule{
	ID:       "naltrexone.opioid-free.long",
	Aliases:  []record.RuleID{"methadone.to-naltrexone"},
	Title:    "Naltrexone waits until methadone, other long-acting opioids and buprenorphine have left the body",
	Severity: record.Block,
	About:    aboutNaltrexone,
	Watches:  record.Doses,
	Cites: []evidence.Citation{evidence.LabelVivitrol.At("vulnerable for up to two weeks after buprenorphine or methadone",
		evidence.Primary),
		evidence.LabelNaltrexoneTablets.At("after buprenorphine or methadone", evidence.Secondary),
		evidence.ASAM2020.At("page 10: completely withdrawn from methadone and other opioids", evidence.Primary),
		evidence.Decision(9).Cite()},
	Needs: plan.Needs(beginningNaltrexone, opioidFree.Long, plan.Optional(opioidFree.WeeklyDepot), plan.Optional(opioidFree.MonthlyDepot),
		plan.Optional(opioidFree.OtherDepot), plan.Optional(opioidFree.Implant), rapidNaltrexone),
	Remedy: "wait, or continue the agonist; after a depot of buprenorphine this takes weeks to months",
	Override: plan.Overridable("how precipitated withdrawal would be treated").
		After("a negative drug screen and a negative naloxone challenge of the day", screenedAndChallenged),
	Only:  beginningNaltrexone,
	Judge: judgeOpioidFreeLong,
}

// judgeOpioidFreeShort looks at the last contact of each kind. An opioid that no table classes counts as short and as long.
func judgeOpioidFreeShort(v *plan.View) plan.Result {
	least := opioidFree.Short.Of(v)
	preferred, _ := opioidFree.Preferred.If(v) // unset: nothing is preferred to the least
	rapid, protocol := rapidNaltrexone.Of(v)
	var worst plan.Worst
	for c := range v.Now().Opioids() {
		if kind := kindOfContact(c); !waitsFor(c) || kind != contactShort && !(kind == contactUnknown && c.Unclassed) {
			continue
		}
		switch days := person.DaysFree(v, c); {
		case days < least.Value && protocol && (kindOfContact(c) == contactShort || c.Analyte != "" && explainedByRapid(v, c)):
			worst.Take(v.ViolatedAs(record.Warning, least, "%s since %s, less than %s: under the protocol %s",
				person.Free(v, c), contactText(c), phrase.Plural(least.Value, "day"), rapid.Protocol))
		case days < least.Value:
			worst.Take(v.Violated(least, "%s since %s, less than %s", person.Free(v, c), contactText(c), phrase.Plural(least.Value, "day")))
		case person.StillFree(v, c, least.Value):
			worst.Take(lacksUntil(v))
		case days < preferred.Value:
			worst.Take(v.ViolatedAs(record.Advice, preferred, "%s since %s, less than the preferred %s", person.Free(v, c), contactText(c),
				phrase.Plural(preferred.Value, "day")))
		default:
			worst.Take(v.Met())
		}
	}
	worst.Take(historyOf(v))
	return worst.Or(v.NotApplicable())
}

// historyOf is unknown where nobody asked about opioid use, or so long ago that the answer says nothing of today.
func historyOf(v *plan.View) plan.Result {
	at, asked := v.ReviewedAt(record.OpioidUseSection)
	known := startLimits.Known.Of(v)
	switch {
	case !asked:
		return lacksHistory(v)
	case v.DaysSince(at) > known.Value:
		return v.UnknownAgainst(known, plan.Datum{Name: "opioid use, reviewed: somebody asked last on " + v.DayOf(at).String()})
	}
	return v.NotApplicable()
}

// lacksHistory is the result where nobody asked about opioid use. A use on record is no answer: it says nothing of the others.
func lacksHistory(v *plan.View) plan.Result {
	return v.Lacks("opioid use, reviewed: the time of the last of each kind")
}

// lacksUntil is the result where the wait is over by the first day of the order, if nothing is taken until then.
func lacksUntil(v *plan.View) plan.Result {
	return v.Lacks("whether an opioid is taken before " + person.FirstDay(v).String()).
		WithRemedy("order it when the days have passed, and ask for opioid use again")
}

// judgeOpioidFreeLeast judges what nobody overrides. A supply whose days have passed counts as taken to its last day.
func judgeOpioidFreeLeast(v *plan.View) plan.Result {
	begin, _ := beginningNaltrexone.Of(v)
	methadone, observed, other := opioidFree.Methadone.Of(v), opioidFree.MethadoneObserved.Of(v), opioidFree.Other.Of(v)
	if !begin.extended && begin.observed {
		methadone = observed
	}
	var worst plan.Worst
	for c := range v.Now().Opioids() {
		if !waitsFor(c) {
			continue
		}
		limit := other
		switch kind := kindOfContact(c); {
		case inHand(v, c):
			worst.Take(v.Violated(nil, "%s may still be taken: there are doses to the end of %s, as far as anybody said", contactText(c),
				supplyEnd(v, c)))
			continue
		case kind == contactDepot:
			worst.Take(judgeDepotInterval(v, c))
			continue
		case kind == contactShort || kind == contactUnknown && c.Unclassed: // naltrexone.opioid-free.short has them
			continue
		case kind == contactMethadone:
			limit = methadone
		}
		days := person.DaysFree(v, c)
		switch {
		case person.StillFree(v, c, limit.Value):
			worst.Take(lacksUntil(v))
		case days >= limit.Value:
			worst.Take(v.Met())
		case ownOfRapid(v, c):
			worst.Take(v.ViolatedAs(record.Warning, limit, "%s since %s, less than %s: it belongs to the protocol of a rapid start",
				person.Free(v, c), contactText(c), phrase.Plural(limit.Value, "day")))
		default:
			worst.Take(v.Violated(limit, "%s since %s, less than %s", person.Free(v, c), contactText(c), phrase.Plural(limit.Value,
				"day")))
		}
	}
	worst.Take(judgeNoneLeft(v))
	return worst.Or(v.NotApplicable())
}

// inHand reports whether the contact is doses for days that have not passed. An order that nobody supplied is for the rule about
// both at once.
func inHand(v *plan.View, c *exposure.Contact) bool {
	if !c.GoesOn || c.Sure != record.Possible {
		return false
	}
	switch b := c.Event.Body.(type) {
	case record.TakeHomeSupplied:
		return true
	case record.Order:
		return b.HandsOut() > 0
	}
	return false
}

// supplyEnd is the last day for which the person has doses of the substance.
func supplyEnd(v *plan.View, c *exposure.Contact) string {
	end := v.Day()
	for s := range v.Now().Supplies(c.Substance) {
		if end.Before(s.Last) {
			end = s.Last
		}
	}
	return end.String()
}

// judgeDepotInterval holds to the interval that the label of the depot gives, and for one that nobody named to the longest.
func judgeDepotInterval(v *plan.View, c *exposure.Contact) plan.Result {
	if implanted(c) {
		months, ok := opioidFree.Implant.If(v)
		switch {
		case !ok:
			return v.Lacks("how long an implant of buprenorphine acts")
		case person.FirstDay(v).Before(c.Day.AddMonths(months.Value)):
			return v.Violated(months, "%s was put in on %s and acts for %s", depotName(c), c.Day, phrase.Plural(months.Value, "month"))
		}
		return v.Met()
	}
	interval := depotInterval(c)
	if days := person.FirstDay(v).Since(c.Day); days < interval {
		return v.Violated(nil, "%s was given on %s, %s ago, and acts for %d days at least", depotName(c), c.Day, phrase.Plural(days, "day"),
			interval)
	}
	return v.Met()
}

// judgeOpioidFreeLong judges the waits that are recommended.
func judgeOpioidFreeLong(v *plan.View) plan.Result {
	least := opioidFree.Long.Of(v)
	var worst plan.Worst
	for c := range v.Now().Opioids() {
		kind := kindOfContact(c)
		switch {
		case !waitsFor(c) || kind == contactShort:
			continue
		case kind == contactDepot:
			worst.Take(judgeDepotOffset(v, c, least))
			continue
		case ownOfRapid(v, c), c.Analyte != "" && explainedByRapid(v, c): // warned of by the other rules about time
			continue
		}
		if person.DaysFree(v, c) < least.Value {
			worst.Take(v.Violated(least, "%s since %s, less than %s", person.Free(v, c), contactText(c), phrase.Plural(least.Value,
				"day")))
			continue
		}
		if person.StillFree(v, c, least.Value) {
			worst.Take(lacksUntil(v))
			continue
		}
		worst.Take(v.Met())
	}
	if !v.Reviewed(record.OpioidUseSection) {
		worst.Take(lacksHistory(v))
	}
	return worst.Or(v.NotApplicable())
}

// judgeDepotOffset judges the time since a depot of buprenorphine, which goes on acting after its interval. Where a source gives a
// time it is that; where none does, a negative test and a negative challenge end the wait, or a time that nobody needs to ask after.
func judgeDepotOffset(v *plan.View, c *exposure.Contact, least plan.Limit[int]) plan.Result {
	effect, published := depotEffect(v, c)
	ended := c.Day.Add(depotInterval(c))
	if days := person.FirstDay(v).Since(ended); published && days < least.Value {
		return v.Violated(least, "%s was given on %s, its interval ended or ends on %s, and %s are to follow", depotName(c), c.Day, ended,
			phrase.Plural(least.Value, "day"))
	}
	if published {
		if person.FirstDay(v).Before(c.Day.AddMonths(effect.Value)) {
			return v.Violated(effect, "%s was given on %s and may act for about %s", depotName(c), c.Day, phrase.Plural(effect.Value, "month"))
		}
		return v.Met()
	}
	if months, ok := opioidFree.OtherDepot.If(v); ok && !implanted(c) && !person.FirstDay(v).Before(c.Day.AddMonths(months.Value)) {
		return v.Met()
	}
	if depotTestedFree(v) {
		return v.ViolatedAs(record.Advice, nil, "no source says how long %s of %s still acts: test and challenge are negative",
			depotName(c),
			c.Day)
	}
	return v.Lacks("a drug screen negative for buprenorphine and a negative naloxone challenge, both of today, " +
		"since no source says how long " +
		depotName(c) + " still acts")
}

// screenedAndChallenged reports whether a drug screen and a naloxone challenge of the day are negative (decision 9).
func screenedAndChallenged(v *plan.View) bool {
	today := sameDay(v)
	result, _ := opioidScreen(v, today)
	return result == record.Negative && challengedNegative(v, today)
}

// depotTestedFree reports whether a screen for buprenorphine and a naloxone challenge of the same day are negative.
func depotTestedFree(v *plan.View) bool {
	today := sameDay(v)
	return challengedNegative(v, today) && slices.ContainsFunc([]record.Analyte{record.AnalyteBuprenorphine, record.AnalyteOpioids},
		func(a record.Analyte) bool {
			result, at, ok := v.Screened(a)
			return ok && today(at) && result == record.Negative
		})
}

// challengedNegative reports whether the last naloxone challenge is negative, and recent.
func challengedNegative(v *plan.View, recent func(time.Time) bool) bool {
	challenge, ok := v.Last(record.KindChallenged)
	return ok && recent(challenge.At) && challenge.Body.(record.Challenged).Result == record.Negative
}

// depotEffect returns the months for which the depot acts; ok is false if no source gives a time for it. Brixadi and Buvidal are
// one formulation.
func depotEffect(v *plan.View, c *exposure.Contact) (effect plan.Limit[int], ok bool) {
	switch c.Product.ID() {
	case medication.BupBrixadiWeekly, medication.BupBuvidalWeekly:
		return opioidFree.WeeklyDepot.If(v)
	case medication.BupBrixadiMonthly, medication.BupBuvidalMonthly:
		return opioidFree.MonthlyDepot.If(v)
	}
	return effect, false
}

// depotInterval is the labelled interval of the depot in days, and the longest of all for one whose product nobody named.
func depotInterval(c *exposure.Contact) int {
	if days := c.Product.DepotDays(); days > 0 {
		return days
	}
	return longestDepot
}

var longestDepot = func() (days int) {
	for _, p := range medication.Products() {
		if p.Substance() == medication.Buprenorphine {
			days = max(days, p.DepotDays())
		}
	}
	return days
}()

func depotName(c *exposure.Contact) string {
	if c.Product.IsValid() {
		return c.Product.Name()
	}
	return contactText(c)
}

// implanted reports whether the contact is an implant: given here, or told by its name.
func implanted(c *exposure.Contact) bool {
	if c.Product.IsValid() {
		return c.Product.LongActing() && c.Product.DepotDays() == 0
	}
	return slices.Contains([]string{"probuphine", "buprenorphine implant"}, strings.ToLower(strings.TrimSpace(c.Agent)))
}
