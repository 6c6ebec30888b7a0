package measure_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/measure"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
)

// day0 is the day from which the tests count: within the year, and the 18 months, that end with lastDay.
var (
	day0    = civil.Must(2025, time.March, 3)
	lastDay = civil.Must(2025, time.December, 31)
	always  = measure.Beside{From: civil.Must(2000, time.January, 1), Until: civil.Must(2030, time.January, 1), Medicaid: truth.Yes,
		Dual: truth.No, Excluded: truth.No}
)

// fact is what is on record of a day, counted from day0.
type fact struct {
	day  int
	body record.Body
}

var (
	adult     = fact{-400, record.PersonRegistered{Birth: civil.Must(1988, time.April, 1), Sex: record.Male}}
	diagnosis = record.DiagnosisRecorded{Criteria: 6}
	session   = record.SessionAttended{Service: "individual-counseling"}
	methadone = record.DoseGiven{Product: medication.MethadoneConc, Dose: medication.Dose{Principal: medication.Milligrams(20)},
		Setting: medication.SettingOTP}
	depot = record.DoseGiven{Product: medication.BupSublocade, Dose: medication.Dose{Principal: medication.Milligrams(300)}}
)

func supply(days int) record.Body {
	return record.TakeHomeSupplied{Substance: medication.Methadone, Days: days}
}

func engine(t testing.TB) *plan.Engine {
	t.Helper()
	e, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return e
}

func planOf(t testing.TB, facts ...fact) plan.Plan {
	t.Helper()
	var events []record.Event
	for i, f := range facts {
		events = append(events, record.Event{ID: record.EventID("e" + strconv.Itoa(i)), Body: f.body,
			At: day0.Add(f.day).Start(time.UTC).Add(8 * time.Hour)})
	}
	p, outcomes, err := engine(t).Import("p", events)
	require.NoError(t, err)
	for _, o := range outcomes {
		require.True(t, o.Accepted(), o.Decision)
	}
	return p
}

// ask is the result of a measure for a plan of which nothing is missing.
func ask(t testing.TB, m measure.Measure, beside measure.Beside, facts ...fact) measure.Case {
	t.Helper()
	c, err := m.Of(planOf(t, facts...), measure.Question{Last: lastDay, Beside: beside})
	require.NoError(t, err)
	return c
}

func named(t testing.TB, id measure.ID) measure.Measure {
	t.Helper()
	m, ok := measure.Named(id)
	require.True(t, ok, id)
	return m
}

// continuity is CBE 3175 with what the library has not seen of it stated by a host.
func continuity(t testing.TB) measure.Measure {
	t.Helper()
	read := evidence.Source{ID: "own-copy", Title: "own copy of the specification"}.At("numerator", evidence.Primary)
	m, err := named(t, "cbe-3175").Confirm("gap", 7, read)
	require.NoError(t, err)
	require.False(t, m.Computable(), "the exclusions are not stated yet")
	m, err = m.Confirm("exclusions", 0, read)
	require.NoError(t, err)
	return m
}

// The rows are whole: names are not used twice, every element has a part and a source, says its number, and a measure that is counted has
// its period, its denominator and its numerator.
func TestTable(t *testing.T) {
	ids, computable := map[measure.ID]bool{}, []measure.ID{}
	for _, m := range measure.All() {
		require.False(t, ids[m.ID], m.ID)
		ids[m.ID] = true
		names, parts := map[string]bool{}, map[measure.Part]bool{}
		for _, e := range m.Elements {
			require.NoError(t, e.Cite.Validate(), m.ID)
			require.True(t, e.Part.Valid(), "%s %s", m.ID, e.Name)
			require.False(t, names[e.Name], "%s %s", m.ID, e.Name)
			names[e.Name], parts[e.Part] = true, true
			if e.Number != 0 {
				require.Contains(t, e.Says, strconv.Itoa(e.Number), "%s %s", m.ID, e.Name)
			}
		}
		require.True(t, parts[measure.Denominator] && parts[measure.Numerator], m.ID)
		if m.Computable() {
			require.True(t, parts[measure.Period], m.ID)
			require.Empty(t, m.Why())
			computable = append(computable, m.ID)
			continue
		}
		require.NotEmpty(t, m.Lacks(), "%s: what is not counted says which element is not confirmed", m.ID)
		_, err := m.Of(planOf(t, adult), measure.Question{Last: lastDay})
		require.ErrorIs(t, err, measure.ErrNotComputable)
		require.Contains(t, err.Error(), m.Lacks()[0].Says)
	}
	require.Equal(t, []measure.ID{"cbe-3589", "washington-circle.initiation", "washington-circle.use"}, computable)
	all := measure.All()
	all[0].Elements[0].Says = "spoiled"
	require.NotEqual(t, all[0].Elements[0].Says, measure.All()[0].Elements[0].Says)
}

// What a host confirms needs a citation that confirms and the number; the table stays as it is.
func TestConfirm(t *testing.T) {
	m := named(t, "cbe-3175")
	seen := evidence.Source{ID: "own-copy", Title: "own copy"}
	for name, try := range map[string]func() error{
		"no such element": func() error { _, err := m.Confirm("mood", 1, seen.At("", evidence.Primary)); return err },
		"weak":            func() error { _, err := m.Confirm("gap", 7, seen.At("", evidence.Weak)); return err },
		"no source":       func() error { _, err := m.Confirm("gap", 7, evidence.Citation{}); return err },
		"no number":       func() error { _, err := m.Confirm("gap", 0, seen.At("", evidence.Primary)); return err },
		"a number":        func() error { _, err := m.Confirm("exclusions", 7, seen.At("", evidence.Primary)); return err },
	} {
		require.Error(t, try(), name)
	}
	require.True(t, continuity(t).Computable())
	require.False(t, m.Computable())
	require.False(t, named(t, "cbe-3175").Computable())
	_, err := continuity(t).Of(planOf(t, adult), measure.Question{})
	require.ErrorContains(t, err, "last day")
	pod := named(t, "hedis.pod")
	for _, e := range pod.Lacks() {
		pod, err = pod.Confirm(e.Name, e.Number, seen.At("", evidence.Primary))
		require.NoError(t, err)
	}
	require.Equal(t, "no count is written for it", pod.Why())
}

// row is a plan and where it is counted.
type row struct {
	name   string
	facts  []fact
	beside measure.Beside
	want   measure.Result
}

func check(t *testing.T, m measure.Measure, rows []row) {
	t.Helper()
	for _, r := range rows {
		c := ask(t, m, r.beside, r.facts...)
		require.Equal(t, r.want, c.Result, "%s: %s", r.name, c.Why)
		require.NotEmpty(t, c.Why, r.name)
	}
}

func TestNewEpisode(t *testing.T) {
	seen := func(facts ...fact) []fact { return append([]fact{adult, {0, diagnosis}}, facts...) }
	from := func(day int) measure.Beside { b := always; b.From = day0.Add(day); return b }
	until := func(day int) measure.Beside { b := always; b.Until = day0.Add(day); return b }
	check(t, named(t, "washington-circle.initiation"), []row{
		{"the day itself", seen(fact{0, methadone}), always, measure.Met},
		{"day 29", seen(fact{29, methadone}), always, measure.Met},
		{"day 30", seen(fact{30, methadone}), always, measure.Met},
		{"day 31", seen(fact{31, methadone}), always, measure.NotMet},
		{"never", seen(), always, measure.NotMet},
		{"care 59 days before", append([]fact{{-59, methadone}}, seen()...), always, measure.Outside},
		{"care 60 days before", append([]fact{{-60, methadone}}, seen()...), always, measure.Outside},
		{"care 61 days before", append([]fact{{-61, methadone}}, seen()...), always, measure.NotMet},
		{"a second visit after 60 days", []fact{{-90, diagnosis}, {-29, session}, {-29, methadone}, {31, session}}, always, measure.Met},
		{"nothing said of the time before", seen(fact{0, methadone}), measure.Beside{}, measure.NotKnown},
		{"complete from the day 60 before", seen(fact{0, methadone}), from(-60), measure.Met},
		{"complete from the day 59 before", seen(fact{0, methadone}), from(-59), measure.NotKnown},
		{"complete to day 30", seen(), until(30), measure.NotMet},
		{"complete to day 29", seen(), until(29), measure.NotKnown},
		{"complete to day 29, and given", seen(fact{3, methadone}), until(29), measure.Met},
		{"no diagnosis", []fact{adult, {0, session}}, always, measure.NotKnown},
		{"a missed visit is no visit", []fact{{-400, diagnosis}, {3, record.SessionMissed{Service: "individual-counseling"}},
			{9, record.VisitMissed{}}}, always, measure.Outside},
		{"lofexidine is none of the medications", seen(fact{1, record.DoseGiven{Product: medication.LofexidineTab,
			Dose: medication.Dose{Principal: medication.Micrograms(540)}}}), always, measure.NotMet},
	})
}

// The year has a first and a last day.
func TestUsedInYear(t *testing.T) {
	end := lastDay.Since(day0)
	begin := civil.Must(2025, time.January, 1).Since(day0)
	early := fact{-400, diagnosis}
	check(t, named(t, "washington-circle.use"), []row{
		{"first day", []fact{early, {begin, methadone}}, always, measure.Met},
		{"day before it", []fact{early, {begin - 1, methadone}}, always, measure.Outside},
		{"last day", []fact{early, {end, methadone}}, always, measure.Met},
		{"day after it", []fact{early, {end + 1, methadone}}, always, measure.Outside},
		{"seen, and none", []fact{early, {0, session}}, always, measure.NotMet},
		{"seen, and nobody knows of others", []fact{early, {0, session}}, measure.Beside{}, measure.NotKnown},
		{"seen before the diagnosis", []fact{{0, session}, {end + 1, diagnosis}}, always, measure.Outside},
		{"for pain", []fact{early, {0, record.DoseGiven{Product: medication.MethadoneConc, Dose: methadone.Dose, Purpose: record.PurposePain}}},
			always, measure.NotMet},
	})
}

func TestAfterFirstEncounter(t *testing.T) {
	born := func(text string) fact {
		birth, err := civil.Parse(text)
		require.NoError(t, err)
		return fact{-400, record.PersonRegistered{Birth: birth, Sex: record.Female}}
	}
	with := func(who fact, facts ...fact) []fact { return append([]fact{who, {0, diagnosis}}, facts...) }
	insured := func(medicaid, dual truth.Value) measure.Beside {
		b := always
		b.Medicaid, b.Dual = medicaid, dual
		return b
	}
	check(t, named(t, "cbe-3589"), []row{
		{"day 30", with(adult, fact{30, methadone}), always, measure.Met},
		{"day 31", with(adult, fact{31, methadone}), always, measure.NotMet},
		{"18 on the first day", with(born("2007-01-01"), fact{1, methadone}), always, measure.Met},
		{"18 on the second day", with(born("2007-01-02"), fact{1, methadone}), always, measure.NotKnown},
		{"18 on the last day", with(born("2007-12-31"), fact{1, methadone}), always, measure.NotKnown},
		{"18 on the day after", with(born("2008-01-01"), fact{1, methadone}), always, measure.Outside},
		{"64 to the last day", with(born("1961-01-01")), always, measure.NotMet},
		{"65 on the last day", with(born("1960-12-31")), always, measure.NotKnown},
		{"65 on the first day", with(born("1960-01-01")), always, measure.Outside},
		{"birth not on record", []fact{{0, diagnosis}}, always, measure.NotKnown},
		{"insurance not stated", with(adult, fact{1, methadone}), insured(truth.Unknown, truth.No), measure.NotKnown},
		{"Medicare not stated", with(adult, fact{1, methadone}), insured(truth.Yes, truth.Unknown), measure.NotKnown},
		{"not Medicaid", with(adult, fact{1, methadone}), insured(truth.No, truth.Unknown), measure.Outside},
		{"both", with(adult, fact{1, methadone}), insured(truth.Yes, truth.Yes), measure.Excluded},
		{"first seen before the period", []fact{adult, {-200, diagnosis}, {0, session}}, always, measure.NotKnown},
	})
}

// daily are doses given from one day to another.
func daily(from, to int) (facts []fact) {
	for d := from; d <= to; d++ {
		facts = append(facts, fact{d, methadone})
	}
	return facts
}

func TestContinuous(t *testing.T) {
	with := func(parts ...[]fact) (all []fact) {
		all = []fact{adult, {0, diagnosis}}
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	excluded := func(x truth.Value) measure.Beside { b := always; b.Excluded = x; return b }
	partly := always
	partly.Until = lastDay.Add(-1)
	var depots []fact
	for d := 0; d < 7*28; d += 28 {
		depots = append(depots, fact{d, depot})
	}
	check(t, continuity(t), []row{
		{"179 days", with(daily(0, 178)), always, measure.NotMet},
		{"180 days", with(daily(0, 179)), always, measure.Met},
		{"a gap of 7 days", with(daily(0, 9), daily(17, 179)), always, measure.Met},
		{"a gap of 8 days", with(daily(0, 9), daily(18, 179)), always, measure.NotMet},
		{"a gap of 8 days, and 180 after it", with(daily(0, 9), daily(18, 197)), always, measure.Met},
		{"supplies", with([]fact{{0, supply(90)}, {90, supply(90)}}), always, measure.Met},
		{"supplies, a day short", with([]fact{{0, supply(90)}, {90, supply(89)}}), always, measure.NotMet},
		{"a supply fetched early may last", with([]fact{{0, supply(90)}, {80, supply(90)}}), always, measure.NotKnown},
		{"a supply that was lost", with([]fact{{0, supply(90)}, {90, supply(90)},
			{150, record.DosesLost{Substance: medication.Methadone, Days: 30, How: record.LossStolen}}}), always, measure.NotKnown},
		{"depots count by their interval", with(depots), always, measure.Met},
		{"six depots do not reach", with(depots[:6]), always, measure.NotMet},
		{"methadone, then a depot", with(daily(0, 151), []fact{{152, depot}}), always, measure.Met},
		{"days before the period", with(daily(-260, -81)), always, measure.NotMet},
		{"nobody says that the record is complete", with(daily(0, 9)), measure.Beside{Excluded: truth.No}, measure.NotKnown},
		{"complete, but for the last day", with(daily(0, 9)), partly, measure.NotKnown},
		{"met, whatever is missing", with(daily(0, 179)), measure.Beside{Excluded: truth.No}, measure.Met},
		{"excluded", with(daily(0, 179)), excluded(truth.Yes), measure.Excluded},
		{"exclusions not stated", with(daily(0, 179)), excluded(truth.Unknown), measure.NotKnown},
		{"no medication", with(), always, measure.Outside},
		{"no birth", with(daily(0, 179))[1:], always, measure.NotKnown},
	})
}

// The day of a dose is that of the zone.
func TestZone(t *testing.T) {
	m := named(t, "washington-circle.use")
	late := []fact{{-400, diagnosis}, {lastDay.Since(day0) + 1, methadone}} // 8 in the morning of the first of January, UTC
	c, err := m.Of(planOf(t, late...), measure.Question{Last: lastDay, Beside: always, Zone: time.FixedZone("west", -9*3600)})
	require.NoError(t, err)
	require.Equal(t, measure.Met, c.Result)
}

// A case names what it rests on, and what was taken back is not on record.
func TestEvents(t *testing.T) {
	c := ask(t, named(t, "washington-circle.initiation"), always, adult, fact{0, diagnosis}, fact{2, methadone})
	want := measure.Case{Measure: "washington-circle.initiation", Plan: "p", Result: measure.Met, Index: day0,
		Why: "medication on 2025-03-05, day 2 after the index", Events: []record.EventID{"e1", "e2"}}
	require.Empty(t, cmp.Diff(want, c))
	c = ask(t, named(t, "washington-circle.initiation"), always, adult, fact{0, diagnosis}, fact{2, methadone},
		fact{3, record.Retracted{Event: "e2", Reason: "told of somebody else"}})
	require.Equal(t, measure.NotMet, c.Result)
}

func TestTally(t *testing.T) {
	var tally measure.Tally
	for _, r := range []measure.Result{measure.Met, measure.Met, measure.NotMet, measure.Excluded, measure.NotKnown, measure.Outside} {
		tally.Add(measure.Case{Result: r})
	}
	require.Equal(t, measure.Tally{Denominator: 3, Numerator: 2, Excluded: 1, NotKnown: 1, Outside: 1}, tally)
	twice := tally
	twice.Plus(tally)
	require.Equal(t, 6, twice.Denominator)
	share, ok := tally.Share()
	require.True(t, ok)
	require.InDelta(t, 2.0/3, share, 1e-9)
	_, ok = measure.Tally{NotKnown: 9}.Share()
	require.False(t, ok)
}

// An order that the rules do not allow was written all the same.
func TestLeftOut(t *testing.T) {
	order := record.Event{ID: "o", At: day0.Add(4).Start(time.UTC), Body: record.Order{Product: medication.MethadoneConc,
		Dose: medication.Dose{Principal: medication.Milligrams(200)}}}
	q := measure.Question{Last: lastDay, Beside: always, LeftOut: []record.Event{order}}
	c, err := named(t, "washington-circle.initiation").Of(planOf(t, adult, fact{0, diagnosis}), q)
	require.NoError(t, err)
	require.Equal(t, measure.Met, c.Result)
	require.Equal(t, []record.EventID{"e1", "o"}, c.Events)
}

// Everything that a measure prints is about people as people: the measures of payers are not quoted.
func TestWords(t *testing.T) {
	for _, m := range measure.All() {
		require.NotContains(t, strings.ToLower(m.Title+m.Why()), "clean")
	}
}
