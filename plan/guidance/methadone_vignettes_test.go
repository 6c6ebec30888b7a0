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
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// ofMethadone reports whether the rule is one of methadone and its programmes.
func ofMethadone(id record.RuleID) bool {
	for _, prefix := range []string{"methadone.", "otp.", "contra.resp", "contra.gi-obstruction", "hepatic.methadone", "renal.methadone-bup",
		"med.setting.methadone-oud", "gb.methadone.", "gb.ost.", "gb.hospital."} {
		if strings.HasPrefix(string(id), prefix) {
			return true
		}
	}
	return false
}

// obstacles lists the rules of the subject that refuse the intent or hold it back.
func obstacles(t *testing.T, jurisdiction string, before []fact, ask record.Body, overrides ...record.Override) []record.RuleID {
	t.Helper()
	engine := engineFor(t, jurisdiction)
	p := planOf(t, engine, now, before)
	d, err := engine.Check(p, record.Event{At: now, Actor: record.Actor{ID: "a", Role: "physician"}, Body: ask, Overrides: overrides})
	require.NoError(t, err)
	var found []record.RuleID
	for i := range d.Findings {
		if f := &d.Findings[i]; ofMethadone(f.Rule) && (f.Refuses() || f.Holds) {
			found = append(found, f.Rule)
		}
	}
	return found
}

// arrived is somebody who came to a programme as people ordinarily do, examined and in withdrawal.
func arrived(facts ...fact) []fact {
	return append([]fact{
		{oneDay, record.PersonRegistered{Birth: civil.Must(1985, time.May, 1)}}, {oneDay,
			record.DiagnosisRecorded{Criteria: 7}}, used("heroin", 14*time.Hour),
		{2 * time.Hour, record.Assessed{Assessment: record.ScreeningExamination}}, {2 * time.Hour,
			record.Screened{Results: []record.AnalyteResult{{Analyte: record.AnalyteOpiates, Result: record.Positive}}}},
		reviewed(record.ConditionsSection), reviewed(record.MedicinesSection), seen(time.Hour, record.Mydriasis, record.Rhinorrhea),
	}, facts...)
}

// TestOrdinaryOrdersPass demands that an ordinary order for a person with ordinary data is neither refused nor held back.
func TestOrdinaryOrdersPass(t *testing.T) {
	ward := inPlace(medication.SettingHospital)
	for _, c := range []struct {
		name         string
		jurisdiction string
		before       []fact
		ask          record.Body
	}{
		{"a first dose", "us", arrived(), methadoneOf(30)},
		{"a first dose, as a regimen", "us", arrived(), methadoneOf(30, every(medication.Daily()))},
		{"more on the first day", "us", arrived(given(3*time.Hour, 30)), methadoneOf(10)},
		{"the next day", "us", arrived(given(oneDay, 30)), methadoneOf(30)},
		{"a verified transfer", "us", arrived(transferred(80, 1)...), methadoneOf(80)},
		{"maintenance", "us", onMethadone(90, 0), methadoneOf(90)},
		{"maintenance after a Sunday", "us", onMethadone(90, 1), methadoneOf(90)},
		{"maintenance without a schedule", "us", []fact{given(90*oneDay, 90), given(2*oneDay, 90)}, methadoneOf(90)},
		{"V43 counselling declined", "us", onMethadone(90, 0), methadoneOf(90)},
		{"V44 an emergency department", "us", arrived(), methadoneOf(30, inPlace(medication.SettingEmergency), supply(3))},
		{"V46 an inpatient with endocarditis", "us", arrived(stated(record.HospitalStay, oneDay)), methadoneOf(30, ward)},
		{"V64 a new start", "us", arrived(leftFourMonthsAgo()...), methadoneOf(30)},
		{"V39 seven days at home", "us", []fact{given(9*oneDay, 60), given(oneDay, 60)},
			record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 7, Criteria: truth.Yes}},
		{"V01 a first dose", "gb", arrived(), methadoneOf(30, product(medication.MethadoneSolnGB), inPlace(medication.SettingPharmacy))},
		{"V08 two missed doses", "gb", onMethadone(80, 2), methadoneOf(80)},
	} {
		t.Run(c.name, func(t *testing.T) { require.Empty(t, obstacles(t, c.jurisdiction, c.before, c.ask)) })
	}
}

// TestDangerousOrdersDoNotPass demands that each is stopped, and by which rules.
func TestDangerousOrdersDoNotPass(t *testing.T) {
	for _, c := range []struct {
		name         string
		jurisdiction string
		before       []fact
		ask          record.Body
		want         []record.RuleID
	}{
		{"nothing known", "us", nil, methadoneOf(30), []record.RuleID{"methadone.induction.not-sedated"}},
		{"sedated", "us", arrived(seen(time.Minute, record.Sedation)), methadoneOf(30), []record.RuleID{"methadone.induction.not-sedated"}},
		{"V34 no reason documented", "us", arrived(), methadoneOf(55),
			[]record.RuleID{"methadone.induction.first-dose", "methadone.induction.first-day-total"}},
		{"V38 the full dose after six missed", "us", onMethadone(100, 6), methadoneOf(100), []record.RuleID{"methadone.missed.anew"}},
		{"V64 the old dose", "us", arrived(leftFourMonthsAgo()...), methadoneOf(110),
			[]record.RuleID{"methadone.induction.first-dose", "methadone.induction.first-day-total"}},
		{"V64 the old dose without a recorded stop", "us", onMethadone(110, 120), methadoneOf(110), []record.RuleID{"methadone.missed.anew"}},
		{"a claimed continuation", "us", arrived(), methadoneOf(90, meant(record.PurposeContinue)),
			[]record.RuleID{"methadone.induction.first-dose", "methadone.induction.first-day-total", "methadone.missed.anew"}},
		{"a pharmacy", "us", arrived(), methadoneOf(30, inPlace(medication.SettingPharmacy)), []record.RuleID{"med.setting.methadone-oud"}},
		{"V03 45 mg", "gb", arrived(), methadoneOf(45),
			[]record.RuleID{"methadone.induction.first-dose", "methadone.induction.first-day-total"}},
		{"V09 three missed doses", "gb", onMethadone(80, 3), methadoneOf(80), []record.RuleID{"gb.ost.missed.held"}},
		{"five missed doses", "gb", onMethadone(80, 5), methadoneOf(80), []record.RuleID{"gb.ost.missed.held"}},
		{"V49 a claim in hospital", "gb", arrived(fact{oneDay, record.OpioidUsed{Agent: "methadone", DailyDose: mg(90)}}),
			methadoneOf(90, inPlace(medication.SettingHospital),
				meant(record.PurposeContinue)), []record.RuleID{"methadone.induction.first-dose",
				"methadone.induction.first-day-total", "methadone.missed.anew", "gb.hospital.continue", "methadone.dose.leap"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.ElementsMatch(t, c.want, obstacles(t, c.jurisdiction, c.before, c.ask))
		})
	}
}

// TestOverrides goes past what may be overridden, by an alias as well, and not past what may not.
func TestOverrides(t *testing.T) {
	why := func(rule record.RuleID) record.Override {
		return record.Override{Rule: rule, Reason: record.ReasonClinical, Note: "seen"}
	}
	require.Empty(t, obstacles(t, "us", onMethadone(100, 6), methadoneOf(100), why("methadone.missed.anew")))
	require.Empty(t, obstacles(t, "us", onMethadone(100, 6), methadoneOf(100), why("methadone.missed.anew")))
	require.Equal(t, []record.RuleID{"med.setting.methadone-oud"},
		obstacles(t, "us", onMethadone(100, 0), methadoneOf(100, inPlace(medication.SettingPharmacy)), why("med.setting.methadone-oud")))
}

// TestMissedDosesAreCounted is V11: last dose on Monday, back on Friday, are three missed doses.
func TestMissedDosesAreCounted(t *testing.T) {
	monday := time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)
	require.Equal(t, time.Monday, monday.Weekday())
	engine := engineFor(t, "gb")
	p := planOf(t, engine, monday, []fact{{60 * oneDay, methadoneOf(80, every(medication.Daily()))}, given(60*oneDay, 80), given(0, 80)})
	friday := monday.Add(4 * oneDay)
	x, err := engine.Explain(p, record.Event{At: friday, Body: methadoneOf(80)}, "gb.ost.missed.held")
	require.NoError(t, err)
	require.True(t, x.Finding.Refuses())
	require.Equal(t, "3 missed doses in a row, from 3 on the prescriber is asked first", x.Finding.Message())
}

// TestFindingsNameTheDose reads what a clinician would read.
func TestFindingsNameTheDose(t *testing.T) {
	for _, c := range []struct {
		jurisdiction    string
		before          []fact
		ask             record.Body
		rule            record.RuleID
		message, remedy string
	}{
		{"us", onMethadone(100, 4), methadoneOf(100), "methadone.missed.reduced",
			"100 mg after 4 missed doses: above 50 mg, which is the higher of 1/2 of " +
				"the usual dose and 30 mg, at most the usual dose", "assess the person, and go on with 50 mg"},
		{"us", onMethadone(100, 6), methadoneOf(100), "methadone.missed.anew", "100 mg after 6 missed doses, which from 5 on is a new start: above 30 mg",
			"start anew with a first dose, and rise as after any start: the old dose can kill now"},
		{"us", []fact{given(9*oneDay, 60)}, record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 8}, "otp.takehome.max",
			"8 days in hand on day 10 of treatment, since 2026-06-06: at most 7", "grant fewer days; days on which the clinic is closed are granted beside them"},
	} {
		engine := engineFor(t, c.jurisdiction)
		x, err := engine.Explain(planOf(t, engine, now, c.before), record.Event{At: now, Body: c.ask}, c.rule)
		require.NoError(t, err)
		require.Equal(t, c.message, x.Finding.Message())
		require.Equal(t, c.remedy, x.Finding.Remedy)
		require.True(t, slices.ContainsFunc(x.Finding.Causes,
			func(cause plan.Cause) bool { return strings.Contains(cause.What(), "methadone") }))
	}
}

// TestEachParameterAloneUnset takes one parameter out of a jurisdiction at a time. No case of its rule may pass on that account,
// except with the parameters that a jurisdiction may leave out.
func TestEachParameterAloneUnset(t *testing.T) {
	for name, full := range map[string]plan.Jurisdiction{"us": us.Federal(time.UTC), "gb": gb.UnitedKingdom(time.UTC)} {
		for _, r := range guidance.All() {
			if !ofMethadone(r.ID) {
				continue
			}
			for _, param := range r.Parameters() {
				if slices.Contains(leftOpen, param.ID()) {
					continue
				}
				partial := full
				partial.Settings = slices.DeleteFunc(slices.Clone(full.Settings),
					func(s plan.Setting) bool { return s.Param() == param.ID() })
				engine, err := plan.New(plan.Config{Jurisdiction: partial, Rules: guidance.Rules(), Renamed: guidance.Renamed()})
				require.NoError(t, err)
				for _, c := range allCases() {
					if c.rule != r.ID || !c.want.fires() || c.jurisdiction != name && (c.jurisdiction != "" || name != "us") {
						continue
					}
					asked := now.Add(c.day)
					x, err := engine.Explain(planOf(t, engine, asked, c.before),
						record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
					require.NoError(t, err)
					require.NotEqual(t, met, got(x.Finding), "%s passes %q without %s", r.ID, c.name, param.ID())
				}
			}
		}
	}
}
