package guidance_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/plantest/shift"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/scenario"
	"github.com/stretchr/testify/require"
)

const (
	// shiftSettings is the variable of the environment that asks for TestShiftedSettingsAreNoticed, which takes a while.
	shiftSettings = "OUDPATH_SHIFT_SETTINGS"
	// leastNoticed is the share of the shifts, in percent, that has to be noticed; mostDeclared that may be declared equivalent.
	leastNoticed, mostDeclared = 95, 3
)

// TestShiftedSettingsAreNoticed shifts every setting of every jurisdiction by a unit, and every day by one, and demands that a case
// or a vignette notices.
func TestShiftedSettingsAreNoticed(t *testing.T) {
	if os.Getenv(shiftSettings) == "" {
		t.Skipf("%s is not set", shiftSettings)
	}
	lane := laneOf(t)
	jurisdictions := make([]plan.Jurisdiction, len(lane.Places))
	for i, p := range lane.Places {
		jurisdictions[i] = p.Jurisdiction
	}
	all, err := shift.Settings(jurisdictions, shift.OfSettings())
	require.NoError(t, err)
	declared, err := shift.Declared(filepath.Join("..", "..", "testdata", "mutation", "equivalent.txt"))
	require.NoError(t, err)
	noticed, equivalent := 0, 0
	for i := range all {
		by, name := lane.Noticed(&all[i]), all[i].String()
		switch _, known := declared[name]; {
		case by != "" && known:
			t.Errorf("%s is declared equivalent, and %s notices it", name, by)
		case by != "":
			noticed++
		case known:
			equivalent++
		default:
			t.Logf("nothing notices %s", name)
		}
		delete(declared, name)
	}
	for name := range declared {
		t.Errorf("there is no %s, which is declared equivalent", name)
	}
	t.Logf("%d shifted settings: %d noticed, %d equivalent, %d unnoticed", len(all), noticed, equivalent, len(all)-noticed-equivalent)
	require.GreaterOrEqual(t, 100*noticed, leastNoticed*(len(all)-equivalent), "of a hundred")
	require.LessOrEqual(t, 100*equivalent, mostDeclared*len(all), "of a hundred")
}

// laneOf collects all cases under the jurisdictions in which they are asked.
func laneOf(t *testing.T) *shift.Lane {
	lane := &shift.Lane{Rules: guidance.Rules(), Duties: guidance.Duties(), Last: vignettes(t)}
	for _, name := range scenario.Jurisdictions() {
		p, err := scenario.BuiltIn(name, time.UTC)
		require.NoError(t, err)
		lane.Places = append(lane.Places, shift.Place{Jurisdiction: p})
	}
	place := func(name string) *shift.Place {
		i := slices.IndexFunc(lane.Places, func(p shift.Place) bool { return p.Jurisdiction.ID == cmp.Or(name, "us") })
		require.GreaterOrEqual(t, i, 0, "no profile %s", name)
		return &lane.Places[i]
	}
	reads := map[record.RuleID]func(plan.ParamID) bool{}
	for _, r := range guidance.All() {
		reads[r.ID] = func(id plan.ParamID) bool {
			return slices.ContainsFunc(r.Parameters(), func(p plan.AnyParam) bool { return p.ID() == id })
		}
	}
	for _, c := range allCases() {
		p, asked := planOf(t, engineFor(t, c.jurisdiction), now.Add(c.day), c.before), now.Add(c.day)
		at := place(c.jurisdiction)
		at.Asks = append(at.Asks, shift.Ask{Name: string(c.rule) + "/" + c.name, Reads: reads[c.rule], Holds: func(e *plan.Engine) bool {
			x, err := e.Explain(p, record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
			require.NoError(t, err)
			return got(x.Finding) == c.want
		}})
	}
	for _, c := range pathwayDutyCases() {
		p, at := planOf(t, engineFor(t, c.jurisdiction), now, c.before), place(c.jurisdiction)
		at.Asks = append(at.Asks, shift.Ask{Name: string(c.duty) + "/" + c.name,
			Holds: func(e *plan.Engine) bool { return dueAs(t, e, p, c) }})
	}
	return lane
}

func dueAs(t *testing.T, engine *plan.Engine, p plan.Plan, c dutyCase) bool {
	obligations, err := engine.Due(p, now)
	require.NoError(t, err)
	i := slices.IndexFunc(obligations, func(o plan.Obligation) bool { return o.Duty == c.duty })
	if i < 0 {
		return c.want == notDue
	}
	o, today := obligations[i], civil.Of(now, time.UTC)
	return o.Status == c.want && o.Due == today.Add(c.in) && (c.late == 0 || o.Latest == today.Add(c.late))
}

// vignettes returns a function that plays those of the jurisdictions that a shift touches.
func vignettes(t *testing.T) func(*shift.Shifted) string {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "vignettes", "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	scripts := make([]*scenario.Script, len(files))
	for i, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		scripts[i], err = scenario.Parse(filepath.Base(file), f)
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	return func(s *shift.Shifted) string {
		options := scenario.Options{Jurisdictions: func(name string, zone *time.Location) (plan.Jurisdiction, error) {
			p, err := scenario.BuiltIn(name, zone)
			return s.In(p), err
		}}
		for _, script := range scripts {
			touched := *script
			touched.Cases = slices.DeleteFunc(slices.Clone(script.Cases), func(c scenario.Case) bool {
				p, err := scenario.BuiltIn(c.Jurisdiction, time.UTC)
				require.NoError(t, err)
				return !s.Touches(&p)
			})
			if report := touched.Run(options); !report.OK() {
				return script.Name
			}
		}
		return ""
	}
}
