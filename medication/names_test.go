package medication_test

import (
	"encoding/json"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

func TestNames(t *testing.T) {
	vocabularytest.Check[medication.Substance](t, "methadone", "buprenorphine", "naltrexone", "naloxone", "nalmefene", "lofexidine",
		"clonidine", "slow-release oral morphine")
	vocabularytest.Check[medication.Mechanism](t, "full-agonist", "partial-agonist", "antagonist", "alpha-2-agonist")
	vocabularytest.Check[medication.Route](t, "oral", "sublingual", "buccal", "lingual", "subcutaneous", "intramuscular",
		"intravenous", "intranasal", "transdermal", "implant")
	vocabularytest.Check[medication.Form](t, "tablet", "dispersible-tablet", "oral-solution", "oral-concentrate",
		"sublingual-tablet", "oral-lyophilisate", "film", "injection", "depot-injection", "implant", "nasal-spray", "auto-injector",
		"patch", "prolonged-release-capsule")
	vocabularytest.Check[medication.Setting](t, "otp", "hospital", "emergency-department", "three-day-exception", "office",
		"rems-certified", "pharmacy", "custody", "home")
	vocabularytest.Check[medication.ControlledSchedule](t, "schedule-ii", "schedule-iii", "not-controlled")
	vocabularytest.Check[medication.MarketStatus](t, "unknown", "marketed", "discontinued", "not-marketed")
	vocabularytest.Check[medication.Per](t, "unit", "mL")
	vocabularytest.Check[medication.Measure](t, "child-pugh-score", "egfr", "body-weight")
	vocabularytest.Check[medication.ConversionStatus](t, "exact", "no-product", "not-in-table")
}

func TestNamesOfTopics(t *testing.T) {
	vocabularytest.Check[medication.Topic](t, "usual-dose", "first-dose", "first-day-total", "second-day-total", "dose-step",
		"single-maximum", "daily-maximum", "greatest-described", "minimum-interval", "maximum-duration", "since-short-acting",
		"since-long-acting", "agonist-ceiling", "missed-dose", "discontinuation", "hepatic-impairment", "renal-impairment", "contraindication",
		"boxed-warning", "warning", "interaction", "administration", "composition", "availability")
}

func TestNamesOfConversions(t *testing.T) {
	vocabularytest.Check[medication.Conversion](t, "tablet-to-zubsolv", "zubsolv-to-tablet", "sublingual-to-brixadi-weekly",
		"sublingual-to-brixadi-monthly", "brixadi-weekly-to-monthly", "brixadi-monthly-to-weekly", "sublingual-to-buvidal-weekly",
		"sublingual-to-buvidal-monthly", "espranor-to-buvidal-weekly", "espranor-to-buvidal-monthly", "buvidal-weekly-to-monthly",
		"buvidal-monthly-to-weekly")
}

func TestNamesOfClasses(t *testing.T) {
	vocabularytest.Check[medication.Class](t, "short-acting-opioid", "long-acting-opioid", "fentanyl-opioid", "full-agonist-opioid",
		"partial-agonist-opioid", "mixed-agonist-antagonist", "unknown-duration-opioid", "opioid-depot", "opioid-antagonist",
		"lasting-antagonist", "peripheral-antagonist", "peripheral-opioid", "benzodiazepine", "z-drug",
		"gabapentinoid", "barbiturate", "alcohol", "other-sedative", "stimulant", "cyp3a4-inhibitor", "cyp3a4-inducer",
		"cyp2b6-inhibitor", "cyp2b6-inducer", "cyp2c19-inhibitor", "cyp2c9-inhibitor", "cyp2d6-inhibitor", "qt-prolonging",
		"mao-inhibitor", "serotonergic", "anticholinergic", "diuretic", "antiarrhythmic", "lowers-pulse-or-pressure",
		"raised-by-methadone")
}

// Arrays that are indexed by an enumeration have room for each of its values.
func TestCounts(t *testing.T) {
	substances := medication.Substances()
	require.Len(t, substances, medication.SubstanceCount-1)
	require.Equal(t, medication.SubstanceCount-1, int(substances[len(substances)-1]))
	require.True(t, medication.Class(medication.ClassCount-1).Valid())
	require.False(t, medication.Class(medication.ClassCount).Valid())
}

// What was not stated can be written: a struct with such a member is no error.
func TestZeroValuesAsJSON(t *testing.T) {
	type dispensed struct {
		Product   medication.Product
		Companion medication.Substance
		Route     medication.Route
		Setting   medication.Setting
		Schedule  medication.Schedule
		Control   medication.ControlledSchedule
	}
	text, err := json.Marshal(dispensed{})
	require.NoError(t, err)
	back := dispensed{Route: medication.Oral, Setting: medication.SettingOTP, Schedule: medication.Daily()}
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, dispensed{}, back)
}
