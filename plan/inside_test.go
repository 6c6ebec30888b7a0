package plan

import (
	"cmp"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// TestEnforcementMakesALimitLooser holds two settings of one value against each other by the days of their enforcement.
func TestEnforcementMakesALimitLooser(t *testing.T) {
	param := NewParam("test.most", "most", LowerIsStricter(cmp.Compare[int]))
	day := func(n int) civil.Date { return civil.Must(2026, time.January, n) }
	cite := evidence.Source{ID: "test", Title: "test"}.At("", evidence.Primary)
	at := func(effective, enforced int) *Setting {
		s := param.From(day(effective), 5, cite)
		if enforced > 0 {
			s.Enforced = day(enforced)
		}
		return &s
	}
	for name, c := range map[string]struct {
		a, b *Setting
		want bool
	}{
		"enforced later":                     {at(1, 20), at(1, 10), true},
		"enforced later than at once":        {at(1, 20), at(1, 0), true},
		"enforced on the same day":           {at(1, 20), at(1, 20), false},
		"enforced earlier":                   {at(1, 10), at(1, 20), false},
		"at once, the other later":           {at(1, 0), at(1, 20), false},
		"enforced with its value, and later": {at(20, 20), at(1, 10), false},
	} {
		require.Equal(t, c.want, param.key.looser(c.a, c.b), name)
	}
}

// TestTheFirstLimitBelowWithin finds the lower setting that begins while an upper one holds.
func TestTheFirstLimitBelowWithin(t *testing.T) {
	day := func(n int) civil.Date { return civil.Must(2026, time.January, n) }
	history := func(days ...int) (list []Setting) { // the newest first
		for _, n := range days {
			list = append(list, Setting{Effective: day(n)})
		}
		return list
	}
	lower := history(15, 10)
	for name, c := range map[string]struct {
		upper []Setting
		i     int
		want  bool
	}{
		"the newest above":                 {history(20, 5), 0, true},
		"followed after it began":          {history(20, 5), 1, true},
		"followed on the day it began":     {history(10, 5), 1, false},
		"followed before it began":         {history(9, 5), 1, false},
		"the day after is within":          {history(11, 5), 1, true},
		"the only one, from the beginning": {history(1), 0, true},
	} {
		got := firstWithin(lower, c.upper, c.i)
		require.Equal(t, c.want, got != nil, name)
		if got != nil {
			require.Equal(t, day(10), got.Effective, name)
		}
	}
	require.Nil(t, firstWithin(nil, history(5), 0))
}

// TestAMoveKeepsItsOwnTarget fills in a target from a move of the same kind, and overwrites none.
func TestAMoveKeepsItsOwnTarget(t *testing.T) {
	for name, c := range map[string]struct{ b, other, want record.Body }{
		"a stage":               {record.StageMove{}, record.StageMove{To: stages.Therapy}, record.StageMove{To: stages.Therapy}},
		"a stage of its own":    {record.StageMove{To: stages.Detox}, record.StageMove{To: stages.Therapy}, record.StageMove{To: stages.Detox}},
		"a stage from a level":  {record.StageMove{}, record.LevelMove{To: "1"}, record.StageMove{}},
		"a level":               {record.LevelMove{}, record.LevelMove{To: "1"}, record.LevelMove{To: "1"}},
		"a level of its own":    {record.LevelMove{To: "2"}, record.LevelMove{To: "1"}, record.LevelMove{To: "2"}},
		"a course":              {record.CourseMove{}, record.CourseMove{To: stages.Taper}, record.CourseMove{To: stages.Taper}},
		"a course of its own":   {record.CourseMove{To: stages.Ended}, record.CourseMove{To: stages.Taper}, record.CourseMove{To: stages.Ended}},
		"a course from a stage": {record.CourseMove{}, record.StageMove{To: stages.Therapy}, record.CourseMove{}},
		"a dose, which is none": {record.Died{}, record.StageMove{To: stages.Therapy}, record.Died{}},
	} {
		require.Equal(t, c.want, withTarget(c.b, c.other), name)
	}
}

// TestACourseEndsForItsSubstance asks which substances an end of the course ended: the one that it names, or, where it names none, each
// that treats opioid use disorder.
func TestACourseEndsForItsSubstance(t *testing.T) {
	for name, c := range map[string]struct {
		course stages.Course
		body   record.Body
		ended  []medication.Substance
		not    []medication.Substance
	}{
		"of one": {stages.Ended, record.CourseMove{Substance: medication.Methadone},
			[]medication.Substance{medication.Methadone}, []medication.Substance{medication.Buprenorphine, medication.Lofexidine}},
		"interrupted, by what happened": {stages.Interrupted, record.CourseMoved{Substance: medication.Buprenorphine},
			[]medication.Substance{medication.Buprenorphine}, []medication.Substance{medication.Methadone}},
		"of none that is named": {stages.Ended, record.CourseMove{},
			[]medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naltrexone},
			[]medication.Substance{medication.Lofexidine}},
		"going on": {stages.Taper, record.CourseMove{Substance: medication.Methadone}, nil, []medication.Substance{medication.Methadone}},
	} {
		s := &state{}
		s.course, s.courseSince = c.course, &record.Event{Body: c.body}
		v := &View{state: s}
		for _, of := range c.ended {
			require.True(t, v.ended(of), "%s: %s", name, of)
		}
		for _, of := range c.not {
			require.False(t, v.ended(of), "%s: %s", name, of)
		}
	}
}

// TestACorrectionOfACorrectionBringsNothingBack corrects twice: the first record stays void, and comes back where its correction is taken
// back.
func TestACorrectionOfACorrectionBringsNothingBack(t *testing.T) {
	event := func(id, replaces record.EventID, body record.Body) *entry {
		return &entry{Event: record.Event{ID: id, Replaces: replaces, Body: body}}
	}
	use := record.OpioidUsed{Agent: "heroin"}
	for name, c := range map[string]struct {
		third *entry
		bad   bool
	}{
		"corrected again": {event("c", "b", use), true},
		"taken back":      {event("c", "", record.Retracted{Event: "b", Reason: "entered in error"}), false},
		"left alone":      {event("c", "", use), true},
	} {
		entries := []*entry{event("a", "", use), event("b", "a", use), c.third, event("d", "a", use)}
		ids, voided := newTable(len(entries)), map[record.EventID]bool{}
		var err error
		for i, e := range entries {
			e.seq = int32(i)
			err = refer(ids, voided, &e.Event)
			if i < len(entries)-1 {
				require.NoError(t, err, name)
			}
			ids.insert(e)
		}
		require.Equal(t, c.bad, err != nil, "%s: %v", name, err)
	}
}

// TestDurationsOfALayer reads whole numbers with a unit, up to a million.
func TestDurationsOfALayer(t *testing.T) {
	for text, want := range map[string]time.Duration{"0 min": 0, "90 min": 90 * time.Minute, "12 h": 12 * time.Hour, "1 day": 24 * time.Hour,
		"1000000 min": 1_000_000 * time.Minute} {
		got, err := readDuration(text)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for _, text := range []string{"1000001 min", "-1 h", "1.5 h", "12", "12 weeks", ""} {
		_, err := readDuration(text)
		require.Error(t, err, text)
	}
}

// TestRulesThatStandForOneStandTogether replaces the first of three rules by two of one layer: they keep its place in the order.
func TestRulesThatStandForOneStandTogether(t *testing.T) {
	rule := func(id RuleID, replaces ...RuleID) Rule { return Rule{ID: id, Replaces: replaces} }
	s := ruleStack{catalogue: []Rule{rule("a"), rule("b"), rule("c")}}
	s.lay(&Jurisdiction{ID: "x", Rules: []Rule{rule("x.first", "a"), rule("x.second", "a"), rule("x.new")}})
	require.Empty(t, s.errs)
	var ids []RuleID
	for _, r := range s.catalogue {
		ids = append(ids, r.ID)
	}
	require.Equal(t, []RuleID{"x.first", "x.second", "b", "c", "x.new"}, ids)
}
