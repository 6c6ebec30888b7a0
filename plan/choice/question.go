package choice

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/safety"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// Question is a fact about a person that arguments speak for: yes, no, or not known. Ask must be a pure function of the view; the events
// that it reads are what the answer rests on. A question about the country has In instead, an ISO 3166 code in lower case.
type Question struct {
	ID   string // lower-case words
	Text string // what is to be found out: "whether the person is pregnant"
	Ask  func(*plan.View) truth.Value
	In   string
}

func question(id, text string, ask func(*plan.View) truth.Value) Question {
	return Question{ID: id, Text: text, Ask: ask}
}

// Circumstances of life that arguments speak of. Each is put on record as a record.ContextStated, as holding or not; what nobody stated is
// not known.
const (
	WithoutHome         record.Circumstance = "without-home"          // sleeps rough, in a shelter, or with changing people
	UnsafeHome          record.Circumstance = "unsafe-home"           // violence, or somebody who uses in the household
	SupportAtHome       record.Circumstance = "support-at-home"       // somebody who helps, and can watch
	NoSafeStorage       record.Circumstance = "no-safe-storage"       // no place where nobody else finds doses
	WithoutPhone        record.Circumstance = "without-phone"         // cannot be called
	FarFromProgram      record.Circumstance = "far-from-program"      // cannot come every day: distance, no transport
	WorkOrSchool        record.Circumstance = "work-or-school"        // at hours that treatment would take
	CaringDuties        record.Circumstance = "caring-duties"         // for children or others
	SafetySensitiveWork record.Circumstance = "safety-sensitive-work" // whose rules forbid an agonist
	WantsNoAgonist      record.Circumstance = "wants-no-agonist"
	PainNeedsOpioids    record.Circumstance = "pain-needs-opioids" // now or within the next weeks: pain, an operation
	NeedsIntravenous    record.Circumstance = "needs-intravenous"  // an infection that is treated through a vein
	BuprenorphineFailed record.Circumstance = "buprenorphine-did-not-help"
	MethadoneFailed     record.Circumstance = "methadone-did-not-help"
)

var circumstanceQuestions = []struct {
	of   record.Circumstance
	text string
}{
	{WithoutHome, "whether the person has a home"},
	{UnsafeHome, "whether the home is safe, and whether somebody uses there"},
	{SupportAtHome, "whether somebody at home helps"},
	{NoSafeStorage, "whether doses can be kept where nobody else finds them"},
	{WithoutPhone, "whether the person can be called"},
	{FarFromProgram, "whether the person can come every day"},
	{WorkOrSchool, "whether work or school needs the person at these hours"},
	{CaringDuties, "whether somebody depends on the person"},
	{SafetySensitiveWork, "whether a rule of the work forbids an agonist"},
	{WantsNoAgonist, "whether the person wants no agonist"},
	{PainNeedsOpioids, "whether pain or an operation will need opioids"},
	{NeedsIntravenous, "whether an infection needs treatment through a vein"},
	{BuprenorphineFailed, "whether buprenorphine was tried and did not help"},
	{MethadoneFailed, "whether methadone was tried and did not help"},
	{record.Custody, "whether the person is in custody"},
	{record.ControlledEnvironment, "whether the person lived without access to opioids"},
	{record.ObservedDosing, "whether somebody can watch every dose"},
}

var healthQuestions = []struct {
	of   record.Health
	text string
}{
	{record.SleepApnea, "whether breathing stops in sleep"},
	{record.ObstructiveAirwaysDisease, "whether there is airways disease"},
	{record.HepaticImpairment, "whether the liver is impaired"},
	{record.AcuteHepatitis, "whether there is acute hepatitis"},
	{record.CongenitalLongQT, "whether there is a congenital long QT"},
	{record.Arrhythmia, "whether there is an arrhythmia"},
	{record.HighTolerance, "whether tolerance is high"},
	{record.CoOccurringPsychiatric, "whether there is a co-occurring psychiatric disorder"},
	{record.Suicidality, "whether the person thinks of suicide"},
	{record.SeveralSubstancesToWithdraw, "whether there is withdrawal from alcohol, benzodiazepines or others as well"},
	{record.EarlierCommunityDetox, "whether an earlier withdrawal in the community was not completed"},
	{record.NursingNeed, "whether an illness needs nursing or medical care"},
	{record.SevereSocialProblems, "whether withdrawal at home would meet severe social problems"},
}

// Ages that studies and guidelines speak of.
const (
	youngFrom, youngTo = 15, 21 // people in the trial of extended against short treatment
	olderFrom          = 65     // adults whom the guidelines for older adults speak of
)

// severe withdrawal begins where the band "moderately severe" of COWS does.
const severeCOWS = 25

// severeCriteria is how many criteria of DSM-5 make the disorder severe.
const severeCriteria = 6

// questions returns every question of this package.
func questions() []Question {
	all := []Question{
		question("pregnant", "whether the person is pregnant", func(v *plan.View) truth.Value { pregnant, _ := v.Pregnant(); return pregnant }),
		question("young", "whether the person is 15 to 21 years old", ageBetween(youngFrom, youngTo)),
		question("older", "whether the person is 65 or older", ageBetween(olderFrom, 200)),
		question("long-qtc", "the QTc", atLeastQTc(interaction.QTcLimit().Caution)),
		question("dangerous-qtc", "whether the QTc is dangerous", atLeastQTc(interaction.QTcLimit().Danger)),
		question("sedatives", "whether the person takes sedatives or alcohol", taking(medication.CNSDepressants)),
		question("changes-methadone-level", "whether the person takes what changes the level of methadone",
			taking(medication.ClassesOf(medication.CYP3A4Inducer, medication.CYP3A4Inhibitor, medication.CYP2B6Inducer,
				medication.CYP2B6Inhibitor))),
		question("several-substances-used", "whether stimulants are used as well", taking(medication.ClassesOf(medication.Stimulant))),
		question("severe-withdrawal", "a COWS score of today", severeWithdrawal),
		question("vomiting", "whether the person vomits", func(v *plan.View) truth.Value { return today(v, record.Vomiting) }),
		question("overdose-lately", "whether there was an overdose lately", overdoseLately),
		question("severe-disorder", "how many criteria of the disorder count", severeDisorder),
		question("injects", "whether the person injects", injects),
	}
	for _, row := range circumstanceQuestions {
		all = append(all, question(string(row.of), row.text, stated(row.of)))
	}
	for _, row := range healthQuestions {
		all = append(all, question(string(row.of), row.text, func(v *plan.View) truth.Value { return v.Health(row.of) }))
	}
	for _, row := range substanceQuestions {
		all = append(all,
			question("takes-"+row.id, "whether "+row.id+" is taken", func(v *plan.View) truth.Value { return truth.Of(v.OnMedication(row.of)) }),
			question("starts-"+row.id, "whether "+row.id+" would be new",
				func(v *plan.View) truth.Value { return truth.Of(!v.OnMedication(row.of)) }))
	}
	for _, country := range []string{"us", "gb", "ca", "au"} {
		all = append(all, Question{ID: "in-" + country, Text: "the country", In: country})
	}
	return all
}

var substanceQuestions = []struct {
	id string
	of medication.Substance
}{{"methadone", medication.Methadone}, {"buprenorphine", medication.Buprenorphine}, {"naltrexone", medication.Naltrexone}}

// stated asks for a circumstance: what was stated last, unless its days have passed.
func stated(c record.Circumstance) func(*plan.View) truth.Value {
	return func(v *plan.View) truth.Value {
		ev, ok := v.Stated(c)
		if !ok {
			return truth.Unknown
		}
		return truth.Of(ev.Body.(record.ContextStated).Holds == truth.Yes && v.Holds(c))
	}
}

func ageBetween(from, to int) func(*plan.View) truth.Value {
	return func(v *plan.View) truth.Value {
		age, ok := v.Age()
		if !ok {
			return truth.Unknown
		}
		return truth.Of(from <= age && age <= to)
	}
}

// atLeastQTc asks whether the last QTc is at or above a limit of the jurisdiction.
func atLeastQTc(p plan.Param[record.Quantity]) func(*plan.View) truth.Value {
	return func(v *plan.View) truth.Value {
		limit := p.Of(v)
		value, _, ok := v.Measured(record.QTc)
		if !ok || limit.Value == (record.Quantity{}) { // nobody measured, or the place sets no limit
			return truth.Unknown
		}
		return truth.Of(!value.Less(limit.Value))
	}
}

func taking(classes medication.ClassSet) func(*plan.View) truth.Value {
	return func(v *plan.View) truth.Value {
		_, taken := v.Taking(classes)
		return taken
	}
}

// severeWithdrawal asks for a score of the same day: an older one says nothing of now.
func severeWithdrawal(v *plan.View) truth.Value {
	score, at, ok := v.Scored(scale.COWS)
	if !ok || v.DayOf(at) != v.Day() {
		return truth.Unknown
	}
	yes, known := score.AtLeast(severeCOWS)
	if !known {
		return truth.Unknown
	}
	return truth.Of(yes)
}

func today(v *plan.View, s record.Sign) truth.Value {
	seen, at := v.Sign(s)
	if v.DayOf(at) != v.Day() {
		return truth.Unknown
	}
	return seen
}

// overdoseLately asks for an overdose within the months for which the place counts one as recent.
func overdoseLately(v *plan.View) truth.Value {
	months, set := safety.RecentOverdose().Months.If(v)
	ev, ok := v.Last(record.KindOverdosed)
	switch {
	case ok && set:
		return truth.Of(!v.DayOf(ev.At).AddMonths(months.Value).Before(v.Day()))
	case ok:
		return truth.Unknown
	case v.Reviewed(record.OpioidUseSection):
		return truth.No
	}
	return truth.Unknown
}

// severeDisorder asks for the band "severe" of the criteria of DSM-5.
func severeDisorder(v *plan.View) truth.Value {
	ev, ok := v.Last(record.KindDiagnosisRecorded)
	if !ok {
		return truth.Unknown
	}
	b := ev.Body.(record.DiagnosisRecorded)
	if b.Criteria == 0 {
		return truth.Unknown // a code alone says nothing of it
	}
	return truth.Of(b.Criteria >= severeCriteria)
}

func injects(v *plan.View) truth.Value {
	ev, ok := v.Last(record.KindOpioidUsed)
	if !ok {
		return truth.Unknown
	}
	return ev.Body.(record.OpioidUsed).Injected
}
