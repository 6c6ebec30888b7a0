package jurisdiction_test

import (
	"strings"
	"testing"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/guidance/buprenorphine"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
	"github.com/oudpath/oudpath/plan/jurisdiction"
	"github.com/stretchr/testify/require"
)

const clinicFile = `{
	"id": "clinic-7", "version": "2026-03", "title": "Programme 7", "confirmed": "2026-06-30",
	"settings": [
		{"param": "methadone.induction.first-day-total.hard", "value": "40 mg", "from": "2026-01-01", "cites": [CITE]},
		{"param": "bup.induction.cows-min.soft", "value": "13", "cites": [CITE]},
		{"param": "bup.induction.cows-min.fresh", "value": "30 min", "from": "2026-01-01", "until": "2026-12-31", "cites": [CITE]}
	]
}`

const houseRules = `{"source": {"id": "house-2026", "kind": "guideline", "title": "House rules of programme 7"}, "place": "page 2", "provenance": "primary"}`

func read(t *testing.T, text string) (plan.Jurisdiction, error) {
	t.Helper()
	federal, err := jurisdiction.Engine("us", time.UTC)
	require.NoError(t, err)
	return federal.ReadLayer(strings.NewReader(strings.ReplaceAll(text, "CITE", houseRules)))
}

// A programme keeps its limits in a file, over those of its country.
func TestALayerIsReadFromAFile(t *testing.T) {
	layer, err := read(t, clinicFile)
	require.NoError(t, err)
	require.Equal(t, "clinic-7@2026-03", layer.Name())
	engine, err := plan.New(jurisdiction.Config(layer))
	require.NoError(t, err)
	day := civil.Must(2026, 3, 2)
	most, from, ok := plan.LimitOn(engine, methadone.FirstDayTotal().Hard, day)
	require.True(t, ok)
	require.Equal(t, "40 mg", most.String())
	require.Equal(t, "House rules of programme 7 page 2", from.Cites[0].String())
	cows, _, ok := plan.LimitOn(engine, buprenorphine.InductionCOWS().Soft, day)
	require.True(t, ok)
	require.Equal(t, 13, cows)
	fresh, _, ok := plan.LimitOn(engine, buprenorphine.InductionCOWS().Fresh, day)
	require.True(t, ok)
	require.Equal(t, 30*time.Minute, fresh)
	before, _, ok := plan.LimitOn(engine, methadone.FirstDayTotal().Hard, civil.Must(2025, 12, 31))
	require.True(t, ok)
	require.Equal(t, "50 mg", before.String(), "the country's limit holds until the layer begins")
	require.Equal(t, civil.Must(2026, 6, 30), engine.Basis().Confirmed, "the earliest of the layers")
	require.True(t, engine.Basis().Draft)
}

func TestLayersThatAreNotRead(t *testing.T) {
	for name, c := range map[string]struct{ old, new, says string }{
		"a member that nobody knows":  {`"title"`, `"tilte"`, "unknown field"},
		"a second document":           {"]\n}", "]\n} {}", "something follows"},
		"a parameter that is none":    {"cows-min.soft", "cows-min.sofd", `setting 2: no rule reads the parameter "bup.induction.cows-min.sofd"`},
		"no number":                   {`"13"`, `"thirteen"`, "bup.induction.cows-min.soft"},
		"a range":                     {`"40 mg"`, `"40-50 mg"`, "methadone.induction.first-day-total.hard"},
		"an amount without a unit":    {`"40 mg"`, `"40"`, "methadone.induction.first-day-total.hard"},
		"a time without a unit":       {`"30 min"`, `"30"`, "is no whole number of days, h or min"},
		"a time in two units":         {`"30 min"`, `"1 h 30 min"`, "is no whole number of days, h or min"},
		"a date that does not exist":  {"2026-12-31", "2026-02-30", "layer"},
		"a number instead of a text":  {`"13"`, `13`, "layer"},
		"a table":                     {`bup.induction.cows-min.soft`, `otp.takehome.max.table`, "can only be set in Go"},
		"a negative time":             {`"30 min"`, `"-30 min"`, "is no whole number"},
		"the same parameter in a box": {`"settings": [`, `"settings": [[`, "layer"},
	} {
		text := strings.Replace(clinicFile, c.old, c.new, 1)
		require.NotEqual(t, clinicFile, text, name)
		_, err := read(t, text)
		require.ErrorContains(t, err, c.says, name)
	}
}

// What may be set is decided where the engine is made.
func TestLayersThatNoEngineTakes(t *testing.T) {
	for name, c := range map[string]struct{ old, new, says string }{
		"looser without a reason": {"40 mg", "60 mg", "does not say Relax"},
		"beyond the instrument":   {`"13"`, `"49"`, "49 is not between 0 and 48"},
		"negative":                {`"13"`, `"-1"`, "negative"},
		"without a source":        {`"value": "13", "cites": [CITE]`, `"value": "13"`, "has no citation"},
		"of no provenance":        {`"13", "cites": [CITE]`, `"13", "cites": [{"source": {"id": "x", "title": "X"}, "place": "p"}]`, "without a provenance"},
		"that ends first":         {`"until": "2026-12-31"`, `"until": "2025-12-31"`, "ends before it begins"},
	} {
		layer, err := read(t, strings.Replace(clinicFile, c.old, c.new, 1))
		require.NoError(t, err, name)
		_, err = plan.New(jurisdiction.Config(layer))
		require.ErrorContains(t, err, c.says, name)
	}
}
