package guidance

import (
	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/plan/truth"
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
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement, record.KindStageMove),
		Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary),
			evidence.MhGAP2016.At("withdrawal rests on a plan behind it", evidence.Secondary),
			evidence.CRISM2024.At("abstract", evidence.Primary)},
		Remedy: "offer methadone, buprenorphine and naltrexone, arrange continuing care, supply naloxone, and speak about the loss of tolerance",
		Check:  checkNotStandalone,
	},
	{
		ID:       "wm.urod",
		Aliases:  []record.RuleID{"gb.detox.ultra-rapid"},
		Title:    "Withdrawal is never managed under anesthesia or heavy sedation",
		Severity: record.Block,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary), evidence.NICECG52.At("ultra-rapid detoxification",
			evidence.Primary)},
		Remedy:   "manage the withdrawal with methadone or buprenorphine, or start medication without a withdrawal",
		Override: plan.NotOverridable("no source allows it: people have died of it, and it does no better"),
		Check:    about(checkUltraRapid),
	},
	{
		ID:       "wm.supervised",
		Title:    "Somebody who is equipped for it watches the withdrawal",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.Proposal.At("a withdrawal is watched by somebody equipped for it", evidence.Unconfirmed),
			evidence.ASAMCriteria.At("levels of withdrawal management", evidence.Unconfirmed)},
		Remedy: "say where it takes place and who watches, or choose a clinic, a program or a unit for withdrawal management",
		Check:  about(checkSupervisedWithdrawal),
	},
	{
		ID:       "wm.first-line",
		Aliases:  []record.RuleID{"gb.detox.first-line"},
		Title:    "Withdrawal is eased with methadone or buprenorphine, first with the one already taken",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary), evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.NICECG52.At("key priorities", evidence.Primary)},
		Remedy: "offer methadone or buprenorphine; they work better than other methods and keep more people in treatment",
		Check:  about(checkFirstLine),
	},
	{
		ID:       "wm.methadone.setting",
		Title:    "Withdrawal with methadone takes place in an opioid treatment program or in acute care",
		Severity: record.Block,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary),
			evidence.CFR1306Sec07.At("(a)-(c)", evidence.Primary)},
		Unless: []plan.Exception{
			{Context: record.HospitalStay, Why: "in hospital for another condition, methadone may be given"},
			{Context: record.EmergencyCare, Why: "acute care may bridge to treatment"},
			{Context: record.ThreeDayEmergency, Why: "a practitioner may dispense for three days while treatment is arranged"},
		},
		Remedy:   "refer to an opioid treatment program, or choose buprenorphine",
		Override: plan.NotOverridable("federal law allows methadone for opioid use disorder nowhere else"),
		Check:    about(checkMethadoneWithdrawalSetting),
	},
	{
		ID:       "wm.methadone.dose",
		Title:    "Withdrawal with methadone starts low and takes a week or so",
		Severity: record.Warning,
		Kinds:    record.On(record.KindOrder, record.KindDoseGiven, record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Params: []plan.AnyParam{MethadoneWithdrawal.LeastStart, MethadoneWithdrawal.MostStart, MethadoneWithdrawal.LeastDays,
			MethadoneWithdrawal.MostDays},
		Remedy: "start within the range and go down from there; maintenance is open at any time",
		Check:  checkMethadoneWithdrawal,
	},
	{
		ID:       "wm.antagonist-assisted",
		Title:    "Withdrawal sped up with naltrexone is for clinicians experienced in it",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.ASAM2020.At("page 8", evidence.Primary)},
		Unless:   []plan.Exception{{Context: record.SpecialistSupervision, Why: "a specialist directs it"}},
		Remedy:   "manage the withdrawal with an agonist, or bring in somebody experienced; no sedation",
		Check:    about(checkAntagonistAssisted),
	},
	{
		ID:       "wm.informed",
		Title:    "The person knows the risks of withdrawal: return to use, loss of tolerance, overdose",
		Severity: record.Warning,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites:    []evidence.Citation{evidence.ASAM2015.At("page 5", evidence.Primary)},
		Remedy:   "explain the risks and what would lower them, and record that it was done",
		Check:    about(checkInformed),
	},
	{
		ID:       "wm.duration.expected",
		Title:    "A withdrawal without an agonist is planned for as long as it usually takes",
		Severity: record.Advice,
		Kinds:    record.On(record.KindWithdrawalManagement),
		Cites: []evidence.Citation{evidence.Elsevier.At("", evidence.Primary),
			evidence.NSW2018.At("", evidence.Secondary)},
		Params: []plan.AnyParam{WithdrawalCourse.Short, WithdrawalCourse.Long},
		Remedy: "plan more days; nobody has to leave on the day that was expected",
		Check:  about(checkExpectedDays),
	},
}

// agonistMethod returns the agonist that the method tapers; ok is false if it tapers none.
func agonistMethod(m record.WithdrawalMethod) (s medication.Substance, ok bool) {
	switch m {
	case record.MethodMethadoneTaper:
		return medication.Methadone, true
	case record.MethodBuprenorphineTaper:
		return medication.Buprenorphine, true
	}
	return 0, false
}

// inpatient says whether the withdrawal takes place in a hospital or a residence: by its setting, the circumstances, or the
// level of care. Custody is neither, and unknown.
func inpatient(v *plan.View, at medication.Setting) truth.Value {
	switch at {
	case medication.SettingHospital:
		return truth.Yes
	case medication.SettingOTP, medication.SettingOffice, medication.SettingPharmacy, medication.SettingHome:
		return truth.No
	}
	if v.Holds(record.HospitalStay) || v.Holds(record.MonitoredInpatient) {
		return truth.Yes
	}
	switch level, _ := v.Level(); level {
	case stages.Inpatient, stages.Residential:
		return truth.Yes
	case stages.Outpatient, stages.IntensiveOutpatient, stages.PartialHospitalization, stages.OpioidTreatmentProgram:
		return truth.No
	}
	return truth.Unknown
}

func checkNotStandalone(v *plan.View) plan.Result {
	if b, ok := v.Body().(record.WithdrawalManagement); ok {
		switch b.ContinuingPlan {
		case truth.Yes:
			return v.Met()
		case truth.Unknown:
			return v.Lacks("what follows the withdrawal")
		}
		return v.Violated(nil, "withdrawal with no plan for treatment after it")
	}
	b, _ := v.Body().(record.StageMove)
	stage, _ := v.Stage()
	if stage != stages.Detox || !discharges(b.Trigger) && b.Trigger != stages.Transfer {
		return v.NotApplicable()
	}
	switch b.MedicationContinues {
	case truth.Yes:
		return v.Met()
	case truth.Unknown:
		return v.Lacks("whether a medication for opioid use disorder goes on")
	}
	return v.Violated(nil, "leaving withdrawal management with no medication")
}

func checkUltraRapid(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if b.Method == record.MethodAnesthesia {
		return v.Violated(nil, "withdrawal under anesthesia")
	}
	return v.Met()
}

func checkSupervisedWithdrawal(v *plan.View, b record.WithdrawalManagement) plan.Result {
	for _, c := range [...]record.Circumstance{record.MedicallyManagedDetoxSite, record.MonitoredInpatient, record.HospitalStay,
		record.ObservedDosing, record.SpecialistSupervision} {
		if v.Holds(c) {
			return v.Met()
		}
	}
	switch b.Setting {
	case medication.SettingHospital, medication.SettingEmergency, medication.SettingOTP, medication.SettingOffice,
		medication.SettingThreeDayException, medication.SettingREMS:
		return v.Met()
	case medication.SettingHome, medication.SettingPharmacy:
		return v.Violated(nil, "withdrawal in a place (%s) where nobody is said to watch it", b.Setting)
	}
	return v.Lacks("where the withdrawal takes place and who watches it")
}

func checkFirstLine(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if s, ok := agonistMethod(b.Method); ok {
		if own, taken := agonistTaken(v); taken && own != s && !taking(v, s) {
			return v.ViolatedAs(record.Advice, nil, "%s is taken, and %s is to ease the withdrawal", own, s)
		}
		return v.Met()
	}
	switch b.Method {
	case record.MethodAbrupt, record.MethodPsychosocialSupported:
		return v.Violated(nil, "withdrawal without medication")
	case record.MethodAlpha2, record.MethodSymptomatic:
		return v.ViolatedAs(record.Advice, nil, "withdrawal without an agonist, which would work better")
	}
	return v.NotApplicable() // other rules speak of the other methods
}

func checkMethadoneWithdrawalSetting(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if b.Method != record.MethodMethadoneTaper {
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
	if b, ok := v.Body().(record.WithdrawalManagement); ok {
		return checkMethadoneWithdrawalDays(v, b)
	}
	d, ok := v.Dosing()
	if !ok || d.Substance != medication.Methadone || d.Purpose != record.PurposeDetox || v.TreatmentDay(medication.Methadone) > 1 {
		return v.NotApplicable()
	}
	least, set := MethadoneWithdrawal.LeastStart.At(v)
	most, both := MethadoneWithdrawal.MostStart.At(v)
	if !set || !both {
		return v.Unset(MethadoneWithdrawal.LeastStart)
	}
	switch total := higher(v.Now().OnDay(medication.Methadone).With, d.Total); {
	case d.Intent && total.Compare(least.Value) < 0:
		return v.Violated(least, "withdrawal with methadone from %s on, below %s", total, least.Value)
	case most.Value.Compare(total) < 0:
		return v.Violated(most, "withdrawal with methadone from %s on, above %s", total, most.Value)
	}
	return v.Met()
}

func checkMethadoneWithdrawalDays(v *plan.View, b record.WithdrawalManagement) plan.Result {
	days := b.ExpectedDays
	if b.Method != record.MethodMethadoneTaper || days == 0 {
		return v.NotApplicable()
	}
	least, set := MethadoneWithdrawal.LeastDays.At(v)
	most, both := MethadoneWithdrawal.MostDays.At(v)
	switch {
	case !set || !both:
		return v.Unset(MethadoneWithdrawal.LeastDays)
	case days < least.Value:
		return v.Violated(least, "withdrawal with methadone in %s, fewer than %d", plural(days, "day"), least.Value)
	case days > most.Value:
		return v.Violated(most, "withdrawal with methadone over %s, more than %d", plural(days, "day"), most.Value)
	}
	return v.Met()
}

func checkAntagonistAssisted(v *plan.View, b record.WithdrawalManagement) plan.Result {
	if b.Method != record.MethodAntagonistAssisted {
		return v.NotApplicable()
	}
	return v.Violated(nil, "withdrawal sped up with an antagonist, and no specialist directs it")
}

// informed says whether the person was told of withdrawal, the loss of tolerance, overdose and the need for support.
func informed(v *plan.View, b record.WithdrawalManagement) truth.Value {
	told, consent := b.Informed, v.Consent(record.ConsentWithdrawalRisks)
	switch {
	case told == truth.No || consent == truth.No:
		return truth.No
	case told == truth.Yes || consent == truth.Yes:
		return truth.Yes
	}
	return truth.Unknown
}

func checkInformed(v *plan.View, b record.WithdrawalManagement) plan.Result {
	switch informed(v, b) {
	case truth.Yes:
		return v.Met()
	case truth.No:
		return v.Violated(nil, "the person was not told of the risks of withdrawal")
	}
	return v.Lacks("whether the person was told of the risks of withdrawal")
}

func checkExpectedDays(v *plan.View, b record.WithdrawalManagement) plan.Result {
	switch b.Method {
	case record.MethodAlpha2, record.MethodSymptomatic, record.MethodAbrupt, record.MethodPsychosocialSupported:
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
