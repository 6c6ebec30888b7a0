package sim_test

import (
	"os"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// TestLifeTablesAsTheyArePublished reads the labels and columns that published tables have.
func TestLifeTablesAsTheyArePublished(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		rate map[int]float64 // of women, by age
		warn string
	}{
		"mark, capitals, letters": {"\ufeffAge,Sex,mx,note\n40,F,0.1,\n41,F,0.2,x\n40,M,0.3,\n", map[int]float64{40: 0.1, 41: 0.2}, "very old"},
		"ends of a year":          {"age,sex,mx\n60-61,female,0.01\n61-62,female,0.02\n", map[int]float64{60: 0.01, 61: 0.02, 62: 0.02}, ""},
		"groups by last year": {"age,sex,mx\n60-64,female,0.01\n65-69,female,0.02\n", map[int]float64{60: 0.01, 64: 0.01,
			65: 0.02, 69: 0.02}, "60 to 64"},
		"groups by end": {"age,sex,mx\n60-65,female,0.01\n65-70,female,0.02\n", map[int]float64{60: 0.01, 64: 0.01,
			65: 0.02, 69: 0.02}, "60 to 64"},
		"probability of a group": {"age,sex,qx\n60-61,female,0.19\n62-63,female,0.5\n",
			map[int]float64{61: sim.ProbabilityToRate(0.19) / 2}, "60 to 61"},
		"open":                 {"age,sex,mx\n99,female,0.4\n100 and over,female,0.5\n", map[int]float64{99: 0.4, 100: 0.5, 120: 0.5}, "open"},
		"open, by probability": {"age,sex,qx\n109,female,0.5\n110+,female,1\n", map[int]float64{109: sim.ProbabilityToRate(0.5)}, "the last age, 110, is open"},
		"below one": {"Age group,Gender,nmx\n<1 year,female,0.05\n1 to 4 years,female,0.001\n5–9 years,female,0.0005\n10 years or older,f,0.4\n",
			map[int]float64{0: 0.05, 1: 0.001, 4: 0.001, 9: 0.0005, 10: 0.4}, "the last age, 10, is open"},
		"a column for each sex": {"Exact age,Male death probability,Male life expectancy,Female death probability,Female life expectancy\n" +
			"60,0.1,20,0.05,22\n61,0.2,19,0.06,21\n", map[int]float64{60: sim.ProbabilityToRate(0.05), 61: sim.ProbabilityToRate(0.06)}, ""},
		"semicolons":            {"age;sex;qx;mx\n60;female;0.181;0.2\n61;female;0.0951;0.1\n", map[int]float64{60: 0.2}, ""},
		"both kinds, at odds":   {"age,sex,qx,mx\n60,female,0.1,0.2\n61,female,0.1,0.2\n", map[int]float64{60: 0.2}, "do not agree; mx is used"},
		"tabs, order and signs": {"m(x)\tSex\tAge (x)\n0.2\tFemales\t60\n0.4\tfemale\t≥61\n", map[int]float64{60: 0.2, 61: 0.4}, "open"},
		"falls":                 {"age,sex,mx\n60,female,0.01\n61,female,0.004\n", map[int]float64{61: 0.004}, "falls by more than half"},
		"nobody dies":           {"age,sex,mx\n30,female,0\n31,female,0.004\n", map[int]float64{30: 0}, "nobody dies at age 30"},
	} {
		table, err := sim.ReadLifeTable(strings.NewReader(c.text), invented)
		require.NoError(t, err, name)
		for age, rate := range c.rate {
			require.Equal(t, rate, table.Rate(sim.Female, age), "%s at %d", name, age)
		}
		if c.warn == "" {
			require.Empty(t, table.Warnings(), name)
			continue
		}
		require.Contains(t, strings.Join(table.Warnings(), "\n"), c.warn, name)
	}
}

// TestLifeTablesThatAreRefusedNameTheRow holds that what cannot be meant is not read.
func TestLifeTablesThatAreRefusedNameTheRow(t *testing.T) {
	for text, want := range map[string]string{
		"age,sex,mx\n40,female,0.3\n41,female,0\n":              "row 3: the last mortality of female is 0",
		"age,sex,qx\n40,female,1\n41,female,0.1\n":              "row 3: there are ages of female after certain death at 40",
		"age,sex,mx\n40,female,231\n":                           "row 2: a rate of \"231\" a year at age 40: is it per 1,000 or per 100,000?",
		"age,sex,qx\n40,female,231\n":                           "per 100,000?",
		"age,sex,mx\n40,female,2.3\n":                           "row 2: a rate of \"2.3\"",
		"age,sex,mx\n40+,female,0.1\n41,female,0.1\n":           "row 2: age 40 is open and not the last",
		"age,sex,mx\n40-45,female,0.1\n47,female,0.1\n":         "row 2: the ages 40-45 do not fit",
		"age,sex,mx\n45-40,female,0.1\n":                        `row 2: age "45-40"`,
		"age,sex,qx\n84,female,0.1\n85+,female,1\n":             "row 3: the last age, 85, is open, so that its probability of 1 does not say how soon people die",
		"age,sex,qx,q(x)\n40,female,0.1,0.2\n":                  `the columns "qx" and "q(x)" are of the same`,
		"age,sex,male qx\n40,female,0.1\n":                      "the sex has a column, and columns name it as well",
		"age,male qx\n151,0.1\n":                                `row 2: age "151"`,
		"age;sex;mx\n40;female;0,003\n":                         `row 2: mortality "0,003"`,
		"age,mx\n40,0.1\n":                                      `no column "sex"`,
		"year,age,sex,mx\n2019,40,f,0.1\n2020,40,f,0.1\n":       "row 3: the table is of several years, 2019 and 2020",
		"age,sex,qx\n108,female,0.5\n110,female,1\n":            "row 3: age 110 of female does not follow",
		"age,sex,mx\n40,women and men,0.1\n":                    `row 2: sex "women and men"`,
		"age,sex,mx\n40,female,NaN\n":                           `row 2: mortality "NaN"`,
		"age,sex,mx\n60-62,female,0.1\n62-64,f,0.1\n66,f,0.2\n": "row 3: the ages 62-64 do not fit",
	} {
		_, err := sim.ReadLifeTable(strings.NewReader(text), invented)
		require.ErrorIs(t, err, sim.ErrLifeTable, text)
		require.ErrorContains(t, err, want, text)
	}
}

func TestOneYearOfSeveral(t *testing.T) {
	text := "year,age,sex,mx\n2019,80,f,0.1\n2020,80,f,0.2\n"
	table, err := sim.ReadLifeTableOf(2020, strings.NewReader(text), invented)
	require.NoError(t, err)
	require.Equal(t, 0.2, table.Rate(sim.Female, 80))
	_, err = sim.ReadLifeTableOf(2021, strings.NewReader(text), invented)
	require.ErrorContains(t, err, `no rows of the year "2021"`)
	_, err = sim.ReadLifeTableOf(2021, strings.NewReader("age,sex,mx\n80,f,0.1\n"), invented)
	require.ErrorContains(t, err, `no rows of the year "2021"`)
	single, err := sim.ReadLifeTable(strings.NewReader("year,age,sex,mx\n2020,80,f,0.2\n"), invented)
	require.NoError(t, err)
	require.Equal(t, 0.2, single.Rate(sim.Female, 80))
}

func TestAllYearsOfTheFixtures(t *testing.T) {
	text, err := os.ReadFile(fixtures.Path(t, "life-tables", "us-ssa-2019-2023-qx.csv"))
	require.NoError(t, err)
	source := evidence.Source{ID: "ssa", Title: "Social Security Administration"}.At("", evidence.Primary)
	_, err = sim.ReadLifeTable(strings.NewReader(string(text)), source)
	require.ErrorContains(t, err, "several years")
	for year, men := range map[int]float64{2019: .002578, 2021: .003784, 2023: .003115} {
		table, err := sim.ReadLifeTableOf(year, strings.NewReader(string(text)), source)
		require.NoError(t, err)
		require.InDelta(t, sim.ProbabilityToRate(men), table.Rate(sim.Male, 40), 1e-12)
		require.Empty(t, table.Warnings())
	}
}

// FuzzReadLifeTable holds that no text makes the reader panic, and that what it reads has a rate at every age from its first on.
func FuzzReadLifeTable(f *testing.F) {
	f.Add("age,sex,qx\n0-1,female,0.1\n1-4,female,0.2\n5+,female,1\n")
	f.Add("year,age,sex,mx\n2019,80,f,0.1\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := sim.ReadLifeTable(strings.NewReader(text), invented)
		if err != nil {
			require.ErrorIs(t, err, sim.ErrLifeTable)
			return
		}
		require.NotEmpty(t, table.Source())
	})
}
