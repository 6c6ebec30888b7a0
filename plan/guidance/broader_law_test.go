package guidance_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/stretchr/testify/require"
)

// TestBroaderFactsHideNothing asks engines that ask every fact, and engines that leave out what is part of a fact that does not hold: of the
// people of the laws, and of people on methadone whose days differ. They say the same.
func TestBroaderFactsHideNothing(t *testing.T) {
	engines, names := everywhere(t)
	draws := 40
	if slow() {
		draws *= 20
	}
	found := 0
	for p, place := range names {
		known, err := jurisdiction.Named(place)
		require.NoError(t, err)
		config := jurisdiction.Config(known.In(time.UTC))
		config.Exhaustive = true
		thorough, err := plan.New(config)
		require.NoError(t, err)
		draw := rand.New(rand.NewPCG(21, uint64(p)))
		people, various := subjects(place), traits(place)
		same := func(facts []said, ask record.Body) {
			events := plantest.Record(now, facts)
			quick, err := engines[place].Restore("law", events)
			require.NoError(t, err)
			whole, err := thorough.Restore("law", events)
			require.NoError(t, err)
			got, err := engines[place].Judge(quick, question(now, ask))
			require.NoError(t, err)
			want, err := thorough.Judge(whole, question(now, ask))
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(verdicts(want), verdicts(got)), "%s: %s of %v", place, record.Describe(ask), facts)
			found += len(want)
			if !ask.Kind().Intent() {
				return
			}
			asked, err := engines[place].Check(quick, question(now, ask))
			require.NoError(t, err)
			thought, err := thorough.Check(whole, question(now, ask))
			require.NoError(t, err)
			for _, datum := range thought.NotKnown { // what the rule would have looked for besides may be said, too
				require.Contains(t, asked.NotKnown, datum, "%s: %s of %v", place, record.Describe(ask), facts)
			}
		}
		for range draws {
			s := people[draw.IntN(len(people))]
			person, _, _ := anybody(draw, s, various)
			same(person, s.ask)
			days, ask := daysOnMethadone(draw)
			same(days, ask)
		}
	}
	require.Greater(t, found, 1000)
}

// verdicts writes findings with what they rest on.
func verdicts(findings []plan.Finding) (texts []string) {
	for i := range findings {
		f := &findings[i]
		texts = append(texts, f.String()+": "+string(f.Effect()))
	}
	return texts
}

// methadoneDays are the days of somebody on methadone, which are drawn.
type methadoneDays struct {
	draw  *rand.Rand
	facts []said
	dose  uint32 // of a day, in milligrams
}

// daysOnMethadone draws the days of somebody on methadone up to yesterday or today, most of them alike, and what is asked for then.
func daysOnMethadone(draw *rand.Rand) (facts []said, ask record.Body) {
	d := methadoneDays{draw: draw, dose: uint32(40 + 10*draw.IntN(8))}
	length, told := 1+draw.IntN(24), draw.IntN(6) == 0 // of those who tell, nobody orders anything or sees a dose
	if !told {
		d.tell(time.Duration(length)*24*time.Hour+time.Hour, order(medication.MethadoneConc, d.dose))
	}
	broken, resumed := 0, 0 // after a break the dose is lower
	if draw.IntN(3) == 0 {
		resumed = 1 + draw.IntN(9)
		broken = resumed + 3 + draw.IntN(6)
	}
	for i := length; i >= 0; i-- {
		ago := time.Duration(i)*24*time.Hour + time.Duration(draw.IntN(180))*time.Minute
		if i == resumed && i < broken && broken <= length {
			d.dose = max(20, d.dose/2)
		}
		switch {
		case i > resumed && i < broken:
		case told:
			d.tell(ago, record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(d.dose)})
		case i > 0 || draw.IntN(4) == 0:
			d.day(ago)
		}
	}
	return d.facts, d.ask()
}

func (d *methadoneDays) tell(ago time.Duration, b record.Body) {
	d.facts = append(d.facts, said{Ago: ago, Body: b})
}

func (d *methadoneDays) given(mg uint32) record.DoseGiven {
	return record.DoseGiven{Product: medication.MethadoneConc, Dose: milligrams(mg), Setting: medication.SettingOTP,
		Supervised: truth.Value(d.draw.IntN(3))}
}

// day tells of one day, two of three of which are like the one before.
func (d *methadoneDays) day(ago time.Duration) {
	switch d.draw.IntN(33) {
	case 0: // nothing is given
	case 1:
		d.tell(ago, record.DoseMissed{Substance: medication.Methadone})
	case 2:
		d.tell(ago, d.given(d.dose))
		d.tell(ago/2+ago/3, d.given(d.dose/2)) // another one at some other time
	case 3:
		d.dose += 10
		d.tell(ago+time.Minute, order(medication.MethadoneConc, d.dose))
		d.tell(ago, d.given(d.dose))
	case 4:
		d.tell(ago, d.given(d.dose-10))
	case 5:
		d.tell(ago+12*time.Hour, d.given(d.dose)) // in the night before
	case 6:
		d.tell(ago, record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(d.dose)})
		d.tell(ago, record.OpioidUsed{Agent: "methadone", DailyDose: medication.Milligrams(d.dose)})
	case 7:
		d.tell(ago, record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1 + d.draw.IntN(6)})
	case 8:
		d.tell(ago, record.ContextStated{Context: circumstances[d.draw.IntN(len(circumstances))], Holds: truth.Yes})
	case 9:
		d.tell(ago, record.StopMedication{Substance: medication.Methadone, Reason: record.ReasonPatientChoice})
	case 10:
		late := d.given(d.dose)
		late.Late = truth.Yes
		d.tell(ago, late)
	default:
		d.tell(ago, d.given(d.dose))
	}
}

// ask is what is asked for at the end: as much as before, or ten milligrams more or less.
func (d *methadoneDays) ask() record.Body {
	wanted := d.dose + 10*uint32(d.draw.IntN(3)) - 10
	switch d.draw.IntN(6) {
	case 0:
		return order(medication.MethadoneConc, wanted)
	case 1:
		return record.TakeHomeSupplied{Substance: medication.Methadone, Days: 1 + d.draw.IntN(3)}
	case 2:
		return record.DoseTaken{Product: medication.MethadoneConc, Dose: milligrams(wanted)}
	case 3:
		later := order(medication.MethadoneConc, wanted)
		later.First = civil.Of(now, time.UTC).Add(1 + d.draw.IntN(9))
		return later
	case 4:
		return record.TakeHomeGrant{Product: medication.MethadoneConc, Days: 1 + d.draw.IntN(7)}
	}
	return d.given(wanted)
}
