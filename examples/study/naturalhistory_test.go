package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/oudpath/oudpath/plan/sim/document"
	"github.com/oudpath/oudpath/plan/sim/naturalhistory"
	"github.com/stretchr/testify/require"
)

// TestTheNaturalHistoryIsAFile compares the model of package naturalhistory with the file that studies include; OUDPATH_UPDATE=1 writes
// it anew.
func TestTheNaturalHistoryIsAFile(t *testing.T) {
	life, err := sim.ReadLifeTable(strings.NewReader(read(t, "published/us-ssa-2019.csv")), evidence.Source{ID: "ssa-2019", Title: "us-2019",
		Year: 2019}.At("Social Security Administration, death probabilities 2019", evidence.Primary))
	require.NoError(t, err)
	m := naturalhistory.Model(naturalhistory.Base(), life, 260, naturalhistory.Usual())
	var b bytes.Buffer
	b.WriteString(`{"title": "natural history of opioid use disorder, five years", "run": {"engine": "cohort", "people": 100000},
"lifeTables": {"us-2019": {"file": "published/us-ssa-2019.csv", "source": {"source": {"id": "ssa-2019", "title": "us-2019", "year": 2019},
  "place": "Social Security Administration, death probabilities 2019", "provenance": "primary"}}},
"policies": `)
	policies, err := document.Encode(map[string]map[string][]sim.Effect{
		"no buprenorphine":               {"effects": naturalhistory.Without(naturalhistory.Buprenorphine).Effects},
		"no methadone":                   {"effects": naturalhistory.Without(naturalhistory.Methadone).Effects},
		"no naltrexone":                  {"effects": naturalhistory.Without(naturalhistory.Naltrexone).Effects},
		"no discharge by the programme":  {"effects": naturalhistory.NoDischarge(naturalhistory.Base()).Effects},
		"take-homes by the rule of 2001": {},
	})
	require.NoError(t, err)
	require.NoError(t, json.Indent(&b, bytes.Replace(policies, []byte(`2001":{}`), []byte(`2001":{"takeHomes":"us-2001"}`), 1), "", "  "))
	b.WriteString(`,
"concordance": {"in": "us", "on": "2026-11-02", "people": 100, "before": "other", "known": ["naloxone at hand"],
  "facts": {"fatal overdose": "death of overdose", "non-fatal overdose": "overdose", "other death": "death of another cause",
    "return to use, not injecting": "return to use", "return to use on buprenorphine": "return to use",
    "return to use on methadone": "return to use", "return to use on naltrexone": "return to use"},
  "reasons": {"leave buprenorphine": "other", "leave methadone": "other", "leave naltrexone": "other",
    "end of withdrawal management": "completed", "non-fatal overdose": "other", "return to use, not injecting": "return-to-use"}},
"model": `)
	require.NoError(t, sim.WriteModel(&b, m))
	b.WriteString("}\n")
	if os.Getenv("OUDPATH_UPDATE") != "" {
		require.NoError(t, os.WriteFile("naturalhistory.json", b.Bytes(), 0o644))
	}
	require.Equal(t, read(t, "naturalhistory.json"), b.String())
	s, err := load("naturalhistory.json", options{})
	require.NoError(t, err)
	got, err := s.Compile()
	require.NoError(t, err)
	want, err := m.Compile()
	require.NoError(t, err)
	require.Equal(t, want.Fingerprint(), got.Fingerprint())
}
