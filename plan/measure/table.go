package measure

import (
	"fmt"
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
)

// The sources, and what was not seen in any of them.
var (
	review = evidence.MATReview2015.At("", evidence.Secondary)
	length = evidence.CBE3175.At("", evidence.Primary)
	start  = evidence.CBE3589.At("", evidence.Primary)
	hedis  = evidence.HEDIS.At("", evidence.Secondary)
	guess  = func(of evidence.Entry) evidence.Citation { return of.At("", evidence.Unconfirmed) }
)

// How elements are read from a plan.
const (
	readDiagnosis = "a service of the plan on or after the day on which the diagnosis is recorded"
	readGiven     = "an order, a supply, or a dose given by staff, of methadone, buprenorphine or naltrexone, and not for pain"
	readWindow    = "what is on record; that nothing is missing is stated by the host"
	readDays      = "days of doses given or handed over, of a depot by its interval; days of an order alone are possible days"
)

// year is the period of a measure whose source names a measurement year, or none but the time that is asked about.
func year(cite evidence.Citation) Element {
	return Element{Name: "period", Part: Period, Number: 12, Says: "12 months, the measurement year", Cite: cite}
}

// table has the measures in the order in which they are shown.
var table = []Measure{
	{ID: "cbe-3175", Title: "180 days of continuous medication (CBE 3175, MIPS 468)", count: continuous, Elements: []Element{
		{Name: "period", Part: Period, Number: 18, Says: "18 months in which people are identified", Cite: length},
		{Name: "age", Part: Denominator, Number: 18, Says: "18 years and older", Read: "on the first and the last day of the period",
			Cite: length},
		{Name: "diagnosis", Part: Denominator, Says: "opioid use disorder", Read: "a diagnosis on record", Cite: length},
		{Name: "medication", Part: Denominator,
			Says: "methadone, buprenorphine with or without naloxone, naltrexone by mouth or as a depot",
			Read: readGiven, Cite: length},
		{Name: "exclusions", Part: Exclusion, Says: "which exclusions there are was not seen", Read: "stated by the host",
			Cite: guess(evidence.CBE3175)},
		{Name: "length", Part: Numerator, Number: 180, Says: "at least 180 days of continuous treatment", Read: readDays, Cite: length},
		{Name: "gap", Part: Numerator, Number: 7, Says: "that a gap of more than 7 days ends it was not seen", Read: readDays,
			Cite: guess(evidence.CBE3175)},
	}},
	{ID: "hedis.pod", Title: "Pharmacotherapy for Opioid Use Disorder (HEDIS POD)", Elements: []Element{
		{Name: "age", Part: Denominator, Number: 16, Says: "16 years and older", Cite: hedis},
		{Name: "new", Part: Denominator, Says: "a new medication: how long before it there was none was not seen",
			Cite: guess(evidence.HEDIS)},
		{Name: "exclusions", Part: Exclusion, Says: "which exclusions there are was not seen", Cite: guess(evidence.HEDIS)},
		{Name: "length", Part: Numerator, Number: 180, Says: "180 days", Cite: hedis},
		{Name: "gap", Part: Numerator, Number: 8, Says: "that a gap of 8 days or more ends it was not seen",
			Cite: guess(evidence.HEDIS)},
	}},
	{ID: "hedis.iet.initiation", Title: "Initiation of substance use disorder treatment (HEDIS IET, CMS137)",
		Elements: newEpisodeOfPayers(14, "any service or medication within 14 days")},
	{ID: "hedis.iet.engagement", Title: "Engagement in substance use disorder treatment (HEDIS IET, CMS137)",
		Elements: newEpisodeOfPayers(34, "two or more services or medications within 34 days of the initiation")},
	{ID: "hedis.fua.7", Title: "Follow-up within 7 days of an emergency visit (HEDIS FUA)",
		Elements: followUp("an emergency visit for it or for an overdose", 7, "its own day counts")},
	{ID: "hedis.fua.30", Title: "Follow-up within 30 days of an emergency visit (HEDIS FUA)",
		Elements: followUp("an emergency visit for it or for an overdose", 30, "its own day counts")},
	{ID: "hedis.fui.7", Title: "Follow-up within 7 days of high-intensity care (HEDIS FUI)",
		Elements: followUp("high-intensity care that ended", 7, "its own day does not count")},
	{ID: "hedis.fui.30", Title: "Follow-up within 30 days of high-intensity care (HEDIS FUI)",
		Elements: followUp("high-intensity care that ended", 30, "its own day does not count")},
	{ID: "cbe-3589", Title: "Medication within 30 days of the first encounter (CBE 3589)", count: afterFirstEncounter, Elements: []Element{
		year(start),
		{Name: "least age", Part: Denominator, Number: 18, Says: "18 years and older", Read: "on the first and the last day of the period",
			Cite: start},
		{Name: "greatest age", Part: Denominator, Number: 64, Says: "64 years and younger",
			Read: "on the first and the last day of the period", Cite: start},
		{Name: "insurance", Part: Denominator, Says: "insured by Medicaid", Read: "stated by the host", Cite: start},
		{Name: "encounter", Part: Denominator, Says: "an encounter with the diagnosis with this provider", Read: readDiagnosis,
			Cite: start},
		{Name: "dual", Part: Exclusion, Says: "insured by Medicare too", Read: "stated by the host", Cite: start},
		{Name: "start", Part: Numerator, Number: 30,
			Says: "medication filled, administered or ordered within 30 days of the first encounter",
			Read: readGiven, Cite: start},
	}},
	{ID: "washington-circle.initiation", Title: "Medication within 30 days of a new episode (Washington Circle)", count: newEpisode,
		Elements: []Element{
			year(review),
			{Name: "index", Part: Denominator, Says: "a visit with the diagnosis", Read: readDiagnosis, Cite: review},
			{Name: "look-back", Part: Denominator, Number: 60, Says: "60 days before it without care for a substance use disorder",
				Read: readWindow,
				Cite: review},
			{Name: "start", Part: Numerator, Number: 30, Says: "at least one prescription of a medication within 30 days following the visit",
				Read: readGiven, Cite: review},
		}},
	{ID: "washington-circle.use", Title: "Medication in the measurement year (Washington Circle)", count: usedInYear, Elements: []Element{
		year(review),
		{Name: "index", Part: Denominator, Says: "any encounter with the diagnosis in the year", Read: readDiagnosis, Cite: review},
		{Name: "medication", Part: Numerator, Says: "at least one prescription of a medication in the year", Read: readGiven, Cite: review},
	}},
	{ID: "maintenance.30", Title: "Maintenance medication for 30 days (APA)", Elements: []Element{
		{Name: "diagnosis", Part: Denominator, Says: "a diagnosis of opioid dependence in the interval", Cite: review},
		{Name: "length", Part: Numerator, Number: 30, Says: "at least 30 days of treatment", Cite: review},
		{Name: "period", Part: Period, Says: "the interval in which they count is left to whoever uses it, and was not seen",
			Cite: guess(evidence.MATReview2015)},
	}},
	{ID: "agonist.90", Title: "Agonist treatment for 90 days from a new episode on", Elements: []Element{
		{Name: "start", Part: Denominator, Number: 30, Says: "begun within 30 days of the start of a new episode", Cite: review},
		{Name: "length", Part: Numerator, Number: 90, Says: "90 days of treatment: what interrupts them was not seen",
			Cite: guess(evidence.MATReview2015)},
	}},
	{ID: "nice-qs23.9", Title: "Support for 6 months after abstinence (NICE QS23, statement 9)", Elements: []Element{
		{Name: "length", Part: Numerator, Number: 6, Says: "continued treatment or support for at least 6 months",
			Cite: evidence.NICEQS23.At("statement 9", evidence.Primary)},
		{Name: "denominator", Part: Denominator, Says: "how abstinence is established, and from which day the months count, was not seen",
			Cite: evidence.NICEQS23.At("statement 9", evidence.Unconfirmed)},
	}},
}

// newEpisodeOfPayers are the elements of IET. The look-back was 60 days, and 180 were proposed for the edition of 2022.
func newEpisodeOfPayers(days int, says string) []Element {
	return []Element{
		{Name: "age", Part: Denominator, Number: 13, Says: "13 years and older", Cite: hedis},
		{Name: "look-back", Part: Denominator,
			Says: "whether 60 days without a claim make a new episode, or the 180 that were proposed, was not seen",
			Cite: guess(evidence.HEDIS)},
		{Name: "exclusions", Part: Exclusion, Says: "which exclusions there are was not seen", Cite: guess(evidence.CMS137)},
		{Name: "within", Part: Numerator, Number: days, Says: says, Cite: hedis},
	}
}

// followUp are the elements of FUA and FUI.
func followUp(after string, days int, own string) []Element {
	return []Element{
		{Name: "age", Part: Denominator, Number: 13, Says: "13 years and older", Cite: hedis},
		{Name: "event", Part: Denominator, Says: after, Cite: hedis},
		{Name: "exclusions", Part: Exclusion, Says: "which exclusions there are, and which visits count, was not seen",
			Cite: guess(evidence.HEDIS)},
		{Name: "within", Part: Numerator, Number: days, Says: fmt.Sprintf("a visit within %d days: %s", days, own), Cite: hedis},
	}
}

// All returns the measures.
func All() []Measure {
	all := slices.Clone(table)
	for i := range all {
		all[i].Elements = slices.Clone(all[i].Elements)
	}
	return all
}

// Named returns a measure by its ID.
func Named(id ID) (Measure, bool) {
	for _, m := range All() {
		if m.ID == id {
			return m, true
		}
	}
	return Measure{}, false
}
