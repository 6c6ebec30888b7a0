package guidance_test

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
	"github.com/stretchr/testify/require"
)

// turnedDown are a person and something that is asked for them, of which much is refused.
type turnedDown struct {
	name  string
	facts []said
	ask   record.Body
}

// endings are asked for by reasons of which some are none.
func endingsAsked() (bodies []record.Body) {
	for _, reason := range []record.Reason{record.ReasonPositiveTest, record.ReasonDeclinedCounselling, record.ReasonTimeLimit,
		record.ReasonPatientChoice} {
		bodies = append(bodies, record.StopMedication{Substance: medication.Methadone, Reason: reason, Abrupt: truth.Yes},
			record.StageMove{Trigger: stages.DischargeAdministrative, Reason: reason, MedicationContinues: truth.No})
	}
	return append(bodies, record.WithdrawalManagement{Method: record.MethodAnesthesia}, record.CourseMove{Trigger: stages.Start},
		record.StageMove{Trigger: stages.BeginAftercare, MedicationContinues: truth.No})
}

// everyoneTurnedDown draws people with each trait, each asked for a way into treatment, for more of what they take, for doses to take
// home and for an end.
func everyoneTurnedDown(place string) (all []turnedDown) {
	ways, ends := waysIn(place), endingsAsked()
	var going []subject
	for _, s := range subjects(place) {
		if s.ask.Kind().Intent() {
			going = append(going, s)
		}
	}
	for i, trait := range traits(place) {
		way, s := ways[i%len(ways)], going[i%len(going)]
		all = append(all, turnedDown{trait.Name + ", " + way.Name, slices.Concat(way.Facts, trait.Facts(0)), way.Ask},
			turnedDown{trait.Name + ", " + string(s.substance) + " " + s.name, slices.Concat(s.facts, trait.Facts(0)), s.ask},
			turnedDown{fmt.Sprint(trait.Name, ", end ", i%len(ends)), slices.Concat(going[0].facts, trait.Facts(0)), ends[i%len(ends)]},
			turnedDown{trait.Name + ", 28 days to take home", slices.Concat(s.facts, trait.Facts(0)),
				record.TakeHomeGrant{Product: kitOf(place).methadone, Days: 28, Dose: doseOf("60 mg")}})
	}
	return all
}

// oneForEachRow are people for whom each row of the table has something.
func oneForEachRow(place string) (all []turnedDown) {
	k := kitOf(place)
	withdrawn := findable(14, record.Mydriasis, record.Yawning, record.Rhinorrhea)
	heroin := append(slices.Clone(withdrawn), said{Ago: 3 * time.Hour, Body: record.OpioidUsed{Agent: "heroin"}})
	settled := treated(15, record.Order{Product: k.methadone, Dose: doseOf("60 mg"), Setting: k.clinic, Supervised: truth.Yes,
		Schedule: medication.Daily()})
	start := func(dose string, place medication.Setting) record.Order {
		return record.Order{Product: k.methadone, Dose: doseOf(dose), Setting: place, Supervised: truth.Yes}
	}
	all = []turnedDown{
		{"too early", heroin, record.Order{Product: k.bup, Dose: doseOf(k.first), Setting: k.office}},
		{"in the wrong place", withdrawn, start("10 mg", medication.SettingOffice)},
		{"too much", withdrawn, start("80 mg", k.clinic)},
		{"too many days", settled, record.TakeHomeGrant{Product: k.methadone, Dose: doseOf("60 mg"), Days: 60}},
		{"not examined", findable(0), record.Order{Product: k.naltrexone, Dose: doseOf("25 mg"), Setting: k.office}},
	}
	foreign := medication.BupSLGB
	if !k.us {
		foreign = medication.BupSL
	}
	all = append(all, turnedDown{"of another country", withdrawn, record.Order{Product: foreign, Dose: doseOf("4 mg"), Setting: k.office}})
	for _, end := range endingsAsked() {
		all = append(all, turnedDown{record.Describe(end), settled, end})
	}
	return all
}

// TestWhatIsOfferedInsteadIsAllowed holds each offer against the engine: what is said to be possible is allowed by Check where what goes
// with it is on record, what is held is undetermined, and reversal is always among what is possible. No offer without a question is the
// product that was asked for at another amount: a limit is no dose.
func TestWhatIsOfferedInsteadIsAllowed(t *testing.T) {
	engines, names := everywhere(t)
	offered := map[record.RuleID]int{}
	for _, place := range names {
		engine := engines[place]
		people := everyoneTurnedDown(place)
		switch thorough := place == names[0] || place == "gb"; {
		case os.Getenv("OUDPATH_SLOW") != "":
		case thorough: // each second trait, with one of the four
			people = everyNth(people, 9)
		default:
			people = everyNth(people, 61)
		}
		for _, c := range append(people, oneForEachRow(place)...) {
			p, err := engine.Restore("law", plantest.Record(now, c.facts))
			require.NoError(t, err)
			in, err := engine.Instead(p, question(now, c.ask))
			require.NoError(t, err, c.name)
			if in.Now.Status == plan.Allowed {
				require.Empty(t, in.Possible)
				continue
			}
			reversal := false
			for _, o := range in.Possible {
				require.Equal(t, plan.Allowed, answerTo(t, engine, p, o), "%s, %s: %s", place, c.name, &o)
				require.NotEmpty(t, o.Cites)
				sameProductSameAmount(t, c.ask, o)
				reversal = reversal || o.Alternative == "instead.reversal"
				offered[o.Alternative]++
			}
			for _, o := range in.Held {
				require.Equal(t, plan.Undetermined, answerTo(t, engine, p, o), "%s, %s: %s", place, c.name, &o)
			}
			possible, err := engine.Possible(p, question(now, c.ask))
			require.NoError(t, err)
			require.Equal(t, offersTold(in.Possible), offersTold(possible.Possible), "%s, %s: asked briefly", place, c.name)
			require.Empty(t, possible.Held)
			require.Equal(t, in.Wait.String(), possible.Wait.String())
			require.True(t, reversal, "%s, %s: no reversal among %s", place, c.name, &in)
		}
	}
	for _, a := range guidance.Alternatives() {
		require.NotZero(t, offered[a.ID], "%s is never offered", a.ID)
	}
	t.Log(offered)
}

func everyNth[T any](all []T, n int) (some []T) {
	for i := 0; i < len(all); i += n {
		some = append(some, all[i])
	}
	return some
}

// answerTo asks the engine about an offer once what goes with it is on record.
func answerTo(t *testing.T, engine *plan.Engine, p plan.Plan, o plan.Offer) plan.Status {
	t.Helper()
	for i, b := range slices.Concat(o.With, o.If) {
		out, err := engine.Apply(p, record.Event{ID: record.EventID(fmt.Sprint("with-", i)), At: now, Actor: record.Actor{ID: "a"}, Body: b})
		require.NoError(t, err)
		p = out.Plan
	}
	if o.Asked.Body.Kind().Intent() {
		d, err := engine.Check(p, o.Asked)
		require.NoError(t, err)
		return d.Status
	}
	findings, err := engine.Judge(p, o.Asked)
	require.NoError(t, err)
	for i := range findings {
		if findings[i].Refuses() || findings[i].Holds {
			return plan.Refused
		}
	}
	return plan.Allowed
}

func sameProductSameAmount(t *testing.T, ask record.Body, o plan.Offer) {
	t.Helper()
	wanted, is := ask.(record.Order)
	got, also := o.Asked.Body.(record.Order)
	if is && also && o.Open == "" && wanted.Product == got.Product {
		require.True(t, wanted.DayTotal().Equal(got.DayTotal()), "%s", &o)
	}
}

// offersTold writes what is offered, with how many findings each draws itself.
func offersTold(offers []plan.Offer) (texts []string) {
	for i := range offers {
		texts = append(texts, fmt.Sprint(offers[i].Alternative, " ", offers[i].String(), " ", offers[i].Findings()))
	}
	return texts
}

// TestNothingIsOfferedAfterDeath asks for somebody who has died.
func TestNothingIsOfferedAfterDeath(t *testing.T) {
	engines, names := everywhere(t)
	for _, place := range names {
		for _, way := range waysIn(place) {
			facts := slices.Concat(way.Facts, []said{{Ago: 30 * time.Minute, Body: record.Died{}}})
			p, err := engines[place].Restore("law", plantest.Record(now, facts))
			require.NoError(t, err)
			in, err := engines[place].Instead(p, question(now, way.Ask))
			require.NoError(t, err)
			require.NotEqual(t, plan.Allowed, in.Now.Status)
			require.Empty(t, in.Possible)
			require.Empty(t, in.Held)
			require.False(t, in.Wait.Found())
		}
	}
}

// TestAlternativesAnswerRulesThatExist holds the names that rows give to rules, and that each row has its place in the order.
func TestAlternativesAnswerRulesThatExist(t *testing.T) {
	engines, _ := everywhere(t)
	for _, a := range guidance.Alternatives() {
		require.NoError(t, a.Validate())
		for _, id := range a.Answers {
			_, ok := engines["us"].Rule(id)
			require.True(t, ok, "%s answers %s, which does not exist", a.ID, id)
		}
	}
}

// TestInstead says it in words.
func TestInstead(t *testing.T) {
	engines, _ := everywhere(t)
	for name, c := range map[string]struct {
		facts []said
		ask   record.Body
		want  []string
		never []string
	}{
		"buprenorphine three hours after heroin": {
			append(findable(14, record.Mydriasis, record.Yawning), said{Ago: 3 * time.Hour, Body: record.OpioidUsed{Agent: "heroin"}}),
			record.Order{Product: medication.BupSL, Dose: doseOf("4 mg"), Setting: medication.SettingOffice},
			[]string{"the same from 2026-06-15 11:00 on", "a low-dose start while the full agonist goes on", "another medication: methadone"},
			[]string{"less of the same"}},
		"methadone in an office": {
			findable(14, record.Mydriasis, record.Yawning, record.Rhinorrhea),
			record.Order{Product: medication.MethadoneTab, Dose: doseOf("10 mg"), Setting: medication.SettingOffice, Supervised: truth.Yes},
			[]string{"the same in another place: in an opioid treatment program", "another medication: buprenorphine"},
			[]string{"the same from", "in custody"}},
		"60 mg of methadone on the first day": {
			findable(14, record.Mydriasis, record.Yawning, record.Rhinorrhea),
			record.Order{Product: medication.MethadoneConc, Dose: doseOf("60 mg"), Setting: medication.SettingOTP, Supervised: truth.Yes},
			[]string{"less of the same (the amount is for the prescriber)"}, []string{"30 mg", "50 mg"}},
		"a watched dose of buprenorphine too early": {
			append(findable(14, record.Mydriasis, record.Yawning), said{Ago: 3 * time.Hour, Body: record.OpioidUsed{Agent: "heroin"}}),
			record.Order{Product: medication.BupSL, Dose: doseOf("4 mg"), Setting: medication.SettingOffice, Supervised: truth.Yes},
			[]string{"a low-dose start while the full agonist goes on"}, []string{"doses that are watched"}},
		"watched doses, and too many to take home": {
			treated(15, record.Order{Product: medication.MethadoneConc, Dose: doseOf("60 mg"), Setting: medication.SettingOTP,
				Schedule: medication.Daily()}),
			record.Order{Product: medication.MethadoneConc, Dose: doseOf("60 mg"), Setting: medication.SettingOTP, Supervised: truth.Yes,
				SupplyDays: 60},
			[]string{"doses that are watched, and none to take home"}, nil},
		"the end of methadone for a positive test": {
			treated(15, record.Order{Product: medication.MethadoneConc, Dose: doseOf("60 mg"), Setting: medication.SettingOTP,
				Schedule: medication.Daily()}),
			record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPositiveTest, Abrupt: truth.Yes},
			[]string{"the medication goes on: methadone 60 mg"}, []string{"the same from"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := engines["us"].Restore("p", plantest.Record(now, c.facts))
			require.NoError(t, err)
			in, err := engines["us"].Instead(p, question(now, c.ask))
			require.NoError(t, err)
			for _, want := range c.want {
				require.Contains(t, in.String(), want)
			}
			for _, never := range c.never {
				require.NotContains(t, in.String(), never)
			}
		})
	}
}
