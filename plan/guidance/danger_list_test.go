package guidance_test

import (
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/plantest"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages/scale"
)

// recently is how long ago a danger of the law was found: after everything that is known of the subjects.
const recently = 25 * time.Minute

func atLast(body ...record.Body) (facts []said) {
	for _, b := range body {
		facts = append(facts, said{Ago: recently, Body: b})
	}
	return facts
}

func reading(name string, m record.Measure, values ...string) (d plantest.Danger) {
	d.Name = name
	for _, v := range values {
		d.Degrees = append(d.Degrees, deg(v, atLast(measuring(m, v))...))
	}
	return d
}

func measuring(m record.Measure, value string) record.Measured {
	q, err := record.ParseQuantity(value)
	if err != nil {
		panic(err)
	}
	return record.Measured{Measure: m, Value: q}
}

func simply(name string, bodies ...record.Body) plantest.Danger {
	return plantest.Danger{Name: name, Degrees: []plantest.Degree{deg("", atLast(bodies...)...)}}
}

func suffersFrom(c record.Health) plantest.Danger {
	return simply(string(c), record.ConditionReported{Condition: c, Present: truth.Yes})
}

func takesEach(name string, agents ...string) (d plantest.Danger) {
	d.Name = name
	var facts []said
	for _, agent := range agents {
		facts = append(facts, atLast(record.MedicineReported{Agent: agent, Taking: truth.Yes})...)
		d.Degrees = append(d.Degrees, deg(agent, facts...))
	}
	return d
}

func usedAgo(name, agent string, daily medication.Mass, ago ...time.Duration) (d plantest.Danger) {
	d.Name = name
	for _, a := range ago {
		d.Degrees = append(d.Degrees, deg(a.String(), said{Ago: a, Body: record.OpioidUsed{Agent: agent, DailyDose: daily}}))
	}
	return d
}

func looked(name string, s ...record.Sign) plantest.Danger {
	return simply(name, record.SignsObserved{Signs: s})
}

func tests(name string, a record.Analyte) plantest.Danger {
	return simply(name, record.Screened{Results: []record.AnalyteResult{{Analyte: a, Result: record.Positive}}})
}

func scores(name string, id scale.ID, totals ...int) (d plantest.Danger) {
	d.Name = name
	for _, total := range totals {
		d.Degrees = append(d.Degrees, deg(strconv.Itoa(total), atLast(record.Scored{Scale: id, Total: total})...))
	}
	return d
}

func happens(name string, body record.Body, ago ...time.Duration) (d plantest.Danger) {
	d.Name = name
	for _, a := range ago {
		d.Degrees = append(d.Degrees, deg(a.String(), said{Ago: a, Body: body}))
	}
	return d
}

func deg(name string, facts ...said) plantest.Degree {
	return plantest.Degree{Name: name, Facts: facts}
}

// dangersOfLaw are the dangers.
func dangersOfLaw(place string) []plantest.Danger {
	k := kitOf(place)
	aged := func(name string, years ...int) (d plantest.Danger) {
		d.Name = name
		for _, y := range years {
			d.Degrees = append(d.Degrees, deg(strconv.Itoa(y), atLast(bornYearsAgo(y))...))
		}
		return d
	}
	all := []plantest.Danger{
		takesEach("benzodiazepine", "alprazolam"), takesEach("gabapentinoid", "gabapentin"), takesEach("several sedatives", "alprazolam",
			"gabapentin", "zolpidem"),
		suffersFrom(record.AlcoholUse), suffersFrom(record.AcuteAlcoholism), takesEach("alcohol listed", "alcohol"),
		takesEach("CYP3A4 inhibitor", "ketoconazole"), takesEach("CYP3A4 inducer", "rifampicin"), takesEach("MAO inhibitor", "phenelzine"),
		takesEach("serotonergic", "sertraline"), takesEach("anticholinergic", "oxybutynin"), takesEach("diuretic", "furosemide"),
		takesEach("mixed agonist", "pentazocine"),
		takesEach("QT medicine", "citalopram"), takesEach("antiarrhythmic", "amiodarone"), takesEach("beta blocker", "propranolol"),
		takesEach("opioid analgesic", "oxycodone"), takesEach("naltrexone listed", "naltrexone"), takesEach("unclassed", "something unheard of"),
		reading("QTc", record.QTc, "440", "449", "450", "499", "500", "520", "600"),
		reading("Child-Pugh", record.ChildPugh, "5", "6", "7", "9", "10", "15"),
		reading("slow breathing", record.RespiratoryRate, "12", "11", "9", "8", "4"),
		reading("fast breathing", record.RespiratoryRate, "20", "24", "25", "40"),
		reading("low saturation", record.OxygenSaturation, "96", "94", "93", "92", "91", "70"),
		reading("slow pulse", record.Pulse, "60", "54", "50", "45", "40", "30"),
		reading("low systolic", record.SystolicPressure, "115", "100", "95", "90", "80", "60"),
		reading("low diastolic", record.DiastolicPressure, "70", "60", "55", "50", "40"),
		reading("low temperature", record.BodyTemperature, "36", "35", "33"), reading("high temperature", record.BodyTemperature, "37", "39",
			"41"),
		reading("fast pulse", record.Pulse, "100", "130", "160"), reading("high pressure", record.SystolicPressure, "140", "180", "220"),
		reading("low potassium", record.Potassium, "4", "3.5", "3", "2.5"), reading("low magnesium", record.Magnesium, "0.8", "0.6", "0.4"),
		reading("high potassium", record.Potassium, "4", "6", "7"),
		reading("ALT", record.ALTRatio, "1", "3", "5", "10"), reading("AST", record.ASTRatio, "1", "3", "5", "10"),
		reading("low filtration", record.EGFR, "90", "60", "30", "15", "8"),
		looked("sedation", record.Sedation), looked("intoxication", record.Intoxication), looked("depressed breathing seen",
			record.RespiratoryDepressionSign),
		scores("drowsy on POSS", scale.POSS, 1, 2, 3, 4), scores("drowsy on RASS", scale.RASS, 0, -1, -2, -3, -5),
		scores("less than alert", scale.ACVPU, 0, 1, 2, 4),
		looked("no signs of withdrawal"),
		scores("low COWS", scale.COWS, 14, 10, 7, 3, 0),
		simply("pregnancy", record.PregnancyReported{Status: record.Pregnant}),
		aged("youth", 18, 17, 16, 15, 12), aged("old age", 60, 65, 80),
		happens("overdose", record.Overdosed{Agent: "fentanyl"}, 3*aDay, 5*time.Hour),
		usedAgo("heroin", "heroin", medication.Mass{}, 15*aDay, 8*aDay, 6*aDay, 2*aDay, 20*time.Hour, 10*time.Hour, 5*time.Hour, time.Hour),
		usedAgo("fentanyl", "fentanyl", medication.Mass{}, 15*aDay, 8*aDay, 6*aDay, 2*aDay, 20*time.Hour, 5*time.Hour, time.Hour),
		usedAgo("methadone elsewhere", "methadone", medication.Milligrams(80), 30*aDay, 13*aDay, 6*aDay, 2*aDay, 20*time.Hour, 5*time.Hour,
			time.Hour),
		usedAgo("unknown opioid", "something unheard of", medication.Mass{}, 30*aDay, 6*aDay, 2*aDay, 20*time.Hour, 5*time.Hour, time.Hour),
		tests("fentanyl found", record.AnalyteFentanyl), tests("methadone found", record.AnalyteMethadone), tests("buprenorphine found",
			record.AnalyteBuprenorphine),
		tests("benzodiazepine found", record.AnalyteBenzodiazepines), tests("alcohol found", record.AnalyteAlcohol), tests("xylazine found",
			record.AnalyteXylazine),
		tests("cocaine found", record.AnalyteCocaine), tests("amphetamine found", record.AnalyteAmphetamines),
		happens("naltrexone tablet", record.DoseTaken{Product: k.naltrexone, Dose: doseOf("50 mg")}, 40*time.Hour, 2*time.Hour),
		happens("naltrexone depot", record.DoseGiven{Product: medication.NtxXR, Dose: doseOf("380 mg")}, aDay),
		happens("naloxone", record.DoseGiven{Product: medication.NaloxoneIN, Dose: doseOf("4 mg")}, 5*time.Hour, time.Hour),
		happens("nalmefene", record.DoseGiven{Product: medication.NalmefeneIN, Dose: doseOf("2.7 mg")}, 5*time.Hour, time.Hour),
		happens("methadone dose", record.DoseGiven{Product: k.methadone, Dose: doseOf("60 mg"), Setting: k.clinic}, 2*aDay, 6*time.Hour),
		happens("buprenorphine dose", record.DoseTaken{Product: k.bup, Dose: doseOf(k.first)}, 2*aDay, 6*time.Hour),
		simply("depot on board", record.DoseGiven{Product: k.depot, Dose: doseOf(k.depotDose), Route: medication.Subcutaneous}),
		simply("positive challenge", record.Challenged{Result: record.Positive, Observed: 30 * time.Minute}),
		simply("precipitated withdrawal", record.PrecipitatedWithdrawal{By: medication.Buprenorphine}),
		simply("adverse event", record.AdverseEvent{Description: "rash", Serious: truth.Yes}),
		simply("returned to use", record.ReturnedToUse{Agent: "heroin"}),
		simply("held as intoxicated", record.DoseHeld{Substance: medication.Methadone, Reason: record.ReasonIntoxicated}),
		simply("no dependence", record.ConditionReported{Condition: record.PhysicalDependence, Present: truth.No}),
		simply("died", record.Died{}),
	}
	for _, s := range []medication.Substance{medication.Methadone, medication.Buprenorphine, medication.Naloxone, medication.Naltrexone,
		medication.Lofexidine, medication.Clonidine} {
		all = append(all, simply("allergy to "+s.String(), record.AllergyReported{Substance: s}))
	}
	for _, c := range []record.Health{record.SignificantRespiratoryDepression, record.AcuteAsthma, record.ObstructiveAirwaysDisease,
		record.SleepApnea, record.ChronicHypercapnicFailure,
		record.GastrointestinalObstruction, record.HeadInjury, record.AdrenalInsufficiency, record.CongenitalLongQT, record.FamilyLongQT,
		record.StructuralHeartDisease, record.Arrhythmia, record.Syncope, record.AcuteHepatitis, record.LiverFailure, record.HepaticImpairment,
		record.SevereRenalFailure, record.LowTolerance, record.HighTolerance, record.Breastfeeding, record.CoOccurringPsychiatric,
		record.Suicidality, record.RecentDiversion,
		record.EarlierCommunityDetox, record.NursingNeed, record.SeveralSubstancesToWithdraw, record.SevereSocialProblems} {
		all = append(all, suffersFrom(c))
	}
	return append(all,
		vitals("several vital signs", [3]string{"16", "80", "120"}, [3]string{"22", "95", "105"}, [3]string{"22", "115", "105"}),
		withdrawing("withdrawal with high pressure", "140", "170", "180", "200"))
}

// vitals is the danger of breathing, pulse and pressure that are none each and one together: NEWS2.
func vitals(name string, degrees ...[3]string) (d plantest.Danger) {
	d.Name = name
	for _, values := range degrees {
		var facts []said
		for i, m := range [...]record.Measure{record.RespiratoryRate, record.Pulse, record.SystolicPressure} {
			facts = append(facts, atLast(measuring(m, values[i]))...)
		}
		d.Degrees = append(d.Degrees, deg(strings.Join(values[:], " "), facts...))
	}
	return d
}

// withdrawing is the danger of vomiting after fentanyl with a pressure that rises: withdrawal that is not of opioids alone.
func withdrawing(name string, pressures ...string) (d plantest.Danger) {
	d.Name = name
	for _, p := range pressures {
		facts := []said{{Ago: 20 * time.Hour, Body: record.OpioidUsed{Agent: "fentanyl"}}}
		facts = append(facts, atLast(record.SignsObserved{Signs: []record.Sign{record.Vomiting, record.Yawning, record.Mydriasis}})...)
		facts = append(facts, atLast(measuring(record.SystolicPressure, p))...)
		d.Degrees = append(d.Degrees, deg(p, facts...))
	}
	return d
}
