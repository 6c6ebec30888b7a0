package fhir_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/oudpath/oudpath/plan/record"
)

func ndc(t *testing.T) *fhir.Codes {
	t.Helper()
	house := evidence.Source{ID: "house-formulary", Title: "Formulary of the house"}
	return fhir.DefaultCodes().With(fhir.Entry{System: "http://hl7.org/fhir/sid/ndc", Code: "1010604", Display: "film",
		Source: house.At("page 1", evidence.Primary), Means: fhir.Dispensed{Product: medication.BupnxFilm,
			Dose: medication.Dose{Principal: medication.Milligrams(8), Companion: medication.Milligrams(2)}}})
}

func engine(t testing.TB) *plan.Engine {
	t.Helper()
	e, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return e
}

// An order of the record that the rules cannot allow on what the record holds is no order of the plan; the medicine is on board all the
// same, and an antagonist on top of it is refused.
func TestOrderThatIsNotAllowedStandsAnyway(t *testing.T) {
	rec := read(t, reader, request("1010604", doses(`"value":1,"unit":"film"`)))
	e := engine(t)
	p, outcomes, err := rec.Import(e, "p")
	require.NoError(t, err)
	require.Len(t, outcomes, 3)
	require.NotEqual(t, plan.Allowed, outcomes[1].Decision.Status)
	require.True(t, outcomes[2].Accepted())
	decision, err := e.Check(p, record.Event{At: asOf, Body: record.Order{Product: medication.NtxPO,
		Dose: medication.Dose{Principal: medication.Milligrams(50)}}})
	require.NoError(t, err)
	require.Equal(t, plan.Refused, decision.Status, "naltrexone for somebody who has buprenorphine from elsewhere")
}

// What a record adds to a plan that begins is what Import makes of it, and what it adds once more is nothing.
func TestOntoIsImport(t *testing.T) {
	e := engine(t)
	for name, resources := range map[string][]string{
		"an order that is not allowed": {request("1010604", doses(`"value":1,"unit":"film"`))},
		"two, and a screen": {request("1010604", doses(`"value":1,"unit":"film"`)), coded(2, told{"order", "methadone 10", 30, "09:00"}),
			coded(3, told{"qtc", "qtc", 512, "07:00"})},
	} {
		t.Run(name, func(t *testing.T) {
			rec := read(t, reader, resources...)
			imported, _, err := rec.Import(e, "p")
			require.NoError(t, err)
			add, err := rec.Onto(e, e.Open("p"))
			require.NoError(t, err)
			require.Empty(t, add.Differing)
			out, err := e.Amend(e.Open("p"), add.Events)
			require.NoError(t, err)
			require.Equal(t, bodies(imported), bodies(out.Plan))

			again, err := rec.Onto(e, out.Plan)
			require.NoError(t, err)
			require.Empty(t, again.Differing)
			for _, ev := range again.Events { // what was no order then is asked again, and changes nothing where it is none now
				require.Equal(t, record.KindOrder, ev.Body.Kind())
			}
			third, err := e.Amend(out.Plan, again.Events)
			require.NoError(t, err)
			require.Equal(t, bodies(out.Plan), bodies(third.Plan))
		})
	}
}

// A resource that was amended since it was read is told to nobody silently.
func TestOntoNamesWhatDiffers(t *testing.T) {
	e := engine(t)
	first := read(t, reader, coded(1, told{kind: "qtc", what: "qtc", n: 440, when: "08:00"}))
	p, _, err := first.Import(e, "p")
	require.NoError(t, err)
	add, err := read(t, reader, coded(1, told{kind: "qtc", what: "qtc", n: 510, when: "08:00"})).Onto(e, p)
	require.NoError(t, err)
	require.Len(t, add.Differing, 1)
	require.Empty(t, add.Events)
}

// Of a day alone the hour is that of reading, as long as the day goes on: read again later on it, it is the same fact.
func TestOntoKnowsADayAgain(t *testing.T) {
	e := engine(t)
	today := strings.Replace(request("oxycodone 5 mg tablet", `{"text":"take one"}`), "2026-03-01T09:00:00Z", "2026-03-02", 1)
	p, _, err := read(t, reader, today).Import(e, "p")
	require.NoError(t, err)
	for _, later := range []time.Duration{time.Hour, 30 * time.Hour} {
		again := reader
		again.AsOf = again.AsOf.Add(later)
		add, err := read(t, again, today).Onto(e, p)
		require.NoError(t, err)
		require.Empty(t, add.Differing, "%s later", later)
		require.Empty(t, add.Events, "%s later", later)
	}
}

// The record of somebody else is not taken into a plan.
func TestOntoAnotherPerson(t *testing.T) {
	e := engine(t)
	p, _, err := read(t, reader).Import(e, "p")
	require.NoError(t, err)
	for _, one := range []struct {
		name, members string
		another       bool
	}{
		{"the same", `"gender":"female","birthDate":"1990-05-05"`, false},
		{"the year alone", `"gender":"female","birthDate":"1990"`, false},
		{"the sex alone", `"gender":"female"`, false},
		{"nothing", `"active":true`, false},
		{"another day", `"gender":"female","birthDate":"1990-05-06"`, true},
		{"another year alone", `"gender":"female","birthDate":"1991"`, true},
		{"another sex, born on the same day", `"gender":"male","birthDate":"1990-05-05"`, false},
		{"another sex, born in the same year", `"gender":"male","birthDate":"1990"`, true},
		{"another sex, and no day of birth", `"gender":"male"`, true},
	} {
		t.Run(one.name, func(t *testing.T) {
			rec, err := fhir.FromBundle([]byte(`{"resourceType":"Patient","id":"q",`+one.members+`}`), reader)
			require.NoError(t, err)
			_, err = rec.Onto(e, p)
			if one.another {
				require.ErrorIs(t, err, fhir.ErrPerson)
				return
			}
			require.NoError(t, err)
		})
	}
}

func bodies(p plan.Plan) (all []string) {
	for _, m := range p.Timeline() {
		all = append(all, m.At.Format(time.RFC3339)+" "+string(m.ID)+" "+record.Describe(m.Body))
	}
	return all
}
