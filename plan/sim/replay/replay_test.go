package replay_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/replay"
	"github.com/oudpath/oudpath/plan/sim/testdata/peers/m8"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

var (
	invented = evidence.Source{ID: "invented-for-a-test", Title: "invented for a test"}.At("", evidence.Unconfirmed)
	noon     = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)
)

func federal(t testing.TB) *plan.Engine {
	t.Helper()
	engine, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return engine
}

// bare has no rules of care but one, so that what is counted can be foreseen: it objects to every methadone order above 30 mg.
func bare(t testing.TB, severity record.Severity) *plan.Engine {
	t.Helper()
	rule := plan.Rule{ID: "test.much", Title: "Not so much", Severity: severity, Watches: record.Prescribes | record.Puts,
		Cites: []evidence.Citation{evidence.Source{ID: "invented-for-a-test", Title: "invented for a test"}.At("",
			evidence.Primary)}, Remedy: "less", Override: plan.NotOverridable("a test"),
		Judge: func(v *plan.View) plan.Result {
			d, ok := v.Dosing()
			switch {
			case !ok || d.Substance != medication.Methadone:
				return v.NotApplicable()
			case d.Setting == 0:
				return v.Lacks("where it is given")
			case d.Dose.Principal.Compare(medication.Milligrams(30)) > 0:
				return v.Violated(nil, "much")
			}
			return v.Met()
		}}
	engine, err := plan.New(plan.Config{Jurisdiction: plan.Jurisdiction{ID: "test", Version: "1", Title: "Test", Zone: time.UTC},
		Rules: []plan.Rule{rule}})
	require.NoError(t, err)
	return engine
}

// life is a model with all that a replay has to tell: a start out of care, detox with its guard, treatment, events, readmission
// and death. Its numbers are invented.
func life() sim.Model {
	return sim.Model{
		Name: "life", Cycle: sim.Week, Horizon: 60, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "detox", Stage: stages.Detox}, {Name: "methadone", Stage: stages.Therapy},
			{Name: "aftercare", Stage: stages.Aftercare},
			{Name: "out", Stage: stages.DischargedUnplanned}, {Name: "dead", Stage: stages.Deceased}},
		Transitions: []sim.Transition{
			{Name: "induction", From: "detox", To: "methadone", Hazard: sim.Scheduled(1), Source: invented},
			{Name: "step down", From: "methadone", To: "aftercare", Hazard: sim.Constant(.05), Source: invented},
			{Name: "dropout", From: "methadone", To: "out", Hazard: sim.Constant(.1), Source: invented},
			{Name: "dropout", From: "aftercare", To: "out", Hazard: sim.Constant(.1), Source: invented},
			{Name: "come back", From: "out", To: "methadone", Hazard: sim.Constant(.1), Source: invented},
			{Name: "overdose death", From: "out", To: "dead", Hazard: sim.Constant(.02), Source: invented},
			{Name: "death", From: "methadone", To: "dead", Hazard: sim.Constant(.01), Source: invented},
		},
		Events: []sim.Event{{Name: "return to use", In: "methadone", Hazard: sim.Constant(.1), Source: invented},
			{Name: "overdose", In: "out", Hazard: sim.Constant(.1), Source: invented}},
		Arms: []sim.Arm{{Name: "usual", Start: map[string]float64{"detox": 1}}, {Name: "late", Start: map[string]float64{"out": 1}}},
	}
}

func reading(t testing.TB) replay.Reading {
	t.Helper()
	left := replay.Step{Reason: record.ReasonPatientChoice}
	return replay.Reading{
		Facts: map[string][]record.Body{"return to use": {record.ReturnedToUse{}}, "overdose": {record.Overdosed{}},
			"overdose death": {record.Died{Overdose: truth.Yes}}},
		Steps: map[string]replay.Step{"dropout": left, "overdose": left, "step down": left},
		Start: left,
		Treatments: map[string]replay.Treatment{"methadone": {EveryDays: 1, Order: record.Order{Product: medication.MethadoneConc,
			Dose: medication.Dose{Principal: medication.Milligrams(30)}, Setting: medication.SettingOTP}}},
	}
}

func compile(t testing.TB, m sim.Model) *sim.Compiled {
	t.Helper()
	c, err := m.Compile()
	require.NoError(t, err)
	return c
}

func study(t testing.TB, m sim.Model, engine *plan.Engine) replay.Study {
	t.Helper()
	return replay.Study{Model: compile(t, m), Engine: engine, Read: reading(t), Begin: noon,
		Sample: sim.Study{Engine: sim.Step, People: 150, Seed: 4}}
}

func run(t testing.TB, s replay.Study) *replay.Concordance {
	t.Helper()
	c, err := s.Run(context.Background())
	require.NoError(t, err)
	return c
}

func TestJourneysAreLegal(t *testing.T) {
	for name, engine := range map[string]*plan.Engine{"federal": federal(t), "bare": bare(t, record.Block)} {
		for _, individual := range []sim.Engine{sim.Step, sim.Jump} {
			s := study(t, life(), engine)
			s.Sample.Engine, s.Sample.People = individual, 60
			c := run(t, s)
			require.NoError(t, c.Err(), name)
			require.Len(t, c.Arms, 2)
			for _, a := range c.Arms {
				require.Equal(t, 60, a.Journeys)
				require.Equal(t, a.Journeys, a.Concordant+a.Undecided+a.Deviating)
				require.Equal(t, a.Intents, a.Allowed+a.Undetermined+a.Refused)
				require.Positive(t, a.Facts)
				for _, r := range a.Rules {
					require.LessOrEqual(t, r.Journeys+r.Unsure, a.Journeys, r.ID)
					require.LessOrEqual(t, r.Journeys, r.Violated, r.ID)
					require.Positive(t, r.Violated+r.Unknown, r.ID)
					require.Contains(t, c.String(), string(r.ID))
				}
			}
		}
	}
}

// TestCounts foresees every number of lives that have no chance in them: a week of detox, then methadone to the end.
func TestCounts(t *testing.T) {
	m := life()
	m.Horizon, m.Events, m.Arms = 3, nil, m.Arms[:1]
	m.Transitions = m.Transitions[:1]
	m.States = m.States[:2]
	for name, c := range map[string]struct {
		severity record.Severity
		dose     uint32
		setting  medication.Setting
		want     replay.Arm
	}{
		"met": {record.Block, 30, medication.SettingOTP, replay.Arm{Concordant: 5, Facts: 70, Doses: 70, Intents: 20, Allowed: 20}},
		"warned": {record.Warning, 31, medication.SettingOTP,
			replay.Arm{Deviating: 5, Facts: 70, Doses: 70, Intents: 20, Allowed: 20, Deviations: 70}},
		"advised":    {record.Advice, 31, medication.SettingOTP, replay.Arm{Concordant: 5, Facts: 70, Doses: 70, Intents: 20, Allowed: 20}},
		"refused":    {record.Block, 31, medication.SettingOTP, replay.Arm{Deviating: 5, Intents: 20, Allowed: 15, Refused: 5}},
		"not stated": {record.Warning, 31, 0, replay.Arm{Undecided: 5, Facts: 70, Doses: 70, Intents: 20, Allowed: 20}},
	} {
		s := study(t, m, bare(t, c.severity))
		s.Sample.People = 5
		s.Read = replay.Reading{Treatments: map[string]replay.Treatment{"methadone": {EveryDays: 1,
			Order: record.Order{Product: medication.MethadoneConc,
				Dose: medication.Dose{Principal: medication.Milligrams(c.dose)}, Setting: c.setting}}}}
		got := run(t, s).Arms[0]
		rules := got.Rules
		c.want.Name, c.want.Journeys, got.Rules = "usual", 5, nil
		require.Equal(t, c.want, got, name)
		if name == "met" {
			require.Empty(t, rules)
			continue
		}
		require.Len(t, rules, 1, name)
		if name == "not stated" {
			require.Equal(t, 5, rules[0].Unsure)
			require.Zero(t, rules[0].Journeys)
			continue
		}
		require.Equal(t, 5, rules[0].Journeys, name)
		require.Equal(t, c.severity, rules[0].Severity, name)
	}
}

// TestNothingIsInvented: without a reading there are moves and deaths and nothing else.
func TestNothingIsInvented(t *testing.T) {
	m := life()
	m.Arms = m.Arms[:1]
	s := study(t, m, bare(t, record.Block))
	s.Read = replay.Reading{Steps: reading(t).Steps}
	c := run(t, s)
	require.NoError(t, c.Err())
	require.Zero(t, c.Arms[0].Doses)
	deaths := 0
	for path, err := range s.Model.Paths(s.Sample) {
		require.NoError(t, err)
		for _, r := range path.Records {
			if r.Kind == sim.Moves && r.State == "dead" {
				deaths++
			}
		}
	}
	require.Equal(t, deaths, c.Arms[0].Facts)
	require.Equal(t, c.Arms[0].Journeys, c.Arms[0].Concordant)
}

func TestWorkersChangeNothing(t *testing.T) {
	s := study(t, life(), federal(t))
	s.Sample.People = 40
	s.Sample.Workers = 1
	one := run(t, s)
	for _, workers := range []int{2, 7, 0} {
		s.Sample.Workers = workers
		require.Equal(t, one, run(t, s), "%d workers", workers)
	}
	before := runtime.GOMAXPROCS(1)
	require.Equal(t, one, run(t, s))
	runtime.GOMAXPROCS(before)
	s.Sample.Seed++
	require.NotEqual(t, one, run(t, s), "another seed tells other lives")
}

// TestIllegalModelIsCaught: the dead come back, which the pathway has no way for; and an event declared to be a death leaves
// people in treatment.
func TestIllegalModelIsCaught(t *testing.T) {
	m := life()
	m.Transitions = append(m.Transitions,
		sim.Transition{Name: "rise", From: "dead", To: "methadone", Hazard: sim.Constant(.3), Source: invented})
	c := run(t, study(t, m, bare(t, record.Block)))
	require.NotEmpty(t, c.Illegal)
	require.ErrorIs(t, c.Err(), replay.ErrIllegal)
	require.Equal(t, len(c.Illegal), c.Arms[0].Illegal+c.Arms[1].Illegal)
	for n, i := range c.Illegal {
		require.Equal(t, "rise", i.Name)
		require.Equal(t, stages.Deceased, i.From)
		require.Equal(t, stages.Therapy, i.To)
		require.Positive(t, i.Moment)
		if n > 0 {
			require.LessOrEqual(t, c.Illegal[n-1].Person, i.Person, "in order of people")
		}
	}
	require.Contains(t, c.String(), "illegal: person ")
	require.Zero(t, (&replay.Arm{}).Share(1))

	s := study(t, life(), bare(t, record.Block))
	s.Read.Facts["return to use"] = []record.Body{record.Died{}}
	c = run(t, s)
	require.Error(t, c.Err())
	require.Contains(t, c.Illegal[0].String(), "no steps lead from deceased to therapy")
}

// TestRefusedByCareGoesOn: a move that lacks a datum is no illegal one, and the life goes on where the simulation has it; one that
// the pathway closes is.
func TestRefusedByCareGoesOn(t *testing.T) {
	m := life()
	m.Transitions = append(m.Transitions[1:],
		sim.Transition{Name: "straight on", From: "detox", To: "aftercare", Hazard: sim.Scheduled(1), Source: invented})
	m.Arms = m.Arms[:1]
	s := study(t, m, bare(t, record.Block))
	s.Read.Steps["straight on"] = replay.Step{}
	a := run(t, s).Arms[0]
	require.Zero(t, a.Illegal, "what is not known is not illegal")
	require.Equal(t, a.Journeys, a.Undetermined, "whether there is a plan for continuing care is not stated")
	require.Equal(t, a.Journeys, a.Forced)
	s.Read.Steps["straight on"] = replay.Step{ReferralArranged: truth.Yes}
	a = run(t, s).Arms[0]
	require.Zero(t, a.Undetermined+a.Forced)

	s.Read.Steps["straight on"] = replay.Step{ReferralArranged: truth.No}
	c := run(t, s)
	require.Equal(t, c.Arms[0].Journeys, c.Arms[0].Illegal, "without one the pathway is closed")
	require.Equal(t, stages.BeginAftercare, c.Illegal[0].On)
}

func TestReadingsThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*sim.Model, *replay.Reading)
		want  string
	}{
		"no stage":      {func(m *sim.Model, r *replay.Reading) { m.States[1].Stage = "" }, `state "methadone" is in no stage`},
		"unknown fact":  {func(m *sim.Model, r *replay.Reading) { r.Facts["x"] = nil }, `facts of "x"`},
		"unknown step":  {func(m *sim.Model, r *replay.Reading) { r.Steps["x"] = replay.Step{} }, `steps of "x"`},
		"unknown state": {func(m *sim.Model, r *replay.Reading) { r.Treatments["x"] = r.Treatments["methadone"] }, `"x", which is no state`},
		"empty order":   {func(m *sim.Model, r *replay.Reading) { r.Treatments["out"] = replay.Treatment{} }, `treatment in "out"`},
		"negative days": {func(m *sim.Model, r *replay.Reading) {
			x := r.Treatments["methadone"]
			x.EveryDays = -1
			r.Treatments["methadone"] = x
		}, "every -1 days"},
		"intent as fact": {func(m *sim.Model, r *replay.Reading) {
			r.Before = []record.Body{record.StageMove{Trigger: stages.Assess}}
		}, "is no fact"},
		"malformed fact": {func(m *sim.Model, r *replay.Reading) { r.Facts["overdose"] = []record.Body{record.Screened{}} },
			"drug screen without results"},
		"no reason to go":   {func(m *sim.Model, r *replay.Reading) { r.Steps["dropout"] = replay.Step{}; r.Treatments = nil }, `"dropout"`},
		"no reason to stop": {func(m *sim.Model, r *replay.Reading) { delete(r.Steps, "step down") }, `"step down" stops the treatment`},
		"no start":          {func(m *sim.Model, r *replay.Reading) { r.Start = replay.Step{} }, `the start in "out"`},
	} {
		m, r := life(), reading(t)
		c.spoil(&m, &r)
		s := study(t, m, bare(t, record.Block))
		s.Read = r
		_, err := s.Run(context.Background())
		require.ErrorIs(t, err, replay.ErrReading, name)
		require.ErrorContains(t, err, c.want, name)
	}
}

func TestStudiesThatCannotBeReplayed(t *testing.T) {
	for name, spoil := range map[string]func(*replay.Study){
		"no model": func(s *replay.Study) { s.Model = nil }, "no engine": func(s *replay.Study) { s.Engine = nil },
		"no day": func(s *replay.Study) { s.Begin = time.Time{} }, "a shard": func(s *replay.Study) { s.Sample.Shard.Of = 2 },
		"no lives": func(s *replay.Study) { s.Sample.Engine = sim.Cohort },
	} {
		s := study(t, life(), bare(t, record.Block))
		spoil(&s)
		_, err := s.Run(context.Background())
		require.ErrorIs(t, err, replay.ErrStudy, name)
	}
	s := study(t, life(), bare(t, record.Block))
	s.Sample.People = 0
	_, err := s.Run(context.Background())
	require.ErrorIs(t, err, sim.ErrStudy)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err = study(t, life(), bare(t, record.Block)).Run(ctx)
	require.ErrorIs(t, err, context.Canceled)
	s = study(t, life(), bare(t, record.Block))
	delete(s.Read.Steps, "overdose") // a fact moves people to assessment, and nobody says why they leave again
	_, err = s.Run(context.Background())
	require.ErrorIs(t, err, record.ErrEvent)
	s.Begin = noon.AddDate(1000, 0, 0)
	_, err = s.Run(context.Background())
	require.ErrorIs(t, err, record.ErrEvent)
}

// TestSubstancesGiveWay: a change of substance stops the one before, a change of dose does not; two doses a day are two doses; and
// death ends a treatment without a decision to stop it.
func TestSubstancesGiveWay(t *testing.T) {
	order := func(product medication.ProductID, milligrams uint32, perDay int) replay.Treatment {
		p, known := medication.Lookup(product)
		require.True(t, known)
		dose, ok := p.Compose(medication.Milligrams(milligrams))
		require.True(t, ok)
		return replay.Treatment{EveryDays: 1,
			Order: record.Order{Product: product, Dose: dose, PerDay: perDay, Setting: medication.SettingOTP}}
	}
	m := sim.Model{Cycle: sim.Day, Horizon: 9, Conversion: sim.CompetingExponential,
		States: []sim.State{{Name: "20 mg", Stage: stages.Therapy}, {Name: "30 mg", Stage: stages.Therapy},
			{Name: "film", Stage: stages.Therapy}, {Name: "dead", Stage: stages.Deceased}},
		Transitions: []sim.Transition{{Name: "raise", From: "20 mg", To: "30 mg", Hazard: sim.Scheduled(2), Source: invented},
			{Name: "switch", From: "30 mg", To: "film", Hazard: sim.Scheduled(2), Source: invented}, {Name: "die", From: "film", To: "dead",
				Hazard: sim.Scheduled(2), Source: invented}},
		Arms: []sim.Arm{{Name: "all", Start: map[string]float64{"20 mg": 1}}}}
	s := study(t, m, bare(t, record.Block))
	s.Sample.People = 1
	s.Read = replay.Reading{Steps: map[string]replay.Step{"switch": {Reason: record.ReasonClinical}},
		Treatments: map[string]replay.Treatment{"20 mg": order(medication.MethadoneConc, 20, 0),
			"30 mg": order(medication.MethadoneConc, 30, 0), "film": order(medication.BupnxFilm, 4, 2)}}
	c := run(t, s)
	require.NoError(t, c.Err())
	a := c.Arms[0]
	require.Equal(t, 2+2+4, a.Doses)
	require.Equal(t, a.Doses+1, a.Facts, "the doses and the death")
	require.Equal(t, 2+3+1, a.Intents, "two moves to therapy, three orders, one stop")
}

// TestShippedModelsAreLegal replays the models that come with package sim; those of the trials are replayed in examples/trials.
func TestShippedModelsAreLegal(t *testing.T) {
	left := replay.Step{Reason: record.ReasonOther}
	c := compile(t, m8.Model(260))
	s := replay.Study{Model: c, Engine: federal(t), Begin: noon, Sample: sim.Study{Engine: sim.Jump, People: 100, Seed: 1},
		Read: replay.Reading{Steps: map[string]replay.Step{"exit OUT": left}}}
	found := run(t, s)
	require.NoError(t, found.Err())
	require.Greater(t, found.Arms[0].Intents, 1000)

	f, err := os.Open(filepath.Join("..", "testdata", "pathway.json"))
	require.NoError(t, err)
	defer f.Close()
	m, err := sim.ReadModel(f, nil)
	require.NoError(t, err)
	m.Transitions = append(m.Transitions,
		sim.Transition{Name: "overdose death", From: "out", To: "deceased", Hazard: sim.Constant(.001), Source: invented})
	m.Events = []sim.Event{{Name: "overdose", In: "out", Hazard: sim.Constant(.01), Source: invented}} // the file leaves both to the study
	s.Model, s.Read = compile(t, m), replay.Reading{
		Steps: map[string]replay.Step{"methadone → out": left, "buprenorphine → out": left, "overdose": left},
		Facts: map[string][]record.Body{"overdose": {record.Overdosed{}}, "overdose death": {record.Died{Overdose: truth.Yes}}},
	}
	found = run(t, s)
	require.NoError(t, found.Err())
	for _, a := range found.Arms {
		require.Positive(t, a.Facts, a.Name)
	}
}

func BenchmarkReplay(b *testing.B) {
	engine := federal(b)
	s := study(b, life(), engine)
	s.Sample.People, s.Sample.Workers = 20, 1
	events := 0
	for b.Loop() {
		c, err := s.Run(context.Background())
		require.NoError(b, err)
		for _, a := range c.Arms {
			events += a.Facts + a.Intents
		}
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
}
