package medication_test

import (
	"strings"
	"testing"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/stretchr/testify/require"
)

func TestClassify(t *testing.T) {
	has := func(name string, classes ...medication.Class) {
		t.Helper()
		set, ok := medication.Classify(name)
		require.True(t, ok, name)
		for _, c := range classes {
			require.True(t, set.Has(c), "%s is in %s", name, c)
		}
	}
	hasNot := func(name string, classes ...medication.Class) {
		t.Helper()
		set, ok := medication.Classify(name)
		require.True(t, ok, name)
		for _, c := range classes {
			require.False(t, set.Has(c), "%s is not in %s", name, c)
		}
	}
	has("heroin", medication.ShortActingOpioid, medication.FullAgonistOpioid)
	has("fentanyl", medication.FentanylOpioid, medication.FullAgonistOpioid)
	hasNot("fentanyl", medication.ShortActingOpioid, medication.LongActingOpioid)
	has("morphine", medication.ShortActingOpioid)
	has("morphine er", medication.LongActingOpioid)
	hasNot("morphine er", medication.ShortActingOpioid)
	has("oxycodone er", medication.LongActingOpioid)
	has("methadone", medication.LongActingOpioid, medication.FullAgonistOpioid, medication.QTProlonging)
	has("buprenorphine", medication.PartialAgonistOpioid)
	hasNot("buprenorphine", medication.MixedAgonistAntagonist, medication.FullAgonistOpioid)
	hasNot("buprenorphine/naloxone", medication.OpioidAntagonist)
	has("nalbuphine", medication.MixedAgonistAntagonist)
	has("naltrexone", medication.OpioidAntagonist)
	has("tramadol", medication.ShortActingOpioid, medication.Serotonergic)
	has("linezolid", medication.MAOInhibitor)
	has("moclobemide", medication.MAOInhibitor)
	has("ondansetron", medication.Serotonergic, medication.QTProlonging)
	has("efavirenz", medication.CYP3A4Inducer)
	has("phenobarbital", medication.Barbiturate, medication.CYP3A4Inducer)
	has("fluoxetine", medication.CYP2D6Inhibitor)
	hasNot("loperamide", medication.ShortActingOpioid, medication.FullAgonistOpioid)
	has("Percocet", medication.ShortActingOpioid)
	has("hydrocodone/acetaminophen", medication.ShortActingOpioid, medication.FullAgonistOpioid)
	has("oxycodone and aspirin", medication.ShortActingOpioid)
	has("co-codamol", medication.ShortActingOpioid)
	has("Butrans", medication.PartialAgonistOpioid, medication.LongActingOpioid)
	has("Sublocade", medication.PartialAgonistOpioid, medication.OpioidDepot)
	for _, unknown := range []string{"kratom", "7-OH", "tianeptine", "isotonitazene", "nitazene"} {
		has(unknown, medication.UnknownDurationOpioid)
		hasNot(unknown, medication.ShortActingOpioid, medication.LongActingOpioid, medication.PartialAgonistOpioid)
		set, _ := medication.Classify(unknown)
		require.True(t, set.Intersects(medication.Agonists), unknown)
	}
	for _, lasting := range []string{"naltrexone", "bupropion/naltrexone", "Contrave", "naltrexone implant", "samidorphan", "Selincro",
		"naloxone infusion"} {
		has(lasting, medication.OpioidAntagonist, medication.LastingAntagonist)
	}
	hasNot("naloxone", medication.LastingAntagonist)
	for _, peripheral := range []string{"methylnaltrexone", "naloxegol", "naldemedine", "alvimopan"} {
		has(peripheral, medication.PeripheralAntagonist)
		hasNot(peripheral, medication.OpioidAntagonist, medication.LastingAntagonist)
	}
}

func TestClassifyIgnoresCaseAndSpaceOnly(t *testing.T) {
	want, ok := medication.Classify("diazepam")
	require.True(t, ok)
	for _, name := range []string{"Diazepam", " DIAZEPAM\n"} {
		got, ok := medication.Classify(name)
		require.True(t, ok)
		require.Equal(t, want, got)
	}
	for _, name := range []string{"", " ", "diazepam 5 mg", "diazepams", "aspirin", "unknown"} {
		set, ok := medication.Classify(name)
		require.False(t, ok, "%q: an unknown name is not a harmless one", name)
		require.True(t, set.IsEmpty())
		_, ok = medication.LookupAgent(name)
		require.False(t, ok)
	}
}

// A combination is read part by part: what one part is known to be counts, and a part that nobody knows leaves the whole unknown.
func TestClassifyReadsCombinations(t *testing.T) {
	set, ok := medication.Classify("codeine/something unheard of")
	require.False(t, ok)
	require.True(t, set.Has(medication.ShortActingOpioid))
	set, ok = medication.Classify("oxycodone/naltrexone")
	require.True(t, ok)
	require.True(t, set.Has(medication.ShortActingOpioid))
	require.False(t, set.Has(medication.LastingAntagonist), "against misuse, and it blocks nothing")
	set, ok = medication.Classify("something/unheard of")
	require.False(t, ok)
	require.True(t, set.IsEmpty())
}

func TestAgentTable(t *testing.T) {
	seen := map[string]bool{}
	used := medication.ClassSet(0)
	for _, a := range medication.Agents() {
		require.Equal(t, strings.ToLower(strings.TrimSpace(a.Name)), a.Name)
		require.False(t, seen[a.Name], "%s stands twice", a.Name)
		seen[a.Name] = true
		require.NotEmpty(t, a.Memberships, a.Name)
		for _, m := range a.Memberships {
			require.NoError(t, m.Cite.Validate(), a.Name)
			require.False(t, m.Classes.IsEmpty(), a.Name)
		}
		found, ok := medication.LookupAgent(a.Name)
		require.True(t, ok)
		require.Equal(t, a, found)
		require.False(t, a.Classes().Has(medication.OpioidAntagonist) && a.Classes().Intersects(medication.Agonists), a.Name)
		require.False(t, a.Classes().Has(medication.ShortActingOpioid) && a.Classes().Has(medication.LongActingOpioid), a.Name)
		used = used.Union(a.Classes())
	}
	require.Len(t, used.List(), 34, "every class has an agent")
	for _, s := range medication.Substances() {
		require.True(t, seen[s.String()], "%s is an agent too", s)
	}
}

// What the notes say word for word may refuse; what merely stands to reason may not.
func TestProvenanceOfMemberships(t *testing.T) {
	provenance := func(name string, class medication.Class) evidence.Provenance {
		a, ok := medication.LookupAgent(name)
		require.True(t, ok, name)
		for _, m := range a.Memberships {
			if m.Classes.Has(class) {
				return m.Cite.Provenance
			}
		}
		return 0
	}
	for _, name := range []string{"pentazocine", "nalbuphine", "butorphanol"} {
		require.Equal(t, evidence.Secondary, provenance(name, medication.MixedAgonistAntagonist), name)
	}
	require.Equal(t, evidence.Primary, provenance("heroin", medication.ShortActingOpioid))
	require.Equal(t, evidence.Primary, provenance("efavirenz", medication.CYP3A4Inducer))
	require.Equal(t, evidence.Unconfirmed, provenance("temazepam", medication.Benzodiazepine))
	require.Equal(t, evidence.Unconfirmed, provenance("citalopram", medication.QTProlonging))
}

func TestAgentsAreTheCallersOwn(t *testing.T) {
	agents := medication.Agents()
	agents[0].Memberships[0] = medication.Membership{}
	agents[0].Name = "changed"
	one, _ := medication.LookupAgent("naloxone")
	one.Memberships[0] = medication.Membership{}
	set, ok := medication.Classify("naloxone")
	require.True(t, ok)
	require.True(t, set.Has(medication.OpioidAntagonist))
	require.Equal(t, "heroin", medication.Agents()[0].Name)
	require.NotZero(t, medication.Agents()[0].Memberships[0])
}

func TestClassSet(t *testing.T) {
	set := medication.ClassesOf(medication.ZDrug, medication.Alcohol, 0, 99)
	require.Equal(t, []medication.Class{medication.ZDrug, medication.Alcohol}, set.List())
	require.Equal(t, "z-drug alcohol", set.String())
	require.True(t, set.Has(medication.Alcohol))
	require.False(t, set.Has(medication.Benzodiazepine))
	require.False(t, set.Has(0))
	require.False(t, medication.ClassSet(1).Has(0), "the zero class is in no set")
	require.False(t, medication.ClassSet(1<<63).Has(63))
	require.Nil(t, medication.ClassSet(1|1<<63).List())
	require.True(t, set.Intersects(medication.CNSDepressants))
	require.False(t, set.Intersects(medication.Agonists))
	require.Equal(t, set, medication.ClassesOf(medication.ZDrug).Union(medication.ClassesOf(medication.Alcohol)))
	require.True(t, medication.ClassSet(0).IsEmpty())
	require.Empty(t, medication.ClassSet(0).String())
	require.Equal(t, "benzodiazepine z-drug gabapentinoid barbiturate alcohol other-sedative", medication.CNSDepressants.String())
}

// FuzzClassify: a single name is known if it has classes. A combination is known only if every part is, and has the classes of the
// parts that are, so that half a known name does not hide what it names.
func FuzzClassify(f *testing.F) {
	f.Add("Heroin")
	f.Add("morphine ER")
	f.Add("morphine /")
	f.Add("aspirin and caffeine")
	f.Add("buprenorphine/naloxone")
	f.Fuzz(func(t *testing.T, name string) {
		set, ok := medication.Classify(name)
		if _, single := medication.LookupAgent(name); single {
			require.True(t, ok)
			require.False(t, set.IsEmpty(), "known names have classes")
		}
		half, known := medication.Classify(name + " / no agent of any table")
		require.False(t, known)
		if set.Intersects(medication.Agonists) {
			require.Equal(t, set&^antagonists, half&^antagonists)
		}
		words := " " + strings.ToLower(strings.Join(strings.Fields(name), " ")) + " "
		if !strings.ContainsAny(words, "/+") && !strings.Contains(words, " and ") && !strings.Contains(words, " with ") {
			require.Equal(t, ok, !set.IsEmpty(), "unknown single names have no classes")
		}
	})
}

var antagonists = medication.ClassesOf(medication.OpioidAntagonist, medication.LastingAntagonist)
