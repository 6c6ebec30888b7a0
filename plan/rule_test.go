package plan_test

import (
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

func TestIncompleteRulesAreConstructionErrors(t *testing.T) {
	require.NoError(t, ptr(firstDayRule()).Validate())
	for name, c := range map[string]struct {
		change func(*plan.Rule)
		says   string
	}{
		"id":              {func(r *plan.Rule) { r.ID = "First Day" }, "dotted"},
		"one word":        {func(r *plan.Rule) { r.ID = "first" }, "dotted"},
		"alias":           {func(r *plan.Rule) { r.Aliases = []record.RuleID{r.ID} }, "alias"},
		"title":           {func(r *plan.Rule) { r.Title = " " }, "title"},
		"remedy":          {func(r *plan.Rule) { r.Remedy = "" }, "remedy"},
		"severity":        {func(r *plan.Rule) { r.Severity = 0 }, "severity"},
		"watches":         {func(r *plan.Rule) { r.Watches = 0 }, "watches"},
		"no such meaning": {func(r *plan.Rule) { r.Watches = 1 << 31 }, "watches"},
		"judge":           {func(r *plan.Rule) { r.Judge = nil }, "judgement"},
		"citation":        {func(r *plan.Rule) { r.Cites = nil }, "citation"},
		"bad citation": {func(r *plan.Rule) { r.Cites = []evidence.Citation{evidence.Source{ID: "x", Title: "x"}.At("", 0)} },
			"provenance"},
		"weak refusal":  {func(r *plan.Rule) { r.Cites[0].Provenance = evidence.Weak }, "weak evidence alone"},
		"unconfirmed":   {func(r *plan.Rule) { r.Cites[0].Provenance = evidence.Unconfirmed }, "unconfirmed evidence alone"},
		"override":      {func(r *plan.Rule) { r.Override = plan.OverridePolicy{} }, "overridden"},
		"missing":       {func(r *plan.Rule) { r.Severity, r.Missing = record.Warning, plan.Reported("why") }, "holds nothing back"},
		"exception":     {func(r *plan.Rule) { r.Unless[0].Why = "" }, "exception"},
		"no relief":     {func(r *plan.Rule) { r.Unless[0].Leaves = record.Block }, "leaves the severity"},
		"foreign param": {func(r *plan.Rule) { r.Needs = plan.Needs(plan.NewParam[int]("X", "", nil)) }, "parameter"},
	} {
		t.Run(name, func(t *testing.T) {
			r := firstDayRule()
			r.Cites = []evidence.Citation{source}
			c.change(&r)
			require.ErrorContains(t, r.Validate(), c.says)
			_, err := plan.New(plan.Config{Jurisdiction: jurisdiction(), Rules: []plan.Rule{r}})
			require.ErrorContains(t, err, c.says)
		})
	}
}

func ptr[T any](v T) *T { return &v }

func TestNoEngineWithoutJurisdictionAndRules(t *testing.T) {
	_, err := plan.New(plan.Config{})
	require.ErrorContains(t, err, "no engine without a jurisdiction")
	require.ErrorContains(t, err, "no time zone")
	require.ErrorContains(t, err, "no engine without rules")

	twice := []plan.Rule{firstDayRule(), firstDayRule()}
	_, err = plan.New(plan.Config{Jurisdiction: jurisdiction(), Rules: twice})
	require.ErrorContains(t, err, `duplicate rule "test.first-day"`)
	require.ErrorContains(t, err, `duplicate rule "test.alias"`)

	omits := jurisdiction()
	omits.Omits = []plan.Omission{{Rule: "no.such", Why: "a slip"}}
	_, err = plan.New(plan.Config{Jurisdiction: omits, Rules: []plan.Rule{firstDayRule()}})
	require.ErrorContains(t, err, `"no.such", which does not exist`)
	omits.Omits = []plan.Omission{{Rule: firstDayRule().ID}}
	_, err = plan.New(plan.Config{Jurisdiction: omits, Rules: []plan.Rule{firstDayRule()}})
	require.ErrorContains(t, err, "without a reason")
	essential := firstDayRule()
	essential.Essential = true
	omits.Omits[0].Why = "we would rather not"
	_, err = plan.New(plan.Config{Jurisdiction: omits, Rules: []plan.Rule{essential}})
	require.ErrorContains(t, err, "nobody may leave out")
}

// One statement with two provenances cannot be: whether it may refuse would depend on who asks.
func TestCitationsThatDisagree(t *testing.T) {
	read := evidence.ACG.At("page 3", evidence.Primary)
	recalled := evidence.ACG.At("page 3", evidence.Unconfirmed)
	rule := firstDayRule()
	rule.Cites = []evidence.Citation{read}
	for name, c := range map[string]plan.Config{
		"a setting and a rule": {Jurisdiction: jurisdiction(firstDay.Always(medication.Milligrams(40), recalled)),
			Rules: []plan.Rule{rule}},
		"two settings": {Rules: []plan.Rule{firstDayRule()}, Jurisdiction: jurisdiction(firstDay.Always(medication.Milligrams(40), read),
			firstDay.From(civil.Must(2026, 3, 3), medication.Milligrams(50), recalled))},
		"two layers": {Rules: []plan.Rule{firstDayRule()}, Jurisdiction: plan.Jurisdiction{ID: "upper", Version: "1",
			Settings: []plan.Setting{firstDay.Always(medication.Milligrams(30), recalled)},
			Below:    new(jurisdiction(firstDay.Always(medication.Milligrams(40), read)))}},
		"a duty": {Jurisdiction: jurisdiction(), Rules: []plan.Rule{rule}, Duties: []plan.Duty{{ID: "test.duty", Title: "A duty",
			Cites: []evidence.Citation{recalled}, Watches: record.Puts, During: plan.WhileAlive}}},
		"an omission": {Rules: []plan.Rule{rule}, Jurisdiction: plan.Jurisdiction{ID: "test", Version: "1", Zone: time.UTC,
			Omits: []plan.Omission{{Rule: "no.such", Why: "a test", Cites: []evidence.Citation{recalled}}}}},
	} {
		_, err := plan.New(c)
		require.ErrorContains(t, err, `"ACG guideline page 3" is both`, name)
	}
}

func TestLimitsAreThoseOfTheDayOfTheEvent(t *testing.T) {
	change := civil.Must(2026, 3, 3)
	e := newEngine(t, jurisdiction(
		firstDay.Always(medication.Milligrams(40), source),
		firstDay.From(change, medication.Milligrams(50), source),
	), firstDayRule())
	p := e.Open("p")
	for _, c := range []struct {
		hours  int
		mg     uint32
		status plan.Status
	}{{0, 45, plan.Refused}, {14, 45, plan.Refused}, {15, 45, plan.Allowed}, {15, 51, plan.Refused}} {
		d, err := e.Check(p, at(c.hours, "", order(c.mg)))
		require.NoError(t, err)
		require.Equal(t, c.status, d.Status, "%d mg after %d hours", c.mg, c.hours)
	}
	settings := e.Settings(firstDay)
	require.Len(t, settings, 2)
	require.Equal(t, "50 mg", settings[0].Text(), "newest first")
}

func TestALimitThatIsNotEnforcedYetWarns(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.From(civil.Must(2026, 1, 1), medication.Milligrams(40), source).
		EnforcedFrom(civil.Must(2026, 3, 3))), firstDayRule())
	before, err := e.Check(e.Open("p"), at(0, "", order(45)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, before.Status)
	require.Len(t, before.Violated(record.Warning), 1)
	require.Contains(t, before.Findings[0].Lowered, "enforced from 2026-03-03")
	after, err := e.Check(e.Open("p"), at(24, "", order(45)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, after.Status)
}

func TestAnUnconfirmedLimitWarnsAndDoesNotRefuse(t *testing.T) {
	for provenance, want := range map[evidence.Provenance]plan.Status{evidence.Primary: plan.Refused,
		evidence.Secondary: plan.Refused, evidence.Decided: plan.Refused, evidence.Weak: plan.Allowed, evidence.Unconfirmed: plan.Allowed} {
		cite := evidence.Source{ID: "somebody", Title: "somebody"}.At("", provenance)
		if provenance == evidence.Decided {
			cite = evidence.Decision(12).Reading(cite)
		}
		e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(40), cite)), firstDayRule())
		d, err := e.Check(e.Open("p"), at(0, "", order(45)))
		require.NoError(t, err)
		require.Equal(t, want, d.Status, "%s", provenance)
		if want == plan.Allowed {
			require.Equal(t, record.Warning, d.Findings[0].Severity)
			require.Contains(t, d.Findings[0].Lowered, provenance.String())
		}
	}
}

func TestAnExceptionSuspendsARuleAndShows(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p, _ := apply(t, e, e.Open("p"), at(0, "t", record.ContextStated{Context: record.VerifiedTransfer, Holds: truth.Yes}))
	d, err := e.Check(p, at(1, "", order(80)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, d.Status)
	f := d.Findings[0]
	require.Equal(t, record.Warning, f.Severity)
	require.Equal(t, record.VerifiedTransfer, f.Suspends.Context)
	require.Equal(t, record.EventID("t"), f.Causes[0].Event)

	p, _ = apply(t, e, p, at(2, "u", record.ContextStated{Context: record.VerifiedTransfer, Holds: truth.No}))
	d, err = e.Check(p, at(3, "", order(80)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, d.Status)
}

func TestOverrides(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source), pulseLimit.Always(100, source)), firstDayRule(),
		pulseRule())
	p, _ := apply(t, e, e.Open("p"), at(0, "v", record.Measured{Measure: record.Pulse, Value: record.Whole(80)}))
	over := at(1, "o", order(60))
	over.Overrides = []record.Override{{Rule: "test.alias", Reason: record.ReasonSpecialistAdvice, Note: "seen and advised"}}
	q, out := apply(t, e, p, over)
	require.True(t, out.Accepted(), "an alias names the rule")
	require.NotNil(t, out.Decision.Findings[0].Override.Used)
	require.Equal(t, nurse, out.Decision.Findings[0].Override.By)
	require.Len(t, q.Overrides(), 1)

	anonymous := over
	anonymous.ID, anonymous.Actor = "o2", record.Actor{}
	_, err := e.Apply(p, anonymous)
	require.ErrorIs(t, err, record.ErrEvent)

	silent := over
	silent.Overrides = []record.Override{{Rule: "test.first-day"}}
	_, err = e.Apply(p, silent)
	require.ErrorContains(t, err, "without a reason")

	other := over
	other.Overrides = []record.Override{{Rule: "test.first-day", Reason: record.ReasonOther}}
	_, err = e.Apply(p, other)
	require.ErrorContains(t, err, "needs a note")

	p, _ = apply(t, e, e.Open("p"), at(0, "v", record.Measured{Measure: record.Pulse, Value: record.Whole(120)}))
	over = at(1, "o", order(20))
	over.Overrides = []record.Override{{Rule: "test.pulse", Reason: record.ReasonClinical, Note: "seen"}}
	_, out = apply(t, e, p, over)
	require.False(t, out.Accepted(), "this rule cannot be overridden, and says why")
	require.Equal(t, "it takes a minute", out.Decision.Findings[0].Override.Document)
}

// An override documents what its rule asks for: a note that says nothing, or no more than the reason, is none.
func TestAnOverrideCountsWithANote(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	for note, counts := range map[string]bool{"": false, " \t": false, "...": false, "specialist-advice": false, " Specialist-Advice ": false,
		"60 mg for years, dose slip seen": true, "Prüfung": true, "7": true} {
		travels := at(1, "o", order(60))
		travels.Overrides = []record.Override{{Rule: "test.first-day", Reason: record.ReasonSpecialistAdvice, Note: note}}
		stands := record.OverrideGranted{Override: travels.Overrides[0]}
		stands.Override.Expires = start.Add(5 * time.Hour)
		standing, _ := apply(t, e, e.Open("p"), at(0, "s", stands))
		bare := travels
		bare.Overrides = nil
		for _, c := range []struct {
			p   plan.Plan
			ask record.Event
		}{{e.Open("p"), travels}, {standing, bare}} {
			d, err := e.Check(c.p, c.ask)
			require.NoError(t, err)
			f := d.Findings[0]
			require.Equal(t, counts, d.Allowed(), "%q", note)
			require.Equal(t, counts, f.Override.Used != nil, "%q", note)
			if !counts {
				require.Equal(t, "the override does not count without a note that shows why more", f.Lowered)
			}
		}
	}
}

// An override that counts only after something is on record does nothing until it is, and says what is missing.
func TestAnOverrideCountsAfterWhatItAsksFor(t *testing.T) {
	rule := firstDayRule()
	rule.Override = plan.Overridable("why more").After("a pulse on record", func(v *plan.View) bool {
		_, _, ok := v.Measured(record.Pulse)
		return ok
	})
	require.Equal(t, "why more; it counts after a pulse on record", rule.Override.Text())
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), rule)
	p := e.Open("p")
	over := at(1, "o", order(60))
	over.Overrides = []record.Override{{Rule: "test.first-day", Reason: record.ReasonSpecialistAdvice, Note: "seen and advised"}}
	_, out := apply(t, e, p, over)
	require.False(t, out.Accepted())
	require.Nil(t, out.Decision.Findings[0].Override.Used)
	require.Equal(t, "the override does not count without a pulse on record", out.Decision.Findings[0].Lowered)

	p, _ = apply(t, e, p, at(0, "m", record.Measured{Measure: record.Pulse, Value: record.Whole(70)}))
	_, out = apply(t, e, p, over)
	require.True(t, out.Accepted())
	require.NotNil(t, out.Decision.Findings[0].Override.Used)
	require.True(t, slices.ContainsFunc(out.Decision.Findings[0].Causes, func(c plan.Cause) bool { return c.Event == "m" }),
		"what the override rests on is a cause")
}

func TestADoseUnderAnOverriddenOrderIsNoDeviation(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	over := at(0, "o", order(60))
	over.Overrides = []record.Override{{Rule: "test.first-day", Reason: record.ReasonSpecialistAdvice, Note: "seen and advised"}}
	p, _ := apply(t, e, e.Open("p"), over)
	q, out := apply(t, e, p, at(1, "d", dose(60)))
	require.Empty(t, q.Deviations())
	require.NotNil(t, out.Decision.Findings[0].Override.Used)
	require.Equal(t, record.EventID("o"), out.Decision.Findings[0].Causes[0].Event)
	q, _ = apply(t, e, p, at(1, "d", dose(61)))
	require.Len(t, q.Deviations(), 1, "the override was for 60 mg")
}

func TestAStandingOverrideExpires(t *testing.T) {
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule())
	p, _ := apply(t, e, e.Open("p"), at(0, "s", record.OverrideGranted{Override: record.Override{Rule: "test.first-day",
		Reason: record.ReasonProtocol, Note: "protocol 3", Expires: start.Add(5 * time.Hour)}}))
	for hours, want := range map[int]plan.Status{4: plan.Allowed, 5: plan.Refused, 6: plan.Refused} {
		d, err := e.Check(p, at(hours, "", order(60)))
		require.NoError(t, err)
		require.Equal(t, want, d.Status, "after %d hours", hours)
	}
	require.True(t, p.Overrides()[0].Standing)
}

// Standing overrides of several rules stand side by side; one of the same rule takes the place of the one before.
func TestStandingOverridesAreOnePerRule(t *testing.T) {
	pulse := pulseRule()
	pulse.Override = plan.Overridable("who watches")
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), firstDayRule(), pulse)
	grant := func(rule plan.RuleID, hours int) record.OverrideGranted {
		return record.OverrideGranted{Override: record.Override{Rule: rule, Reason: record.ReasonProtocol, Note: "protocol 3",
			Expires: start.Add(time.Duration(hours) * time.Hour)}}
	}
	refuses := func(p plan.Plan) bool {
		d, err := e.Check(p, at(4, "", order(60)))
		require.NoError(t, err)
		return d.Status == plan.Refused
	}
	p, _ := apply(t, e, e.Open("p"), at(0, "v", record.Measured{Measure: record.Pulse, Value: record.Whole(60)}))
	require.True(t, refuses(p))
	p, _ = apply(t, e, p, at(0, "s", grant("test.first-day", 8)))
	require.False(t, refuses(p))
	p, _ = apply(t, e, p, at(1, "another", grant("test.pulse", 8)))
	require.False(t, refuses(p), "the one for another rule leaves it as it is")
	p, _ = apply(t, e, p, at(2, "shorter", grant("test.first-day", 3)))
	require.True(t, refuses(p), "the later one ends sooner")
}

func TestARuleThatPanicsIsUnknownAndTheOthersRun(t *testing.T) {
	broken := pulseRule()
	broken.Judge = func(*plan.View) plan.Result { panic("out of wits") }
	empty := pulseRule()
	empty.ID = "test.empty"
	empty.Judge = func(*plan.View) plan.Result { return plan.Result{} }
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), broken, empty, firstDayRule())
	d, err := e.Check(e.Open("p"), at(0, "", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Refused, d.Status)
	require.Len(t, d.Unknown(), 2)
	require.Contains(t, d.Unknown()[0].Message(), "out of wits")
	require.Contains(t, d.Unknown()[1].Message(), "returned nothing")
}

func TestAReportedUnknownDoesNotHold(t *testing.T) {
	lenient := pulseRule()
	lenient.Missing = plan.Reported("a pulse can be taken later")
	e := newEngine(t, jurisdiction(firstDay.Always(medication.Milligrams(50), source)), lenient)
	d, err := e.Check(e.Open("p"), at(0, "", order(20)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, d.Status)
	require.Len(t, d.Unknown(), 1)
}

func TestLayers(t *testing.T) {
	base := jurisdiction(firstDay.Always(medication.Milligrams(50), source))
	layer := func(settings ...plan.Setting) plan.Jurisdiction {
		return plan.Jurisdiction{ID: "layer", Version: "1", Title: "Layer", Below: &base, Settings: settings}
	}
	e := newEngine(t, layer(firstDay.From(civil.Must(2026, 3, 3), medication.Milligrams(30), source)), firstDayRule())
	for hours, want := range map[int]plan.Status{0: plan.Allowed, 24: plan.Refused} {
		d, err := e.Check(e.Open("p"), at(hours, "", order(40)))
		require.NoError(t, err)
		require.Equal(t, want, d.Status, "the layer tightens from its own day on")
	}
	_, err := plan.New(plan.Config{Jurisdiction: layer(firstDay.Always(medication.Milligrams(60), source)),
		Rules: []plan.Rule{firstDayRule()}})
	require.ErrorContains(t, err, "does not say Relax")

	e = newEngine(t, layer(firstDay.Always(medication.Milligrams(60), source).Relax("the state allows it")), firstDayRule())
	d, err := e.Check(e.Open("p"), at(0, "", order(60)))
	require.NoError(t, err)
	require.Equal(t, plan.Allowed, d.Status)

	omitting := layer()
	omitting.Omits = []plan.Omission{{Rule: "test.first-day", Why: "not law here", Cites: []evidence.Citation{source}}}
	e = newEngine(t, omitting, firstDayRule())
	d, err = e.Check(e.Open("p"), at(0, "", order(200)))
	require.NoError(t, err)
	require.Empty(t, d.Findings)
	require.Len(t, e.Omissions(), 1)
}

func TestALowerLayerThatTightensLaterWins(t *testing.T) {
	base := jurisdiction(firstDay.Always(medication.Milligrams(50), source),
		firstDay.From(civil.Must(2026, 3, 3), medication.Milligrams(20), source))
	upper := plan.Jurisdiction{ID: "layer", Version: "1", Title: "Layer", Below: &base,
		Settings: []plan.Setting{firstDay.Always(medication.Milligrams(30), source)}}
	e := newEngine(t, upper, firstDayRule())
	for hours, mg := range map[int]uint32{0: 30, 24: 20} {
		for _, c := range []struct {
			mg   uint32
			want plan.Status
		}{{mg, plan.Allowed}, {mg + 1, plan.Refused}} {
			d, err := e.Check(e.Open("p"), at(hours, "", order(c.mg)))
			require.NoError(t, err)
			require.Equal(t, c.want, d.Status, "%d mg after %d hours", c.mg, hours)
		}
	}
}

func TestSettingsNeedACitationAndStandOnce(t *testing.T) {
	for name, c := range map[string]struct {
		settings []plan.Setting
		says     string
	}{
		"no citation": {[]plan.Setting{firstDay.Always(medication.Milligrams(1))}, "has no citation"},
		"bad":         {[]plan.Setting{firstDay.Always(medication.Milligrams(1), evidence.Citation{})}, "without a source"},
		"twice": {[]plan.Setting{firstDay.Always(medication.Milligrams(1), source),
			firstDay.Always(medication.Milligrams(2), source)}, "set twice"},
		"no param": {[]plan.Setting{{Cites: []evidence.Citation{source}}}, "no parameter"},
		"enforced": {[]plan.Setting{firstDay.From(civil.Must(2026, 2, 1), medication.Milligrams(1),
			source).EnforcedFrom(civil.Must(2026, 1, 1))}, "before it is effective"},
	} {
		_, err := plan.New(plan.Config{Jurisdiction: jurisdiction(c.settings...), Rules: []plan.Rule{firstDayRule()}})
		require.ErrorContains(t, err, c.says, name)
	}
}
