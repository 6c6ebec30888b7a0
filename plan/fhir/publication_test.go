package fhir_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// definition is what the tests read of a PlanDefinition.
type definition struct {
	ID, URL, Version, Name, Title, Status, Date string
	Meta                                        struct{ Profile []string }
	Action                                      []struct {
		Title, Description, DefinitionCanonical string
		Code                                    []json.RawMessage
		Documentation                           []struct{ Label, Display, Citation string }
		Trigger                                 []struct{ Type, Name string }
		Type, RelatedAction, Input, Output      json.RawMessage
	}
	RelatedArtifact []struct{ Type, Label, Citation string }
}

func publish(t *testing.T, place string, on civil.Date) (*plan.Engine, map[string]definition) {
	t.Helper()
	e, err := jurisdiction.Engine(place, time.UTC)
	require.NoError(t, err)
	data, err := fhir.Publication{Engine: e, On: on}.ToBundle()
	require.NoError(t, err)
	var bundle struct {
		Entry []struct{ Resource definition }
	}
	require.NoError(t, json.Unmarshal(data, &bundle))
	byURL := map[string]definition{}
	for _, entry := range bundle.Entry {
		require.NotContains(t, byURL, entry.Resource.URL)
		byURL[entry.Resource.URL] = entry.Resource
	}
	return e, byURL
}

// What CPG on FHIR asks of a pathway and its strategies holds, everything that is named is there, and every rule is named by a strategy and
// has its sources and the limits of the day.
func TestPublication(t *testing.T) {
	on := civil.Must(2026, time.November, 1)
	for _, p := range jurisdiction.All() {
		place := p.ID
		e, all := publish(t, place, on)
		named := map[string]bool{}
		for url, d := range all {
			require.NotEmpty(t, d.Action, url)
			require.Equal(t, "2026-11-01", d.Date)
			for _, a := range d.Action {
				require.NotEmpty(t, a.Title, url)
				require.NotEmpty(t, a.Description, url)
				require.Len(t, a.Code, 1, url)
				require.Nil(t, a.Type, url)
				if a.DefinitionCanonical != "" {
					require.Contains(t, all, a.DefinitionCanonical, url)
					named[a.DefinitionCanonical] = true
				}
			}
		}
		require.Len(t, named, len(all)-1, "%s: all but the pathway are named by another", place)
		for _, r := range e.Rules() {
			d := all["https://github.com/oudpath/oudpath/fhir/PlanDefinition/"+place+"/rule/"+string(r.ID)]
			require.Equal(t, r.Title, d.Title, r.ID)
			require.Len(t, d.RelatedArtifact, len(r.Cites), r.ID)
			require.NotEmpty(t, d.Action[0].Trigger, r.ID)
			require.Len(t, d.Action[0].Documentation, len(r.Parameters()), r.ID)
		}
	}
}

// The limit is that of the day, and one that is not set is said to be so.
func TestPublicationHasTheLimitsOfTheDay(t *testing.T) {
	display := func(place string, on civil.Date, rule, label string) string {
		_, all := publish(t, place, on)
		for _, d := range all["https://github.com/oudpath/oudpath/fhir/PlanDefinition/"+place+"/rule/"+rule].Action[0].Documentation {
			if d.Label == label {
				return d.Display
			}
		}
		return ""
	}
	const rule, hard = "methadone.induction.first-dose", "methadone.induction.first-dose.hard"
	const title = "first dose of methadone above which is refused: "
	require.Equal(t, title+"50 mg, from 2024-04-02", display("us", civil.Must(2026, time.November, 1), rule, hard))
	require.Equal(t, title+"30 mg", display("us", civil.Must(2024, time.April, 1), rule, hard))
	require.Equal(t, title+"not set here", display("ca", civil.Must(2026, time.November, 1), rule, hard))
}

func TestPublicationNeedsItsParts(t *testing.T) {
	_, err := fhir.Publication{}.ToBundle()
	require.ErrorIs(t, err, fhir.ErrPublication)
	_, err = fhir.Publication{Engine: engine(t)}.ToBundle()
	require.ErrorIs(t, err, fhir.ErrPublication)
}

// No definition has a fault of R4, and the same engine gives the same bytes.
func TestPublicationIsValid(t *testing.T) {
	data, err := fhir.Publication{Engine: engine(t), On: civil.Must(2026, time.November, 1)}.ToBundle()
	require.NoError(t, err)
	again, err := fhir.Publication{Engine: engine(t), On: civil.Must(2026, time.November, 1)}.ToBundle()
	require.NoError(t, err)
	require.True(t, bytes.Equal(data, again), "twice, and not the same")
	doc, err := r4.Parse(data)
	require.NoError(t, err)
	n := 0
	for entry := range doc.Entries() {
		require.Equal(t, "PlanDefinition", entry.Type())
		require.Empty(t, r4.Check(entry.Resource))
		n++
	}
	require.Greater(t, n, 200)
}
