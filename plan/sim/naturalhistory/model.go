package naturalhistory

import (
	"fmt"

	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/uncertainty"
	"github.com/oudpath/oudpath/stages"
)

// Medication is one of the treatments of the model, by the name that its states and parameters carry.
type Medication string

// The medications; naltrexone is the extended-release injection.
const (
	Buprenorphine Medication = "buprenorphine"
	Methadone     Medication = "methadone"
	Naltrexone    Medication = "naltrexone"
)

var medications = [...]Medication{Buprenorphine, Methadone, Naltrexone}

// The names of the states.
const (
	Using        = "using"                 // out of treatment
	NotUsing     = "not using"             // out of treatment
	Withdrawal   = "withdrawal management" // one week
	OverdoseDead = "dead of overdose"      //
	OtherDead    = "dead of another cause" //
	Custody      = "in custody"            // only with Options.Custody
	inTreatment  = "treatment"             // tag of withdrawal management and the medications
	left         = "window when left"      // tag of these and of custody
	anyUse       = "people who use"        // tag
	noUse        = "people who do not use" // tag
	alive        = "alive"                 // tag
	windowWeeks  = 4
)

// UsingOn is the state of people who use while on a medication.
func UsingOn(m Medication) string { return "using on " + string(m) }

// On is the state of people who do not use while on a medication.
func On(m Medication) string { return "on " + string(m) }

// Usual is the arm in which everybody starts out of treatment and using, and nothing is changed.
func Usual() sim.Arm { return sim.Arm{Name: "usual", Start: map[string]float64{Using: 1}} }

// Options are parts of the model that a study can ask for. They are apart because what is known of them is less, or comes from
// another source than the rest: see the documentation of the package.
type Options struct {
	// Custody takes men who use and are in no treatment into custody, and releases them into the weeks of higher risk. What is public
	// gives no rate for women.
	Custody bool

	// Episodes counts courses of treatment up to the third and more; later ones on buprenorphine and methadone end sooner, by the ratios of
	// the OPTIMA model. The leaving of a first course is then that of a mean one, so that people stay a little too short a time.
	Episodes bool
}

// Model returns the model with the given values over so many weeks, as a comparison of arms. life is background mortality by sex; its
// first age must not be above 43, the age at which men start. A missing table is a fault that Compile reports.
func Model(v uncertainty.Values, life *sim.LifeTable, weeks int, arms ...sim.Arm) sim.Model {
	return Options{}.Model(v, life, weeks, arms...)
}

// Model returns the model as the function Model does, with the parts that are asked for.
func (o Options) Model(v uncertainty.Values, life *sim.LifeTable, weeks int, arms ...sim.Arm) sim.Model {
	m := sim.Model{Name: "natural history of opioid use disorder", Cycle: sim.Week, Horizon: weeks, Conversion: sim.CompetingExponential,
		Leaving: []sim.Leaving{{Of: left, Cycles: windowWeeks}}, States: states(o), Groups: groups(v), Arms: arms,
		Measures: []sim.Measure{{Name: "in treatment for the first time", Reaching: inTreatment}, {Name: "death", Leaving: alive}}}
	b := builder{m: &m, v: v}
	b.out()
	for _, med := range medications {
		b.medication(med)
	}
	b.withdrawal()
	b.overdose()
	if o.Custody {
		b.custody()
	}
	if o.Episodes {
		b.episodes()
	}
	b.otherDeath(life)
	m.Rewards = b.rewards(o)
	return m
}

func states(o Options) []sim.State {
	all := []sim.State{{Name: Using, Tags: []string{anyUse, alive}, Stage: stages.DischargedUnplanned},
		{Name: NotUsing, Tags: []string{noUse, alive}, Stage: stages.DischargedUnplanned},
		{Name: Withdrawal, Tags: []string{inTreatment, left, noUse, alive}, Stage: stages.Detox}}
	for _, m := range medications {
		all = append(all, sim.State{Name: UsingOn(m), Tags: []string{inTreatment, left, anyUse, alive}, Stage: stages.Therapy},
			sim.State{Name: On(m), Tags: []string{inTreatment, left, noUse, alive}, Stage: stages.Therapy})
	}
	if o.Custody {
		all = append(all, sim.State{Name: Custody, Tags: []string{left, noUse, alive}, Stage: stages.DischargedUnplanned})
	}
	return append(all, sim.State{Name: OverdoseDead, Stage: stages.Deceased}, sim.State{Name: OtherDead, Stage: stages.Deceased})
}

// groups are men and women, injecting or not, at the mean ages of Fairley 2021, Table 1. That the share who inject is one for both is
// all that the table allows.
func groups(v uncertainty.Values) []sim.Group {
	men, inject := v.Get("men"), v.Get("injecting")
	return []sim.Group{
		{Name: "men, not injecting", Tags: []string{"not injecting", "men"}, Share: men * (1 - inject), Age: 43.7, Sex: sim.Male},
		{Name: "men, injecting", Tags: []string{"injecting", "men"}, Share: men * inject, Age: 43.7, Sex: sim.Male},
		{Name: "women, not injecting", Tags: []string{"not injecting", "women"}, Share: (1 - men) * (1 - inject), Age: 45.3, Sex: sim.Female},
		{Name: "women, injecting", Tags: []string{"injecting", "women"}, Share: (1 - men) * inject, Age: 45.3, Sex: sim.Female},
	}
}

// builder adds to a model.
type builder struct {
	m *sim.Model
	v uncertainty.Values
}

// move adds a transition whose hazard is a weekly probability, named after the parameter.
func (b *builder) move(parameter, from string, branches ...sim.Branch) {
	b.m.Transitions = append(b.m.Transitions, sim.Transition{Name: parameter, From: from, Branches: branches,
		Hazard: sim.Probability(b.v.Get(parameter)), Source: source(parameter)})
}

// times adds an effect.
func (b *builder) times(on, parameter string, by float64, when sim.When) {
	b.m.Effects = append(b.m.Effects, sim.Effect{On: on, By: by, When: when, Source: source(parameter)})
}

// ratio is by what the hazard of one weekly probability is larger than that of another.
func (b *builder) ratio(of, to string) float64 {
	return sim.ProbabilityToRate(b.v.Get(of)) / sim.ProbabilityToRate(b.v.Get(to))
}

func to(state string) sim.Branch { return sim.Branch{Share: 1, To: state} }

// out adds what people do between treatments. Who does not use seeks no treatment.
func (b *builder) out() {
	b.move("start withdrawal management", Using, to(Withdrawal))
	for _, name := range []string{"stop using", "return to use"} {
		ends := map[string][2]string{"stop using": {Using, NotUsing}, "return to use": {NotUsing, Using}}[name]
		base, injecting := name+", not injecting", name+", injecting"
		b.move(base, ends[0], to(ends[1]))
		b.times(base, injecting, b.ratio(injecting, base), sim.When{Group: "injecting"})
	}
	base := "return to use, not injecting"
	open := sim.Window{To: windowWeeks}
	for _, group := range []string{"not injecting", "injecting"} {
		after := "return to use after treatment, " + group
		b.times(base, after, b.ratio(after, "return to use, "+group), sim.When{Group: group, SinceLeaving: open})
	}
}

// medication adds starting, use and leaving of a medication.
func (b *builder) medication(m Medication) {
	still := b.v.Get("still using when starting " + string(m))
	b.move("start "+string(m), Using, sim.Branch{Share: still, To: UsingOn(m)}, sim.Branch{Share: 1 - still, To: On(m)})
	b.move("stop using on "+string(m), UsingOn(m), to(On(m)))
	b.move("return to use on "+string(m), On(m), to(UsingOn(m)))
	b.move("leave "+string(m), UsingOn(m), to(Using))
	b.move("leave "+string(m), On(m), b.leaving()...)
}

// leaving are the branches of people who do not use when they leave treatment.
func (b *builder) leaving() []sim.Branch {
	stay := b.v.Get("still not using when leaving treatment")
	return []sim.Branch{{Share: stay, To: NotUsing}, {Share: 1 - stay, To: Using}}
}

// withdrawal ends withdrawal management after its week.
func (b *builder) withdrawal() {
	b.m.Transitions = append(b.m.Transitions, sim.Transition{Name: "end of withdrawal management", From: Withdrawal, Branches: b.leaving(),
		Hazard: sim.Scheduled(1), Source: source("start withdrawal management")})
}

// overdose adds overdoses of people who use. Who survives stays where they are.
func (b *builder) overdose() {
	rate, fatal := sim.ProbabilityToRate(b.v.Get("overdose, not injecting")), b.v.Get("fatal overdose")
	for _, s := range b.m.States {
		if s.Name != Using && s.Name != Custody && !isUsingOn(s.Name) {
			continue
		}
		for _, end := range []struct {
			name, to string
			share    float64
		}{{"fatal overdose", OverdoseDead, fatal}, {"non-fatal overdose", s.Name, 1 - fatal}} {
			b.m.Transitions = append(b.m.Transitions, sim.Transition{Name: end.name, From: s.Name, Branches: []sim.Branch{to(end.to)},
				Hazard: sim.Constant(rate * end.share), Source: source("overdose, not injecting")})
		}
	}
	for _, name := range []string{"non-fatal overdose", "fatal overdose"} {
		b.times(name, "overdose, injecting", b.ratio("overdose, injecting", "overdose, not injecting"), sim.When{Group: "injecting"})
		for _, m := range medications {
			p := "overdose on " + string(m)
			b.times(name, p, b.v.Get(p), sim.When{State: UsingOn(m)})
		}
		b.times(name, "overdose after treatment", b.v.Get("overdose after treatment"), sim.When{State: Using,
			SinceLeaving: sim.Window{To: windowWeeks}})
	}
}

func isUsingOn(state string) bool {
	for _, m := range medications {
		if state == UsingOn(m) {
			return true
		}
	}
	return false
}

// otherDeath adds background death, higher by use, injecting and sex.
func (b *builder) otherDeath(life *sim.LifeTable) {
	t := sim.Transition{Name: "other death", From: alive, To: OtherDead, Hazard: life.Hazard()}
	if life != nil {
		t.Source = life.Source()
	}
	b.m.Transitions = append(b.m.Transitions, t)
	for _, sex := range []string{"men", "women"} {
		for _, use := range [][2]string{{"using", anyUse}, {"not using", noUse}} {
			for _, injecting := range []string{"injecting", "not injecting"} {
				p := fmt.Sprintf("other death, %s %s, %s", sex, use[0], injecting)
				b.times("other death", p, b.v.Get(p), sim.When{Group: sex + ", " + injecting, State: use[1]})
			}
		}
	}
}

// rewards are quality-adjusted years and the costs of treatment, medication and overdoses, not discounted: a study says its own rate.
func (b *builder) rewards(o Options) []sim.Reward {
	worth := func(p sim.Part, parameter string) sim.Part {
		p.Value, p.Source = b.v.Get(parameter), source(parameter)
		return p
	}
	year := func(state, group, parameter string) sim.Part {
		return worth(sim.Part{In: state, Group: group, Per: sim.Year}, parameter)
	}
	years := []sim.Part{
		year(Using, "not injecting", "utility using, not injecting"), year(Using, "injecting", "utility using, injecting"),
		year(NotUsing, "", "utility not using"), year(Withdrawal, "", "utility in withdrawal management"),
	}
	costs := []sim.Part{worth(sim.Part{In: Withdrawal}, "cost of withdrawal management"),
		worth(sim.Part{Move: "non-fatal overdose"}, "cost of a non-fatal overdose"), worth(sim.Part{Move: "fatal overdose"}, "cost of a fatal overdose")}
	for _, m := range medications {
		for _, state := range []string{UsingOn(m), On(m)} {
			costs = append(costs, worth(sim.Part{In: state}, "cost of treatment with "+string(m)), worth(sim.Part{In: state}, "cost of "+string(m)))
		}
		years = append(years, year(UsingOn(m), "", "utility using on "+string(m)), year(On(m), "", "utility on "+string(m)))
	}
	if o.Custody {
		years = append(years, year(Custody, "", "utility in custody"))
	}
	return []sim.Reward{{Name: "quality-adjusted years", Timing: sim.HalfCycle, Parts: years},
		{Name: "costs of treatment and overdose", Timing: sim.HalfCycle, Parts: costs}}
}
