package audit_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/audit"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/measure"
)

const diagnosed = `{"resourceType":"Condition","id":"d","clinicalStatus":{"coding":[{"code":"active"}]},` +
	`"recordedDate":"2026-02-28T08:00:00Z","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"F11.20"}]},"subject":{"reference":"Patient/%s"}}`

// people are records of a diagnosis: with a dose, with an order that the rules do not allow, with nothing, and of somebody undiagnosed.
func people() string {
	of := func(id string, more ...string) string {
		return bundle(append([]string{patient(id), tablet, fmt.Sprintf(diagnosed, id)}, more...)...) + "\n"
	}
	return of("a", given("g", "a")) + of("b", strings.Replace(order("o", "b"), `"value":60`, `"value":600`, 1)) + of("c") +
		bundle(patient("d"), tablet, given("g", "d")) + "\n"
}

func measured(t *testing.T, m audit.Measures) (*audit.Result, []audit.Counted) {
	t.Helper()
	var all []audit.Counted
	result, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Reader: reader, Workers: 2, Measures: &m,
		Counted: func(c audit.Counted) error { all = append(all, c); return nil }}, audit.Lines(strings.NewReader(people()), "in"))
	require.NoError(t, err)
	require.Zero(t, result.Unread)
	return result, all
}

var december = civil.Must(2026, 12, 31)

func complete(plan.Plan) measure.Beside {
	return measure.Beside{From: civil.Must(2025, 1, 1), Until: civil.Must(2027, 6, 1)}
}

// Numerator, denominator and who is in neither; an order that the rules left out of the plan counts, because it was written.
func TestMeasures(t *testing.T) {
	result, all := measured(t, audit.Measures{Last: december, Beside: complete})
	tallies := map[measure.ID]measure.Tally{}
	for _, row := range result.Measures {
		tallies[row.ID] = row.Tally
		if !row.Computable() {
			require.Equal(t, measure.Tally{}, row.Tally, row.ID)
		}
	}
	require.Equal(t, measure.Tally{Denominator: 3, Numerator: 2, NotKnown: 1}, tallies["washington-circle.initiation"])
	require.Equal(t, measure.Tally{Denominator: 3, Numerator: 2, NotKnown: 1}, tallies["washington-circle.use"])
	require.Equal(t, measure.Tally{NotKnown: 4}, tallies["cbe-3589"], "nobody states how the people are insured")
	require.Len(t, all, 4*3)
	require.Equal(t, "in:1", all[0].Record)
	require.Len(t, result.Measures, len(measure.All()))

	unstated, _ := measured(t, audit.Measures{Last: december})
	for _, row := range unstated.Measures {
		if row.ID == "washington-circle.initiation" {
			require.Equal(t, measure.Tally{NotKnown: 4}, row.Tally)
		}
	}
}

func TestMeasuresAreWritten(t *testing.T) {
	result, _ := measured(t, audit.Measures{Last: december, Beside: complete})
	outputs := map[string]string{}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"table":  func(b *bytes.Buffer) error { return result.Table(b) },
		"csv":    func(b *bytes.Buffer) error { return result.MeasuresCSV(b) },
		"json":   func(b *bytes.Buffer) error { return result.JSON(b) },
		"ndjson": func(b *bytes.Buffer) error { return result.NDJSON(b) },
		"html":   func(b *bytes.Buffer) error { return result.HTML(b) },
	} {
		var b bytes.Buffer
		require.NoError(t, write(&b))
		outputs[name] = b.String()
		for _, m := range measure.All() {
			require.Contains(t, b.String(), string(m.ID), name)
		}
		require.Contains(t, b.String(), "which exclusions there are was not seen", name)
	}
	require.Regexp(t, `washington-circle.initiation +2 +3 +66\.7 % +1\n`, outputs["table"])
	for line := range strings.Lines(outputs["table"]) {
		require.LessOrEqual(t, len(line), 100, line)
	}
	rows, err := csv.NewReader(strings.NewReader(outputs["csv"])).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		require.Equal(t, row[3] == "true", row[4] != "", row)
	}
	require.Contains(t, outputs["csv"],
		"washington-circle.use,Medication in the measurement year (Washington Circle),2026-12-31,true,2,3,0,1,0,")
	lines := 0
	for line := range strings.Lines(outputs["ndjson"]) {
		lines++
		var object struct {
			Kind                   string
			ID                     string
			Computable             bool
			Numerator, Denominator *int
		}
		require.NoError(t, json.Unmarshal([]byte(line), &object))
		if object.Kind == "measure" {
			require.Equal(t, object.Computable, object.Numerator != nil && object.Denominator != nil, line)
		}
	}
	require.Equal(t, len(result.Cells)+len(measure.All()), lines)
	require.Contains(t, outputs["html"], `<td class="n">2<td class="n">3`)
}

func TestMeasuresNeedADay(t *testing.T) {
	_, err := audit.Run(context.Background(), audit.Config{Engine: engine(), Measures: &audit.Measures{}}, many(1))
	require.ErrorContains(t, err, "last day")
}
