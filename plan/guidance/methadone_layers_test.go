package guidance_test

import (
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/guidance/interaction"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/guidance/program"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// layerCase asks one rule in two jurisdictions, one a layer over the other.
type layerCase struct {
	name         string
	rule         record.RuleID
	before       []fact
	ask          record.Body
	day          time.Duration
	lower, upper outcome
}

func judgeLayers(t *testing.T, lower, upper plan.Jurisdiction, cases []layerCase) {
	t.Helper()
	engines := make([]*plan.Engine, 2)
	for i, p := range []plan.Jurisdiction{lower, upper} {
		engine, err := plan.New(plan.Config{Jurisdiction: p, Rules: guidance.Rules(), Renamed: guidance.Renamed(),
			Duties: guidance.Duties()})
		require.NoError(t, err)
		engines[i] = engine
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for i, want := range []outcome{c.lower, c.upper} {
				asked := now.Add(c.day)
				p := planOf(t, engines[i], asked, c.before)
				x, err := engines[i].Explain(p,
					record.Event{ID: "ask", At: asked, Actor: record.Actor{ID: "a", Role: "physician"}, Body: c.ask}, c.rule)
				require.NoError(t, err)
				if want == "" {
					require.False(t, x.Watched, "%s holds in %s", c.rule, engines[i].Jurisdiction().ID)
					continue
				}
				require.True(t, x.Watched)
				require.Equal(t, want, got(x.Finding), "%s: %s", engines[i].Jurisdiction().ID, x.Finding.String())
			}
		})
	}
}

func TestWisconsinTightensFederalLaw(t *testing.T) {
	home := func(days int) record.TakeHomeGrant {
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: days, Criteria: truth.Yes}
	}
	day := func(n int) []fact { return []fact{given(time.Duration(n-1)*oneDay, 60)} }
	const rule = "otp.takehome.max"
	april2024 := on(2024, time.April, 1, ruleCase{})[0].day
	judgeLayers(t, us.Federal(time.UTC), us.Wisconsin(time.UTC), []layerCase{
		{"V39 seven on day 10", rule, day(10), home(7), 0, met, blocks},
		{"one on day 30", rule, day(30), home(1), 0, met, blocks},
		{"one on day 31", rule, day(31), home(1), 0, met, met},
		{"two on day 90", rule, day(90), home(2), 0, met, blocks},
		{"two on day 91", rule, day(91), home(2), 0, met, met},
		{"three on day 180", rule, day(180), home(3), 0, met, blocks},
		{"three on day 181", rule, day(181), home(3), 0, met, met},
		{"four on day 270", rule, day(270), home(4), 0, met, blocks},
		{"four on day 271", rule, day(271), home(4), 0, met, met},
		{"six on day 365", rule, day(365), home(6), 0, met, blocks},
		{"six on day 366", rule, day(366), home(6), 0, met, met},
		{"thirteen on day 730", rule, day(730), home(13), 0, met, blocks},
		{"thirteen on day 731", rule, day(731), home(13), 0, met, met},
		{"fourteen on day 731", rule, day(731), home(14), 0, met, blocks},
		{"closed days at any time", rule, day(2), record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1, ClosureDays: 1}, 0,
			irrelevant, irrelevant},
		{"six on day 271 under the rule of 2001", rule, day(271), home(6), april2024, met, blocks},
	})
}

func TestNorthernIreland(t *testing.T) {
	const dose, total, anew, watched = "methadone.induction.first-dose", "methadone.induction.first-day-total",
		"gb.methadone.restart-after-break", "gb-nir.ost.supervised"
	watch := func(days int) record.Order {
		return methadoneOf(50, func(o *record.Order) { o.WatchedDays = days })
	}
	third := []fact{given(16*oneDay, 30), given(oneDay, 50)}
	judgeLayers(t, gb.UnitedKingdom(time.UTC), gb.NorthernIreland(time.UTC), []layerCase{
		{"start at 30 mg", dose, nil, methadoneOf(30), 0, met, met},
		{"start at 31 mg", dose, nil, methadoneOf(31), 0, warns, blocks},
		{"31 mg on the first day", total, nil, methadoneOf(31), 0, warns, blocks},
		{"30 mg on the first day", total, nil, methadoneOf(30), 0, met, met},
		{"80 mg after two missed doses", anew, onMethadone(80, 2), methadoneOf(80), 0, irrelevant, irrelevant},
		{"31 mg after three missed doses", anew, onMethadone(80, 3), methadoneOf(31), 0, irrelevant, irrelevant},
		{"31 mg after four missed doses", anew, onMethadone(80, 4), methadoneOf(31), 0, irrelevant, blocks},
		{"30 mg after four missed doses", anew, onMethadone(80, 4), methadoneOf(30), 0, irrelevant, met},
		{"V38 watched on three days in the third week", watched, third, watch(3), 0, warns, warns},
		{"watched on five days", watched, third, watch(5), 0, warns, warns},
		{"watched on six days", watched, third, watch(6), 0, warns, met},
		{"no rule by need", "gb.ost.supervised.orange", third, watch(6), 0, irrelevant, ""},
	})
}

// TestLayersTightenLimits demands that each kind of limit of the subject knows which of two values is the stricter.
func TestLayersTightenLimits(t *testing.T) {
	cite := evidence.Source{ID: "test", Title: "test"}.At("", evidence.Primary)
	for _, c := range []struct {
		name            string
		tighter, looser plan.Setting
	}{
		{"QTc", interaction.QTcLimit().Danger.Always(record.Whole(490), cite), interaction.QTcLimit().Danger.Always(record.Whole(510), cite)},
		{"potassium", interaction.LowPotassium().Below.Always(record.Whole(4), cite), interaction.LowPotassium().Below.Always(record.Whole(3), cite)},
		{"first day", methadone.FirstDayTotal().Hard.Always(mg(40), cite), methadone.FirstDayTotal().Hard.Always(mg(60), cite)},
		{"first day, lifted", methadone.FirstDayTotal().Lifted.Always(false, cite), interaction.QTcLimit().Danger.Always(record.Whole(501), cite)},
		{"first day, as before", methadone.FirstDayTotal().Lifted.Always(true, cite), methadone.FirstDose().Hard.Always(mg(51), cite)},
		{"days between increases", methadone.TitrationStep().Interval.Always(5, cite), methadone.TitrationStep().Interval.Always(2, cite)},
		{"drug tests", program.DrugTests().PerYear.Always(12, cite), program.DrugTests().PerYear.Always(4, cite)},
	} {
		t.Run(c.name, func(t *testing.T) {
			below := us.Federal(time.UTC)
			layer := func(s plan.Setting) error {
				_, err := plan.New(plan.Config{Jurisdiction: plan.Jurisdiction{ID: "above", Version: "1", Below: &below,
					Settings: []plan.Setting{s}}, Rules: guidance.Rules(), Renamed: guidance.Renamed()})
				return err
			}
			require.NoError(t, layer(c.tighter))
			require.ErrorContains(t, layer(c.looser), "does not say Relax")
			require.NoError(t, layer(c.looser.Relax("a reason")))
		})
	}
	below := gb.UnitedKingdom(time.UTC)
	lifts := plan.Jurisdiction{ID: "above", Version: "1", Below: &below,
		Settings: []plan.Setting{methadone.FirstDayTotal().Lifted.Always(true, cite)}}
	_, err := plan.New(plan.Config{Jurisdiction: lifts, Rules: guidance.Rules(), Renamed: guidance.Renamed()})
	require.ErrorContains(t, err, "methadone.induction.first-day-total.lifted")
}

// TestTheDayOfTheWeekThatNeedNotBeWatched hands out doses in the first months, where six days a week are watched, and where all are.
func TestTheDayOfTheWeekThatNeedNotBeWatched(t *testing.T) {
	home := func(days int) record.Body {
		return record.TakeHomeGrant{Product: medication.MethadoneSolnGB, Days: days, Dose: doseOf("60 mg"), Criteria: truth.Yes}
	}
	supply := func(days int) record.Body {
		return record.TakeHomeSupplied{Product: medication.MethadoneSolnGB, Substance: medication.Methadone, Days: days, Dose: doseOf("60 mg")}
	}
	const rule = "gb.ost.supervised.ta114"
	started := given(30*oneDay, 60)
	judgeLayers(t, gb.UnitedKingdom(time.UTC), gb.NorthernIreland(time.UTC), []layerCase{
		{"one day", rule, []fact{started}, home(1), 0, warns, met},
		{"two days", rule, []fact{started}, home(2), 0, warns, warns},
		{"one day handed out", rule, []fact{started}, supply(1), 0, warns, met},
		{"another within six days", rule, []fact{started, told(6*oneDay, supply(1))}, supply(1), 0, warns, warns},
		{"another after seven days", rule, []fact{started, told(7*oneDay, supply(1))}, supply(1), 0, warns, met},
		{"a grant after a supply", rule, []fact{started, told(6*oneDay, supply(1))}, home(1), 0, warns, met},
		{"a second grant", rule, []fact{started, told(oneDay, home(1))}, home(1), 0, warns, warns},
	})
}

func TestEnglandAndScotlandGoByNeed(t *testing.T) {
	for _, nation := range []plan.Jurisdiction{gb.England(time.UTC), gb.Scotland(time.UTC)} {
		judgeLayers(t, gb.UnitedKingdom(time.UTC), nation, []layerCase{
			{nation.ID, "gb.ost.supervised.ta114", nil, methadoneOf(30, func(o *record.Order) { o.WatchedDays = 3 }), 0, warns, ""},
		})
	}
}
