package shift_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/plantest/shift"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

var (
	most  = plan.NewParam[medication.Mass]("test.dose.most", "most", plan.LowerIsStricter(medication.Mass.Compare))
	wait  = plan.NewParam[time.Duration]("test.wait", "least wait", nil)
	level = plan.NewParam[record.Quantity]("test.level", "level", nil)
	since = civil.Must(2024, time.April, 2)
	cites = evidence.Source{ID: "a-source", Title: "a source", Year: 2024}.At("", evidence.Primary)
)

func country() plan.Jurisdiction {
	return plan.Jurisdiction{ID: "country", Version: "1", Zone: time.UTC, Settings: []plan.Setting{
		most.From(since, medication.Milligrams(30), cites), wait.Always(90*time.Minute, cites), level.Always(record.Thousandths(3500),
			cites)}}
}

func state() plan.Jurisdiction {
	below := country()
	return plan.Jurisdiction{ID: "state", Version: "1", Below: &below,
		Settings: []plan.Setting{most.From(since, medication.Micrograms(700), cites)}}
}

func TestAllShiftsEachLayerOnce(t *testing.T) {
	all, err := shift.Settings([]plan.Jurisdiction{state(), country()}, shift.OfSettings())
	require.NoError(t, err)
	var got []string
	for i := range all {
		got = append(got, all[i].String())
	}
	require.Equal(t, []string{
		"state: test.dose.most since 2024-04-02: Effective: 2024-04-02 → 2024-04-01",
		"state: test.dose.most since 2024-04-02: Effective: 2024-04-02 → 2024-04-03",
		"state: test.dose.most since 2024-04-02: value: 0.7 mg → 0.6 mg",
		"state: test.dose.most since 2024-04-02: value: 0.7 mg → 0.8 mg",
		"country: test.dose.most since 2024-04-02: Effective: 2024-04-02 → 2024-04-01",
		"country: test.dose.most since 2024-04-02: Effective: 2024-04-02 → 2024-04-03",
		"country: test.dose.most since 2024-04-02: value: 30 mg → 29 mg",
		"country: test.dose.most since 2024-04-02: value: 30 mg → 31 mg",
		"country: test.wait: value: 1h30m0s → 1h29m0s",
		"country: test.wait: value: 1h30m0s → 1h31m0s",
		"country: test.level: value: 3.5 → 3.4",
		"country: test.level: value: 3.5 → 3.6",
	}, got)
}

func TestTheShiftIsInItsLayerAlone(t *testing.T) {
	all, err := shift.Settings([]plan.Jurisdiction{state()}, shift.OfSettings())
	require.NoError(t, err)
	original := state()
	upper, lower := all[2].In(original), all[7].In(original)
	require.Equal(t, "0.6 mg", upper.Settings[0].Text())
	require.Equal(t, "30 mg", upper.Below.Settings[0].Text())
	require.Equal(t, "0.7 mg", lower.Settings[0].Text())
	require.Equal(t, "31 mg", lower.Below.Settings[0].Text())
	require.Equal(t, state().Settings[0].Text(), original.Settings[0].Text(), "the original stays as it is")
	require.Equal(t, "30 mg", original.Below.Settings[0].Text())
	below := country()
	require.True(t, all[7].Touches(&original))
	require.False(t, all[2].Touches(&below))
}

func TestNoticed(t *testing.T) {
	rule := plan.Rule{ID: "test.rule", Title: "A rule", Severity: plan.Warning, Cites: []evidence.Citation{cites}, Remedy: "none",
		Watches: record.Prescribes, Needs: plan.Needs(plan.Optional(most)), Judge: func(v *plan.View) plan.Result { return v.Met() }}
	asked := 0
	lane := shift.Lane{Config: func(j plan.Jurisdiction) plan.Config {
		return plan.Config{Jurisdiction: j, Rules: []plan.Rule{rule}}
	}, Places: []shift.Place{{Jurisdiction: country()}, {Jurisdiction: state(), Asks: []shift.Ask{
		{Name: "another", Holds: func(*plan.Engine) bool { asked++; return true }},
		{Name: "the case", Reads: func(p plan.ParamID) bool { return p == most.ID() },
			Holds: func(e *plan.Engine) bool { return e.Settings(most)[0].Text() == "0.7 mg" }},
	}}}}
	all, err := shift.Settings([]plan.Jurisdiction{state()}, shift.OfSettings())
	require.NoError(t, err)
	require.Equal(t, "the case", lane.Noticed(&all[2]))
	require.Zero(t, asked, "what is likely to notice is asked first")
	require.Empty(t, lane.Noticed(&all[8]), "nobody waits")
	require.Equal(t, 1, asked)
	lane.Last = func(s *shift.Shifted) string { return "last: " + s.Change }
	require.Equal(t, "last: value: 1h30m0s → 1h29m0s", lane.Noticed(&all[8]))
}

func TestDeclared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "equivalent.txt")
	require.NoError(t, os.WriteFile(path, []byte("# a comment\nplan.Other\n\ta → b\n\tof another kind\n\n"+
		"settings of us: test.wait\n\t# a comment\n\tvalue: 1h → 2h\n\tthere is no\n\tsuch wait\n"), 0o644))
	got, err := shift.Declared(path)
	require.NoError(t, err)
	require.Equal(t, map[string]string{"us: test.wait: value: 1h → 2h": "there is no such wait"}, got)
	require.NoError(t, os.WriteFile(path, []byte("settings of us: test.wait\n\tvalue: 1h → 2h\n"), 0o644))
	_, err = shift.Declared(path)
	require.ErrorContains(t, err, "reason")
	_, err = shift.Declared(filepath.Join(t.TempDir(), "none"))
	require.Error(t, err)
}
