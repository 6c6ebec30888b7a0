package scenario

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// constants returns the values of the text constants that a package declares, by their type.
func constants(t *testing.T, folder string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	require.NoError(t, err)
	values := make(map[string][]string)
	for _, name := range files {
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil {
				return true
			}
			kind, named := spec.Type.(*ast.Ident)
			for _, value := range spec.Values {
				if literal, text := value.(*ast.BasicLit); named && text && literal.Kind == gotoken.STRING {
					unquoted, err := strconv.Unquote(literal.Value)
					require.NoError(t, err)
					values[kind.Name] = append(values[kind.Name], unquoted)
				}
			}
			return true
		})
	}
	return values
}

// TestEveryWordOfThePlanCanBeWritten reads the constants of packages record and stages, so that a word that is added there cannot
// be forgotten here.
func TestEveryWordOfThePlanCanBeWritten(t *testing.T) {
	inPlan, inStages := constants(t, filepath.Join("..", "record")), constants(t, filepath.Join("..", "..", "stages"))
	covered := func(what string, declared []string, v interface{ rows() [][]string }) {
		require.NotEmpty(t, declared, what)
		var first []string
		for _, names := range v.rows() {
			first = append(first, names[0])
		}
		for _, word := range declared {
			require.Contains(t, first, word, "%s %q cannot be written in a script: add it to words.go", what, word)
		}
	}
	covered("sex", inPlan["Sex"], sexWords)
	covered("loss", inPlan["Loss"], lossWords)
	covered("stage of a warning sign", inPlan["SignStage"], signStageWords)
	covered("need", inPlan["NeedKind"], needWords)
	covered("status of a need", inPlan["NeedStatus"], needStatusWords)
	covered("sign", inPlan["Sign"], signWords)
	covered("analyte", inPlan["Analyte"], analyteWords)
	covered("result", inPlan["TestResult"], resultWords)
	covered("condition", inPlan["Health"], healthWords)
	covered("circumstance", inPlan["Circumstance"], contextWords)
	covered("section", inPlan["Section"], sectionWords)
	covered("assessment", inPlan["Assessment"], assessmentWords)
	covered("purpose", inPlan["Purpose"], purposeWords)
	covered("reason", inPlan["Reason"], reasonWords)
	covered("method", inPlan["WithdrawalMethod"], methodWords)
	covered("consent", inPlan["Consent"], consentWords)
	covered("service", inStages["Service"], serviceWords)
	for _, info := range record.Measures() {
		require.Equal(t, info.Measure, measureWords.byName[info.Name])
		require.NotEmpty(t, measureUnits[info.Measure], info.Name)
	}
	for _, in := range scale.All() {
		require.Equal(t, in.ID(), scaleWords.byName[string(in.ID())])
	}
	for s := medication.Setting(1); s.Valid(); s++ {
		require.Equal(t, s, settingWords.byName[s.String()])
	}
	for r := medication.Route(1); r.Valid(); r++ {
		require.Equal(t, r, routeWords.byName[r.String()])
	}
	for _, e := range []stages.Edition{stages.ThirdEdition, stages.FourthEdition} {
		require.Equal(t, e, editionWords.byName[e.String()+"-edition"])
	}
}

// TestNoNameStandsForTwoWords holds each vocabulary unambiguous.
func TestNoNameStandsForTwoWords(t *testing.T) {
	for _, list := range wordLists() {
		if strings.HasPrefix(list.title, "Items") {
			continue // scales ask for the same signs
		}
		owner := make(map[string]string)
		for _, names := range list.rows {
			for _, name := range names {
				key := keyOf(name)
				require.True(t, owner[key] == "" || owner[key] == names[0], "%s: %q is %s and %s", list.title, name, owner[key], names[0])
				owner[key] = names[0]
			}
		}
	}
	seen := make(map[string]bool)
	for _, s := range statements {
		for _, name := range s.names {
			require.False(t, seen[keyOf(name)], "two statements begin with %q", name)
			seen[keyOf(name)] = true
		}
	}
}

// everything is a script that uses every statement with every clause.
const everything = `
profile us
zone America/New_York
at 2026-03-02 09:00
person born 1984-05-06, female
diagnosis 6 criteria, in remission, high risk, code icd-10-cm F11.20
used heroin 200 mg a day, injected
cows pulse=110/min, sweating=2, gooseflesh=3, rest=0 as score
phq9 12
signs piloerection, mydriasis
qtc 430 ms
screen opiates=positive, fentanyl=negative
pregnant 20 weeks, due 2026-07-20
allergy naltrexone
allergy "penicillin"
condition syncope
takes "mystery tablets" class benzodiazepine, ordered here
reviewed medicines
assessed full-examination
challenge negative, observed 20 minutes
give bup.sl 4 mg sublingual in office, supervised, to start, received 2026-02-27, late
took bup.sl 4 mg late
missed buprenorphine
held methadone because intoxicated
supplied methadone.conc 7 days of 40 mg twice daily from tomorrow
lost methadone 3 days
none left of methadone, last taken 2026-02-20
naloxone supplied naloxone.in, 2 doses
attended cbt 50 minutes
session missed group
declined counselling
reward for negative drug test
needs housing "a room" referred by "Maria" due in 10 days, goal "to see my son", papers met
needs none
prevention plan made
prevention plan reason "my daughter", trigger "payday" outer strength 7 helps "call Ana", contact "Ana" relation "sister" told carries naloxone
prevention plan warning sign "no sleep" early, coping "walk", activity "choir", medication "film", naloxone "hall", after use "call"
prevention plan shared with "Ana", copy given, review in 30 days
visit missed
return to use of heroin
overdose of fentanyl, reversed with naloxone
precipitated withdrawal by buprenorphine
adverse event "rash" serious
consent to treatment given
context home-start
context rapid-naltrexone protocol "CTN-0097" in hospital until 2026-03-20
standing override bup.induction.cows-min because specialist-advice "agreed by telephone" until 2026-04-01
custom org.example.note "something else"
retract score because "another person's"
order bupnx.film 8 mg/2 mg twice daily, supervised, supervised 6 days a week, in office, from tomorrow until 2026-04-01, buccal, for maintenance, supply 7 days, in instalments of 7 days, test dose 65 minutes ago, documented switch, received 2026-02-27, rationale "as before"
order methadone.conc 60 mg morning, 40 mg evening daily in otp
order bupnx.film 8 to 16 mg daily, in office
move transfer to transferred because moved, methadone continues, referral arranged, destination "City clinic"
level iop to intensive-outpatient, asam 2.1, third edition, 9 hours a week
course begin-taper to taper, buprenorphine, because patient-choice
stop methadone because moved, abruptly
end methadone on 2026-12-31 because patient-choice
take-home methadone.conc 7 days of 80 mg, 1 closure day, criteria met
withdrawal management buprenorphine-taper of buprenorphine in hospital, 10 days, with plan, informed, requested
force stage therapy level outpatient course maintenance because "transferred in"
died of overdose
expect stage deceased
`

// TestEveryFieldCanBeWritten reads a script with everything in it, and demands that every kind of event that people make, and
// every field of its body, is among what it says.
func TestEveryFieldCanBeWritten(t *testing.T) {
	script, err := Parse("everything", strings.NewReader(everything))
	require.NoError(t, err)
	written := make(map[record.Kind]bool)
	fields := make(map[string]bool)
	types := make(map[reflect.Type]bool)
	for _, s := range script.Cases[0].steps {
		for _, ev := range s.events {
			written[ev.Body.Kind()] = true
			body := reflect.ValueOf(ev.Body)
			types[body.Type()] = true
			for i := range body.NumField() {
				name := body.Type().Name() + "." + body.Type().Field(i).Name
				fields[name] = fields[name] || !body.Field(i).IsZero()
			}
		}
	}
	for _, kind := range record.AllKinds() {
		require.True(t, written[kind] || kind.Derived(), "no statement makes %s", kind)
	}
	var missing []string
	for name, set := range fields {
		if !set {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	require.Empty(t, missing, "fields that no script can set")
}
