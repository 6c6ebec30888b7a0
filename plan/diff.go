package plan

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/exposure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// Summary is where a person stands, for a screen or a report.
type Summary struct {
	Stage       stages.Stage
	StageSince  time.Time // zero: since the plan was opened
	Level       stages.Level
	LevelSince  time.Time
	Course      stages.Course
	CourseSince time.Time
	Medications []MedicationSummary
	Deviations  int
	Overrides   int
	Sessions    int // attended and missed, as recorded
	LastEvent   time.Time
	Died        bool
}

// MedicationSummary is what is on record of one substance.
type MedicationSummary struct {
	Substance medication.Substance
	Product   medication.ProductID // of the last dose, or of the order if none was given yet
	Ordered   medication.Dose      // one administration, at the most where a range is ordered; zero: no order in force
	Least     medication.Dose      // the lower end of the range; zero: no range
	PerDay    int
	Parts     []medication.Mass // the doses of a day where the order has unequal ones; else none
	LastDose  medication.Mass
	LastAt    time.Time // zero: no dose yet
	FirstAt   time.Time // of the current course
	Doses     int
	Stopped   bool
}

// DayText writes what is ordered for a day, for a reader; "0 mg" where no order is in force.
func (m *MedicationSummary) DayText() string {
	return record.Order{Dose: m.Ordered, Least: m.Least, PerDay: m.PerDay, Parts: m.Parts}.DayText()
}

// Summary returns where the person stands. Its times are instants in UTC, in whatever zone those of the events were written.
func (p Plan) Summary() Summary {
	s := p.now()
	sum := Summary{Stage: s.stage, StageSince: timeOf(s.stageSince).UTC(), Level: s.level, LevelSince: timeOf(s.levelSince).UTC(),
		Course: s.course, CourseSince: timeOf(s.courseSince).UTC(), Deviations: len(s.openDeviations()),
		Overrides: len(p.Overrides()), Sessions: s.sessions.Len(), LastEvent: p.Last().UTC(), Died: s.last(record.KindDied) != nil}
	for _, substance := range medication.Substances() {
		if m, ok := summaryOf(s, substance); ok {
			sum.Medications = append(sum.Medications, m)
		}
	}
	return sum
}

func summaryOf(s *state, substance medication.Substance) (m MedicationSummary, ok bool) {
	now := exposure.Now{Model: &s.body}
	c := now.CourseOf(substance)
	if c.Order == nil && c.Last == nil {
		return MedicationSummary{}, false
	}
	m = MedicationSummary{Substance: substance, Doses: c.Doses, Stopped: c.Stopped != nil}
	if c.Order != nil {
		order := c.Order.Body.(record.Order)
		m.Product, m.Ordered, m.Least, m.PerDay = order.Product, order.Dose, order.Least, max(order.PerDay, 1)
		m.Parts = slices.Clone(order.Parts)
	}
	if c.First != nil {
		m.FirstAt = c.First.At.UTC()
	}
	if c.Last != nil {
		m.Product, m.LastDose, m.LastAt = c.Last.Product.ID(), c.Last.Amount, c.Last.At.UTC()
	}
	return m, true
}

// Change is one thing that differs between two plans.
type Change struct {
	What   string // "stage", "methadone ordered" …
	Before string
	After  string
}

// Diff says in what two plans differ: two versions of one plan, or a plan and what might have been.
func Diff(before, after Plan) []Change {
	old, now := before.Summary().lines(), after.Summary().lines()
	var changes []Change
	for _, line := range now {
		if was := valueOf(old, line.What); was != line.After {
			changes = append(changes, Change{line.What, was, line.After})
		}
	}
	for _, line := range old {
		if line.After != "" && !slices.ContainsFunc(now, func(c Change) bool { return c.What == line.What }) {
			changes = append(changes, Change{line.What, line.After, ""})
		}
	}
	return changes
}

func valueOf(lines []Change, what string) string {
	for _, line := range lines {
		if line.What == what {
			return line.After
		}
	}
	return ""
}

// lines writes the summary as names and values, in a fixed order.
func (s Summary) lines() []Change {
	lines := []Change{
		{What: "stage", After: string(s.Stage)}, {What: "stage since", After: stamp(s.StageSince)},
		{What: "level of care", After: string(s.Level)}, {What: "level of care since", After: stamp(s.LevelSince)},
		{What: "medication course", After: string(s.Course)}, {What: "medication course since", After: stamp(s.CourseSince)},
		{What: "deviations", After: count(s.Deviations)}, {What: "overrides", After: count(s.Overrides)},
		{What: "therapy sessions", After: count(s.Sessions)}, {What: "last event", After: stamp(s.LastEvent)},
		{What: "died", After: pick(s.Died, "yes", "no")},
	}
	for _, m := range s.Medications {
		name := m.Substance.String()
		lines = append(lines,
			Change{What: name + " product", After: string(m.Product)},
			Change{What: name + " ordered", After: m.DayText()},
			Change{What: name + " last dose", After: m.LastDose.String()},
			Change{What: name + " last dose at", After: stamp(m.LastAt)},
			Change{What: name + " since", After: stamp(m.FirstAt)},
			Change{What: name + " doses", After: count(m.Doses)},
			Change{What: name + " stopped", After: pick(m.Stopped, "yes", "no")})
	}
	return lines
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func count(n int) string { return record.Whole(int32(n)).String() }

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}
