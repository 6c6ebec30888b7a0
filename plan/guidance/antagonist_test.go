package guidance_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/naltrexone"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// readyForNaltrexone is an ordinary person with an ordinary record, nine days after heroin, tested and challenged.
func readyForNaltrexone() []fact {
	return []fact{aged(34), usedOpioid("heroin", 9*aDay), told(9*aDay, record.DiagnosisRecorded{Criteria: 7}),
		reviewedSection(record.OpioidUseSection), reviewedSection(record.MedicinesSection), reviewedSection(record.ConditionsSection),
		reviewedSection(record.AllergiesSection),
		measuredValue(record.ALTRatio, "1.2", 2*aDay), negativePanel(3 * time.Hour), challenged(2*time.Hour, record.Negative),
		told(time.Hour, record.NaloxoneSupplied{Doses: 2})}
}

func asked(t *testing.T, jurisdiction string, before []fact, ask record.Body, overrides ...record.Override) plan.Decision {
	t.Helper()
	engine := engineFor(t, jurisdiction)
	d, err := engine.Check(planOf(t, engine, now, before),
		record.Event{At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: ask, Overrides: overrides})
	require.NoError(t, err)
	return d
}

func rulesOf(findings []plan.Finding) []record.RuleID {
	var ids []record.RuleID
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	return ids
}

// ofThisSubject are the findings about naltrexone.
func ofThisSubject(findings []plan.Finding) []record.RuleID {
	var ids []record.RuleID
	for _, id := range rulesOf(findings) {
		if strings.Contains(string(id), "naltrexone") || strings.HasPrefix(string(id), "med.") || safetyIDs[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestAnOrdinaryStartOfNaltrexoneIsAllowed(t *testing.T) {
	order := injection
	order.Setting = medication.SettingOffice
	d := asked(t, "", readyForNaltrexone(), order)
	require.Equal(t, plan.Allowed, d.Status, "%v", d.Findings)
	require.Equal(t, []record.RuleID{"naltrexone.opioid-free.short"}, ofThisSubject(d.Findings), "ten days would be better: advice")
}

func TestNaltrexoneThatGoesOnAsksForNothing(t *testing.T) {
	order := injection
	order.Setting = medication.SettingOffice
	before := []fact{aged(34), dosed(medication.NtxXR, "380 mg", 28*aDay), told(27*aDay, record.NaloxoneSupplied{})}
	d := asked(t, "", before, order)
	require.Equal(t, plan.Allowed, d.Status, "%v", d.Findings)
	require.Empty(t, ofThisSubject(d.Findings))
}

// Without a word on record the antagonist is held back, and the decision says for want of what.
func TestNaltrexoneForSomebodyUnknownIsHeldBack(t *testing.T) {
	d := asked(t, "", nil, injection)
	require.Equal(t, plan.Undetermined, d.Status)
	held := map[record.RuleID]bool{}
	for _, f := range d.Unknown() {
		if f.Holds {
			held[f.Rule] = true
		}
	}
	require.Equal(t, map[record.RuleID]bool{"naltrexone.opioid-free.short": true, "naltrexone.opioid-free.long": true,
		"naltrexone.utox":              true,
		"naltrexone.concurrent-opioid": true}, held)
}

// Suboxone is buprenorphine with naloxone. Naltrexone with any buprenorphine product is refused, in both directions, and nobody
// can override it: of what was taken longer ago than any wait, and not stopped on paper, decision 9 decides.
func TestNaltrexoneWithBuprenorphineIsRefused(t *testing.T) {
	for _, jurisdiction := range []string{"", "gb"} {
		for _, p := range medication.Products() {
			require.False(t, p.Contains(medication.Buprenorphine) && p.Contains(medication.Naltrexone), "%s", p)
			if p.Substance() != medication.Buprenorphine {
				continue
			}
			any := record.Order{Product: p.ID(), Dose: p.Strengths()[0].Dose}
			naltrexone := firstTablet
			if jurisdiction == "gb" {
				naltrexone = tabletGB
			}
			override := record.Override{Rule: "naltrexone.concurrent-opioid", Reason: record.ReasonClinical, Note: "seen"}
			onto := append(readyForNaltrexone(), told(5*aDay, record.DoseGiven{Product: p.ID(), Dose: any.Dose}))
			d := asked(t, jurisdiction, onto, naltrexone, override)
			require.Equal(t, plan.Refused, d.Status, "naltrexone onto %s in %q", p, jurisdiction)
			require.Contains(t, rulesOf(d.Violated(record.Block)), record.RuleID("naltrexone.concurrent-opioid"))

			beneath := append(readyForNaltrexone(), told(time.Hour, record.DoseGiven{Product: naltrexone.Product, Dose: naltrexone.Dose}))
			d = asked(t, jurisdiction, beneath, any, override)
			require.Equal(t, plan.Refused, d.Status, "%s onto naltrexone in %q", p, jurisdiction)
			require.Contains(t, rulesOf(d.Violated(record.Block)), record.RuleID("naltrexone.concurrent-opioid"))
		}
	}
}

// What is recommended may be overridden, and what decision 9 calls the least may not.
func TestTheRecommendedWaitCanBeOverridden(t *testing.T) {
	order := injection
	order.Setting = medication.SettingOffice
	advised := func(rule record.RuleID) record.Override {
		return record.Override{Rule: rule, Reason: record.ReasonSpecialistAdvice, Note: "seen"}
	}
	onHeroin := append(readyForNaltrexone(), usedOpioid("heroin", 4*aDay))
	require.Equal(t, plan.Refused, asked(t, "", onHeroin, order, advised("naltrexone.opioid-free.short")).Status)
	require.Equal(t, plan.Refused, asked(t, "gb", onHeroin, tabletGB, advised("gb.naltrexone.opioid-free-days")).Status)
	onBuprenorphine := append(readyForNaltrexone(), usedOpioid("buprenorphine", 10*aDay))
	require.Equal(t, plan.Refused, asked(t, "", onBuprenorphine, order).Status)
	require.Equal(t, plan.Allowed, asked(t, "", onBuprenorphine, order, advised("naltrexone.opioid-free.long")).Status)
}

// V06: what was swallowed is recorded as a deviation, and methadone goes on.
func TestNaltrexoneThatWasSwallowedIsRecorded(t *testing.T) {
	engine := engineFor(t, "")
	p := planOf(t, engine, now, []fact{dosed(medication.MethadoneConc, "100 mg", aDay),
		dosed(medication.MethadoneConc, "100 mg", time.Hour)})
	out, err := engine.Apply(p, record.Event{ID: "swallowed", At: now,
		Body: record.DoseTaken{Product: medication.NtxPO, Dose: tablet.Dose}})
	require.NoError(t, err)
	require.True(t, out.Accepted())
	require.Subset(t, rulesOf(out.Decision.Violated(record.Block)),
		[]record.RuleID{"naltrexone.concurrent-opioid", "naltrexone.opioid-free.long"})

	d, err := engine.Check(out.Plan, record.Event{At: now.Add(aDay), Body: orderOf(medication.MethadoneConc, "100 mg")})
	require.NoError(t, err)
	require.NotContains(t, rulesOf(d.Violated(record.Block)), record.RuleID("naltrexone.concurrent-opioid"))
}

func due(t *testing.T, jurisdiction string, before []fact, duty record.RuleID) []plan.Obligation {
	t.Helper()
	engine := engineFor(t, jurisdiction)
	all, err := engine.Due(planOf(t, engine, now, before), now)
	require.NoError(t, err)
	var of []plan.Obligation
	for _, o := range all {
		if o.Duty == duty {
			of = append(of, o)
		}
	}
	return of
}

func TestTheNextInjectionIsDue(t *testing.T) {
	const duty = "naltrexone.xr.next"
	last := func(days int) fact { return dosed(medication.NtxXR, "380 mg", time.Duration(days)*aDay) }
	for days, want := range map[int]plan.ObligationStatus{24: plan.Upcoming, 25: plan.DueNow, 28: plan.DueNow, 31: plan.DueNow,
		32: plan.Overdue, 90: plan.Overdue} {
		got := due(t, "", []fact{last(days)}, duty)
		require.Len(t, got, 1)
		require.Equal(t, want, got[0].Status, "after %d days", days)
	}
	got := due(t, "", []fact{dosed(medication.NtxXR, "380 mg", now.Sub(time.Date(2026, 5, 31, 9, 0, 0, 0, time.UTC)))}, duty)[0]
	require.Equal(t, civil.Must(2026, time.June, 25), got.Earliest)
	require.Equal(t, civil.Must(2026, time.June, 28), got.Due)
	require.Equal(t, civil.Must(2026, time.July, 1), got.Latest)
	require.Equal(t, "the last injection was on 2026-05-31; the label says every four weeks or once a month, which is 2026-06-30", got.Why)

	require.Empty(t, due(t, "", nil, duty))
	require.Empty(t, due(t, "", []fact{dosed(medication.NtxPO, "50 mg", aDay)}, duty))
	require.Empty(t, due(t, "", []fact{last(40), stoppedTreatment(medication.Naltrexone, aDay)}, duty))
	require.Empty(t, due(t, "gb", []fact{last(40)}, duty), "no values, no duty")
}

func TestChallengePolicyInWords(t *testing.T) {
	require.Equal(t, "always", naltrexone.ChallengeAlways.String())
	require.Equal(t, "when the interval or the history is uncertain", naltrexone.ChallengeWhenUncertain.String())
	require.Equal(t, "invalid", naltrexone.ChallengePolicy(0).String())
}

// TestEachUnsetParameterIsNoticed takes the values of these subjects out of the jurisdictions one by one: every case about the
// parameter is unknown then, and never met.
func TestEachUnsetParameterIsNoticed(t *testing.T) {
	jurisdictions := map[string]plan.Jurisdiction{"": us.Federal(time.UTC), "gb": gb.UnitedKingdom(time.UTC)}
	engines := map[string]*plan.Engine{}
	for _, c := range slices.Concat(antagonistCases(), safetyCases()) {
		if c.param == "" || slices.Contains(leftOpen, c.param) {
			continue
		}
		key := c.jurisdiction + "/" + string(c.param)
		if engines[key] == nil {
			without := jurisdictions[c.jurisdiction]
			full := len(without.Settings)
			without.Settings = slices.DeleteFunc(slices.Clone(without.Settings), func(s plan.Setting) bool { return s.Param() == c.param })
			require.Len(t, without.Settings, full-1, key)
			engine, err := plan.New(plan.Config{Rules: guidance.Rules(), Renamed: guidance.Renamed(), Jurisdiction: without})
			require.NoError(t, err)
			engines[key] = engine
		}
		asked := now.Add(c.day)
		x, err := engines[key].Explain(planOf(t, engines[key], asked, c.before), record.Event{ID: "ask", At: asked, Body: c.ask}, c.rule)
		require.NoError(t, err)
		require.Contains(t, []plan.Verdict{plan.VerdictUnknown, plan.VerdictNotJudged}, x.Finding.Verdict, "%s %s: %s", c.rule, c.name,
			x.Finding.Message())
	}
}
