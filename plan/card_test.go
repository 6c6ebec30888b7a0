package plan_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

func signed(j plan.Jurisdiction) plan.Jurisdiction {
	return j.Signed(record.Actor{ID: "Dr A", Role: "physician"}, "licence 1 of the medical board", civil.Must(2026, 1, 5))
}

func TestJurisdictionIsADraftUntilEveryLayerIsSigned(t *testing.T) {
	base := jurisdiction(firstDay.Always(medication.Milligrams(50), source))
	upper := signed(plan.Jurisdiction{ID: "u", Version: "1", Below: &base})
	require.True(t, upper.Draft(), "the lower layer is not signed")
	base = signed(base)
	require.False(t, upper.Draft())
	moved := upper.In(time.FixedZone("x", 3600))
	require.Equal(t, "x", moved.Zone.String())
	require.Equal(t, "u@1", moved.Name())
	require.False(t, moved.Draft(), "where a clinic stands is no content")
}

// Whatever is changed after signing makes the layer a draft again.
func TestAChangedHashIsADraftAgain(t *testing.T) {
	setting := func() plan.Setting { return firstDay.From(civil.Must(2026, 1, 1), medication.Milligrams(50), source) }
	whole := signed(jurisdiction(setting()))
	require.False(t, whole.Draft())
	for name, change := range map[string]func(*plan.Jurisdiction){
		"value": func(j *plan.Jurisdiction) {
			j.Settings = []plan.Setting{firstDay.From(civil.Must(2026, 1, 1), medication.Milligrams(51), source)}
		},
		"first day": func(j *plan.Jurisdiction) {
			j.Settings = []plan.Setting{firstDay.From(civil.Must(2026, 1, 2), medication.Milligrams(50), source)}
		},
		"last day": func(j *plan.Jurisdiction) { j.Settings = []plan.Setting{setting().Until(civil.Must(2026, 12, 31))} },
		"enforced": func(j *plan.Jurisdiction) {
			j.Settings = []plan.Setting{setting().EnforcedFrom(civil.Must(2026, 2, 1))}
		},
		"relaxes":   func(j *plan.Jurisdiction) { j.Settings = []plan.Setting{setting().Relax("why")} },
		"source":    func(j *plan.Jurisdiction) { j.Settings[0].Cites = nil },
		"gone":      func(j *plan.Jurisdiction) { j.Settings = nil },
		"version":   func(j *plan.Jurisdiction) { j.Version = "2" },
		"confirmed": func(j *plan.Jurisdiction) { j.Confirmed = civil.Must(2027, 1, 1) },
		"rule":      func(j *plan.Jurisdiction) { j.Rules = []plan.Rule{pulseRule()} },
		"omission":  func(j *plan.Jurisdiction) { j.Omits = []plan.Omission{{Rule: "test.first-day", Why: "a reason"}} },
		"licence":   func(j *plan.Jurisdiction) { j.SignOff.As = "" },
		"nobody":    func(j *plan.Jurisdiction) { j.SignOff.By = record.Actor{} },
	} {
		changed := whole
		changed.Settings = []plan.Setting{setting()}
		require.False(t, changed.Draft(), name)
		change(&changed)
		require.True(t, changed.Draft(), name)
	}
	turned := jurisdiction(firstDay.From(civil.Must(2026, 2, 1), medication.Milligrams(40), source), setting())
	other := jurisdiction(setting(), firstDay.From(civil.Must(2026, 2, 1), medication.Milligrams(40), source))
	require.Equal(t, turned.Hash(), other.Hash(), "the order in which settings are written is no content")
}

func TestDecisionsSayByWhatTheyWereMade(t *testing.T) {
	j := jurisdiction(firstDay.Always(medication.Milligrams(50), source))
	j.Confirmed = civil.Must(2026, 3, 1)
	e, err := plan.New(plan.Config{Jurisdiction: j, Pack: "rules of this test 1", Rules: []plan.Rule{firstDayRule()}})
	require.NoError(t, err)
	d, err := e.Check(e.Open("p"), at(0, "", order(20)))
	require.NoError(t, err)
	require.Equal(t, e.Basis(), d.Basis)
	require.Equal(t, "test@1", d.Basis.Jurisdiction)
	require.Equal(t, "rules of this test 1", d.Basis.Pack)
	require.True(t, d.Basis.Draft)
	require.Len(t, d.Basis.Hash, 64)
	late := at(0, "", order(20))
	require.Equal(t, "the values of test@1 are confirmed up to 2026-03-01, and this is later", d.Notice)
	late.At = time.Date(2026, 3, 1, 23, 59, 0, 0, time.UTC)
	d, err = e.Check(e.Open("p"), late)
	require.NoError(t, err)
	require.Empty(t, d.Notice, "the last confirmed day itself is confirmed")
	text, err := json.Marshal(d)
	require.NoError(t, err)
	require.Contains(t, string(text), `"basis":{"jurisdiction":"test@1","hash":"`+d.Basis.Hash)
	require.Contains(t, string(text), `"confirmed":"2026-03-01"`)
}

// A value that ended is no value: the layer below holds again, or the rule is not judged.
func TestSettingsEnd(t *testing.T) {
	last := civil.Must(2026, 3, 2)
	on := func(e *plan.Engine, day civil.Date) (string, bool) {
		value, _, ok := plan.LimitOn(e, firstDay, day)
		if !ok {
			return "", false
		}
		return value.String(), true
	}
	base := jurisdiction(firstDay.Always(medication.Milligrams(50), source))
	upper := plan.Jurisdiction{ID: "u", Version: "1", Below: &base,
		Settings: []plan.Setting{firstDay.Always(medication.Milligrams(30), source).Until(last)}}
	e := newEngine(t, upper, firstDayRule())
	value, ok := on(e, last)
	require.True(t, ok)
	require.Equal(t, "30 mg", value)
	value, ok = on(e, last.Add(1))
	require.True(t, ok)
	require.Equal(t, "50 mg", value)

	e = newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(60), source),
		firstDay.From(civil.Must(2026, 1, 1), medication.Milligrams(50), source).Until(last)), firstDayRule())
	_, ok = on(e, last)
	require.True(t, ok)
	_, ok = on(e, last.Add(1))
	require.False(t, ok, "what held before does not come back")

	_, err := plan.New(plan.Config{Jurisdiction: jurisdiction(firstDay.From(last, medication.Milligrams(1), source).Until(last.Add(-1))),
		Rules: []plan.Rule{firstDayRule()}})
	require.ErrorContains(t, err, "ends before it begins")
}

func TestSettingsThatNobodyReadsAreErrors(t *testing.T) {
	unread := plan.NewParam[int]("test.unread", "days of nothing", nil)
	twin := plan.NewParam[int]("test.unread", "the same name again", nil)
	visit := plan.Duty{ID: "test.visit", Title: "A visit", Cites: []evidence.Citation{source}, Watches: record.Puts,
		During: plan.WhileAlive,
		When:   func(*plan.View) (plan.Due, bool) { return plan.Due{}, false }}
	config := plan.Config{Jurisdiction: jurisdiction(unread.Always(3, source)), Rules: []plan.Rule{firstDayRule()},
		Duties: []plan.Duty{visit}}
	_, err := plan.New(config)
	require.ErrorContains(t, err, "sets test.unread, which no rule reads")
	config.Reads = []plan.AnyParam{unread}
	e, err := plan.New(config)
	require.NoError(t, err)
	p, ok := e.Parameter("test.unread")
	require.True(t, ok)
	require.Equal(t, "days of nothing", p.Title())
	config.Reads = []plan.AnyParam{unread, twin}
	_, err = plan.New(config)
	require.ErrorContains(t, err, `duplicate parameter "test.unread"`)
	_, ok = e.Parameter("test.none")
	require.False(t, ok)
}
