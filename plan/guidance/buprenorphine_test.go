package guidance_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// aboutBuprenorphine reports whether a rule is of this subject.
func aboutBuprenorphine(id record.RuleID) bool {
	switch id {
	case "bup.qt", "bup.psychosocial-not-required": // of other subjects
		return false
	}
	return slices.ContainsFunc([]string{"bup.", "gb.bup.", "hepatic.bup", "adol.bup", "med.setting.xr-bup", "med.interchange."},
		func(prefix string) bool { return strings.HasPrefix(string(id), prefix) })
}

// buprenorphineEngine judges by the rules of this subject alone.
func buprenorphineEngine(t testing.TB, jurisdiction plan.Jurisdiction) *plan.Engine {
	t.Helper()
	others := func(r plan.Rule) bool { return !aboutBuprenorphine(r.ID) }
	rules := slices.DeleteFunc(guidance.Rules(), others)
	jurisdiction.Rules = slices.DeleteFunc(jurisdiction.Rules, others)
	if jurisdiction.Below != nil {
		below := *jurisdiction.Below
		below.Rules = slices.DeleteFunc(below.Rules, others)
		jurisdiction.Below, jurisdiction.Omits = &below, nil
	}
	engine, err := plan.New(plan.Config{Jurisdiction: jurisdiction, Rules: rules, Duties: guidance.Duties(), Reads: everyParameter()})
	require.NoError(t, err)
	return engine
}

// everyParameter are those of all rules, for an engine that has some of them.
func everyParameter() (all []plan.AnyParam) {
	for _, r := range guidance.All() {
		all = append(all, r.Parameters()...)
	}
	return all
}

// ordinary is what is known of an ordinary person in treatment.
func ordinary() []fact {
	return []fact{
		bupBorn(35, 0),
		{2 * bupDay, record.Reviewed{Section: record.ConditionsSection}},
		{2 * bupDay, record.Reviewed{Section: record.OpioidUseSection}},
		{2 * bupDay, record.Measured{Measure: record.ALTRatio, Value: record.Whole(1)}},
	}
}

// TestBuprenorphineDecisions asks all rules of the subject at once: the answer to the order, and every finding in it.
func TestBuprenorphineDecisions(t *testing.T) {
	ready := append(ordinary(), bupUsed(14*time.Hour, "heroin"), bupCOWS(time.Hour, 13),
		bupSigns(time.Hour, record.Yawning, record.Mydriasis))
	office := func(product medication.ProductID, dose string) record.Order {
		return record.Order{Product: product, Dose: bupDose(dose), Setting: medication.SettingOffice, Supervised: truth.Yes}
	}
	regimen := func(product medication.ProductID, dose string) record.Order {
		return record.Order{Product: product, Dose: bupDose(dose), Setting: medication.SettingPharmacy, Schedule: medication.Daily(),
			SupplyDays: 28}
	}
	for _, c := range []struct {
		name         string
		jurisdiction plan.Jurisdiction
		before       []fact
		ask          record.Order
		want         plan.Status
		finds        []string // rule and outcome of every finding that is not suspended
	}{
		{"an ordinary start", us.Federal(time.UTC), ready, office(medication.BupnxFilm, "4 mg/1 mg"), plan.Allowed, nil},
		{"an ordinary start, gb", gb.UnitedKingdom(time.UTC), ready, office(medication.BupnxSLGB, "4 mg/1 mg"), plan.Allowed, nil},
		{"an ordinary prescription", us.Federal(time.UTC), append(ordinary(), bupTakenDaily(30, medication.BupnxFilm, "16 mg/4 mg")...),
			regimen(medication.BupnxFilm, "16 mg/4 mg"), plan.Allowed, nil},
		{"an ordinary prescription, gb-nir", gb.NorthernIreland(time.UTC),
			append(ordinary(), bupTakenDaily(30, medication.BupnxSLGB, "16 mg/4 mg")...),
			regimen(medication.BupnxSLGB, "16 mg/4 mg"), plan.Allowed, nil},
		{"an ordinary injection", us.Federal(time.UTC), append(ordinary(), bupInjected(medication.BupSublocade, "300 mg", 56, 28)...),
			record.Order{Product: medication.BupSublocade, Dose: bupDose("100 mg"), Setting: medication.SettingREMS}, plan.Allowed, nil},
		{"an ordinary injection, gb", gb.UnitedKingdom(time.UTC),
			append(ordinary(), bupInjected(medication.BupBuvidalWeekly, "24 mg", 21, 14, 7)...),
			record.Order{Product: medication.BupBuvidalWeekly, Dose: bupDose("24 mg"),
				Setting: medication.SettingOffice}, plan.Allowed, nil},
		{"nothing is known", us.Federal(time.UTC), nil, office(medication.BupnxFilm, "4 mg/1 mg"), plan.Undetermined, []string{
			"bup.induction.cows-min unknown", "bup.induction.objective-signs unknown", "bup.induction.hours-short-acting unknown",
			"bup.induction.hours-long-acting unknown", "hepatic.bupnx unknown", "adol.bup unknown"}},
		{"V16", us.Federal(time.UTC), append(ordinary(), bupUsed(13*time.Hour, "heroin"), bupCOWS(time.Hour, 9),
			bupSigns(time.Hour, record.Piloerection, record.Mydriasis)),
			office(medication.BupSL, "4 mg"), plan.Allowed, []string{"bup.induction.cows-min warning"}},
		{"V18", us.Federal(time.UTC), append(ordinary(), bupUsed(3*time.Hour, "heroin"), bupCOWS(time.Hour, 14),
			bupSigns(time.Hour, record.Yawning, record.Mydriasis)),
			office(medication.BupSL, "4 mg"), plan.Refused, []string{"bup.induction.hours-short-acting block"}},
		{"V19", us.Federal(time.UTC), append(ordinary(), bupMethadone(40*time.Hour, 60), bupCOWS(time.Hour, 12),
			bupSigns(time.Hour, record.Yawning, record.Mydriasis)),
			office(medication.BupSL, "4 mg"), plan.Refused,
			[]string{"bup.induction.cows-min block", "bup.induction.hours-long-acting warning",
				"bup.induction.methadone-dose-max warning"}},
		{"V01", us.Federal(time.UTC), append(ordinary(), bupMethadone(5*time.Hour, 120), bupContext(record.LowDoseInitiation)),
			office(medication.BupnxSL, "0.5 mg"), plan.Allowed, []string{"bup.low-dose.agonist-source warning"}},
		{"a low-dose start in name only", us.Federal(time.UTC),
			append(ordinary(), bupUsed(2*time.Hour, "fentanyl"), bupContext(record.LowDoseInitiation)),
			office(medication.BupnxSL, "8 mg/2 mg"), plan.Refused, []string{"bup.induction.hours-short-acting block",
				"bup.low-dose.start-max block", "bup.induction.cows-min unknown", "bup.induction.objective-signs unknown",
				"bup.induction.first-dose warning", "bup.induction.fentanyl advice"}},
		{"intl V13", gb.UnitedKingdom(time.UTC), append(ordinary(), bupUsed(4*time.Hour, "heroin"), bupSigns(time.Hour)),
			office(medication.BupSLGB, "4 mg"),
			plan.Refused, []string{"bup.induction.objective-signs block", "bup.induction.hours-short-acting block"}},
		{"intl V14", gb.UnitedKingdom(time.UTC), append(ordinary(), bupMethadone(20*time.Hour, 60), bupSigns(time.Hour, record.Yawning)),
			office(medication.BupSLGB, "4 mg"),
			plan.Refused, []string{"bup.induction.hours-long-acting block", "gb.bup.induction.interval.methadone block"}},
		{"a high maintenance dose", us.Federal(time.UTC), append(ordinary(), bupTakenDaily(30, medication.BupnxFilm, "32 mg/8 mg")...),
			regimen(medication.BupnxFilm, "40 mg/10 mg"), plan.Allowed, []string{"bup.dose.daily-total warning"}},
		{"back after five months and heroin", us.Federal(time.UTC),
			append(ordinary(), bupGiven(150*bupDay, medication.BupnxFilm, "16 mg/4 mg"),
				bupUsed(2*time.Hour, "heroin"), bupCOWS(time.Hour,
					4), bupSigns(time.Hour)), regimen(medication.BupnxFilm, "16 mg/4 mg"), plan.Refused,
			[]string{"bup.induction.cows-min block", "bup.induction.objective-signs block", "bup.induction.hours-short-acting block",
				"bup.induction.first-dose warning", "bup.induction.day1-total advice", "bup.home-start advice"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			engine := buprenorphineEngine(t, c.jurisdiction)
			decision, err := engine.Check(planOf(t, engine, now, c.before),
				record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask})
			require.NoError(t, err)
			var finds []string
			for _, f := range decision.Findings {
				if outcome := got(f); outcome != suspended {
					finds = append(finds, string(f.Rule)+" "+string(outcome))
				}
			}
			require.ElementsMatch(t, c.finds, finds)
			require.Equal(t, c.want, decision.Status)
		})
	}
}

// TestDepotSettingsAgreeWithTheCatalogue holds the windows of the jurisdictions against those of the products.
func TestDepotSettingsAgreeWithTheCatalogue(t *testing.T) {
	last := civil.Must(2026, time.March, 2)
	american, british := engineFor(t, "us"), engineFor(t, "gb")
	value := func(engine *plan.Engine, p plan.Param[int]) string { return engine.Settings(p)[0].Text() }
	days := func(from, to civil.Date) string { return strconv.Itoa(to.Since(from)) + " days" }
	for _, c := range []struct {
		product medication.ProductID
		engine  *plan.Engine
		param   plan.Param[int]
	}{
		{medication.BupBrixadiWeekly, american, buprenorphine.DepotWindow().Weekly}, {medication.BupBrixadiMonthly, american,
			buprenorphine.DepotWindow().Monthly},
		{medication.BupBuvidalWeekly, british, buprenorphine.DepotWindow().Weekly}, {medication.BupBuvidalMonthly, british,
			buprenorphine.DepotWindow().Monthly},
	} {
		product, _ := medication.Lookup(c.product)
		window, ok := medication.InjectionWindow(product, last)
		require.True(t, ok)
		require.Equal(t, product.DepotDays(), window.Due.Since(last))
		require.Equal(t, days(window.Earliest, window.Due), value(c.engine, c.param), c.product)
		require.Equal(t, days(window.Due, window.Latest), value(c.engine, c.param), c.product)
	}
	product, _ := medication.Lookup(medication.BupSublocade)
	window, _ := medication.InjectionWindow(product, last)
	second, _ := medication.SecondInjectionWindow(product, last)
	require.Equal(t, days(last, window.Earliest), value(american, buprenorphine.Sublocade().Interval))
	require.Equal(t, days(last, window.Due), value(american, buprenorphine.Sublocade().Due))
	require.Equal(t, days(window.Due, window.Latest), value(american, buprenorphine.Sublocade().Grace))
	require.Equal(t, days(last, second.Earliest), value(american, buprenorphine.Sublocade().Second))
}

// TestLicencesAgreeWithTheCatalogue holds the ages and daily maxima of the jurisdictions against those of the products.
func TestLicencesAgreeWithTheCatalogue(t *testing.T) {
	british := engineFor(t, "gb")
	age, daily := buprenorphine.LeastAge().GB, buprenorphine.Daily().Warn
	for _, c := range []struct {
		product medication.ProductID
		age     plan.Param[int]
		most    plan.Param[medication.Mass]
	}{
		{medication.BupSLGB, age.Mono(), daily.Mono()}, {medication.BupnxSLGB, age.Combination(), daily.Combination()},
		{medication.BupEspranor, age.Espranor(), daily.Espranor()},
		{medication.BupBuvidalWeekly, age.Depot(), plan.Param[medication.Mass]{}},
		{medication.BupBuvidalMonthly, age.Depot(), plan.Param[medication.Mass]{}},
	} {
		product, _ := medication.Lookup(c.product)
		years, _, ok := product.MinimumAge()
		require.True(t, ok)
		require.Equal(t, strconv.Itoa(years), british.Settings(c.age)[0].Text(), c.product)
		if !c.most.IsZero() {
			require.Equal(t, product.Facts(medication.DailyMaximum)[0].Mass.Most.String(), british.Settings(c.most)[0].Text(), c.product)
		}
	}
}

// buprenorphineDutyCase asks for one duty of the subject.
type buprenorphineDutyCase struct {
	name                  string
	jurisdiction          string
	before                []fact
	duty                  record.RuleID
	earliest, due, latest civil.Date // no day: the duty is not open
	status                plan.ObligationStatus
	why                   string // what the duty says; empty: no matter
}

func buprenorphineDutyCases() []buprenorphineDutyCase {
	day := func(n int) civil.Date { return civil.Of(now, time.UTC).Add(n) }
	stop := fact{time.Hour, record.StopMedication{Substance: medication.Buprenorphine, Reason: record.ReasonPatientChoice}}
	switched := fact{time.Hour, record.Order{Product: medication.BupnxFilm, Dose: bupDose("16 mg/4 mg")}}
	precipitated := fact{time.Hour, record.PrecipitatedWithdrawal{By: medication.Buprenorphine}}
	remote := fact{40 * bupDay, record.ContextStated{Context: record.Telemedicine, Holds: truth.Yes}}
	ordered := fact{30 * bupDay, record.Order{Product: medication.BupnxFilm, Dose: bupDose("8 mg/2 mg"), SupplyDays: 28}}
	next, again, examined := record.RuleID("bup.xr.next-injection"), record.RuleID("bup.precipitated.reassess"), record.RuleID("bup.tele.examination")
	return []buprenorphineDutyCase{
		{"monthly Sublocade", "us", bupInjected(medication.BupSublocade, "300 mg", 50, 20), next, day(6), day(8), day(22), plan.Upcoming, ""},
		{"second Sublocade", "us", bupInjected(medication.BupSublocade, "300 mg", 10), next, day(-3), day(18), day(32), plan.DueNow, ""},
		{"late Sublocade", "us", bupInjected(medication.BupSublocade, "300 mg", 90, 50), next, day(-24), day(-22), day(-8), plan.Overdue, ""},
		{"weekly Brixadi", "us", bupInjected(medication.BupBrixadiWeekly, "24 mg", 13, 6), next, day(-1), day(1), day(3), plan.DueNow, ""},
		{"monthly Brixadi", "us", bupInjected(medication.BupBrixadiMonthly, "96 mg", 6), next, day(15), day(22), day(29), plan.Upcoming, ""},
		{"first week of Buvidal", "gb",
			append(bupInjected(medication.BupBuvidalWeekly, "16 mg", 4), bupInjected(medication.BupBuvidalWeekly, "8 mg", 2)...), next,
			day(1), day(3), day(5), plan.Upcoming, ""},
		{"stopped", "us", append(bupInjected(medication.BupSublocade, "300 mg", 20), stop), next, civil.Date{}, civil.Date{}, civil.Date{},
			"", ""},
		{"by mouth now", "us", append(bupInjected(medication.BupSublocade, "300 mg", 20), switched), next, civil.Date{}, civil.Date{},
			civil.Date{}, "", ""},
		{"never injected", "us", bupTakenDaily(3, medication.BupSL, "8 mg"), next, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},

		{"precipitated", "us", []fact{precipitated}, again, civil.Date{}, day(0), day(0), plan.DueNow, "within 1 h"},
		{"precipitated in the United Kingdom", "gb", []fact{precipitated}, again, civil.Date{}, day(0), day(0), plan.DueNow, "within 1 h"},
		{"precipitated yesterday", "us", []fact{{bupDay, precipitated.body}}, again, civil.Date{}, day(-1), day(-1), plan.Overdue, ""},
		{"looked at", "us", []fact{precipitated, bupSigns(10 * time.Minute)}, again, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},
		{"scored", "us", []fact{precipitated, bupCOWS(10*time.Minute, 20)}, again, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},
		{"nothing precipitated", "us", nil, again, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},

		{"telemedicine", "us", []fact{remote, {40 * bupDay, record.Assessed{Assessment: record.MonitoringCheck}}, ordered}, examined,
			civil.Date{},
			day(-30).AddMonths(6), day(-30).AddMonths(6), plan.Upcoming, ""},
		{"examined", "us", []fact{remote, ordered, {bupDay, record.Assessed{Assessment: record.FullExamination}}}, examined, civil.Date{},
			civil.Date{}, civil.Date{}, "", ""},
		{"examined before telemedicine began", "us", []fact{{41 * bupDay, record.Assessed{Assessment: record.FullExamination}}, remote, ordered},
			examined, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},
		{"in person", "us", []fact{ordered}, examined, civil.Date{}, civil.Date{}, civil.Date{}, "", ""},
	}
}

func (c *buprenorphineDutyCase) holds(t testing.TB, engine *plan.Engine, p plan.Plan) bool {
	open, err := engine.Due(p, now)
	require.NoError(t, err)
	i := slices.IndexFunc(open, func(o plan.Obligation) bool { return o.Duty == c.duty })
	if i < 0 || c.status == "" {
		return i < 0 && c.status == ""
	}
	o := open[i]
	return o.Earliest == c.earliest && o.Due == c.due && o.Latest == c.latest && o.Status == c.status && o.Why != "" &&
		strings.Contains(o.Why, c.why)
}

func TestBuprenorphineDuties(t *testing.T) {
	for _, c := range buprenorphineDutyCases() {
		t.Run(c.name, func(t *testing.T) {
			engine := engineFor(t, c.jurisdiction)
			require.True(t, c.holds(t, engine, planOf(t, engine, now, c.before)))
		})
	}
}

// TestDutiesWithoutAJurisdiction shows that a depot is not forgotten where the jurisdiction does not say when it is due.
func TestDutiesWithoutAJurisdiction(t *testing.T) {
	engine, err := plan.New(plan.Config{Rules: guidance.Rules(), Renamed: guidance.Renamed(), Duties: guidance.Duties(),
		Jurisdiction: plan.Jurisdiction{ID: "none", Version: "0", Title: "No values", Zone: time.UTC}})
	require.NoError(t, err)
	for product, want := range map[medication.ProductID]int{medication.BupSublocade: 8, medication.BupBrixadiMonthly: 8} {
		open, err := engine.Due(planOf(t, engine, now, bupInjected(product, "96 mg", 20)), now)
		require.NoError(t, err)
		i := slices.IndexFunc(open, func(o plan.Obligation) bool { return o.Duty == "bup.xr.next-injection" })
		require.GreaterOrEqual(t, i, 0)
		require.Equal(t, want, open[i].Due.Since(civil.Of(now, time.UTC)), product)
	}
}

// TestLackOfOneParameter takes each parameter of the subject out of the jurisdiction and asks the cases that probe it again: what
// a jurisdiction does not say is never a pass.
func TestLackOfOneParameter(t *testing.T) {
	probing := map[plan.ParamID][]ruleCase{}
	for _, c := range buprenorphineCases() {
		if c.param != "" && (c.jurisdiction == "" || c.jurisdiction == "us" || c.jurisdiction == "gb") {
			probing[c.param] = append(probing[c.param], c)
		}
	}
	require.NotEmpty(t, probing)
	for id, cases := range probing {
		if slices.Contains(leftOpen, id) {
			continue
		}
		if strings.HasPrefix(string(id), "bup.induction.break.w") || strings.HasPrefix(string(id), "bup.induction.break.m") {
			continue // without these a depot carries nothing on, and the rules of a start are asked
		}
		engines := map[string]*plan.Engine{}
		for _, c := range cases {
			if engines[c.jurisdiction] == nil {
				jurisdiction := us.Federal(time.UTC)
				if c.jurisdiction == "gb" {
					jurisdiction = gb.UnitedKingdom(time.UTC)
				}
				jurisdiction.Settings = slices.DeleteFunc(jurisdiction.Settings, func(s plan.Setting) bool { return s.Param() == id })
				engines[c.jurisdiction] = buprenorphineEngine(t, jurisdiction)
			}
			engine, asked := engines[c.jurisdiction], now.Add(c.day)
			x, err := engine.Explain(planOf(t, engine, asked, c.before),
				record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
			require.NoError(t, err)
			if c.want.fires() {
				verdict := x.Finding.Verdict
				require.False(t, verdict == plan.VerdictMet || verdict == plan.VerdictNotApplicable, "%s without %s passes: %s", c.name, id,
					x.Finding.Message())
			}
		}
	}
}

// BenchmarkBuprenorphineOrder asks the rules of the subject about a prescription after two years of doses: the cost must not
// grow with the length of the course.
func BenchmarkBuprenorphineOrder(b *testing.B) {
	for name, days := range map[string]int{"30 days": 30, "730 days": 730} {
		b.Run(name, func(b *testing.B) {
			engine := buprenorphineEngine(b, us.Federal(time.UTC))
			p := planOf(b, engine, now, append(ordinary(), bupTakenDaily(days, medication.BupnxFilm, "16 mg/4 mg")...))
			ask := record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a"}, Body: bupSupply("16 mg/4 mg", 28)}
			b.ReportAllocs()
			for b.Loop() {
				_, err := engine.Check(p, ask)
				require.NoError(b, err)
			}
		})
	}
}

// TestWaitingNeverMakesItWorse asks about every hour since the last opioid, and every day since the last injection.
func TestWaitingNeverMakesItWorse(t *testing.T) {
	rank := map[outcome]int{met: 0, irrelevant: 0, advises: 1, warns: 2, blocks: 3}
	american, british := engineFor(t, "us"), engineFor(t, "gb")
	for _, c := range []struct {
		engine *plan.Engine
		rule   record.RuleID
		ask    record.Body
		steps  int
		fact   func(step int) []fact
	}{
		{american, "bup.induction.hours-short-acting", bupOrder(medication.BupSL, "4 mg"), 100,
			func(h int) []fact { return []fact{bupUsed(time.Duration(h)*time.Hour, "heroin")} }},
		{american, "bup.induction.hours-long-acting", bupOrder(medication.BupSL, "4 mg"), 100,
			func(h int) []fact { return []fact{bupMethadone(time.Duration(h)*time.Hour, 30)} }},
		{american, "bup.induction.methadone-dose-max", bupOrder(medication.BupSL, "4 mg"), 100,
			func(h int) []fact { return []fact{bupMethadone(time.Duration(h)*time.Hour, 60)} }},
		{american, "bup.xr.test-dose", bupOrder(medication.BupSublocade, "300 mg"), 48, func(h int) []fact {
			return []fact{bupGiven(time.Duration(h)*time.Hour, medication.BupSL, "4 mg")}
		}},
		{american, "bup.xr.sublocade.interval-min", bupOrder(medication.BupSublocade, "100 mg"), 60,
			func(d int) []fact { return bupInjected(medication.BupSublocade, "300 mg", d+30, d) }},
		{british, "bup.induction.hours-short-acting", bupOrder(medication.BupSLGB, "4 mg"), 100,
			func(h int) []fact { return []fact{bupUsed(time.Duration(h)*time.Hour, "heroin")} }},
		{british, "gb.bup.induction.interval.methadone", bupOrder(medication.BupSLGB, "4 mg"), 100,
			func(h int) []fact { return []fact{bupMethadone(time.Duration(h)*time.Hour, 60)} }},
		{british, "gb.bup.laib.window.weekly", bupOrder(medication.BupBuvidalWeekly, "24 mg"), 9,
			func(d int) []fact { return bupInjected(medication.BupBuvidalWeekly, "24 mg", d+14, d+7, d) }},
	} {
		worst := len(rank)
		for step := 1; step <= c.steps; step++ {
			x, err := c.engine.Explain(planOf(t, c.engine, now, c.fact(step)),
				record.Event{ID: "ask", At: now, Actor: record.Actor{ID: "a"}, Body: c.ask}, c.rule)
			require.NoError(t, err)
			now, known := rank[got(x.Finding)]
			require.True(t, known, "%s at %d: %s", c.rule, step, x.Finding.String())
			require.LessOrEqual(t, now, worst, "%s at %d: %s", c.rule, step, x.Finding.String())
			worst = now
		}
		require.Zero(t, worst, c.rule)
	}
}
