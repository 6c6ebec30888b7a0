package guidance_test

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
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
	by := noticedBy(lane, all)
	type count struct{ all, noticed, equivalent int }
	counts := map[string]*count{}
	equivalent := 0
	for i := range all {
		name := all[i].String()
		of := counts[all[i].Layer]
		if of == nil {
			of = new(count)
			counts[all[i].Layer] = of
		}
		of.all++
		switch _, known := declared[name]; {
		case by[i] != "" && known:
			t.Errorf("%s is declared equivalent, and %s notices it", name, by[i])
		case by[i] != "":
			of.noticed++
		case known:
			of.equivalent++
			equivalent++
		default:
			t.Logf("nothing notices %s", name)
		}
		delete(declared, name)
	}
	for name := range declared {
		t.Errorf("there is no %s, which is declared equivalent", name)
	}
	for _, layer := range slices.Sorted(maps.Keys(counts)) {
		of := counts[layer]
		t.Logf("%s: %d shifted settings: %d noticed, %d equivalent, %d unnoticed", layer, of.all, of.noticed, of.equivalent,
			of.all-of.noticed-of.equivalent)
		require.GreaterOrEqual(t, 100*of.noticed, leastNoticed*(of.all-of.equivalent), "of a hundred, in %s", layer)
	}
	require.LessOrEqual(t, 100*equivalent, mostDeclared*len(all), "of a hundred")
}

// noticedBy asks for every shift what notices it, on every processor.
func noticedBy(lane *shift.Lane, all []shift.Shifted) []string {
	by := make([]string, len(all))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				by[i] = lane.Noticed(&all[i])
			}
		})
	}
	workers.Wait()
	return by
}

// laneOf collects all cases under the jurisdictions in which they are asked.
func laneOf(t *testing.T) *shift.Lane {
	lane := &shift.Lane{Config: jurisdiction.Config, Last: vignettes(t)}
	for _, p := range jurisdiction.All() {
		lane.Places = append(lane.Places, shift.Place{Jurisdiction: p.In(time.UTC)})
	}
	place := func(name string) *shift.Place {
		i := slices.IndexFunc(lane.Places, func(p shift.Place) bool { return p.Jurisdiction.ID == cmp.Or(name, "us") })
		require.GreaterOrEqual(t, i, 0, "no jurisdiction %s", name)
		return &lane.Places[i]
	}
	engines := map[string]*plan.Engine{}
	engine := func(name string) *plan.Engine {
		if engines[name] == nil {
			engines[name] = engineFor(t, name)
		}
		return engines[name]
	}
	params := map[record.RuleID][]plan.AnyParam{}
	for _, r := range guidance.All() {
		params[r.ID] = r.Parameters()
	}
	for _, d := range guidance.Duties() {
		params[d.ID] = d.Parameters()
	}
	ask := func(where string, rule record.RuleID, name string, holds func(*plan.Engine) bool) {
		at := place(where)
		at.Asks = append(at.Asks, shift.Ask{Name: string(rule) + "/" + name, Holds: holds, Reads: func(id plan.ParamID) bool {
			return slices.ContainsFunc(params[rule], func(p plan.AnyParam) bool { return p.ID() == id })
		}})
	}
	for _, c := range allCases() {
		p, asked := planOf(t, engine(c.jurisdiction), now.Add(c.day), c.before), now.Add(c.day)
		ask(c.jurisdiction, c.rule, c.name, func(e *plan.Engine) bool {
			x, err := e.Explain(p, record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
			return err == nil && got(x.Finding) == c.want && strings.Contains(x.Finding.String(), c.says)
		})
	}
	for _, c := range pathwayDutyCases() {
		p := planOf(t, engine(c.jurisdiction), now, c.before)
		ask(c.jurisdiction, c.duty, c.name, func(e *plan.Engine) bool { return dueAs(t, e, p, c) })
	}
	for _, c := range methadoneDutyCases() {
		p := c.plan(t, engine(c.jurisdiction))
		ask(c.jurisdiction, c.duty, c.name, func(e *plan.Engine) bool { return c.holds(c.found(t, e, p)) })
	}
	for _, c := range buprenorphineDutyCases() {
		p := planOf(t, engine(c.jurisdiction), now, c.before)
		ask(c.jurisdiction, c.duty, c.name, func(e *plan.Engine) bool { return c.holds(t, e, p) })
	}
	for _, c := range reminderCases() {
		p := planOf(t, engine(c.jurisdiction), now, c.before)
		ask(c.jurisdiction, c.duty, c.name, func(e *plan.Engine) bool { return c.holds(t, e, p) })
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
