package safety

import (
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/internal/agent"
	"github.com/oudpath/oudpath/plan/guidance/internal/limit"
	"github.com/oudpath/oudpath/plan/guidance/internal/person"
	"github.com/oudpath/oudpath/plan/guidance/internal/phrase"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// EarlyWarningLimits are the totals of NEWS2 that call for assessment. A total refuses nothing, since withdrawal itself scores (decision 14).
type EarlyWarningLimits struct{ Urgent, Emergency plan.Param[int] }

var earlyWarningLimits = EarlyWarningLimits{
	limit.MostCount("ix.news2.urgent", "total of NEWS2 from which somebody assesses the person within the hour"),
	limit.MostCount("ix.news2.emergency", "total of NEWS2 from which it is an emergency"),
}

// EarlyWarning returns the totals of NEWS2 that call for assessment.
func EarlyWarning() EarlyWarningLimits { return earlyWarningLimits }

var earlyWarning = plan.Rule{
	ID:       "ix.news2",
	Aliases:  []record.RuleID{"danger.news2.total"},
	Title:    "Vital signs that together call for urgent assessment are looked into before methadone or buprenorphine",
	Severity: record.Warning, // decision 14: totals only warn
	About:    agent.OfAgonists,
	Watches:  record.Doses,
	Cites:    []evidence.Citation{evidence.NEWS2.At("bands of the single measures, action points", evidence.Primary), evidence.Decision(14).Cite()},
	Needs:    plan.Needs(earlyWarningLimits.Urgent, earlyWarningLimits.Emergency),
	Remedy:   "assess at once, and look for the cause: withdrawal raises pulse, temperature and breathing, and is treated",
	Where:    measured(record.RespiratoryRate, record.OxygenSaturation, record.SystolicPressure, record.Pulse, record.BodyTemperature),
	Judge:    judgeEarlyWarning,
}

// news2Step is a band of NEWS2: up to this value, itself included, the measure scores so many points.
type news2Step struct {
	upTo   record.Quantity
	points int
}

var news2Top = record.Whole(1000)

// news2Bands are the bands of the measures. Of saturation they are those of the first scale; the second has its own.
var news2Bands = [...]struct {
	measure record.Measure
	steps   []news2Step
}{
	{record.RespiratoryRate, []news2Step{{record.Whole(8), 3}, {record.Whole(11), 1}, {record.Whole(20), 0}, {record.Whole(24), 2}, {news2Top, 3}}},
	{record.OxygenSaturation, []news2Step{{record.Whole(91), 3}, {record.Whole(93), 2}, {record.Whole(95), 1}, {news2Top, 0}}},
	{record.SystolicPressure, []news2Step{{record.Whole(90), 3}, {record.Whole(100), 2}, {record.Whole(110), 1}, {record.Whole(219), 0},
		{news2Top, 3}}},
	{record.Pulse, []news2Step{{record.Whole(40), 3}, {record.Whole(50), 1}, {record.Whole(90), 0}, {record.Whole(110), 1}, {record.Whole(130), 2},
		{news2Top, 3}}},
	{record.BodyTemperature, []news2Step{{record.Whole(35), 3}, {record.Whole(36), 1}, {record.Whole(38), 0}, {record.Whole(39), 1}, {news2Top, 2}}},
}

// hypercapnicBands are those of the second scale of saturation, on air: on oxygen more of it scores more.
var hypercapnicBands = []news2Step{{record.Whole(83), 3}, {record.Whole(85), 2}, {record.Whole(87), 1}, {news2Top, 0}}

// notAlert is what every level of consciousness below alert scores.
const notAlert = 3

// news2 is what was seen today and yesterday of the score. Whether the person breathes oxygen cannot be recorded, so that the total is the least
// that it can be, the more so where a measure is missing.
type news2 struct {
	total   int
	seen    bool   // one measure at least
	missing string // the first measure that is not on record, for a reader; empty: none
}

// leastNEWS2 adds up what is on record.
func leastNEWS2(v *plan.View) (n news2) {
	for i := range news2Bands {
		value, at, measured := v.Measured(news2Bands[i].measure)
		if !measured || v.DaysSince(at) > 1 {
			n.lacks(phrase.Spelled(news2Bands[i].measure.String()))
			continue
		}
		steps := news2Bands[i].steps
		if news2Bands[i].measure == record.OxygenSaturation && v.HealthReported(record.ChronicHypercapnicFailure) == truth.Yes {
			steps = hypercapnicBands
		}
		n.total, n.seen = n.total+pointsOf(steps, value), true
	}
	level, alert := consciousness(v)
	switch {
	case !alert:
		n.lacks("consciousness")
	case level > 0:
		n.total += notAlert
	}
	return n
}

func (n *news2) lacks(measure string) {
	if n.missing == "" {
		n.missing = measure
	}
}

// consciousness returns the level of today or yesterday, 0 being alert; ok is false where nobody looked.
func consciousness(v *plan.View) (level int, ok bool) {
	if _, once, _ := v.Answers(scale.ACVPU); once.IsZero() {
		return 0, false
	}
	score, at, scored := v.Scored(scale.ACVPU)
	level, known := score.Total()
	return level, scored && known && v.DaysSince(at) <= 1
}

func pointsOf(steps []news2Step, value record.Quantity) int {
	for _, s := range steps {
		if !s.upTo.Less(value) {
			return s.points
		}
	}
	return 0
}

// judgeEarlyWarning warns whoever the person is: that the score was not made for children or in pregnancy is in no text at hand, and would
// take a warning away.
func judgeEarlyWarning(v *plan.View) plan.Result {
	act, ok := person.AgonistBrought(v)
	if !ok {
		return v.NotApplicable()
	}
	n := leastNEWS2(v)
	urgent, emergency := earlyWarningLimits.Urgent.Of(v), earlyWarningLimits.Emergency.Of(v)
	switch {
	case !n.seen:
		return v.NotApplicable()
	case n.total >= emergency.Value:
		return v.Violated(emergency, "%s, and the vital signs come to %d or more on NEWS2; from %d on it is an emergency", act.Substance, n.total,
			emergency.Value).WithRemedy("call for help at once and watch continuously; withdrawal may be a part of it, and is treated")
	case n.total >= urgent.Value:
		return v.Violated(urgent, "%s, and the vital signs come to %d or more on NEWS2; from %d on somebody assesses within the hour", act.Substance,
			n.total, urgent.Value)
	case n.missing != "":
		v.NotKnown(n.missing + ", without which nobody knows what the vital signs come to on NEWS2")
		return v.NotApplicable()
	}
	return v.Met()
}
