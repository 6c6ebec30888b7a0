package choice

import "github.com/oudpath/oudpath/plan/evidence"

// What studies found. A number that was not seen in a text, or in one that restates it, is not here.

// Where what follows was read.
var (
	inAndOut       = evidence.InAndOutOfTreatment2021.At("mortality in and out of treatment", evidence.Primary)
	bothAgonists   = evidence.BothAgonists2023.At("conclusion", evidence.Primary)
	canadaRate     = evidence.BothAgonistsCanada2024.At("rate of stopping", evidence.Secondary)
	pathwayPoints  = evidence.PathwaysOfInsured2020.At("key points", evidence.Primary).SeenIn("drugwarfacts.org, which quotes them")
	pathwayNumbers = evidence.PathwaysOfInsured2020.At("reduction of overdose", evidence.Secondary).SeenIn("healthesystems.com")
	xbotStart      = evidence.XBOT2018.At("who was started", evidence.Primary)
	pregnancies    = evidence.PregnancyAgonists2022.At("outcomes of the newborn", evidence.Secondary)
	youngPeople    = evidence.YoungPeople2008.At("who was still in treatment", evidence.Primary)
)

var methadoneMortality = Effect{Outcome: "death from any cause", Compared: "in methadone treatment, against out of it", Measure: RiskRatio,
	Value: 0.47, Low: 0.41, High: 0.54, People: 749_634, Cite: inAndOut}

var buprenorphineMortality = Effect{Outcome: "death from any cause", Compared: "in buprenorphine treatment, against out of it",
	Measure: RiskRatio, Value: 0.34, Low: 0.26, High: 0.45, People: 749_634, Cite: inAndOut}

var agonistMortality = Effect{Outcome: "death from any cause", Compared: "in treatment with an agonist, against out of it", Measure: RiskRatio,
	Value: 0.47, Low: 0.42, High: 0.53, People: 749_634, Cite: inAndOut}

var stoppingInCanada = Effect{Outcome: "rate of stopping", Compared: "on methadone, against buprenorphine/naloxone", Measure: PercentLower,
	Low: 37, High: 40, People: 30_000, Cite: canadaRate}

var overdoseOfInsured = []Effect{
	{Outcome: "overdose within 3 months", Compared: "on methadone or buprenorphine, against no treatment", Measure: PercentLower, Value: 76,
		People: 40_885, Cite: pathwayNumbers},
	{Outcome: "overdose within 12 months", Compared: "on methadone or buprenorphine, against no treatment", Measure: PercentLower, Value: 59,
		People: 40_885, Cite: pathwayNumbers},
}

var stayingAgainstPlacebo = []Effect{
	{Outcome: "still in treatment", Compared: "on 2 to 6 mg a day, against placebo", Measure: RiskRatio, Value: 1.50, Low: 1.19, High: 1.88,
		Cite: evidence.PlaceboAgonists2014.At("retention at low doses", evidence.Primary)},
	{Outcome: "still in treatment", Compared: "on 7 to 15 mg a day, against placebo", Measure: RiskRatio, Value: 1.74, Low: 1.06, High: 2.87,
		Cite: evidence.PlaceboAgonists2014.At("retention at medium doses", evidence.Primary)},
}

var startedInXBOT = Effect{Outcome: "given a first dose", Compared: "of monthly naltrexone, against buprenorphine", Measure: Share, Value: 72,
	Other: 94, Cite: xbotStart}

var withoutHomeInXBOT = Effect{Outcome: "return to use among people without a home",
	Compared: "on monthly naltrexone, against buprenorphine", Measure: Share, Value: 51.6, Other: 70.4,
	Cite: evidence.XBOTHousing2020.At("return to use by housing", evidence.Primary)}

var newborns = []Effect{
	{Outcome: "neonatal abstinence", Compared: "after buprenorphine, against methadone", Measure: RiskRatio, Value: 0.73, Cite: pregnancies},
	{Outcome: "birth before term", Compared: "after buprenorphine, against methadone", Measure: RiskRatio, Value: 0.58, Cite: pregnancies},
}

var stayingYoung = Effect{Outcome: "still in treatment", Compared: "on buprenorphine for 12 weeks, against a taper over 14 days", Measure: Share,
	Value: 70, Other: 20.5, Cite: youngPeople}

var afterRelease = Effect{Outcome: "death in the 4 weeks after release", Compared: "in treatment with an agonist, against out of it",
	Measure: HazardRatio, Value: 0.25, Low: 0.12, High: 0.53, Cite: evidence.ReleaseNSW2014.At("four weeks after release", evidence.Primary)}

var besideBenzodiazepines = Effect{Outcome: "death by poisoning", Compared: "with a benzodiazepine beside the agonist, against without",
	Measure: HazardRatio, Value: 2.96, Low: 1.97, High: 4.43, People: 12_118,
	Cite: evidence.SedativesBesideAgonists2019.At("deaths by drug poisoning", evidence.Primary)}
