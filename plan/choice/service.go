package choice

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Service is what somebody who treats offers, as data of the host. What a service does not say is not known, and is not a no.
type Service struct {
	Name     string
	Asked    civil.Date // when somebody last asked the service; zero: not known
	Offers   map[Feature]truth.Value
	Policies []Policy
}

// Policy is a rule that a service has made for itself: a formulary, a condition, an order of trying. It is shown as the policy of that
// service. It is no contraindication, and no reason for anybody else.
type Policy struct {
	Service string     // whose; filled in where it is shown
	About   []OptionID // the options that it bears on; empty: all
	Text    string     // in one sentence, as the service says it
}

// Feature is something that a service offers or a person needs. The list is open: a host adds words of its own.
type Feature string

// The features that directories of services list. A language, a level of care and a medication have functions.
const (
	ForYoungPeople     Feature = "young-people"
	ForPregnancy       Feature = "pregnancy-and-parents"
	ForDualDiagnosis   Feature = "dual-diagnosis"
	ForOlderAdults     Feature = "older-adults"
	ForVeterans        Feature = "veterans"
	ForLGBTQ           Feature = "lgbtq"
	ForJusticeInvolved Feature = "justice-involved"
	WomenOnly          Feature = "women-only"
	MenOnly            Feature = "men-only"
	FaithBased         Feature = "faith-based"
	Secular            Feature = "secular"
	SignLanguage       Feature = "sign-language"
	Wheelchair         Feature = "wheelchair"
	Childcare          Feature = "childcare"
	Transport          Feature = "transport"
	Housing            Feature = "housing"
	Telehealth         Feature = "telehealth"
	Medicaid           Feature = "pays-medicaid"
	Medicare           Feature = "pays-medicare"
	PrivateInsurance   Feature = "pays-private-insurance"
	SlidingScale       Feature = "pays-by-income"
	Free               Feature = "free"
	Naloxone           Feature = "naloxone"
	SyringeService     Feature = "syringe-service"
	// Marks of quality.
	AllMedications   Feature = "offers-or-refers-to-every-medication"
	NoForcedTaper    Feature = "no-forced-taper"
	TestsDoNotPunish Feature = "tests-do-not-punish"
)

// Speaks is a language that is spoken, by its BCP 47 tag: Speaks("es").
func Speaks(language string) Feature { return Feature("language-" + strings.ToLower(language)) }

// Gives is a medication that is given on site.
func Gives(o OptionID) Feature { return Feature("gives-" + o) }

// HasLevel is a level of care that is offered.
func HasLevel(l stages.Level) Feature { return Feature("level-" + l) }

// Needs is the circumstance that the person needs or wants this of a service. It is put on record as a record.ContextStated.
func Needs(f Feature) record.Circumstance { return "needs-" + record.Circumstance(f) }

// Need is something that a person needs of a service.
type Need struct {
	Feature Feature
	Why     string
	Causes  []plan.Cause // what it rests on; none: the caller brought it
}

// needRows are the needs that follow from the record.
var needRows = []struct {
	feature  Feature
	question string
	why      string
}{
	{ForPregnancy, "pregnant", "the person is pregnant"},
	{ForOlderAdults, "older", "the person is 65 or older"},
	{ForDualDiagnosis, "co-occurring-psychiatric", "there is a co-occurring psychiatric disorder"},
	{ForJusticeInvolved, "custody", "the person is in custody"},
	{Childcare, string(CaringDuties), "somebody depends on the person"},
	{Transport, string(FarFromProgram), "the person cannot come every day"},
	{Housing, string(WithoutHome), "the person has no home"},
	{Gives(Methadone), "takes-methadone", "methadone is what the person takes"},
	{Gives(Buprenorphine), "takes-buprenorphine", "buprenorphine is what the person takes"},
	{Gives(NaltrexoneDepot), "takes-naltrexone", "naltrexone is what the person takes"},
	{SyringeService, "injects", "the person injects"},
}

// Match is one service held against what a person needs. Nothing excludes a service.
type Match struct {
	Service  Service
	Met      []Need
	Unmet    []Need // the service says that it has not
	NotKnown []Need // the service does not say
	Policies []Policy
}

// MatchServices holds services against what is needed: what is on record (Needs, and what follows from conditions and medication), what the person
// prefers of the medications, and what the caller adds. Services stay in their order, and none is left out.
func MatchServices(ctx context.Context, e *plan.Engine, p plan.Plan, r Request, more ...Need) ([]Match, error) {
	needs, err := needsOf(e, p, r, more)
	if err != nil {
		return nil, err
	}
	matches := make([]Match, 0, len(r.Services))
	for _, s := range r.Services {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		m := Match{Service: s, Policies: s.named(s.Policies)}
		for _, n := range needs {
			switch s.Offers[n.Feature] {
			case truth.Yes:
				m.Met = append(m.Met, n)
			case truth.No:
				m.Unmet = append(m.Unmet, n)
			default:
				m.NotKnown = append(m.NotKnown, n)
			}
		}
		matches = append(matches, m)
	}
	return matches, nil
}

// needsOf collects what a person needs, each feature once.
func needsOf(e *plan.Engine, p plan.Plan, r Request, more []Need) (needs []Need, err error) {
	switch {
	case p.IsZero():
		return nil, plan.ErrNoPlan
	case r.At.IsZero():
		return nil, fmt.Errorf("%w: no time is stated", ErrRequest)
	}
	t := MedicationTable()
	a := asker{engine: e, plan: p, at: r.At, table: &t, answers: make(map[string]answer)}
	add := func(n Need) {
		if !slices.ContainsFunc(needs, func(o Need) bool { return o.Feature == n.Feature }) {
			needs = append(needs, n)
		}
	}
	for _, stated := range a.needed() {
		add(stated)
	}
	for i := range t.Options {
		wish := wishes(&t.Options[i])[0]
		if said, ok := a.wanted(&wish); ok && said.Side == For {
			add(Need{Gives(t.Options[i].ID), "it is what the person wants", said.Causes})
		}
	}
	for _, row := range needRows {
		i := slices.IndexFunc(t.Questions, func(q Question) bool { return q.ID == row.question })
		if got := a.ask(&t.Questions[i]); got.value == truth.Yes {
			add(Need{row.feature, row.why, got.read.Causes})
		}
	}
	for _, n := range more {
		add(n)
	}
	return needs, nil
}

// needed are the needs that were stated and not taken back, oldest first.
func (a *asker) needed() (needs []Need) {
	asked := make(map[record.Circumstance]bool)
	_ = a.engine.Look(a.plan, a.at, func(v *plan.View) {
		for ev := range v.Past {
			b, ok := ev.Body.(record.ContextStated)
			feature, need := strings.CutPrefix(string(b.Context), "needs-")
			if !ok || !need || asked[b.Context] {
				continue
			}
			asked[b.Context] = true
			if v.Holds(b.Context) {
				needs = append(needs, Need{Feature(feature), "the person said so", []plan.Cause{{Event: ev.ID, At: ev.At, Body: b}}})
			}
		}
	})
	slices.Reverse(needs)
	return needs
}

// named are the policies with the name of their service.
func (s *Service) named(policies []Policy) (all []Policy) {
	for _, p := range policies {
		p.Service = s.Name
		all = append(all, p)
	}
	return all
}

// policiesAbout are the policies of services that bear on an option.
func policiesAbout(services []Service, o *Option) (all []Policy) {
	for i := range services {
		for _, p := range services[i].named(services[i].Policies) {
			if len(p.About) == 0 || slices.Contains(p.About, o.ID) {
				all = append(all, p)
			}
		}
	}
	return all
}
