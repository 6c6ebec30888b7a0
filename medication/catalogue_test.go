package medication_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/stretchr/testify/require"
)

// tableA1 is the list of United States products that the catalogue must have, with what makes each one itself.
var tableA1 = []struct {
	id        medication.ProductID
	strengths string
	schedule  medication.ControlledSchedule
	routes    []medication.Route
}{
	{"methadone.tab", "5 mg, 10 mg", medication.ScheduleII, []medication.Route{medication.Oral}},
	{"methadone.disp", "40 mg", medication.ScheduleII, []medication.Route{medication.Oral}},
	{"methadone.conc", "10 mg per mL", medication.ScheduleII, []medication.Route{medication.Oral}},
	{"methadone.soln", "1 mg per mL, 2 mg per mL", medication.ScheduleII, []medication.Route{medication.Oral}},
	{"methadone.inj", "10 mg per mL", medication.ScheduleII,
		[]medication.Route{medication.Subcutaneous, medication.Intramuscular, medication.Intravenous}},
	{"bup.sl", "2 mg, 8 mg", medication.ScheduleIII, []medication.Route{medication.Sublingual}},
	{"bupnx.sl", "2 mg/0.5 mg, 8 mg/2 mg", medication.ScheduleIII, []medication.Route{medication.Sublingual}},
	{"bupnx.film", "2 mg/0.5 mg, 4 mg/1 mg, 8 mg/2 mg, 12 mg/3 mg", medication.ScheduleIII,
		[]medication.Route{medication.Sublingual, medication.Buccal}},
	{"bupnx.zubsolv", "0.7 mg/0.18 mg, 1.4 mg/0.36 mg, 2.9 mg/0.71 mg, 5.7 mg/1.4 mg, 8.6 mg/2.1 mg, 11.4 mg/2.9 mg",
		medication.ScheduleIII, []medication.Route{medication.Sublingual}},
	{"bup.sublocade", "100 mg in 0.5 mL, 300 mg in 1.5 mL", medication.ScheduleIII, []medication.Route{medication.Subcutaneous}},
	{"bup.brixadi.weekly", "8 mg in 0.16 mL, 16 mg in 0.32 mL, 24 mg in 0.48 mL, 32 mg in 0.64 mL", medication.ScheduleIII,
		[]medication.Route{medication.Subcutaneous}},
	{"bup.brixadi.monthly", "64 mg in 0.18 mL, 96 mg in 0.27 mL, 128 mg in 0.36 mL", medication.ScheduleIII,
		[]medication.Route{medication.Subcutaneous}},
	{"bup.probuphine", "74.2 mg", medication.ScheduleIII, []medication.Route{medication.Implant}},
	{"bupnx.bunavail", "2.1 mg/0.3 mg, 4.2 mg/0.7 mg, 6.3 mg/1 mg", medication.ScheduleIII, []medication.Route{medication.Buccal}},
	{"bupnx.cassipa", "16 mg/4 mg", medication.ScheduleIII, []medication.Route{medication.Sublingual}},
	{"ntx.po", "25 mg, 50 mg, 100 mg", medication.NotControlled, []medication.Route{medication.Oral}},
	{"ntx.xr", "380 mg in 4 mL", medication.NotControlled, []medication.Route{medication.Intramuscular}},
	{"lofexidine", "0.18 mg", medication.NotControlled, []medication.Route{medication.Oral}},
	{"clonidine", "0.1 mg, 0.2 mg, 0.3 mg", medication.NotControlled, []medication.Route{medication.Oral}},
	{"naloxone.in", "3 mg in 0.1 mL, 4 mg in 0.1 mL, 4 mg in 0.25 mL, 8 mg, 10 mg in 0.1 mL", medication.NotControlled,
		[]medication.Route{medication.Intranasal}},
	{"naloxone.inj", "0.4 mg per mL, 1 mg per mL", medication.NotControlled,
		[]medication.Route{medication.Intramuscular, medication.Subcutaneous, medication.Intravenous}},
	{"nalmefene.in", "2.7 mg", medication.NotControlled, []medication.Route{medication.Intranasal}},
	{"nalmefene.ai", "1.5 mg", medication.NotControlled, []medication.Route{medication.Subcutaneous, medication.Intramuscular}},
}

func TestTableA1IsComplete(t *testing.T) {
	for _, want := range tableA1 {
		p := product(t, want.id)
		var strengths []string
		for _, s := range p.Strengths() {
			strengths = append(strengths, s.String())
		}
		require.Equal(t, want.strengths, strings.Join(strengths, ", "), want.id)
		require.Equal(t, want.schedule, p.Schedule(), want.id)
		require.Equal(t, want.routes, p.Routes(), want.id)
		require.Equal(t, "us", p.Jurisdiction(), want.id)
	}
}

func TestEveryProductIsWhole(t *testing.T) {
	seen := map[medication.ProductID]bool{}
	for _, p := range medication.Products() {
		require.False(t, seen[p.ID()], "%s stands twice", p)
		seen[p.ID()] = true
		require.Regexp(t, `^[a-z]+(\.[a-z0-9]+)*$`, string(p.ID()))
		found, ok := medication.Lookup(p.ID())
		require.True(t, ok)
		require.Equal(t, p, found, "handles of one product are equal")
		require.True(t, p.IsValid())

		require.NotEmpty(t, p.Name(), p)
		require.Contains(t, []string{"us", "gb", "ca"}, p.Jurisdiction(), p)
		require.True(t, p.Substance().Valid(), p)
		require.Equal(t, p.Substance().Mechanism(), p.Mechanism(), p)
		require.NotEqual(t, "invalid", p.Form().String(), p)
		require.NotEmpty(t, p.Routes(), p)
		require.NotEmpty(t, p.Settings(), p)
		require.NotEmpty(t, p.Marketing(), p)
		require.NotEmpty(t, p.Cites(), p)
		require.True(t, hasATC(p) || p.Substance() == medication.SlowMorphine, p) // whose code is that of every release
		require.Contains(t, []int{0, 7, 28}, p.DepotDays(), p)
		require.Equal(t, p.Form() == medication.FormDepot || p.Form() == medication.FormImplant, p.LongActing(), p)
		require.Equal(t, p.Jurisdiction() == "us", p.Schedule() != 0, "%s: only US schedules are stated", p)
		for _, r := range p.Routes() {
			require.True(t, r.Valid() && p.HasRoute(r), p)
		}
		for _, s := range p.Settings() {
			require.True(t, s.Valid() && p.AllowsSetting(s), p)
		}
	}
	_, ok := medication.Lookup("suboxone")
	require.False(t, ok)
}

func TestEveryFactHasASource(t *testing.T) {
	for _, p := range medication.Products() {
		cites := append(p.Cites(), p.SettingCite())
		for _, s := range p.Strengths() {
			cites = append(cites, s.Cite)
		}
		for _, m := range p.Marketing() {
			cites = append(cites, m.Cite)
		}
		for _, c := range p.Codes() {
			cites = append(cites, c.Cite)
		}
		if years, cite, ok := p.MinimumAge(); ok {
			require.Positive(t, years)
			cites = append(cites, cite)
		}
		for _, f := range p.Label() {
			cites = append(cites, f.Cite)
			require.NotEmpty(t, f.Text, p)
			require.NotEqual(t, "invalid", f.Topic.String(), p)
			if !f.Mass.Most.IsZero() {
				require.LessOrEqual(t, f.Mass.Least.Compare(f.Mass.Most), 0, "%s %s", p, f.Text)
			}
			if f.Time.Most != 0 {
				require.LessOrEqual(t, f.Time.Least, f.Time.Most, "%s %s", p, f.Text)
			}
			require.True(t, f.When.Measure != 0 || f.When == medication.Condition{}, "%s %s: bounds of nothing", p, f.Text)
		}
		for _, cite := range cites {
			require.NoError(t, cite.Validate(), "%s", p)
		}
	}
}

func TestStrengths(t *testing.T) {
	for _, p := range medication.Products() {
		_, combined := p.Companion()
		perUnit, largest := 0, medication.Mass{}
		seen := map[string]bool{}
		for _, s := range p.Strengths() {
			require.False(t, s.Dose.Principal.IsZero(), "%s", p)
			require.LessOrEqual(t, largest.Compare(s.Dose.Principal), 0, "%s: smallest first", p)
			largest = s.Dose.Principal
			require.Equal(t, combined, !s.Dose.Companion.IsZero(), "%s %s", p, s)
			require.NotEqual(t, "invalid", s.Per.String(), "%s %s", p, s)
			require.False(t, seen[s.String()], "%s %s stands twice", p, s)
			seen[s.String()] = true
			require.True(t, s.Brand == "" || contains(p.Brands(), s.Brand), "%s %s", p, s.Brand)
			if s.Per == medication.PerUnit {
				perUnit++
			} else {
				require.True(t, s.Volume.IsZero(), "%s %s: a concentration has no volume of its own", p, s)
			}
		}
		require.Contains(t, []int{0, len(p.Strengths())}, perUnit, "%s: units and concentrations do not mix", p)
	}
}

func TestFourToOneWhereTheLabelSaysSo(t *testing.T) {
	for _, id := range []medication.ProductID{medication.BupnxSL, medication.BupnxFilm, medication.BupnxCassipa, medication.BupnxSLGB} {
		for _, s := range product(t, id).Strengths() {
			require.Equal(t, s.Dose.Principal, s.Dose.Companion.Times(4), "%s %s", id, s)
		}
	}
}

func TestCodes(t *testing.T) {
	owner := map[string]medication.ProductID{}
	for _, p := range medication.Products() {
		for _, c := range p.Codes() {
			switch c.System {
			case vocabulary.RxNorm:
				require.Regexp(t, `^[1-9][0-9]{4,7}$`, c.Code, p)
				require.Empty(t, owner[c.Code], "%s: %s is already that of %s", p, c.Code, owner[c.Code])
				owner[c.Code] = p.ID()
				require.True(t, c.Brand == "" || contains(p.Brands(), c.Brand), "%s %s", p, c.Brand)
				found, strength, ok := medication.LookupCode(c.System, c.Code)
				require.Equal(t, c.Confirmed(), ok, c.Code)
				require.Equal(t, p, found)
				require.Contains(t, strength.Codes, c)
			case vocabulary.ATC:
				require.Regexp(t, `^[A-Z][0-9]{2}[A-Z]{2}[0-9]{2}$`, c.Code, p)
				_, _, ok := medication.LookupCode(c.System, c.Code)
				require.False(t, ok, "a group of the ATC identifies no product")
			default:
				t.Fatalf("%s: code system %q", p, c.System)
			}
		}
	}
	require.NotEmpty(t, owner)
	p, strength, ok := medication.LookupCode(vocabulary.RxNorm, "1010604")
	require.True(t, ok)
	require.Equal(t, medication.BupnxFilm, p.ID())
	require.Equal(t, "8 mg/2 mg", strength.Dose.String())
	_, _, ok = medication.LookupCode(vocabulary.RxNorm, "7242")
	require.False(t, ok, "an ingredient identifies no product")
	_, _, ok = medication.LookupCode("http://example.org", "1010604")
	require.False(t, ok)
	require.False(t, medication.Code{Cite: evidence.Source{ID: "x", Title: "x"}.At("", evidence.Unconfirmed)}.Confirmed())
}

// A text in circulation says that Suboxone contains naltrexone. It contains naloxone, and nothing contains both buprenorphine
// and naltrexone.
func TestSuboxoneIsBuprenorphineWithNaloxone(t *testing.T) {
	suboxones := 0
	for _, p := range medication.Products() {
		require.False(t, p.Contains(medication.Buprenorphine) && p.Contains(medication.Naltrexone), p)
		if contains(p.Brands(), "Suboxone") {
			suboxones++
			companion, ok := p.Companion()
			require.True(t, ok)
			require.Equal(t, medication.Buprenorphine, p.Substance())
			require.Equal(t, medication.Naloxone, companion)
			require.False(t, p.Contains(medication.Naltrexone))
			require.NotEmpty(t, p.Facts(medication.Composition), p)
		}
	}
	require.Equal(t, 3, suboxones)
	require.False(t, product(t, medication.BupSL).Contains(0))
}

// The naloxone of a combination is no rescue medicine, and the public value set of naloxone medicines is full of combinations.
func TestOnlyRescueMedicinesReverseAnOverdose(t *testing.T) {
	rescue := map[medication.ProductID]bool{
		medication.NaloxoneIN: true, medication.NaloxoneInj: true, medication.NaloxoneZimhi: true, medication.NalmefeneIN: true,
		medication.NalmefeneAI: true, medication.NaloxoneINGB: true, medication.NaloxoneInjGB: true,
	}
	for _, p := range medication.Products() {
		require.Equal(t, rescue[p.ID()], p.ReversesOverdose(), p)
		alone := p.Substance() == medication.Naloxone || p.Substance() == medication.Nalmefene
		require.Equal(t, alone, p.ReversesOverdose(), p)
		require.Equal(t, alone, p.AllowsSetting(medication.SettingHome), "%s: kept at home without a clinician", p)
		if p.Contains(medication.Buprenorphine) || p.Contains(medication.Naltrexone) {
			require.False(t, p.ReversesOverdose(), p)
		}
	}
	require.False(t, medication.Product{}.ReversesOverdose())
}

func TestMethadoneSettings(t *testing.T) {
	for _, p := range medication.Products() {
		if p.Substance() != medication.Methadone {
			continue
		}
		us := p.Jurisdiction() == "us"
		require.Equal(t, !us, p.AllowsSetting(medication.SettingPharmacy), "%s: a US pharmacy dispenses methadone for pain only", p)
		require.Equal(t, !us, p.AllowsSetting(medication.SettingOffice), p)
		require.True(t, p.AllowsSetting(medication.SettingHospital), p)
		require.Equal(t, us && p.HasRoute(medication.Oral), p.AllowsSetting(medication.SettingOTP), p)
	}
	for _, id := range []medication.ProductID{medication.BupSublocade, medication.BupBrixadiWeekly, medication.BupBrixadiMonthly} {
		require.Equal(t, []medication.Setting{medication.SettingREMS}, product(t, id).Settings(), id)
	}
	require.False(t, product(t, medication.BupBuvidalWeekly).AllowsSetting(medication.SettingPharmacy))
}

func TestMarketed(t *testing.T) {
	today := civil.Must(2026, time.November, 21)
	for _, c := range []struct {
		id           medication.ProductID
		jurisdiction string
		on           civil.Date
		want         medication.MarketStatus
	}{
		{medication.BupnxFilm, "us", today, medication.Marketed},
		{medication.BupnxFilm, "gb", today, medication.Unknown},
		{medication.BupnxFilm, "US", today, medication.Unknown},
		{medication.BupnxFilm, "us", civil.Date{}, medication.Unknown},
		{medication.BupSL, "us", today, medication.Marketed}, // the brand is gone, the tablet is not
		{medication.NtxPO, "us", today, medication.Marketed},
		{medication.BupnxCassipa, "us", today, medication.NotMarketed},
		{medication.BupnxBunavail, "us", today, medication.Discontinued},
		{medication.BupnxBunavail, "us", civil.Must(2015, time.June, 1), medication.Unknown},
		{medication.BupProbuphine, "us", civil.Must(2020, time.December, 30), medication.Unknown},
		{medication.BupProbuphine, "us", civil.Must(2020, time.December, 31), medication.Discontinued},
		{medication.BupBrixadiWeekly, "us", civil.Must(2023, time.December, 30), medication.Unknown},
		{medication.BupBrixadiWeekly, "us", civil.Must(2023, time.December, 31), medication.Marketed},
		{medication.LofexidineGB, "gb", civil.Must(2018, time.May, 31), medication.Marketed},
		{medication.LofexidineGB, "gb", civil.Must(2018, time.June, 1), medication.Discontinued},
		{medication.LofexidineTab, "us", today, medication.Marketed},
		{medication.BupSublocade, "ca", civil.Must(2024, time.April, 29), medication.Unknown},
		{medication.BupSublocade, "ca", civil.Must(2024, time.April, 30), medication.Marketed},
		{medication.BupBuvidalWeekly, "au", today, medication.Marketed},
		{medication.BupBuvidalWeekly, "ca", today, medication.Unknown},
	} {
		require.Equal(t, c.want, product(t, c.id).Marketed(c.jurisdiction, c.on), "%s %s %s", c.id, c.jurisdiction, c.on)
	}
}

func TestMarketingStatements(t *testing.T) {
	for _, p := range medication.Products() {
		last := map[string]civil.Date{}
		for i, m := range p.Marketing() {
			if i == 0 {
				require.Equal(t, p.Jurisdiction(), m.Jurisdiction, "%s: its own country stands first", p)
			}
			require.Contains(t, []string{"us", "gb", "ca", "au"}, m.Jurisdiction, p)
			require.NotEqual(t, medication.Unknown, m.Status, p)
			require.True(t, m.Brand == "" || contains(p.Brands(), m.Brand), p)
			of := m.Jurisdiction + " " + m.Brand
			require.False(t, m.From.Before(last[of]), "%s: statements stand in the order of their dates", p)
			last[of] = m.From
			if m.Brand == "" && m.Status == medication.Discontinued {
				for _, days := range []int{0, 1, 365, 3650} {
					require.Equal(t, medication.Discontinued, p.Marketed(m.Jurisdiction, m.From.Add(days)), p)
				}
				require.NotEqual(t, medication.Discontinued, p.Marketed(m.Jurisdiction, m.From.Add(-1)), p)
			}
		}
	}
}

func TestMinimumAge(t *testing.T) {
	for id, want := range map[medication.ProductID]int{
		medication.BupSL: 16, medication.BupnxFilm: 16, medication.NtxPO: 18, medication.NtxXR: 18, medication.NalmefeneIN: 12,
		medication.NalmefeneAI: 12, medication.BupEspranor: 15, medication.BupnxSLGB: 15, medication.BupBuvidalWeekly: 16,
		medication.BupBuvidalMonthly: 16, medication.BupSLGB: 16, medication.NtxPOGB: 18,
	} {
		years, cite, ok := product(t, id).MinimumAge()
		require.True(t, ok, id)
		require.Equal(t, want, years, id)
		require.True(t, cite.Provenance.MayRefuse(), id)
	}
	for _, id := range []medication.ProductID{medication.MethadoneTab, medication.NaloxoneIN} {
		_, _, ok := product(t, id).MinimumAge()
		require.False(t, ok, id)
	}
	_, cite, ok := product(t, medication.BupSublocade).MinimumAge()
	require.True(t, ok)
	require.False(t, cite.Provenance.MayRefuse(), "\"adults\" was not seen with a number")
}

func TestLabelFactsByProduct(t *testing.T) {
	for _, c := range []struct {
		id    medication.ProductID
		topic medication.Topic
		least string // of the first fact with that topic
		most  string
		span  time.Duration
	}{
		{medication.BupSL, medication.SinceShortActing, "", "", 4 * time.Hour},
		{medication.BupnxSL, medication.SinceShortActing, "", "", 6 * time.Hour},
		{medication.BupnxFilm, medication.SinceShortActing, "", "", 6 * time.Hour},
		{medication.BupnxZubsolv, medication.SinceShortActing, "", "", 6 * time.Hour},
		{medication.BupSLGB, medication.SinceShortActing, "", "", 6 * time.Hour},
		{medication.BupBuvidalWeekly, medication.SinceShortActing, "", "", 6 * time.Hour},
		{medication.NtxXR, medication.SinceShortActing, "", "", 7 * 24 * time.Hour},
		{medication.NtxPO, medication.SinceLongActing, "", "", 14 * 24 * time.Hour},
		{medication.BupnxFilm, medication.FirstDayTotal, "", "8 mg", 0},
		{medication.BupnxZubsolv, medication.FirstDayTotal, "", "5.7 mg", 0},
		{medication.BupnxZubsolv, medication.SecondDayTotal, "", "11.4 mg", 0},
		{medication.MethadoneTab, medication.FirstDayTotal, "", "40 mg", 0},
		{medication.MethadoneTab, medication.FirstDose, "20 mg", "30 mg", 0},
		{medication.BupnxSLGB, medication.FirstDayTotal, "", "12 mg", 0},
		{medication.BupSLGB, medication.FirstDayTotal, "0.8 mg", "4 mg", 0},
		{medication.BupSLGB, medication.DailyMaximum, "", "32 mg", 0},
		{medication.BupnxSLGB, medication.DailyMaximum, "", "24 mg", 0},
		{medication.BupEspranor, medication.DailyMaximum, "", "18 mg", 0},
		{medication.MethadoneSolnGB, medication.UsualDose, "40 mg", "60 mg", 0},
		{medication.MethadoneSoln5GB, medication.UsualDose, "60 mg", "120 mg", 0},
		{medication.BupSublocade, medication.MinimumInterval, "", "", 26 * 24 * time.Hour},
		{medication.LofexidineTab, medication.SingleMaximum, "", "0.72 mg", 0},
		{medication.LofexidineTab, medication.DailyMaximum, "", "2.88 mg", 0},
		{medication.LofexidineTab, medication.MinimumInterval, "", "", 5 * time.Hour},
		{medication.NtxPOGB, medication.DailyMaximum, "", "150 mg", 0},
	} {
		facts := product(t, c.id).Facts(c.topic)
		require.NotEmpty(t, facts, "%s %s", c.id, c.topic)
		require.Equal(t, text(c.least), text(bound(facts[0].Mass.Least)), "%s %s", c.id, c.topic)
		require.Equal(t, text(c.most), text(bound(facts[0].Mass.Most)), "%s %s", c.id, c.topic)
		require.Equal(t, c.span, facts[0].Time.Least, "%s %s", c.id, c.topic)
	}
	require.False(t, product(t, medication.BupEspranor).Facts(medication.DailyMaximum)[0].Cite.Provenance.MayRefuse())
	require.Empty(t, product(t, medication.BupnxZubsolv).Facts(medication.HepaticImpairment), "that text was not seen")
	require.Zero(t, product(t, medication.BupnxFilm).Facts(medication.DailyMaximum)[0].Mass, "the US label has no maximum")
}

// bound writes a bound of a range, nothing for an open one.
func bound(m medication.Mass) string {
	if m.IsZero() {
		return ""
	}
	return m.String()
}

func text(s string) string { return "[" + s + "]" }

// most returns the largest mass of the only fact with a mass that holds for that value.
func most(t *testing.T, id medication.ProductID, topic medication.Topic, value uint16) string {
	t.Helper()
	var found []string
	for _, f := range product(t, id).Facts(topic) {
		if !f.Mass.Most.IsZero() && f.When.Holds(value) {
			found = append(found, f.Mass.Most.String())
		}
	}
	require.Len(t, found, 1, "%s %s %d", id, topic, value)
	return found[0]
}

func TestConditionedFacts(t *testing.T) {
	for value, want := range map[uint16]string{
		5: "0.54 mg", 6: "0.54 mg", 7: "0.36 mg", 9: "0.36 mg", 10: "0.18 mg", 15: "0.18 mg",
	} {
		require.Equal(t, want, most(t, medication.LofexidineTab, medication.HepaticImpairment, value), "Child-Pugh %d", value)
	}
	for value, want := range map[uint16]string{0: "0.18 mg", 29: "0.18 mg", 30: "0.36 mg", 89: "0.36 mg"} {
		require.Equal(t, want, most(t, medication.LofexidineTab, medication.RenalImpairment, value), "eGFR %d", value)
	}
	for _, f := range product(t, medication.LofexidineTab).Facts(medication.RenalImpairment) {
		require.False(t, f.When.Holds(90), "no adjustment from 90")
	}
	for value, want := range map[uint16]string{50: "0.8 mg", 89: "0.8 mg", 90: "1.2 mg", 150: "1.2 mg"} {
		require.Equal(t, want, most(t, medication.ClonidineTab, medication.DailyMaximum, value), "%d kg", value)
	}
	require.True(t, medication.Condition{}.Holds(0), "no condition holds for everybody")
}

// The time of a missed dose is how late it may be: the same measure for every depot, and that of its window.
func TestHowLateAnInjectionMayBe(t *testing.T) {
	for id, days := range map[medication.ProductID]int{
		medication.BupSublocade: 14, medication.BupBrixadiWeekly: 2, medication.BupBrixadiMonthly: 7, medication.BupBuvidalWeekly: 2,
		medication.BupBuvidalMonthly: 7,
	} {
		facts := product(t, id).Facts(medication.MissedDose)
		require.Len(t, facts, 1, id)
		require.Equal(t, medication.Span{Most: time.Duration(days) * 24 * time.Hour}, facts[0].Time, id)
		w, ok := medication.InjectionWindow(product(t, id), monday)
		require.True(t, ok)
		require.Equal(t, days, w.Latest.Since(w.Due), id)
	}
	require.Zero(t, product(t, medication.NtxXR).Facts(medication.MissedDose)[0].Time, "that label has no window")
}

func TestZeroProduct(t *testing.T) {
	var none medication.Product
	require.False(t, none.IsValid())
	require.Empty(t, none.ID())
	require.Empty(t, none.Name())
	require.Empty(t, none.String())
	require.Empty(t, none.Jurisdiction())
	require.Zero(t, none.Substance())
	require.Zero(t, none.Mechanism())
	require.Zero(t, none.Form())
	require.Zero(t, none.DepotDays())
	require.Zero(t, none.Schedule())
	require.Empty(t, none.Brands())
	require.Empty(t, none.Routes())
	require.Empty(t, none.Strengths())
	require.Empty(t, none.Settings())
	require.Empty(t, none.Marketing())
	require.Empty(t, none.Codes())
	require.Empty(t, none.Label())
	require.Empty(t, none.Cites())
	require.Zero(t, none.SettingCite())
	require.False(t, none.LongActing())
	require.False(t, none.HasRoute(medication.Oral))
	require.False(t, none.AllowsSetting(medication.SettingOTP))
	_, ok := none.Companion()
	require.False(t, ok)
	_, _, ok = none.MinimumAge()
	require.False(t, ok)
	require.Equal(t, medication.Unknown, none.Marketed("us", monday))
	require.Equal(t, medication.Product{}, none, "comparable")
}

func TestProductText(t *testing.T) {
	kept := product(t, medication.BupnxFilm)
	data, err := json.Marshal(kept)
	require.NoError(t, err)
	require.Equal(t, `"bupnx.film"`, string(data))
	var back medication.Product
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, kept, back)
	err = back.UnmarshalText([]byte("bupnx.FILM"))
	require.ErrorIs(t, err, vocabulary.ErrWord)
	require.EqualError(t, err, `unknown product "bupnx.FILM"; did you mean "bupnx.film"?`)
	require.Equal(t, kept, back, "an error leaves the value alone")
	text, err := medication.Product{}.MarshalText()
	require.NoError(t, err)
	require.Empty(t, text)
	require.NoError(t, back.UnmarshalText(text))
	require.Equal(t, medication.Product{}, back)
}

func TestSlicesAreTheCallersOwn(t *testing.T) {
	p := product(t, medication.BupnxFilm)
	before := describe(p)
	p.Brands()[0], p.Routes()[0], p.Settings()[0] = "", 0, 0
	p.Marketing()[0], p.Label()[0], p.Cites()[0] = medication.Marketing{}, medication.LabelFact{}, evidence.Citation{}
	p.Strengths()[0].Codes[0] = medication.Code{}
	p.Strengths()[0] = medication.Strength{}
	p.Codes()[0] = medication.Code{}
	p.Facts(medication.UsualDose)[0] = medication.LabelFact{}
	require.Equal(t, before, describe(p))
	rows := medication.TabletToZubsolv.Rows()
	rows[0] = medication.Row{}
	require.NotZero(t, medication.TabletToZubsolv.Rows()[0])
}

func hasATC(p medication.Product) bool {
	for _, c := range p.Codes() {
		if c.System == vocabulary.ATC {
			return true
		}
	}
	return false
}

func contains(list []string, item string) bool {
	for _, each := range list {
		if each == item {
			return true
		}
	}
	return false
}
