package guidance_test

import (
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// oneProduct is a product of each substance that can be ordered and given.
var oneProduct = map[medication.Substance]medication.ProductID{
	medication.Methadone: medication.MethadoneConc, medication.Buprenorphine: medication.BupnxFilm, medication.Naltrexone: medication.NtxPO,
	medication.Naloxone: medication.NaloxoneIN, medication.Nalmefene: medication.NalmefeneIN, medication.Lofexidine: medication.LofexidineTab,
	medication.Clonidine: medication.ClonidineTab,
}

// TestSubstancesAreTruthful asks rules that name their substances about orders and doses of the others, after the histories of
// the cases: the engine never asks them, so that they must have nothing to say.
func TestSubstancesAreTruthful(t *testing.T) {
	named, asked := 0, 0
	for _, r := range guidance.All() {
		if len(r.Substances) > 0 || !r.About.IsEmpty() {
			named++
		}
	}
	require.Greater(t, named, 40, "most rules are about one substance, and say so")
	engines := map[string]*plan.Engine{}
	for i, c := range allCases() {
		if i%5 != 0 {
			continue
		}
		if engines[c.jurisdiction] == nil {
			engines[c.jurisdiction] = engineFor(t, c.jurisdiction)
		}
		engine, at := engines[c.jurisdiction], now.Add(c.day)
		p := planOf(t, engine, at, c.before)
		rule, _ := engine.Rule(c.rule)
		for s, product := range oneProduct {
			for _, body := range []record.Body{record.Order{Product: product, Dose: milligrams(8)}, record.DoseGiven{Product: product, Dose: milligrams(8)}} {
				if len(rule.Substances) == 0 || has(rule.Substances, s) || !rule.Kinds.Has(body.Kind()) {
					continue
				}
				x, err := engine.Explain(p, record.Event{ID: "ask", At: at, Actor: record.Actor{ID: "a"}, Body: body}, rule.ID)
				require.NoError(t, err)
				require.Equal(t, plan.VerdictNotApplicable, x.Finding.Verdict, "%s has something to say of %s after %q: %s", rule.ID, s, c.name, x.Finding.Message)
				asked++
			}
		}
	}
	require.Positive(t, asked, "rules that still name their substances by family")
}

func has(list []medication.Substance, s medication.Substance) bool {
	for _, each := range list {
		if each == s {
			return true
		}
	}
	return false
}
