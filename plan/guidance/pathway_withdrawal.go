package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/stages"
)

// Course of a withdrawal that no agonist eases.
var WithdrawalCourse = struct {
	Short *plan.Param[int] // after a short-acting opioid
	Long  *plan.Param[int] // after methadone or another long-acting opioid
}{
	atLeastDays("wm.duration.expected.short-acting", "days to plan for withdrawal from a short-acting opioid"),
	atLeastDays("wm.duration.expected.long-acting", "days to plan for withdrawal from a long-acting opioid"),
}

// Withdrawal from short-acting opioids with methadone.
var MethadoneWithdrawal = struct {
	LeastStart, MostStart *plan.Param[medication.Mass] // on the first day
	LeastDays, MostDays   *plan.Param[int]             // altogether
}{
	plan.NewParam("wm.methadone.dose.start-least", "methadone on the first day of a withdrawal, at least", plan.HigherIsStricter(medication.Mass.Compare)),
	mostMass("wm.methadone.dose.start-most", "methadone on the first day of a withdrawal, at most"),
	atLeastDays("wm.methadone.dose.days-least", "days of a withdrawal with methadone, at least"),
	atMostDays("wm.methadone.dose.days-most", "days of a withdrawal with methadone, at most"),
}

var pathwayWithdrawal = []plan.Rule{
	{
		ID:       "wm.not-standalone",
		Title:    "Nobody leaves withdrawal management without a plan for medication and what comes next",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindWithdrawalManagement, plan.KindStageMove),
		Cites: []evidence.Citation{asam2015("page 5", evidence.Primary), whoMhGAP("withdrawal rests on a plan behind it"),
			{Source: "CRISM national guideline for the clinical management of opioid use disorder", Section: "abstract", Year: 2024,
				Provenance: evidence.Primary, Via: "CMAJ 2024;196(38):E1280"}},
		Remedy: "offer methadone, buprenorphine and naltrexone, arrange continuing care, supply naloxone, and speak about the loss of tolerance",
		Check:  checkNotStandalone,
	},
	{
		ID:       "wm.urod",
		Aliases:  []plan.RuleID{"gb.detox.ultra-rapid"},
		Title:    "Withdrawal is never managed under anesthesia or heavy sedation",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites:    []evidence.Citation{asam2020("page 8", evidence.Primary), niceCG52("ultra-rapid detoxification", evidence.Primary)},
		Remedy:   "manage the withdrawal with methadone or buprenorphine, or start medication without a withdrawal",
		Override: plan.NotOverridable("no source allows it: people have died of it, and it does no better"),
		Check:    checkUltraRapid,
	},
	{
		ID:       "wm.supervised",
		Title:    "Somebody who is equipped for it watches the withdrawal",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites:    []evidence.Citation{pathwayProposal("a withdrawal is watched by somebody equipped for it"), asamCriteria("levels of withdrawal management", evidence.Unconfirmed)},
		Remedy:   "say where it takes place and who watches, or choose a clinic, a program or a unit for withdrawal management",
		Check:    checkSupervisedWithdrawal,
	},
	{
		ID:       "wm.first-line",
		Aliases:  []plan.RuleID{"gb.detox.first-line"},
		Title:    "Withdrawal is eased with methadone or buprenorphine, first with the one already taken",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites: []evidence.Citation{asam2015("page 5", evidence.Primary), asam2020("page 8", evidence.Primary),
			niceCG52("key priorities", evidence.Primary)},
		Remedy: "offer methadone or buprenorphine; they work better than other methods and keep more people in treatment",
		Check:  checkFirstLine,
	},
	{
		ID:       "wm.methadone.setting",
		Title:    "Withdrawal with methadone takes place in an opioid treatment program or in acute care",
		Severity: plan.Block,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites: []evidence.Citation{asam2020("page 8", evidence.Primary),
			{Source: "21 CFR 1306.07", Section: "(a)-(c)", Year: 2023, Provenance: evidence.Primary}},
		Unless: []plan.Exception{
			{Context: plan.HospitalStay, Why: "in hospital for another condition, methadone may be given"},
			{Context: plan.EmergencyCare, Why: "acute care may bridge to treatment"},
			{Context: plan.ThreeDayEmergency, Why: "a practitioner may dispense for three days while treatment is arranged"},
		},
		Remedy:   "refer to an opioid treatment program, or choose buprenorphine",
		Override: plan.NotOverridable("federal law allows methadone for opioid use disorder nowhere else"),
		Check:    checkMethadoneWithdrawalSetting,
	},
	{
		ID:       "wm.methadone.dose",
		Title:    "Withdrawal with methadone starts low and takes a week or so",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindOrder, plan.KindDoseGiven, plan.KindWithdrawalManagement),
		Cites:    []evidence.Citation{asam2020("page 8", evidence.Primary)},
		Params: []plan.AnyParam{MethadoneWithdrawal.LeastStart, MethadoneWithdrawal.MostStart, MethadoneWithdrawal.LeastDays,
			MethadoneWithdrawal.MostDays},
		Remedy: "start within the range and go down from there; maintenance is open at any time",
		Check:  checkMethadoneWithdrawal,
	},
	{
		ID:       "wm.antagonist-assisted",
		Title:    "Withdrawal sped up with naltrexone is for clinicians experienced in it",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites:    []evidence.Citation{asam2020("page 8", evidence.Primary)},
		Unless:   []plan.Exception{{Context: plan.SpecialistSupervision, Why: "a specialist directs it"}},
		Remedy:   "manage the withdrawal with an agonist, or bring in somebody experienced; no sedation",
		Check:    checkAntagonistAssisted,
	},
	{
		ID:       "wm.informed",
		Title:    "The person knows the risks of withdrawal: return to use, loss of tolerance, overdose",
		Severity: plan.Warning,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites:    []evidence.Citation{asam2015("page 5", evidence.Primary)},
		Remedy:   "explain the risks and what would lower them, and record that it was done",
		Check:    checkInformed,
	},
	{
		ID:       "wm.duration.expected",
		Title:    "A withdrawal without an agonist is planned for as long as it usually takes",
		Severity: plan.Advice,
		Watches:  plan.On(plan.KindWithdrawalManagement),
		Cites: []evidence.Citation{{Source: "Elsevier clinical overview, opioid withdrawal", Provenance: evidence.Primary},
			{Source: "NSW clinical guidelines, treatment of opioid dependence", Year: 2018, Provenance: evidence.Secondary,
				Via: "public review notes that quote it"}},
		Params: []plan.AnyParam{WithdrawalCourse.Short, WithdrawalCourse.Long},
		Remedy: "plan more days; nobody has to leave on the day that was expected",
		Check:  checkExpectedDays,
	},
}

// withdrawal returns what is asked for if the event asks for supervised withdrawal.
func withdrawal(v *plan.View) plan.WithdrawalManagement {
	b, _ := v.Body().(plan.WithdrawalManagement)
	return b
}

// agonistMethod returns the agonist that the method tapers; ok is false if it tapers none.
func agonistMethod(m plan.WithdrawalMethod) (s medication.Substance, ok bool) {
	switch m {
	case plan.MethodMethadoneTaper:
		return medication.Methadone, true
	case plan.MethodBuprenorphineTaper:
		return medication.Buprenorphine, true
	}
	return 0, false
}

// inpatient says whether the withdrawal takes place in a hospital or a residence: by its setting, the circumstances, or the
// level of care. Custody is neither, and unknown.
func inpatient(v *plan.View, at medication.Setting) plan.Truth {
	switch at {
	case medication.SettingHospital:
		return plan.Yes
	case medication.SettingOTP, medication.SettingOffice, medication.SettingPharmacy, medication.SettingHome:
		return plan.No
	}
	if v.Holds(plan.HospitalStay) || v.Holds(plan.MonitoredInpatient) {
		return plan.Yes
	}
	switch level, _ := v.Level(); level {
	case stages.Inpatient, stages.Residential:
		return plan.Yes
	case stages.Outpatient, stages.IntensiveOutpatient, stages.PartialHospitalization, stages.OpioidTreatmentProgram:
		return plan.No
	}
	return plan.Unknown
}

func checkNotStandalone(v *plan.View) plan.Result {
	switch b := v.Body().(type) {
	case plan.WithdrawalManagement:
		switch b.ContinuingPlan {
		case plan.Yes:
			return v.Met()
		case plan.Unknown:
			return v.Lacks("what follows the withdrawal")
		}
		return v.Violated(nil, "withdrawal with no plan for treatment after it")
	case plan.StageMove:
		stage, _ := v.Stage()
		if stage != stages.Detox || !discharges(b.Trigger) && b.Trigger != stages.Transfer {
			return v.NotApplicable()
		}
		switch b.MedicationContinues {
		case plan.Yes:
			return v.Met()
		case plan.Unknown:
			return v.Lacks("whether a medication for opioid use disorder goes on")
		}
		return v.Violated(nil, "leaving withdrawal management with no medication")
	}
	return v.NotApplicable()
}

func checkUltraRapid(v *plan.View) plan.Result {
	if withdrawal(v).Method == plan.MethodAnesthesia {
		return v.Violated(nil, "withdrawal under anesthesia")
	}
	return v.Met()
}

func checkSupervisedWithdrawal(v *plan.View) plan.Result {
	for _, c := range [...]plan.Circumstance{plan.MedicallyManagedDetoxSite, plan.MonitoredInpatient, plan.HospitalStay,
		plan.ObservedDosing, plan.SpecialistSupervision} {
		if v.Holds(c) {
			return v.Met()
		}
	}
	switch at := withdrawal(v).Setting; at {
	case medication.SettingHospital, medication.SettingEmergency, medication.SettingOTP, medication.SettingOffice,
		medication.SettingThreeDayException, medication.SettingREMS:
		return v.Met()
	case medication.SettingHome, medication.SettingPharmacy:
		return v.Violated(nil, "withdrawal in a place (%s) where nobody is said to watch it", at)
	}
	return v.Lacks("where the withdrawal takes place and who watches it")
}

func checkFirstLine(v *plan.View) plan.Result {
	method := withdrawal(v).Method
	if s, ok := agonistMethod(method); ok {
		if own, taken := agonistTaken(v); taken && own != s && !taking(v, s) {
			return v.ViolatedAs(plan.Advice, nil, "%s is taken, and %s is to ease the withdrawal", own, s)
		}
		return v.Met()
	}
	switch method {
	case plan.MethodAbrupt, plan.MethodPsychosocialSupported:
		return v.Violated(nil, "withdrawal without medication")
	case plan.MethodAlpha2, plan.MethodSymptomatic:
		return v.ViolatedAs(plan.Advice, nil, "withdrawal without an agonist, which would work better")
	}
	return v.NotApplicable() // other rules speak of the other methods
}

func checkMethadoneWithdrawalSetting(v *plan.View) plan.Result {
	b := withdrawal(v)
	if b.Method != plan.MethodMethadoneTaper {
		return v.NotApplicable()
	}
	switch b.Setting {
	case medication.SettingOTP, medication.SettingHospital, medication.SettingEmergency, medication.SettingThreeDayException:
		return v.Met()
	}
	if !b.Setting.Valid() {
		return v.Lacks("the setting of the withdrawal with methadone")
	}
	return v.Violated(nil, "withdrawal with methadone in another setting: %s", b.Setting)
}

func checkMethadoneWithdrawal(v *plan.View) plan.Result {
	leastStart, a := MethadoneWithdrawal.LeastStart.At(v)
	mostStart, b := MethadoneWithdrawal.MostStart.At(v)
	leastDays, c := MethadoneWithdrawal.LeastDays.At(v)
	mostDays, d := MethadoneWithdrawal.MostDays.At(v)
	if !a || !b || !c || !d {
		return v.Unset(MethadoneWithdrawal.LeastStart)
	}
	if wm, ok := v.Body().(plan.WithdrawalManagement); ok {
		switch days := wm.ExpectedDays; {
		case wm.Method != plan.MethodMethadoneTaper || days == 0:
			return v.NotApplicable()
		case days < leastDays.Value:
			return v.Violated(leastDays, "withdrawal with methadone in %s, fewer than %d", plural(days, "day"), leastDays.Value)
		case days > mostDays.Value:
			return v.Violated(mostDays, "withdrawal with methadone over %s, more than %d", plural(days, "day"), mostDays.Value)
		}
		return v.Met()
	}
	dosing, ok := v.Dosing()
	if !ok || dosing.Substance != medication.Methadone || dosing.Purpose != plan.PurposeDetox || v.TreatmentDay(medication.Methadone) > 1 {
		return v.NotApplicable()
	}
	switch total := dayTotal(v, dosing); {
	case dosing.Intent && total.Compare(leastStart.Value) < 0:
		return v.Violated(leastStart, "withdrawal with methadone from %s on, below %s", total, leastStart.Value)
	case mostStart.Value.Compare(total) < 0:
		return v.Violated(mostStart, "withdrawal with methadone from %s on, above %s", total, mostStart.Value)
	}
	return v.Met()
}

func checkAntagonistAssisted(v *plan.View) plan.Result {
	if withdrawal(v).Method != plan.MethodAntagonistAssisted {
		return v.NotApplicable()
	}
	return v.Violated(nil, "withdrawal sped up with an antagonist, and no specialist directs it")
}

// informed says whether the person was told of withdrawal, the loss of tolerance, overdose and the need for support.
func informed(v *plan.View) plan.Truth {
	told, consent := withdrawal(v).Informed, v.Consent(plan.ConsentWithdrawalRisks)
	switch {
	case told == plan.No || consent == plan.No:
		return plan.No
	case told == plan.Yes || consent == plan.Yes:
		return plan.Yes
	}
	return plan.Unknown
}

func checkInformed(v *plan.View) plan.Result {
	switch informed(v) {
	case plan.Yes:
		return v.Met()
	case plan.No:
		return v.Violated(nil, "the person was not told of the risks of withdrawal")
	}
	return v.Lacks("whether the person was told of the risks of withdrawal")
}

func checkExpectedDays(v *plan.View) plan.Result {
	b := withdrawal(v)
	switch b.Method {
	case plan.MethodAlpha2, plan.MethodSymptomatic, plan.MethodAbrupt, plan.MethodPsychosocialSupported:
	default:
		return v.NotApplicable() // a taper lasts as long as the taper
	}
	if b.ExpectedDays == 0 {
		return v.NotApplicable()
	}
	course, last, result := expectedCourse(v)
	if course == nil {
		return result
	}
	least, ok := course.At(v)
	if !ok {
		return v.Unset(course)
	}
	if b.ExpectedDays < least.Value {
		return v.Violated(least, "%s are planned, and withdrawal from %s usually takes %s or more", plural(b.ExpectedDays, "day"), last,
			plural(least.Value, "day"))
	}
	return v.Met()
}

// expectedCourse returns the length that withdrawal from the last opioid should be planned for; without one, the result says
// why. Fentanyl has none: its withdrawal varies.
func expectedCourse(v *plan.View) (course *plan.Param[int], agent string, why plan.Result) {
	long, isLong := v.LastUse(medication.LongActingOpioid)
	short, isShort := v.LastUse(medication.ShortActingOpioid)
	fentanyl, isFentanyl := v.LastUse(medication.FentanylOpioid)
	switch {
	case isLong && (!isShort || short.At.Before(long.At)) && (!isFentanyl || fentanyl.At.Before(long.At)):
		return WithdrawalCourse.Long, long.Agent, plan.Result{}
	case isFentanyl && (!isShort || !fentanyl.At.Before(short.At)):
		return nil, "", v.NotApplicable()
	case isShort:
		return WithdrawalCourse.Short, short.Agent, plan.Result{}
	}
	return nil, "", v.Lacks("the opioid that the person withdraws from")
}
